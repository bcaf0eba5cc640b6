"""The database is away, locked or full: a page that says so, and when to come again, in the reader's language."""

import logging
import sys
from pathlib import PurePosixPath

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.defaults import server_error

logger = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds
# SQLite's codes of what is wrong with the file, and not with what it was asked: busy, locked, no memory, read-only,
# input or output, corrupt, full, cannot open, protocol, no database.
OF_THE_FILE = {5, 6, 7, 8, 10, 11, 13, 14, 15, 26}
FULL = {8, 13, "25006", "53100"}  # read-only, full: SQLite's codes, and PostgreSQL's


def answer_error(request):
    """The site's `handler500`: whichever page, middleware or template it was that asked the database in vain."""
    error = sys.exc_info()[1]
    if not is_outage(error):
        return server_error(request)
    logger.warning("The database does not answer: %s", type(error).__name__)
    return unavailable(request)


def is_outage(error):
    """Whether `error`, or one that led to it, is the database's own, which may be gone on the next try."""
    seen = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, DatabaseError | InterfaceError) and _is_of_the_database(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def is_full(error):
    """Whether what is written finds no room, or may not be written at all; what is there can still be read."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return (getattr(error.__cause__, "pgcode", None) if code is None else code & 0xFF) in FULL


def _is_of_the_database(error):
    if isinstance(error, InterfaceError):
        return True
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code is None:  # PostgreSQL: no connection, shut down, no room, too long, a deadlock
        return isinstance(error, OperationalError) or _is_cut_off(error)
    # Where the file was taken away, SQLite begins an empty one.
    return code & 0xFF in OF_THE_FILE or str(error).startswith("no such table")


def _is_cut_off(error):
    """Whether PostgreSQL died while it answered: its driver has no code then. Django's own errors have no cause."""
    return type(error) is DatabaseError and getattr(error.__cause__, "pgcode", "") is None


def unavailable(request):
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    with translation.override(language):
        response = _page(request)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    response._has_been_logged = True  # by one line; Django would write a traceback for each page
    return response


def _page(request):
    suffix = PurePosixPath(request.path_info).suffix
    if not suffix:
        context = {
            "address": request.get_full_path(),
            "typed": _typed(request),
            "files": _sent(request, "FILES"),
        }
        return HttpResponse(render_to_string("503.html", context), status=503)
    sentence = _("Le site ne peut pas répondre pour le moment. Réessayez dans une minute.")
    if suffix == ".json":
        return JsonResponse({"error": sentence}, status=503)
    return HttpResponse(f"{sentence}\n", status=503, content_type="text/plain; charset=utf-8")


def _typed(request):
    """[(name, value), …] of the form that was sent: what somebody wrote is not lost. Passwords are typed again."""
    sent = _sent(request, "POST") or {}
    return [(name, value) for name in sent if "password" not in name for value in sent.getlist(name)]


def _sent(request, part):
    try:
        return getattr(request, part) if request.method == "POST" else None
    except Exception:  # it cannot be read, now or ever: the page says as much as it can
        return None
