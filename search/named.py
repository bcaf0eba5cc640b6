"""What the words of a query name: people, organisations, themes, events and talks, whose facets then stand for them."""

from dataclasses import replace

from . import index, matches
from .analysis import as_begun
from .described import DESCRIBED, record_of
from .documents import BEGUN, WORD
from .entries import NAMED, facet
from .matches import Terms
from .sql import ask

MOST = 50  # that one word names: people, then themes, events, organisations, talks, and the newest of each
MOST_UNWANTED = 5_000  # of a word that is left out: what it names and is found all the same would be false


def known(query):
    """`query` with what each of its words names. One query, if that is not known of all that are looked for."""
    asked = [part for part in dict.fromkeys((*query.wanted, *query.unwanted)) if part.named is None]
    if not asked:
        return query
    found = {part: [] for part in asked}
    for place, entry in sorted(_entries(asked), reverse=True):
        found[asked[place]].append(record_of(entry))
    told = {part: _told(part, some) for part, some in found.items()}
    return replace(query, parts=tuple(told.get(part, part) for part in query.parts))


def _told(part, records):
    most = _most(part)
    return replace(part, named=_facets(records[:most]), is_cut=len(records) > most)


def _most(part):
    return MOST_UNWANTED if part.excluded else MOST


def _entries(parts):
    """[(place of a part, the id of an entry that is named so)], in no order."""
    low = min(described.entry(0) for described in DESCRIBED.values() if described.is_around)
    selects, params = [], []
    for place, part in enumerate(parts):
        sql, asked = index.newest(_match(part), low=low, high=NAMED["high"], limit=_most(part) + 1)
        selects.append(f"SELECT {place}, id FROM ({sql}) AS named_{place}")
        params += asked
    return ask(" UNION ALL ".join(selects), params)


def _match(part):
    """What has these words in a name, among the terms that only names have."""
    return matches.All((matches.either([*matches.ways(part, WORD), *[begun(part)] * part.prefix]),))


def begun(part):
    """A name, of which the last of these words is only begun."""
    return Terms(tuple(BEGUN + as_begun(word) for word in part.words), prefix=True)


def _facets(records):
    """[(kind, facets)] of records, (kind, pk), as tuples."""
    found = {}
    for kind, pk in records:
        found.setdefault(kind, []).append(facet(kind, pk))
    return tuple((kind, tuple(terms)) for kind, terms in found.items())
