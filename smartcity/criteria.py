"""What the public search asks the index of all that is named; of what was said, `quotes.criteria` does."""

from dataclasses import replace

from search import index, matches
from search.described import DESCRIBED, of_model
from search.documents import A_NAME, exact
from search.entries import ABOUT, NAMED, NAMES
from search.matches import All, Around, Terms, either, within
from search.named import begun as begun_name
from search.named import known
from search.nearest import nearest

EVERY = either([Around((A_NAME,))])


def found_among(rows, query):
    """The rows that `query` finds, those that it names first, then in the order of `rows`; to be refreshed before."""
    number = of_model(rows.model).number
    named = [index.condition(tier, number).desc() for tier in named_by(query)]
    order = rows.query.order_by or rows.model._meta.ordering
    return rows.filter(index.condition(match(query), number)).order_by(*named, *order)


def named_by(query):
    """The matches of what `query` names, the best first: by its whole name, by whole words, by their beginnings."""
    loose = [word for part in query.loose for word in part.words]
    if loose and len(query.loose) == len(query.parts):
        yield All((either([Terms((exact(loose),))]),), **NAMED)
    yield within(match(query, begun=False), (NAMES,))
    yield within(match(query), (NAMES,))


def match(query, *, begun=True):
    """Every word, and a loose one as the beginning of a name too: « J.-F. » begins Jean-François.

    Operators are plain words. What hangs around a record never counts as its name.
    """
    query = known(query)
    kinds = {described.kind: ABOUT for described in DESCRIBED.values() if described.is_around}
    asked = matches.of(query, columns=kinds)
    wanted = [
        either([*found.ways, begun_name(part)]) if begun and _may_begin(part, query) else found
        for part, found in zip(query.wanted, asked.parts, strict=True)
    ]
    return All((*wanted, EVERY), asked.but, **NAMED)


def _may_begin(part, query):
    return part.is_loose and (part.may_begin or len(query.wanted) > 1)


def most(query, *, limit):
    """The nearest entries that have some of the loose words of `query`, and all else that it asks for: [`Near`]."""
    return nearest(query, match, own=NAMES, limit=limit)


def names_begun(query):
    """`query` with its loose words as beginnings, for what was found to be marked."""
    return replace(
        query, parts=tuple(replace(part, prefix=True) if part in query.loose else part for part in query.parts)
    )
