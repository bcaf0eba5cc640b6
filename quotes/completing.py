"""What says most of the words, where all of them together find less than a page."""

from dataclasses import replace

from search.analysis import alternatives, terms, tokens
from search.nearest import Wanted, nearest
from search.queries import Words
from search.sql import ask_among

from .entries import INDEX, place_of
from .matching import match, span

COMPARED = 60  # texts
RUN = 0.2  # what the longest run of the typed words counts for beside the words that are wanted
SAID = 0.1  # and what all typed words count for, those that say little among them


def most(query, filters, *, besides=(), limit):
    """The nearest entries that say some of the loose words of `query`, and all else that it asks for: [`Near`].

    Those in `besides` say everything. One query for the texts, besides those of `nearest`.
    """
    rest = tuple(part for part in query.parts if part not in query.loose)
    words = [part for part in query.wanted if part.is_loose]
    wanted = [Wanted(part, match(replace(query, parts=(part, *rest)), filters)) for part in words]
    likely = nearest(INDEX, wanted, besides=besides, limit=max(limit, COMPARED) if limit > 0 else 0, **span(query))
    typed = [set(alternatives(token.word)) for token in tokens(query.text)]
    texts = _texts([one.id for one in likely])
    likely.sort(key=lambda one: (-one.share - _likeness(typed, texts.get(place_of(one.id), ())), -one.id))
    return likely[:limit]


def _texts(entries):
    """{place: the terms of its text}."""
    found = {}
    for kind in ("quote", "tweet"):
        pks = [pk for of, pk in map(place_of, entries) if of == kind]
        for pk, text, language in ask_among(f"SELECT id, text, language FROM quotes_{kind} WHERE id {{among}}", pks):
            found[kind, pk] = terms(text, language)
    return found


def _likeness(typed, said):
    """How much of the typed words a text has, and how many of them in a row."""
    places = {}
    for place, term in enumerate(said):
        places.setdefault(term, set()).add(place)
    longest, there, runs = 0, 0, {}
    for ways in typed:
        at = set().union(*(places.get(term, ()) for term in ways))
        there += bool(at)
        runs = {place: runs.get(place - 1, 0) + 1 for place in at}
        longest = max([longest, *runs.values()])
    return (RUN * longest + SAID * there) / max(len(typed), 1)


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
