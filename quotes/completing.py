"""What says most of the words, where all of them together find less than a page."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import log
from typing import NamedTuple

from search.analysis import tokens
from search.matches import All, within
from search.queries import Words

from .entries import INDEX, WORDS
from .matching import match, span

NEWEST = 1000  # entries that have a word are looked at; one that more have is common
TOGETHER = 200  # of those that have two common words, or all words but one
COMMON = 5  # common words of which pairs are looked for
LIKELY = 200  # entries are compared in the end
ABOUT = 0.6  # what a word counts that stands in a name or a title and not in what was said


class Near(NamedTuple):
    entry: int
    facets: str
    lacks: list  # the parts of the query that it does not say


class Asked(NamedTuple):
    part: Words
    match: All
    having: set  # entries that have it; the newest, of a common one
    is_common: bool
    weight: float  # the rarer a word, the more it tells


def most(query, filters, *, besides, limit):
    """The entries that say most of the loose words of `query`, the nearest first, and all else that it asks for.

    Those in `besides` say everything. A word counts by how few have it; costs some bounded queries a word.
    """
    words = [part for part in query.wanted if part.is_loose]
    if len(words) < 2 or limit <= 0:
        return []
    rest = tuple(part for part in query.parts if part not in query.loose)
    asked = [_asked(part, query, match(replace(query, parts=(part, *rest)), filters)) for part in words]
    likely = _likely(query, asked, besides)
    for one in asked:
        if one.is_common:
            one.having.update(INDEX.only(likely, one.match))
    said = [INDEX.only(likely, within(one.match, (WORDS,))) for one in asked]
    scores = {
        entry: sum(
            one.weight * (1 if entry in own else ABOUT)
            for one, own in zip(asked, said, strict=True)
            if entry in one.having
        )
        for entry in likely
    }
    best = sorted(likely, key=lambda entry: (-scores[entry], -entry))[:limit]
    facets = INDEX.kept(best)
    return [Near(entry, facets[entry], [one.part for one in asked if entry not in one.having]) for entry in best]


def _asked(part, query, wanted):
    having = _first(query, wanted, NEWEST)
    return Asked(part, wanted, having, len(having) == NEWEST, log(1 + 4 * NEWEST / (1 + len(having))))


def _likely(query, asked, besides):
    """The entries of which one may be the nearest."""
    common = [one for one in asked if one.is_common]
    together = list(combinations(common[:COMMON], 2))
    if len(asked) > 2:
        together += [[one for one in asked if one is not lacking] for lacking in asked]
    for some in together:
        wanted = All(tuple(dict.fromkeys(part for one in some for part in one.match.parts)), some[0].match.but)
        found = _first(query, wanted, TOGETHER)
        for one in some:
            one.having.update(found)
    scores = Counter()
    for one in asked:
        for entry in one.having - besides:
            scores[entry] += one.weight
    return sorted(scores, key=lambda entry: (-scores[entry], -entry))[:LIKELY]


def _first(query, wanted, limit):
    return {pk for (pk,) in INDEX.first(wanted, **span(query), limit=limit)}


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
