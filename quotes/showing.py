"""What a page of results shows of each: who said it, where, and where that is written."""

from collections import defaultdict

from curation.brief import Lines
from search.described import record_of
from search.sql import ask_among

from .models import Quote, Tweet

LINES = {
    "quote": Lines(Quote, "event", "talk", "speaker", "source", apart=("tweet",)),
    "tweet": Lines(Tweet, "event", "talk", "speaker", "source", apart=("organization",)),
}
THEMED = {
    kind: Lines(
        *(lines.model.themed.rel.related_model, "tag"),
        by="content_object_id",
        order="ORDER BY own_tag.position, own_tag.key",
    )
    for kind, lines in LINES.items()
}


def load(entries):
    """{entry: its quote or tweet, with context and themes}, in that order, of those that are public still.

    Two queries a kind, and one where some have what few have.
    """
    pks, found = defaultdict(list), {}
    places = {entry: record_of(entry) for entry in entries}
    for kind, pk in places.values():
        pks[kind].append(pk)
    for kind, some in pks.items():
        themes = defaultdict(list)
        for item in THEMED[kind].of(some):
            themes[item.content_object_id].append(item.tag)
        for row in LINES[kind].of(some):
            row.shown_themes = themes[row.pk]
            found[kind, row.pk] = row
    return {entry: found[place] for entry, place in places.items() if place in found}


def public(places):
    """Those of them that the public may see. One query a kind."""
    found = set()
    for kind, lines in LINES.items():
        pks = [pk for of, pk in places if of == kind]
        table = lines.model._meta.db_table
        found |= {(kind, pk) for (pk,) in ask_among(f"SELECT id FROM {table} WHERE is_public AND id {{among}}", pks)}
    return found
