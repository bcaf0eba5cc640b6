"""Who may read from the standby, and of which content version that has to be."""

from django.conf import settings

from curation.kept import READING

from .kept.door import latest
from .kept.latest import EACH

WROTE = "wrote"
WHILE = 10 * EACH  # seconds in which whoever wrote reads from the primary; by then each process knows the new version


def offer_standby(get_response):
    """Middleware where there is a standby: it may be read if it is of the version that this process knows.

    Another process may know of what a visitor has just written only within the second: he brings a cookie until then.
    """

    def middleware(request):
        if request.method in READING:
            if WROTE not in request.COOKIES:
                request.standby_version = latest.current()[0]
            return get_response(request)
        response = get_response(request)
        response.set_cookie(WROTE, "1", WHILE, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
        return response

    return middleware
