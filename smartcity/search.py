"""The public search: what is named, not what was said; members have a search of their own for that."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from curation.kept import from_standby
from curation.paging import paged
from events.models import Event, Talk
from search.queries import read
from speakers.models import Organization, Speaker
from themes.models import Theme

from .indexing import matching, names_begun, refresh_some

KINDS = {
    "interventions": _("Interventions"),
    "intervenants": _("Intervenants"),
    "organisations": _("Organisations"),
    "evenements": _("Évènements"),
    "themes": _("Thèmes"),
}
FIRST = 5
PAGE = 20


def found(query):
    """The published rows of each kind that have every word; the words may be the beginnings of names."""
    rows = {
        "interventions": Talk.objects.published().by_date().with_event().with_people(),
        "intervenants": Speaker.objects.published().by_name(),
        "organisations": Organization.objects.published().by_name(),
        "evenements": Event.objects.published().by_date(),
        "themes": Theme.objects.published(),
    }
    refresh_some()
    return {kind: matching(some, query) for kind, some in rows.items()}


def search(request):
    """The first rows of every kind, or pages of the one in `type`."""
    context = from_standby(request, lambda _version: _answer(request)) or _answer(request)
    response = render(request, "search/results.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request):
    """What the page shows, its rows read."""
    query = read(request.GET.get("q", "").replace("\0", " ").strip())
    rows = found(query) if query.words else {}
    only = request.GET.get("type") if request.GET.get("type") in rows else ""
    groups = []
    for kind in [only] if only else rows:
        page = paged(request, rows[kind], PAGE) if only else paged(request, rows[kind], FIRST, name="")
        if len(page):
            groups.append({"kind": kind, "title": KINDS[kind], "page": page})
    return {
        "query": query.text,
        "looked_for": names_begun(query),
        "only": only,
        "groups": groups,
        "total": sum(group["page"].paginator.count for group in groups),
        "is_empty": not rows,
    }
