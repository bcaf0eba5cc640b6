"""Finding quotes and tweets: what the members' search page, its benchmark and its tests ask for.

`filters` is a dict {facet: values}, every facet and every value optional; values of one facet are alternatives:
{"speaker": [ids], "theme": [ids], "event": [ids], "year": [2015], "kind": ["verbatim", "paraphrase", "tweet"],
"language": ["fr"]}. Values that do not exist find nothing; none of them raises.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from search import index
from search.described import record_of
from search.entries import A_DAY, ABOUT, HEAD, HEADS, NAMES, WORDS, facet, first_id
from search.matches import as_phrase, holds, within
from search.named import known, known_each
from search.queries import Query, Words, read

from .criteria import match
from .facets import MOST, TITLES
from .showing import load, public

FACETS = tuple(TITLES)
NUMBERS = {"speaker", "theme", "event", "year"}  # facets whose values are integers
SORTS = ("relevance", "newest", "oldest")
COUNTED = 1000  # beyond, the count is "more than", and no page goes deeper
SAMPLED = 300  # newest entries that say the one word asked for, of which the facets are then offered
DAYS_COUNTED = 10_000  # entries of which the years are counted; of more, a year is only said to have some
BESIDES = 300  # newest entries in which a facet in use is counted without its own choice
LOOKED_AT = 40  # entries: to read so many takes as long as to ask for them by each tier
LOOSENED = 8  # parts of a query without which it is tried

# What makes a match better: where all that is wanted stands. Anywhere at all comes last.
TIERS = ((WORDS,), (WORDS, NAMES), (WORDS, NAMES, ABOUT))


@dataclass(frozen=True)
class Found:
    ids: list  # of the entries of this page, in order
    count: int  # exact up to COUNTED, and then how many there are pages of
    capped: bool  # there are more than COUNTED
    is_cut: bool  # a word names more than is looked for around what was said: there may be more
    facets: dict = field(default_factory=dict)  # {facet: [(value, count or None)]}, most frequent first, the chosen too

    @property
    def places(self):
        """(kind of record, pk) of each, as ("quote", 12) or ("tweet", 3)."""
        return [record_of(pk) for pk in self.ids]

    @cached_property
    def loaded(self):
        """{entry: its quote or tweet} of this page, in order; but for what was withdrawn since."""
        return load(self.ids)

    @property
    def rows(self):
        return list(self.loaded.values())


class _Search(NamedTuple):
    query: Query
    filters: dict
    is_own: bool = False  # of what says it itself, and not of what is around what it names

    @property
    def match(self):
        asked = match(self.query, self.filters)
        return within(asked, TIERS[0]) if self.is_own else asked

    def newest(self, limit):
        """[(id, facets)] of the newest."""
        return index.entries(self.match, limit=limit)

    @property
    def own(self):
        """That of what says the words itself, if these name something. Where so many do, nobody comes to see what is
        around what they name, which takes longest to look for; of a phrase that is to look for the phrase."""
        is_named = any(part.named and not part.scope and not part.phrase for part in self.query.wanted)
        return self._replace(is_own=True) if is_named and not self.is_own else self

    def surveyed(self, reach):
        """(`_Search`, what it finds as [(id, facets)], whether that is more than COUNTED, {match: all ids} of another
        that was asked).

        Of one word that so many say, the newest do: as many as a page of these needs. One query to four. A phrase or a
        beginning takes as long to be met once as in part.
        """
        search, wanted = self.own, self.query.wanted
        is_word = len(wanted) == 1 and wanted[0].is_loose and len(wanted[0].words) == 1
        enough = min(max(reach, SAMPLED), COUNTED + 1) if is_word else COUNTED + 1
        found = search.newest(enough)
        if len(found) > COUNTED or len(found) == enough and search.is_capped():
            return search, found[:COUNTED], True, {}
        told = {search.match: [pk for pk, _ in found]} if len(found) < enough else {}
        if len(found) == enough or search is not self:
            found = self.newest(COUNTED + 1)
        return self, found[:COUNTED], len(found) > COUNTED, told

    def is_capped(self):
        return index.has_more(self.match, COUNTED)

    def without(self, name):
        """The same without what is chosen of a facet."""
        return self._replace(filters={other: values for other, values in self.filters.items() if other != name})

    def besides(self, name):
        """[(id, facets)] of the newest without what is chosen of a facet, one more than BESIDES at most."""
        search = self.without(name)
        found = search.own.newest(BESIDES + 1)
        return found if len(found) > BESIDES or search.own is search else search.newest(BESIDES + 1)


def find_public(query, *, offset=0, limit=20, **how):
    """What `find` finds but for what was withdrawn since, which the index may not know yet: where something was, all is
    found again, to fill the page, and no facet is counted."""
    found = find(query, offset=offset, limit=limit, **how)
    if len(found.loaded) == len(found.ids):
        return found
    found = find(query, limit=COUNTED, **how)
    there = public(found.places)
    ids = [pk for pk, place in zip(found.ids, found.places, strict=True) if place in there]
    facets = {name: [(value, None) for value, _count in values] for name, values in found.facets.items()}
    return replace(found, ids=ids[offset : offset + limit], count=len(ids), facets=facets)


def find(query, *, filters=None, sort="relevance", offset=0, limit=20, faceted=True):
    """The public quotes and tweets that `query` (a `Query`) finds under `filters`, as the index has them.

    Facet counts obey every filter but their own. Costs two to eight queries, and one for each facet in use.
    """
    reach = min(offset + limit, COUNTED)
    search, found, capped, told = _Search(known(query), sensible(filters)).surveyed(reach)
    is_cut = any(part.is_cut for part in search.query.words)
    facets = _facets(found, search, is_capped=capped, is_cut=is_cut) if faceted else {}
    ids = [pk for pk, _ in found]
    if sort == "oldest":
        ids = index.first(search.match, limit=reach, oldest=True) if capped else ids[::-1]
    elif sort == "relevance" and len(ids) > 1 and any(not part.scope for part in search.query.wanted):
        ids = _best(search, ids, reach, told, is_all=not capped)
    return Found(ids[offset:reach], COUNTED if capped else len(found), capped, is_cut, facets)


def sensible(filters):
    """The filters with values as facets give them, and in place of senseless ones a value that nothing has."""
    values = {name: [_value(name, value) for value in some] for name, some in (filters or {}).items() if some}
    return {name: values[name] for name in FACETS if name in values}


def _value(name, value):
    plain = facet(name, value).removeprefix(HEADS[name])
    if name in NUMBERS:
        return int(plain) if str(value) == plain and plain.isdigit() else 0
    return plain or "0"


def _best(search, ids, reach, told, *, is_all):
    """The `reach` best: the newest of each tier, which holds the one before it, and then the newest of all.

    Of a few that are all, what they say is looked at; else each tier is asked of the index, if it is not `told`.
    """
    if is_all and len(ids) <= LOOKED_AT:
        tiers, said = list(_tiers(search)), index.documents(ids)
        tier = {pk: next((n for n, tier in enumerate(tiers) if holds(said[pk], tier)), len(tiers)) for pk in said}
        return sorted(said, key=lambda pk: (tier[pk], -pk))[:reach]
    best, wanted = {}, min(reach, len(ids))
    none_before = {"low": ids[-1]} if is_all else {}
    for tier in _tiers(search):
        if len(best) < wanted:
            found = told[tier] if tier in told else index.first(replace(tier, **none_before), limit=wanted)
            best |= dict.fromkeys(found)
    return list(best | dict.fromkeys(ids))[:wanted]


def _tiers(search):
    """Yield the matches; none beside the phrase where all is of one tier (`is_own`)."""
    phrase = as_phrase(search.query.run)
    if phrase:
        rest = match(search.query.rest, search.filters)
        yield within(replace(rest, parts=(phrase, *rest.parts)), TIERS[0])
    for columns in () if search.is_own else TIERS:
        yield within(search.match, columns)


def _facets(found, search, *, is_capped, is_cut):
    """{facet: [(value, count)]} of all that matches, None for a count where that is of the newest alone (`is_capped`),
    where a word names more than is looked for (`is_cut`), or where what is around names is left out (`is_own`), which
    it would not be of fewer. A facet in use is counted without its own choice.
    """
    counts = _counts(found)
    facets = {}
    for name in FACETS:
        values, is_whole, chosen = counts[HEADS[name]], not (is_capped or is_cut), search.filters.get(name, ())
        if name == "year" and (is_capped or chosen) and not is_cut and (years := _years(search)):
            values, is_whole = years, all(years.values())
        elif chosen:
            others = search.besides(name)
            values = Counter(_counts(others)[HEADS[name]]) | Counter(values)
            is_whole = len(others) <= BESIDES and not is_cut
        values = {str(value): 0 for value in chosen} | values
        typed = ((-times, int(value) if name in NUMBERS else value) for value, times in values.items() if value != "0")
        facets[name] = [(value, -less if is_whole else None) for less, value in sorted(typed)]
        if name == "year" and not is_whole:
            facets[name].sort(reverse=True)
    return facets


def _years(search):
    """{year: how much is found}, whatever its age: an entry's id tells its day. Each has 0 where not all is counted.

    None of all but some: each is asked.
    """
    years, asked = Counter(), search.without("year").match
    if asked.but and not asked.parts:
        return years
    counts = None if search.is_own else index.counts(asked, f"/ {A_DAY}", most=DAYS_COUNTED)
    if counts is None:
        return dict.fromkeys(index.said_in(_spans(asked.low, asked.high), asked), 0)
    for day, times in counts.items():
        years[str(date.fromordinal(day).year) if day else "0"] += times
    return years


def _spans(low, high):
    """[(year, least id, greatest id)] of what the index has between two ids, of the latest years. One query."""
    first, last = index.extent()
    first, last = max(first or A_DAY, low or 0), min(last or A_DAY, high or last or A_DAY)
    begin, end = (date.fromordinal(pk // A_DAY).year for pk in (first, last))
    return [
        (str(year), max(first, first_id(date(year, 1, 1))), min(last, first_id(date(year, 12, 31)) + A_DAY - 1))
        for year in range(max(begin, end - MOST + 1), end + 1)
    ]


def _counts(found):
    """{head of a facet: {value: number of entries}}."""
    counts = defaultdict(dict)
    for term, times in Counter(" ".join(facets for _, facets in found).split()).items():
        counts[term[:HEAD]][term[HEAD:]] = times
    return counts


def count_each(searches, *, up_to):
    """[how much is found], none beyond `up_to`, by each of [(query, filters)]. Three queries of the base at most."""
    queries = known_each([query for query, _filters in searches])
    filters = [sensible(chosen) for _query, chosen in searches]
    return [len(found) for found in index.some_within(TIERS[0], list(map(match, queries, filters)), limit=up_to)]


@dataclass(frozen=True)
class Loosened:
    dropped: tuple[str, str]  # ("words", as typed) or (facet, "")
    text: str  # the query that remains
    filters: dict  # and its filters
    count: int
    capped: bool


def loosen(query, *, filters=None):
    """What would be found without one word, one operator (its words by themselves, too) or one facet: those that find
    something, most first.

    For when `find` found nothing.
    """
    filters = filters or {}
    tries = {}
    for part in query.parts[:LOOSENED]:
        typed = query.typed(part)
        tries.setdefault(query.without(part), (("words", typed), filters))
        if isinstance(part, Words) and part.scope and not part.excluded:
            operator = typed[: typed.index(":") + 1]
            plain = query.text[: part.start] + query.text[part.start + len(operator) :]
            tries.setdefault(plain.strip(), (("words", operator), filters))
    ways = [(read(text), *rest) for text, rest in tries.items()]
    for name in filters:
        ways.append((query, (name, ""), {other: filters[other] for other in filters if other != name}))
    ways = [way for way in ways if not way[0].is_empty or any(way[2].values())]
    counts = count_each([(looser, left) for looser, _dropped, left in ways], up_to=COUNTED + 1)
    found = [
        Loosened(dropped, looser.text, left, min(count, COUNTED), count > COUNTED)
        for (looser, dropped, left), count in zip(ways, counts, strict=True)
        if count
    ]
    return sorted(found, key=lambda way: -way.count)
