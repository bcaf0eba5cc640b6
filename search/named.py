"""What the words of a query name: people, organisations, themes, events and talks, whose facets then stand for them."""

from dataclasses import replace

from . import index
from .analysis import as_begun
from .described import DESCRIBED, record_of
from .documents import BEGUN, WORD
from .entries import NAMED, facet
from .matches import All, Terms, either, ways

MOST = 50  # that one word names: people, then themes, events, organisations, talks, and the newest of each
MOST_UNWANTED = 5_000  # of a word that is left out: what it names and is found all the same would be false


def known(query):
    """`query` with what each of its words names. One query, if that is not known of all that are looked for."""
    return known_each([query])[0]


def known_each(queries):
    """The same of several, in one query."""
    parts = dict.fromkeys(part for query in queries for part in (*query.wanted, *query.unwanted) if part.named is None)
    low = min(described.range["low"] for described in DESCRIBED.values() if described.is_around)
    names = [All((_in_a_name(part),), low=low, high=NAMED["high"]) for part in parts]
    found = index.firsts(names, limit=max(map(_most, parts), default=0) + 1)
    told = {part: _told(part, sorted(some, reverse=True)) for part, some in zip(parts, found, strict=True)}
    return [
        replace(query, parts=tuple(told.get(part, part) for part in query.parts)) if told else query
        for query in queries
    ]


def _told(part, entries):
    most = _most(part)
    return replace(part, named=_facets(map(record_of, entries[:most])), is_cut=len(entries) > most)


def _most(part):
    return MOST_UNWANTED if part.excluded else MOST


def _in_a_name(part):
    """What has these words in a name, among the terms that only names have."""
    return either([*ways(part, WORD), *[begun(part)] * part.prefix])


def begun(part):
    """A name, of which the last of these words is only begun."""
    return Terms(tuple(BEGUN + as_begun(word) for word in part.words), prefix=True)


def _facets(records):
    """[(kind, facets)] of records, (kind, pk), as tuples."""
    found = {}
    for kind, pk in records:
        found.setdefault(kind, []).append(facet(kind, pk))
    return tuple((kind, tuple(terms)) for kind, terms in found.items())
