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

    A route that names the section of a kind of rows (`themes/<slug>.atom`) is tried with these, any other with each.
    """
    sections = {_section(row) for row in rows} - {""}
    found = set()
    for route in (route for route in routes() if not route.startswith("admin/")):
        named = sections & set(re.findall(r"\w+", route))
        found |= {f"/{_filled(route, row)}" for row in rows if not named or _section(row) in named}
        found |= set() if PARAMETER.search(route) else {f"/{route}"}
    return sorted(found)


def _section(row):
    """The first part of the address of its page, if it has one: "themes"."""
    return row.get_absolute_url().split("/")[1] if hasattr(row, "get_absolute_url") else ""


def _filled(route, row):
    values = {
        "slug": getattr(row, "slug", ""),
        "pk": row.pk,
        "number": row.pk,
        "suffix": "csv",
        "section": f"{row._meta.model_name}s",
    }
    return PARAMETER.sub(lambda found: str(values.get(found[1], "")), route)
