"""What a watcher asks of the site: whether it is alive, and whether all that it needs is well."""

import secrets
import shutil
from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection, connections
from django.db.models import Min
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alerts.models import Alert
from curation.standby import ALIAS, standby
from search.indexing import STALE
from search.sql import ask
from work.alone import last_begun
from work.models import Job

from .outage import RETRY_AFTER

LOW = 200 * 10**6  # bytes free, below which the next picture or vacuum may find no room
MOST_WAITING = 20_000  # notes, of which a search writes some before it answers, and the worker the rest
LATE = timedelta(minutes=30)  # for a worker that looks every second, and alerts that are sent every few minutes
# A proxy sets one of these: who asks is then not on this host, though the proxy is.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def answer_watchers(get_response):
    """Answer who asks on this very host, whatever name it calls the site: it may not know the one of ALLOWED_HOSTS."""
    watched = {"/healthz": healthz, "/readyz": readyz}

    def middleware(request):
        view = watched.get(request.path_info)
        if view and request.method in {"GET", "HEAD"} and _is_from_here(request):
            return view(request)
        return get_response(request)

    return middleware


@never_cache
def healthz(request):
    """Alive: this process answers. It asks nothing, for a restart mends no database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
def readyz(request):
    """200 if all is well, else 503; what is not, only for who asks on this host."""
    parts = {"database": _database, "cache": _cache, "index": _index, "work": _work, "alerts": _alerts, "disk": _disk}
    if ALIAS in connections:
        parts["standby"] = _standby
    found = {name: look() for name, look in parts.items()}
    ready = all(part["ok"] for part in found.values())
    said = {"ready": ready} | (found if _is_from_here(request) else {})
    return JsonResponse(said) if ready else JsonResponse(said, status=503, headers={"Retry-After": str(RETRY_AFTER)})


def _is_from_here(request):
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and not any(name in request.META for name in FORWARDED)


def _database():
    try:
        ask("SELECT 1")
    except Error:
        return {"ok": False}
    return {"ok": True}


def _standby():
    """The site serves without it: the primary then has all to do. How far it is behind, PostgreSQL's own role sees."""
    with suppress(Error), standby.in_place():
        return {"ok": bool(ask("SELECT 1"))}
    return {"ok": False}


def _cache():
    """Our Redis says nothing where it is away: it keeps nothing."""
    word = secrets.token_hex(8)
    cache.set(f"readyz-{word}", word, 10)
    return {"ok": cache.get(f"readyz-{word}") == word}


def _index():
    """How many notes wait, counted no further than matters."""
    try:
        ((waiting,),) = ask(f"SELECT count(*) FROM (SELECT 1 FROM {STALE} LIMIT {MOST_WAITING + 1}) AS waiting")
    except Error:
        return {"ok": False, "waiting": None}
    return {"ok": waiting <= MOST_WAITING, "waiting": waiting}


def _work():
    """Whether the worker takes up what is to be done at once, and how much failed for good."""
    now = timezone.now()
    try:
        oldest, failed = Job.objects.fresh().aggregate(at=Min("enqueued_at"))["at"], Job.objects.failed().count()
    except Error:
        return {"ok": False, "failed": None}
    return {"ok": oldest is None or now - oldest < LATE, "failed": failed}


def _alerts():
    """Whether `send_alerts` runs; it has to where somebody wants mail."""
    now, last = timezone.now(), last_begun("alerts")
    try:
        is_late = (not last or now - last > LATE) and Alert.objects.mailed().filter(created_at__lt=now - LATE).exists()
    except Error:
        is_late = True
    return {"ok": not is_late, "minutes_ago": last and (now - last) // timedelta(minutes=1)}


def _disk():
    """The least room there is where the site writes."""
    folders = [Path(settings.MEDIA_ROOT), settings.VAR_DIR]
    if connection.vendor == "sqlite":
        folders.append(Path(connection.settings_dict["NAME"]).parent)
    there = {next(one for one in (folder, *folder.absolute().parents) if one.is_dir()) for folder in folders}
    free = min(shutil.disk_usage(folder).free for folder in there)
    return {"ok": free >= LOW, "free_megabytes": free // 10**6}
