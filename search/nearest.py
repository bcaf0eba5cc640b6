"""What an index has that says most of the words, where nothing says all of them."""

from dataclasses import dataclass, replace
from itertools import combinations, product
from math import log
from typing import NamedTuple

from . import index
from .matches import All, either, has, within

FEW = 500  # a word that more have is common
TOGETHER = 200  # of those that have several common words
MOST = 10  # words, the rarest, of which is told what has most of them
COMMON = 5  # common words that are looked for together
LIKELY = 100  # ids are compared in the end
AROUND = 0.6  # what a word counts for that stands elsewhere than in its own column


@dataclass(eq=False)
class _Wanted:
    """A loose word of a query."""

    typed: str
    match: All  # of it first, and of all else that is asked for
    ids: set  # that have it; some, of a common one
    is_common: bool
    weight: float  # the rarer a word, the more it tells

    @property
    def part(self):
        return self.match.parts[0]


class Near(NamedTuple):
    id: int
    share: float  # of what was asked for, from 0 to 1
    document: dict  # all that it says
    wanted: list

    @property
    def lacks(self):
        """What was typed and is not there."""
        return [one.typed for one in self.wanted if not has(self.document, one.part)]


def nearest(query, match, *, own, besides=(), also=(), limit):
    """The ids that have most of the loose words of `query`, and all else that it asks for, the nearest first, and among
    equals the newest: [`Near`]. `match` makes the match of a query.

    None of them is in `besides`; all of `also` are among them. Each word counts by how few have it, and less where it
    does not stand in the column `own`. Costs four queries, and a few more where many words are common.
    """
    loose = [part for part in query.wanted if part.is_loose]
    if not loose or limit <= 0:
        return []
    matches = [match(replace(query, parts=(part, *query.rest.parts))) for part in loose]
    typed = [query.typed(part) for part in loose]
    found = index.some_within((own,), matches, limit=FEW)
    wanted = list(map(_wanted, typed, matches, found))
    told = sorted(wanted, key=lambda one: -one.weight)[:MOST]
    likely = dict.fromkeys([*also, *_likely(told, own, set(besides))])
    documents = index.documents(list(likely))
    ways = [(one.part, within(one.match, (own,)).parts[0], one.weight) for one in told]
    whole = sum(weight for *_, weight in ways)
    shares = {pk: sum(_share(document, *way) for way in ways) / whole for pk, document in documents.items()}
    best = sorted(documents, key=lambda pk: (-shares[pk], -pk))[:limit]
    best += [pk for pk in also if pk in documents and pk not in best]
    return [Near(pk, shares[pk], documents[pk], wanted) for pk in best]


def _wanted(typed, match, ids):
    is_common = len(ids) == FEW
    return _Wanted(typed, match, set() if is_common else ids, is_common, log(1 + 8 * FEW / (1 + len(ids))))


def _share(document, part, own, weight):
    return weight if has(document, own) else weight * AROUND if has(document, part) else 0


def _likely(wanted, own, besides):
    """The ids of which some may be the nearest: those of rare words, of common ones that stand together, and where that
    does not do, of each."""
    common = [one for one in wanted if one.is_common][:COMMON]
    rare = [way for one in wanted if not one.is_common for way in one.part.ways]
    alone = [(one,) for one in common]
    if rare:
        _gather(alone, beside=(either(rare),), limit=FEW)
    # In its own words first: what is around names takes longest to look for.
    for columns, size in product(((own,), ()), range(len(common), 1, -1)):
        if len(_gather(combinations(common, size), columns=columns) - besides) >= LIKELY:
            break
    if len(set().union(*(one.ids for one in wanted)) - besides) < LIKELY:
        _gather(alone, columns=(own,))
    scores = {}
    for one in wanted:
        for pk in one.ids - besides:
            scores[pk] = scores.get(pk, 0) + one.weight
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[:LIKELY]


def _gather(together, *, beside=(), columns=(), limit=TOGETHER):
    """Look, in some columns or anywhere, for what has all of each tuple of `_Wanted`, and `beside`; tell these, and the
    ids."""
    together, asked = list(together), []
    for some in together:
        first = some[0].match
        match = replace(first, parts=(*(one.part for one in some), *beside, *first.parts[1:]))
        asked.append(within(match, columns) if columns else match)
    found = index.firsts(asked, limit=limit)
    for some, ids in zip(together, found, strict=True):
        for one in some:
            one.ids.update(ids)
    return set().union(*found)
