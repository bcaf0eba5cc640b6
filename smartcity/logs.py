"""What the log says: a line a request, a line an event and one record an error, in text or in JSON.

No line holds a path, a query, an address or what an error was about, for these name people and hold keys: the name of
the route, the types of errors and the lines of code where they arose say where to look.
"""

import json
import logging
import random
import re
import time
import traceback
from collections import Counter
from contextvars import ContextVar
from datetime import datetime
from threading import Lock

from django.conf import settings

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
SANE = re.compile(r"[A-Za-z0-9-]{8,64}")

logger = logging.getLogger("requests")
current = ContextVar("id of the request", default="-")


def log_requests(get_response):
    """One line a request, whatever became of it; all that is logged meanwhile bears its id, and so does the answer."""

    def middleware(request):
        number = number_of(request.META)
        reset, began = current.set(number), time.perf_counter()
        try:
            response = get_response(request)
            kept.tell()
            _log(request, response, milliseconds=round((time.perf_counter() - began) * 1000))
        finally:
            current.reset(reset)
        response.headers["X-Request-ID"] = number
        return response

    return middleware


class Tally:
    """Answers that no middleware has seen: a line for each would cost more than they do.

    One that comes alone has its line at once; of several within a second there is one for each kind, with the first
    request after it.
    """

    def __init__(self):
        self.counts, self.due, self.lock = Counter(), 0, Lock()

    def count(self, method, route, status):
        with self.lock:
            self.counts[method, route, status] += 1
        self.tell()

    def tell(self):
        now = time.monotonic()
        if now < self.due:
            return
        with self.lock:
            counts, self.counts, self.due = self.counts, Counter(), now + 1
        for (method, route, status), count in counts.items():
            fields = {"method": method, "route": route, "status": status, "kept": count}
            logger.info("%(method)s %(route)s %(status)s kept %(kept)s", fields)


kept = Tally()


def number_of(environ):
    """The proxy's own, where there is one to trust and it looks like one."""
    given = environ.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXY else ""
    return given if SANE.fullmatch(given) else f"{random.getrandbits(64):016x}"


def _log(request, response, *, milliseconds):
    fields = {
        "method": request.method if request.method in METHODS else "OTHER",
        "route": _route(request),
        "status": response.status_code,
        "ms": milliseconds,
        "role": _role(request),
    }
    logger.info("%(method)s %(route)s %(status)s %(ms)sms %(role)s", fields)


def _route(request):
    if match := request.resolver_match:
        return match.view_name
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "-"


def _role(request):
    """visitor, member (any account outside the team) or staff; "-" where nothing asked: the log costs no query."""
    user = getattr(request, "_cached_user", None)
    if user is None:
        return "-"
    if not user.is_authenticated:
        return "visitor"
    return "staff" if user.is_staff else "member"


class Formatter(logging.Formatter):
    def __init__(self, *, as_json=False):
        super().__init__()
        self.as_json = as_json

    def format(self, record):
        said = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": current.get(),
            "message": _message(record).replace("\n", " "),
        }
        found = _raised(record)
        if self.as_json:
            fields = record.args if isinstance(record.args, dict) else {}
            return json.dumps(said | fields | ({"traceback": found} if found else {}), ensure_ascii=False)
        return "\n".join([" ".join(said.values()), *found.splitlines()])


def is_refusal(record):
    """Whether Django tells what it refused to a visitor, which is no error of ours."""
    return getattr(record, "status_code", 500) < 500


def _message(record):
    """Django's own messages about a request hold its path, or what was sent."""
    return str(record.status_code) if hasattr(record, "status_code") else record.getMessage()


def _raised(record):
    """The types of what was raised, the cause last, each with its lines of code; "" for what was only refused."""
    error = record.exc_info[1] if record.exc_info and not is_refusal(record) else None
    parts = []
    while error and len(parts) < 10:
        parts += [f"{type(error).__module__}.{type(error).__qualname__}\n", *traceback.format_tb(error.__traceback__)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "".join(parts).rstrip()
