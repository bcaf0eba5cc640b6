"""Addresses that are no more, and names that were forgotten: kept as keys that nobody can read.

A key is an HMAC with the site's secret: the same address gives the same key again, and no key gives its address.
"""

import re
from pathlib import PurePosixPath

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from language.folding import fold
from language.names import tidy_name
from quotes.kinds import KINDS
from quotes.models import Quote

from .models import Gone

# Where the pages of each are, in all their forms: the card of a quote, a calendar, the form that reports it.
PLACES = {kind.model: kind.place for kind in KINDS.values()}
ADDRESS = re.compile(rf"(?:^|/)(?P<place>{'|'.join(PLACES.values())}|c)/(?P<end>(?P<number>\d*)[\w-]*)")


def key_of_name(name):
    return salted_hmac("privacy.name", fold(name), algorithm="sha256").hexdigest()


def keys_of_name(name):
    """The keys of a name as it is and as it is shown: « Anne Durand » for « DURAND Anne » and « Mme Durand, Anne »."""
    return {key_of_name(form) for form in (name, tidy_name(name))}


def key_of_page(place, end):
    return salted_hmac("privacy.gone", f"{place}/{end}", algorithm="sha256").hexdigest()


def close(model, ends):
    """Let the pages of `model` whose slugs or numbers are `ends` answer 410 from now on."""
    keys = {key_of_page(PLACES[model], end) for end in ends}
    Gone.objects.bulk_create([Gone(key=key) for key in sorted(keys)], ignore_conflicts=True)


def is_closed(model, end):
    return Gone.objects.filter(key=key_of_page(PLACES[model], end)).exists()


def is_gone(path):
    """Whether the path is one of a closed page, in any of its forms. One query for what looks like a page."""
    found = ADDRESS.search(path)
    if not found:
        return False
    place = PLACES[Quote] if found["place"] == "c" else found["place"]
    return Gone.objects.filter(key__in=[key_of_page(place, found[part]) for part in ("end", "number")]).exists()


def answer_gone(get_response):
    """Middleware: 410 where there is nothing any more, and there was. A page that is there again answers as itself."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or not is_gone(request.path_info):
            return response
        if PurePosixPath(request.path_info).suffix:
            sentence = _("Ce qui était à cette adresse a été retiré, et n’y reviendra pas.")
            response = HttpResponse(f"{sentence}\n", status=410, content_type="text/plain; charset=utf-8")
        else:
            response = render(request, "410.html", status=410)
        add_never_cache_headers(response)
        return response

    return middleware
