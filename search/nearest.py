"""What an index has that says most of the words, where nothing says all of them."""

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import log
from typing import Any as Whatever
from typing import NamedTuple

from . import index
from .matches import All, within

NEWEST = 1000  # ids that have a word are looked at; a word that more have is common
TOGETHER = 200  # of those that have two common words, or all words but one
MOST = 10  # parts, the rarest, of which is told what has most of them
COMMON = 5  # common words of which pairs are looked for
LIKELY = 200  # ids are compared in the end
AROUND = 0.6  # what a word counts for that stands elsewhere than in its own column


class Wanted(NamedTuple):
    part: Whatever  # that the match stands for
    match: All


class Near(NamedTuple):
    id: int
    share: float  # of what was asked for, from 0 to 1
    lacks: list  # the parts that it does not say


class _Had(NamedTuple):
    wanted: Wanted
    ids: set  # that have it; the newest, of a common one
    is_common: bool
    weight: float  # the rarer a word, the more it tells


def letting_go(query, match):
    """[`Wanted`] of each loose word of `query`, with all else that it asks for; `match` makes the match of a query."""
    words = [part for part in query.wanted if part.is_loose]
    return [Wanted(part, match(replace(query, parts=(part, *query.rest.parts)))) for part in words]


def nearest(wanted, *, own, besides=(), also=(), limit, **id_range):
    """The ids that have most of what is `wanted`, a list, the nearest first, and among equals the newest: [`Near`].

    None of them is in `besides`; all of `also` are among them. Each part counts by how few have it, and less where it
    does not stand in the column `own`. Costs two to four bounded queries a part, and one for each pair of common ones.
    """
    if not wanted or limit <= 0:
        return []
    had = sorted((_had(one, own, id_range) for one in wanted), key=lambda one: -one.weight)[:MOST]
    likely = list(dict.fromkeys([*also, *_likely(had, set(besides), id_range)]))
    for one in had:
        if one.is_common:
            one.ids.update(index.only(likely, one.wanted.match))
    owned = [index.only(likely, within(one.wanted.match, (own,))) for one in had]
    scores = Counter()
    for one, said in zip(had, owned, strict=True):
        for pk in likely:
            scores[pk] += one.weight * (1 if pk in said else AROUND if pk in one.ids else 0)
    best = sorted(likely, key=lambda pk: (-scores[pk], -pk))[:limit]
    best += [pk for pk in also if pk not in best]
    whole = sum(one.weight for one in had)
    rest = [one for one in wanted if one not in [other.wanted for other in had]]
    told = {one.part: index.only(best, one.match) for one in rest} | {one.wanted.part: one.ids for one in had}
    return [Near(pk, scores[pk] / whole, [one.part for one in wanted if pk not in told[one.part]]) for pk in best]


def _had(wanted, own, id_range):
    """Where so many say a word themselves, what is around what it names is not looked for, which takes longest."""
    ids = _first(within(wanted.match, (own,)), NEWEST, id_range) if wanted.part.named else ()
    if len(ids) < NEWEST:
        ids = _first(wanted.match, NEWEST, id_range)
    return _Had(wanted, ids, len(ids) == NEWEST, log(1 + 4 * NEWEST / (1 + len(ids))))


def _likely(had, besides, id_range):
    """The ids of which some may be the nearest: those of rare words, and of common ones that stand together."""
    together = list(combinations([one for one in had if one.is_common][:COMMON], 2))
    if len(had) > 2:
        together += [[one for one in had if one is not lacking] for lacking in had]
    for some in together:
        parts = tuple(dict.fromkeys(part for one in some for part in one.wanted.match.parts))
        found = _first(All(parts, some[0].wanted.match.but), TOGETHER, id_range)
        for one in some:
            one.ids.update(found)
    scores = Counter()
    for one in had:
        for pk in one.ids - besides:
            scores[pk] += one.weight
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[:LIKELY]


def _first(match, limit, id_range):
    return set(index.first(match, **id_range, limit=limit))
