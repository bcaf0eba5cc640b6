"""What a page of results shows, looked up table by table.

Each entry says its record and its public themes. Joining six tables takes a planner longer than all of these look-ups
by key, and querysets take longer to be written in SQL, and to fill models, than both.
"""

from functools import cache

from django.db import DEFAULT_DB_ALIAS

from events.models import Event, Talk
from search.sql import ask_among
from speakers.models import Organization, Speaker
from themes.models import Theme

from .entries import HEADS, place_of
from .models import Quote, Source, Tweet

FIELDS = {
    Quote: (
        *("kind", "text", "language", "attribution", "translated_from"),
        *("event_id", "talk_id", "speaker_id", "source_id", "tweet_id"),
    ),
    Tweet: (
        *("text", "language", "author_name", "handle", "posted_on", "url"),
        *("event_id", "talk_id", "speaker_id", "organization_id", "source_id"),
    ),
    Event: ("title", "slug", "starts_on"),
    Talk: ("title", "slug", "language"),
    Speaker: ("name", "slug", "status"),
    Organization: ("slug", "status"),
    Source: ("title", "url", "archived_url", "author", "publisher", "published_on", "published_in", "language"),
    Theme: ("name", "slug", "label_en"),
}
KINDS = {"quote": Quote, "tweet": Tweet}
CONTEXT = {
    **{"event": Event, "talk": Talk, "speaker": Speaker, "source": Source},
    **{"tweet": Tweet, "organization": Organization},
}


def load(entries):
    """The quotes and tweets of `entries`, (id, facets), in order, with context and themes. Nine queries at most."""
    places = [place_of(pk) for pk, _ in entries]
    loaded = {
        (kind, pk): row
        for kind, model in KINDS.items()
        for pk, row in _by_pk(model, {pk for of, pk in places if of == kind}).items()
    }
    rows = list(loaded.values())
    for name, model in CONTEXT.items():
        pks = {row: pk for row in rows if (pk := getattr(row, f"{name}_id", None))}
        known = _by_pk(model, set(pks.values()))
        for row, pk in pks.items():
            setattr(row, name, known.get(pk))
    bearing = {place: _themes(facets) for place, (_, facets) in zip(places, entries, strict=True)}
    themes = _by_pk(Theme, {pk for pks in bearing.values() for pk in pks})
    for place, row in loaded.items():
        row.shown_themes = [themes[pk] for pk in bearing[place] if pk in themes]
    return [loaded[place] for place in places if place in loaded]


def _themes(facets):
    head = HEADS["theme"]
    return [int(term.removeprefix(head)) for term in facets.split() if term.startswith(head)]


def _by_pk(model, pks):
    """{pk: record}; all of them were public when they were found: to ask again would cost as much as finding them."""
    fields, select = _select(model)
    return {row[0]: model.from_db(DEFAULT_DB_ALIAS, fields, row) for row in ask_among(select, pks)}


@cache
def _select(model):
    """(the names of its fields; SQL of these in the order of the model's own, as `from_db` wants them)."""
    names = ("id", *FIELDS[model])
    fields = [field.attname for field in model._meta.concrete_fields if field.attname in names]
    return frozenset(fields), f"SELECT {', '.join(fields)} FROM {model._meta.db_table} WHERE id {{among}}"
