"""What says most of the words, where all of them together find less than a page."""

from dataclasses import replace
from functools import partial

from search import index
from search.analysis import STOP_WORDS, alternatives, tokens
from search.entries import WORDS
from search.matches import as_phrase, within
from search.named import known
from search.nearest import nearest
from search.queries import Words
from search.variants import apart

from .criteria import match

COMPARED = 60  # entries
TOGETHER = 3  # words one after another
RUNS = 8  # of these that are looked for
NEWEST = 10  # entries of each
RUN = 0.2  # what the longest run of the typed words counts for beside the words that are wanted
SAID = 0.1  # and what all typed words count for, those that say little among them


def most(query, filters, *, besides=(), limit):
    """The nearest entries that say some of the loose words of `query`, and all else that it asks for: [`Near`].

    Those in `besides` say everything. One query, besides those of `nearest`.
    """
    if limit <= 0:
        return []
    typed = [token.word for token in tokens(query.text)]
    also = [pk for pk in _runs(typed, match(query.rest, filters)) if pk not in besides]
    asked = partial(match, filters=filters)
    likely = nearest(query, asked, own=WORDS, besides=besides, also=also, limit=max(limit, COMPARED))
    ways = [set(alternatives(word)) for word in typed]
    likely.sort(key=lambda one: (-one.share - _likeness(ways, one.document[WORDS].split()), -one.id))
    return likely[:limit]


def _runs(typed, rest):
    """The newest entries that have some of the typed words one after another, of which one says something."""
    runs = [typed[start : start + TOGETHER] for start in range(len(typed) - TOGETHER + 1)]
    runs = [as_phrase(run) for run in runs if not STOP_WORDS.issuperset(run)][:RUNS]
    wanted = [within(replace(rest, parts=(run, *rest.parts)), (WORDS,)) for run in runs]
    return set().union(*index.firsts(wanted, limit=NEWEST))


def _likeness(typed, said):
    """How much of the typed words a text has, and how many of them in a row."""
    places, looked_for = {}, set().union(*typed)
    for place, term in enumerate(said):
        if term in looked_for:
            places.setdefault(term, set()).add(place)
    longest, there, runs = 0, 0, {}
    for ways in typed:
        at = set().union(*(places.get(term, ()) for term in ways))
        there += bool(at)
        runs = {place: runs.get(place - 1, 0) + 1 for place in at}
        longest = max([longest, *runs.values()])
    return (RUN * longest + SAID * there) / max(len(typed), 1)


def unquoted(query):
    """`query` with the words of its phrases, and of #VilleDeDemain, by themselves: they were not said just so. Those
    of a number or of « éco-ville » are where nothing else is wanted. One query, as of `named.known`."""
    is_alone, parts = len(query.wanted) == 1, []
    for part in query.parts:
        typed = query.typed(part)
        if isinstance(part, Words) and (is_phrase(part) or is_alone and part.is_loose and len(part.words) > 1):
            parts += [Words(part.start + at.start, part.start + at.end, words=(at.word,)) for at in tokens(typed)]
        elif isinstance(part, Words) and part.is_loose and (ways := apart(typed)):
            parts += [Words(part.start, part.end, words=(word,)) for word in ways[0]]
        else:
            parts.append(part)
    return known(replace(query, parts=tuple(parts)))


def is_phrase(part):
    return part.phrase and not part.scope and not part.excluded
