"""What says most of the words, where all of them together find less than a page."""

from dataclasses import replace

from search.analysis import tokens
from search.nearest import Wanted, nearest
from search.queries import Words

from .entries import INDEX
from .matching import match, span


def most(query, filters, *, besides=(), limit):
    """The nearest entries that say some of the loose words of `query`, and all else that it asks for: [`Near`].

    Those in `besides` say everything.
    """
    rest = tuple(part for part in query.parts if part not in query.loose)
    words = [part for part in query.wanted if part.is_loose]
    wanted = [Wanted(part, match(replace(query, parts=(part, *rest)), filters)) for part in words]
    return nearest(INDEX, wanted, besides=besides, limit=limit, **span(query))


def unquoted(query):
    """`query` with the words of its phrases by themselves: they were not said just so."""
    parts = []
    for part in query.parts:
        if isinstance(part, Words) and part.phrase and not part.scope and not part.excluded:
            typed = query.text[part.start : part.end]
            parts += [Words(part.start + at.start, part.start + at.end, words=(at.word,)) for at in tokens(typed)]
        else:
            parts.append(part)
    return replace(query, parts=tuple(parts))
