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
    places, found = {record_of(entry): entry for entry in entries}, {}
    for kind, lines in LINES.items():
        pks = [pk for of, pk in places if of == kind]
        themes = defaultdict(list)
        for item in THEMED[kind].of(pks):
            themes[item.content_object_id].append(item.tag)
        for row in lines.of(pks):
            row.shown_themes = themes[row.pk]
            found[places[kind, row.pk]] = row
    return {entry: found[entry] for entry in places.values() if entry in found}


def public(places):
    """Those of them that the public may see. One query a kind."""
    found = set()
    for kind, lines in LINES.items():
        pks = [pk for of, pk in places if of == kind]
        table = lines.model._meta.db_table
        found |= {(kind, pk) for (pk,) in ask_among(f"SELECT id FROM {table} WHERE is_public AND id {{among}}", pks)}
    return found
