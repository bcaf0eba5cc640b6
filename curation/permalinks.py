"""Where things are: their paths here; for who is elsewhere, at the site's own address, whatever other was asked."""

import re
from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse, translate_url
from django.utils.translation import get_language, override

MARK = 7_700_000_000  # and what follows: for the parts of a path, where they stand
FITS = re.compile(r"[-a-zA-Z0-9_]+").fullmatch


def path_of(name, *parts):
    """What `reverse` says, for numbers and slugs. A page names hundreds: the rest of such a path is looked up once.

    NoReverseMatch: a part is neither.
    """
    if all(type(part) is int or (part and FITS(part)) for part in parts):
        return _shape(name, len(parts), get_language(), get_script_prefix()) % parts
    return reverse(name, args=parts)


@lru_cache(maxsize=1000)
def _shape(name, count, language, prefix):
    """The path with a %s for each part; it depends on language and prefix, which `reverse` asks for itself."""
    marks = [str(MARK + place) for place in range(count)]
    path = reverse(name, args=marks).replace("%", "%%")
    for mark in marks:
        path = path.replace(mark, "%s")
    return path


def absolute(path, request):
    """`path` at the address that the settings give the site; where they give none, at the one that was asked."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def permanent(record, request):
    """What names the record for ever: an address that no language, and where there is a number no name, is part of."""
    with override(settings.LANGUAGE_CODE):
        return absolute(record.permanent_path, request)


def canonical(request):
    """The path of the page without filters; a further page of a list is a page of its own."""
    page = request.GET.get("page", "")
    return request.path + (f"?page={page}" if page.isdecimal() and page != "1" else "")


def in_first_language(path, request):
    """The address of the page that says the same in the site's first language."""
    return absolute(translate_url(path, settings.LANGUAGE_CODE), request)
