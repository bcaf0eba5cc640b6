"""The addresses of the site, read from its own map, so that a new one cannot be forgotten by a test."""

import re

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def routes(resolver=None, before=""):
    """Yield the route of every address in French, as `resolve(path).route` says it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        part = "" if isinstance(pattern.pattern, LocalePrefixPattern) else str(pattern.pattern)
        route = before + part.removeprefix("^") if before else part
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def public(rows):
    """Return the address of each page outside the admin, in French, by a visitor's and by a row's parameters.

    A route is tried with each row, whatever its kind: most make no page, those that do are all there.
    """
    whole = {f"/{route}" for route in routes() if not PARAMETER.search(route)}
    each = {f"/{_filled(route, row)}" for route in routes() for row in rows}
    return sorted(address for address in whole | each if not address.startswith("/admin/"))


def _filled(route, row):
    values = {"slug": getattr(row, "slug", ""), "pk": row.pk, "section": f"{row._meta.model_name}s"}
    return PARAMETER.sub(lambda found: str(values.get(found[1], "")), route)
