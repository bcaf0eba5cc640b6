"""Where in the folder a page stands, by its address on the site."""

import posixpath
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.conf import settings

SEARCH, ELSEWHERE = "recherche/index.html", "hors-du-dossier/index.html"


def path_of(address):
    """`/themes/eau/?page=2` stands at `themes/eau/page-2.html`."""
    parts = urlsplit(address)
    path, turned = unquote(parts.path).lstrip("/"), parse_qsl(parts.query)
    if path.endswith("/") or not path:
        return path + ("-".join(turned[0]) if turned else "index") + ".html"
    return path if "." in path.rpartition("/")[2] else f"{path}.html"


def language_of(address):
    """By the first part of the address; French has none."""
    first = address.split("/")[1]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_language(path, language):
    """The path in the folder of what stands in it once for each language."""
    return path if language == settings.LANGUAGE_CODE else f"{language}/{path}"


def relative(here, path):
    """From one file of the folder to another."""
    return quote(posixpath.relpath(path, posixpath.dirname(here) or "."))
