"""schema.org's vocabulary as JSON-LD: what the `jsonld` module of each app makes its nodes with.

Nodes are made of what the page has loaded already: a `jsonld` function asks the database for nothing but the references
elsewhere (`sameAs`) of what the page is about. A thing has one `@id`, whatever page and language tells of it.
"""

import re

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .permalinks import absolute, canonical, in_first_language, permanent
from .pictures import picture_size

CONTENT_TYPE = "application/ld+json"
SEARCHED = "{search_term_string}"
NO_BREAKS = re.compile("[\u00a0\u2007\u202f]")


def document(*nodes):
    """The page's document; its first node is what the page is about."""
    return _without_no_breaks({"@context": "https://schema.org", "@graph": list(nodes)})


def _without_no_breaks(value):
    """The spaces of printers are for pages: programs compare and sort badly what has them."""
    if isinstance(value, dict):
        return {name: _without_no_breaks(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_no_breaks(one) for one in value]
    return NO_BREAKS.sub(" ", value) if isinstance(value, str) else value


def answer(data):
    """The document by itself, beside the page that carries it."""
    return JsonResponse(data, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False, "indent": 2})


def node(kind, **properties):
    """A node of that type, without the properties of which nothing is known."""
    return {"@type": kind} | {name: value for name, value in properties.items() if value not in (None, "", [], {})}


def address(record, request):
    return absolute(record.get_absolute_url(), request)


def reference(kind, record, request):
    """The node that only names a record that has a page of its own."""
    url = address(record, request)
    return {"@type": kind, "@id": permanent(record, request), "name": record.exported_name, "url": url}


def public(record):
    """The record, or None if it is a draft: another one may point at it without hanging on it."""
    return record if record and record.is_published else None


def picture(record, request):
    """The address of the record's picture, if it has one."""
    return absolute(record.picture.url, request) if record.picture else None


def image(record, request):
    """The node of the record's picture, if it has one; without its size if the file is not there."""
    if not record.picture:
        return None
    size = dict(zip(("width", "height"), picture_size(record) or (), strict=False))
    words = {"caption": record.picture_alt, "creditText": record.picture_credit}
    return node("ImageObject", url=picture(record, request), **size, **words)


def site(request, description):
    """The document of the home page."""
    search = {"@type": "EntryPoint", "urlTemplate": f"{absolute(reverse('search'), request)}?q={SEARCHED}"}
    action = {"@type": "SearchAction", "target": search, "query-input": "required name=search_term_string"}
    return document(
        node(
            "WebSite",
            **{"@id": _site_id(request)},
            name=settings.SITE_NAME,
            description=description,
            url=absolute(request.path, request),
            inLanguage=[code for code, name in settings.LANGUAGES],
            potentialAction=action,
        )
    )


def listing(request, name, *, kind="", page=(), description=""):
    """The document of a list: `page` holds the records that it shows, of that type; none, if they have no page."""
    path = canonical(request)
    first = getattr(page, "start_index", lambda: 1)()
    items = [
        {"@type": "ListItem", "position": place, "item": reference(kind, record, request)}
        for place, record in enumerate(page, start=first)
    ]
    body = node(
        "CollectionPage",
        **{"@id": in_first_language(path, request)},
        name=name,
        description=description,
        url=absolute(path, request),
        isPartOf={"@type": "WebSite", "@id": _site_id(request), "name": settings.SITE_NAME},
        mainEntity=node("ItemList", itemListElement=items),
    )
    return document(body, breadcrumbs(request, (name, request.path)))


def _site_id(request):
    return in_first_language(reverse("home"), request)


def breadcrumbs(request, *steps):
    """The way from the home page, which goes without saying; a step is (name, path)."""
    items = [
        {"@type": "ListItem", "position": place, "name": str(name), "item": absolute(path, request)}
        for place, (name, path) in enumerate([(_("Accueil"), reverse("home")), *steps], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
