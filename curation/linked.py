"""schema.org's vocabulary as JSON-LD: what the `linked` module of each app makes its nodes with.

Nodes are made of what the page has loaded already: a `linked` function asks the database for nothing.
"""

from django.http import JsonResponse

from .permalinks import absolute, permanent

CONTENT_TYPE = "application/ld+json"


def document(*nodes):
    """The page's document; its first node is what the page is about."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


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
    return absolute(record.picture.url, request) if record.picture else None


def breadcrumbs(request, *steps):
    """The way from the home page; a step is (name, path)."""
    items = [
        {"@type": "ListItem", "position": place, "name": str(name), "item": absolute(path, request)}
        for place, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
