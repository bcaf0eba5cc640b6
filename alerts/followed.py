"""What an alert follows, and which publications are among it."""

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _

from events.models import Talk
from quotes.facets import named
from quotes.kinds import SAID
from quotes.search import Asked
from search.indexing import refresh, refresh_some

from .models import Alert, Publication


def asked_by(alert):
    return Asked.of(QueryDict(alert.query))


def title(asked):
    """What a search is called: its words, and the names of what it is narrowed to."""
    labels = [asked.text] if asked.text else []
    names = named(asked.filters)
    for facet, pairs in asked.values.items():
        labels += [str(names[facet].get(value, (text, text))[1]) for text, value in pairs.items()]
    return ", ".join(labels)[:120] or _("tout ce qui paraît")


def followed(alert):
    """{kind: the public rows of that kind that the alert follows, whenever they came out}"""
    if alert.kind == Alert.Kind.SEARCH:
        asked = asked_by(alert)
        found = {"query": asked.query, "filters": asked.filters}
        return {kind: SAID[kind].model.objects.search(**found) for kind in ("quote", "tweet")}
    if not alert.record or not alert.record.is_published:
        return {}
    return {kind: OF_RECORD[alert.kind](alert.record, kind).public() for kind in SAID}


def _of_theme(theme, kind):
    return theme.public_items(kind)


def _of_speaker(speaker, kind):
    if kind == "talk":
        return Talk.objects.filter(appearances__in=speaker.appearances.public())
    return getattr(speaker, f"{kind}s").all()


def _of_event(event, kind):
    return getattr(event, f"{kind}s").all()


OF_RECORD = {"theme": _of_theme, "speaker": _of_speaker, "event": _of_event}


def news(alert, *, after, until, limit=None):
    """The first publications of a range that the alert follows, in order. One query a kind, and those of a search.

    Nothing that waits to be indexed is missed: the range is never looked through again.
    """
    if alert.kind == Alert.Kind.SEARCH:
        refresh()
    return sorted(_among(alert, Publication.objects.between(after, until), limit), key=lambda one: one.pk)[:limit]


def latest(alert, *, limit):
    """The last publications that it would have told of, the newest first, also from before it was there."""
    if alert.kind == Alert.Kind.SEARCH:
        refresh_some()
    found = _among(alert, Publication.objects.by_newest(), limit)
    return sorted(found, key=lambda one: (one.at, one.pk), reverse=True)[:limit]


def lately(alert, *, limit):
    """The same of what the public sees already, noted or not: as publications that are not saved."""
    if alert.kind == Alert.Kind.SEARCH:
        refresh_some()
    newest = (F("published_at").desc(nulls_last=True), "-pk")
    found = []
    for kind, rows in followed(alert).items():
        rows = SAID[kind].model.objects.filter(pk__in=rows.order_by().values("pk")).order_by(*newest)
        places = rows.values_list("pk", "published_at")[:limit]
        found += [Publication(kind=kind, record_id=pk, at=at) for pk, at in places if at]
    return sorted(found, key=lambda one: (one.at, one.record_id), reverse=True)[:limit]


def _among(alert, publications, limit):
    found = []
    for kind, rows in followed(alert).items():
        found += publications.filter(kind=kind, record_id__in=rows.order_by().values("pk"))[:limit]
    return found


def with_rows(publications):
    """[(publication, its row with what a page shows of it)], in the same order. A query a kind, one for people."""
    rows = {}
    for name, kind in SAID.items():
        if pks := [one.record_id for one in publications if one.kind == name]:
            found = kind.load(kind.model.objects.filter(pk__in=pks).order_by())
            rows |= {(name, row.pk): row for row in found}
    places = ((one, (one.kind, one.record_id)) for one in publications)
    return [(one, rows[place]) for one, place in places if place in rows]
