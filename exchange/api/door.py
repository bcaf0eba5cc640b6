"""What every answer of the API goes through."""

from collections import defaultdict
from functools import partial, wraps
from http import HTTPStatus

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from curation.kept import kept

from ..limits import seconds_to_wait, visitor
from .drafts import KINDS
from .filling import Refused

SENTENCES = {
    400: _("Ce n’est pas du JSON."),
    401: _("Il faut la clé d’un membre, dans l’en-tête Authorization (Bearer)."),
    403: _("Cette clé n’est plus celle d’un membre."),
    404: _("Il n’y a rien de public à cette adresse."),
    405: _("Cette adresse ne se demande pas ainsi."),
    413: _("Cette demande est trop grande : envoyez-la en plusieurs."),
    429: _("Trop de demandes sont venues d’ici en une minute : attendez un peu."),
}
BY_KEY = {"search"}  # addresses
READ, WRITE = ("GET", "HEAD", "OPTIONS"), ("POST", "OPTIONS")
METHODS = dict.fromkeys(KINDS, (*READ, "POST")) | {"recaps": WRITE}
NO_NUMBER = _("Un nombre entier est attendu.")
MISSHAPEN = {  # by what pydantic calls it, with its values
    "missing": forms.Field.default_error_messages["required"],
    "extra_forbidden": _("Il n’y a pas de champ de ce nom."),
    "string_too_long": _("C’est trop long."),
    "string_type": _("Un texte est attendu."),
    "string_unicode": _("Ce texte est fait de caractères qui ne s’écrivent pas."),
    "string_pattern_mismatch": _("Ce n’est pas de la forme attendue."),
    "literal_error": _("Une de ces valeurs est attendue : %(expected)s."),
    "int_type": NO_NUMBER,
    "int_parsing": NO_NUMBER,
    "int_parsing_size": NO_NUMBER,
    "int_from_float": NO_NUMBER,
    "finite_number": NO_NUMBER,
    "greater_than_equal": _("Un nombre d’au moins %(ge)s est attendu."),
    "less_than_equal": _("Un nombre d’au plus %(le)s est attendu."),
    "bool_type": _("« true » ou « false » est attendu."),
    "bool_parsing": _("« true » ou « false » est attendu."),
    "list_type": _("Une liste est attendue."),
    "model_attributes_type": _("Un objet est attendu."),
    "too_long": _("Il y en a trop."),
    "value_error": _("Un jour ou un moment est attendu, comme 2015-07-08."),  # no other field has a check of its own
}
MISFIT = _("Ce n’est pas ce qui est attendu.")  # what has no line there
WHERE = {"query", "path", "header", "body", "said", "asked"}  # what ninja says before the name
CHALLENGE = {"WWW-Authenticate": "Bearer"}
OPEN = {  # to scripts of any site: they read what anybody may
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(READ),
    "Access-Control-Allow-Headers": "Authorization, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
}


def opened(view):
    """Decorate a view of which the public reads the same: kept, limited, for GET, HEAD and OPTIONS."""
    return _through(_counted(kept(view)), READ)


def guarded(view):
    """Decorate a view of which a member reads what the key's owner may: kept by nobody, limited by the key."""
    return _through(never_cache(view), READ)


def written(view, methods):
    """Decorate a view to which drafts are posted, and of which the public may read the rest."""
    read, posted = _counted(kept(view)), never_cache(_told(view))

    @wraps(read)
    def asked(request):
        return (posted if request.method == "POST" else read)(request)

    return _through(asked, methods)


def way(name):
    """How the view of that address is decorated."""
    if name in METHODS:
        return partial(written, methods=METHODS[name])
    return guarded if name in BY_KEY else opened


def _through(view, methods):
    allowed = {"Allow": ", ".join(methods)}

    @wraps(view)
    @csrf_exempt
    def answered(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=allowed)
        elif request.method not in methods:
            response = _refused(request, 405, headers=allowed)
        elif request.method == "POST":
            response = _posted(view, request, *args, **kwargs)
        else:
            response = _read(view, request, *args, **kwargs)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    answered.methods = ()  # said here, as a problem
    return answered


def _posted(view, request, *args, **kwargs):
    try:
        return view(request, *args, **kwargs)
    except RequestDataTooBig:
        return _refused(request, 413)


def _told(view):
    """Decorate a view so that its sentences are in the language that is asked for."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        language = get_language_from_request(request)
        with override(language):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = language
        return response

    return answered


def _read(view, request, *args, **kwargs):
    """What `view` gives to a GET; of what is asked by HEAD the server sends the headers."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return _refused(request, 404)
    finally:
        request.method = asked


def _counted(view):
    @wraps(view)
    def answered(request, *args, **kwargs):
        if wait := seconds_to_wait("api", visitor(request)):
            return _refused(request, 429, headers={"Retry-After": wait})
        return view(request, *args, **kwargs)

    return answered


def problem(status, detail="", *, headers=None, **more):
    """RFC 9457: one form for all that is refused."""
    said = detail or str(SENTENCES.get(status, ""))
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": said} | more
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)


def nowhere(request, rest=""):
    raise Http404


@_told
def _refused(request, status, **more):
    return problem(status, **more)


def refuse(api):
    """Let what ninja refuses be said in that form."""
    says = {
        Http404: lambda request, error: problem(404),
        HttpError: lambda request, error: problem(error.status_code, _detail(error)),
        AuthenticationError: lambda request, error: problem(401, headers=CHALLENGE),
        Throttled: lambda request, error: problem(429, headers={"Retry-After": error.wait}),
        ValidationError: lambda request, error: _amiss(_misshapen(error)),
        Refused: lambda request, error: _amiss(error.errors),
    }
    for kind, said in says.items():
        api.add_exception_handler(kind, _told(said))


def _detail(error):
    """What a view says of it; 400 is ninja's own, in English."""
    return "" if error.status_code == 400 else str(error.message)


def _amiss(errors):
    """« limit : … », a parameter or a field after the other."""
    sentences = (f"{name} : {' '.join(said)}" if name else " ".join(said) for name, said in errors.items())
    return problem(422, " ; ".join(sentences), errors=errors)


def _misshapen(error):
    """{name: [sentences]} of what is not of the form that OpenAPI tells; « people.0.role » in the row of a list."""
    found = defaultdict(list)
    for one in error.errors:
        place = [str(part) for part in one["loc"] if part not in WHERE]
        values = {name: str(value).replace(" or ", ", ") for name, value in one.get("ctx", {}).items()}
        found[".".join(place)].append(MISSHAPEN.get(one["type"], MISFIT) % values)
    return dict(found)
