"""Of which content version a standby has to be, to be read."""

from django.conf import settings

from curation.kept import READING

from .kept.door import latest


def offer_standby(get_response):
    """Middleware where there is a standby: it may be read if it is of the version that the primary is of.

    A visitor is shown what was true a second ago at most, as he is of what is kept. Who is logged in may have written
    by another process just now: for him the primary is asked at this very moment.
    """

    def middleware(request):
        if request.method in READING:
            is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
            request.standby_version = _version_now if is_known else _version
        return get_response(request)

    return middleware


def _version():
    return latest.current()[0]


def _version_now():
    latest.forget()
    return _version()
