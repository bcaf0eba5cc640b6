"""What every answer of the API goes through."""

from functools import wraps
from http import HTTPStatus

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from curation.kept import kept

from ..limits import seconds_to_wait, visitor

SENTENCES = {
    401: _("Il faut la clé d’un membre, dans l’en-tête Authorization (Bearer)."),
    403: _("Cette clé n’est plus celle d’un membre."),
    404: _("Il n’y a rien de public à cette adresse."),
    405: _("Cette adresse se lit, et rien de plus."),
    429: _("Trop de demandes sont venues d’ici en une minute : attendez un peu."),
}
BY_KEY = {"search"}  # addresses
METHODS = "GET, HEAD, OPTIONS"
CHALLENGE = {"WWW-Authenticate": "Bearer"}
OPEN = {  # to scripts of any site: they read what anybody may
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


def opened(view):
    """Decorate a view of which the public reads the same: kept, limited, for GET, HEAD and OPTIONS."""
    return _through(_counted(kept(view)))


def guarded(view):
    """Decorate a view of which a member reads what the key's owner may: kept by nobody, limited by the key."""
    return _through(never_cache(view))


def way(name):
    return guarded if name in BY_KEY else opened


def _through(view):
    @wraps(view)
    @csrf_exempt
    def answered(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS})
        elif request.method not in {"GET", "HEAD"}:
            response = problem(405, headers={"Allow": METHODS})
        else:
            response = _read(view, request, *args, **kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    return answered


def _read(view, request, *args, **kwargs):
    """What `view` gives to a GET; of what is asked by HEAD the server sends the headers."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return problem(404)
    finally:
        request.method = asked


def _counted(view):
    @wraps(view)
    def answered(request, *args, **kwargs):
        if wait := seconds_to_wait("api", visitor(request)):
            return problem(429, headers={"Retry-After": wait})
        return view(request, *args, **kwargs)

    return answered


def problem(status, detail="", *, headers=None):
    """RFC 9457: one form for all that is refused."""
    said = detail or str(SENTENCES.get(status, ""))
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said}
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def nowhere(request, rest=""):
    raise Http404


def refuse(api):
    """Let what ninja refuses be said in that form."""
    api.add_exception_handler(Http404, lambda request, error: problem(404))
    api.add_exception_handler(HttpError, lambda request, error: problem(error.status_code, str(error)))
    api.add_exception_handler(AuthenticationError, lambda request, error: problem(401, headers=CHALLENGE))
    api.add_exception_handler(Throttled, lambda request, error: problem(429, headers={"Retry-After": error.wait}))
    api.add_exception_handler(ValidationError, lambda request, error: problem(422, _amiss(error)))


def _amiss(error):
    """« limit : Input should be less than or equal to 100 », a parameter after the other."""
    return " ; ".join(f"{one['loc'][-1]} : {one['msg']}" for one in error.errors)
