"""Pages that are the same for everybody, and the content version that says whether one is still true.

The version is the mark of one row and the day. Triggers move the mark within whatever transaction writes something that
a page shows; a page is made in one snapshot of the base, in which its version is read first: they are of one moment.
"""

from contextlib import ExitStack, contextmanager
from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import Error, connection, models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from search.sql import ask

from .standby import standby

READING = ("GET", "HEAD")
MESSAGES = CookieStorage.cookie_name
PERSONAL = ("COOKIES", "session", "user", "auser", "_messages")


class ContentVersion(models.Model):
    """One row, whose mark is another whenever something that a public page shows was written (`smartcity.kept`).

    A mark is drawn, not counted: a backup that is restored would bring a number back, and then give the next ones anew.
    """

    mark = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.mark


def kept(view):
    """Decorate a view whose page is the same for everybody, so that it is made once for each content version.

    The page is made for nobody in particular: the view meets neither cookie nor session, even where there is one. Only
    where it gives no page is it asked again for who is logged in, who may see a draft there. Whoever has something to
    be told, left by the page before, gets a page of their own.
    """

    @wraps(view)
    def answered(request, *args, **kwargs):
        if MESSAGES in request.COOKIES:
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        try:
            with as_anybody(request):
                response = of_one_moment(view, request, *args, **kwargs)
            if response.status_code == 200 or not is_known:
                return response
        except Http404:
            if not is_known:
                raise
        return view(request, *args, **kwargs)

    answered.methods = READING
    return answered


@contextmanager
def as_anybody(request):
    """Let `request` be nobody's for a while."""
    own = {name: vars(request).pop(name) for name in PERSONAL if name in vars(request)}
    request.COOKIES, request.user = {}, AnonymousUser()
    try:
        yield
    finally:
        for name in PERSONAL:
            vars(request).pop(name, None)
        vars(request).update(own)


def of_one_moment(view, request, *args, **kwargs):
    """The response, rendered, whose `content_version` is that of all that it shows; "" if that cannot be known.

    That is so within a transaction, which may have written, on a connection that threads share, around midnight, and
    while the database is away: a page that needs none is shown all the same.
    """
    if connection.in_atomic_block or connection.allow_thread_sharing:
        response = _rendered(view(request, *args, **kwargs))
        response.content_version = ""
        return response

    def made(before):
        response = _rendered(view(request, *args, **kwargs))
        response.content_version = before if before.endswith(_today()) else ""
        return response

    if response := from_standby(request, made):
        return response
    with ExitStack() as stack:
        try:
            before = stack.enter_context(snapshot())
        except Error:
            before = ""
        return made(before)


def from_standby(request, make):
    """What `make` gives of a content version, read from the standby at one moment; None if the primary is to be asked.

    `request.standby_version`, which `smartcity.standby` sets, tells the version that the standby has to be of: "" if
    the primary never said, and any will do. What turns out to write, or meets a standby that goes away, is the
    primary's as well.
    """
    asked = getattr(request, "standby_version", None)
    if not asked or not standby.is_there() or connection.in_atomic_block:
        return None
    wanted = asked()
    try:
        with standby.in_place(), snapshot() as found:
            return make(found) if wanted in ("", found) else None
    except Error:
        return None


@contextmanager
def snapshot():
    """A transaction that sees the base as it stood at one moment, of which it gives the version.

    Nothing is written in it, and nobody waits for it.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield version()
        return
    connection.ensure_connection()  # which sets it
    before, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield version()
    finally:
        connection.transaction_mode = before


def version():
    """What the base holds and the day, in a word; "" where no mark was ever put."""
    marks = ask(f"SELECT mark FROM {ContentVersion._meta.db_table}")
    return f"{marks[0][0]} {_today()}" if marks else ""


def of_today(version):
    """The version that it is by now, if nothing was written since; "" for none."""
    mark, _, _day = version.partition(" ")
    return mark and f"{mark} {_today()}"


def _today():
    return timezone.localdate().isoformat()


def _rendered(response):
    return response.render() if hasattr(response, "render") else response
