"""What a page of results shows, looked up by key.

Each entry says its record and its public themes. Joining six tables takes a planner longer than looking each of them
up, and querysets take longer to be written in SQL, and to fill models, than both.
"""

from collections import defaultdict
from datetime import UTC, date, datetime

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateField, DateTimeField
from django.db.models.base import ModelState

from events.models import Event, Talk
from search.described import record_of
from search.entries import HEADS
from search.sql import ask_each
from speakers.models import Organization, Speaker
from themes.models import Theme

from .models import Quote, Source, Tweet


def _moment(text):
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite keeps no zone


FIELDS = {
    Quote: (
        *("kind", "text", "language", "attribution", "translated_from", "heard_at_second"),
        *("event_id", "talk_id", "speaker_id", "source_id", "tweet_id"),
    ),
    Tweet: (
        *("text", "language", "author_name", "handle", "network", "posted_on", "url"),
        *("event_id", "talk_id", "speaker_id", "organization_id", "source_id"),
    ),
    Event: ("title", "slug", "starts_on", "ends_on", "time_zone"),
    Talk: ("title", "title_is_ours", "slug", "language", "day", "starts_at", "ends_at"),
    Speaker: ("name", "slug", "status"),
    Organization: ("slug", "status"),
    Source: ("title", "url", "archived_url", "author", "publisher", "published_on", "published_in", "language"),
    Theme: ("name", "slug", "label_en", "position", "key"),
}
TIMES = {  # {model: {name: how its text is read}}; a moment is a day with an hour for Django too
    model: {
        name: _moment if isinstance(field, DateTimeField) else date.fromisoformat
        for name, field in ((name, model._meta.get_field(name)) for name in names)
        if isinstance(field, DateField)
    }
    for model, names in FIELDS.items()
}
KINDS = {"quote": Quote, "tweet": Tweet}
SHOWN = dict.fromkeys(KINDS.values(), "is_public AND ")
CONTEXT = {
    **{"event": Event, "talk": Talk, "speaker": Speaker, "source": Source},
    **{"tweet": Tweet, "organization": Organization},
}


def load(entries):
    """The quotes and tweets of `entries`, (id, facets), in order, with context and themes. Two queries at most."""
    places = [(KINDS[kind], pk) for kind, pk in (record_of(entry) for entry, _ in entries)]
    shown = _look_up(places)
    rows = {
        shown[place]: (_context(shown[place]), _themes(facets))
        for place, (_, facets) in zip(places, entries, strict=True)
        if place in shown
    }
    known = _look_up({place for context, themes in rows.values() for place in (*context.values(), *themes)})
    for row, (context, themes) in rows.items():
        row._state.fields_cache |= {name: known.get(place) for name, place in context.items()}
        borne = (known[place] for place in themes if place in known)
        row.shown_themes = sorted(borne, key=lambda theme: (theme.position, theme.key, theme.pk))
    return list(rows)


def _context(row):
    return {name: (model, pk) for name, model in CONTEXT.items() if (pk := getattr(row, f"{name}_id", None))}


def _themes(facets):
    head = HEADS["theme"]
    return [(Theme, int(term.removeprefix(head))) for term in facets.split() if term.startswith(head)]


def _look_up(places):
    """{(model, pk): record}; what was withdrawn since it was indexed is no more shown."""
    wanted = defaultdict(set)
    for model, pk in places:
        wanted[model].add(pk)
    asked = []
    for model, pks in wanted.items():
        shown = f"FROM {model._meta.db_table} WHERE {SHOWN.get(model, '')}id {{among}}"
        asked.append((", ".join(("id", *FIELDS[model])), shown, pks))
    found = zip(wanted, ask_each(asked), strict=True)
    return {(model, row[0]): _record(model, row) for model, rows in found for row in rows}


def _record(model, row):
    """A record as it comes from a pickle: what made it valid was done when it was saved."""
    record = model.__new__(model)
    record.__dict__.update(zip(("id", *FIELDS[model]), row, strict=True))
    for name, read in TIMES[model].items():
        if text := getattr(record, name):
            setattr(record, name, read(text))
    state = record._state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    return record
