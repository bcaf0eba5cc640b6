"""Finding quotes and tweets: what the members' search page, its benchmark and its tests ask for.

`filters` is a dict {facet: values}, every facet and every value optional; values of one facet are alternatives:
{"speaker": [ids], "theme": [ids], "event": [ids], "year": [2015], "kind": ["verbatim", "paraphrase", "tweet"],
"language": ["fr"]}. Values that do not exist find nothing; none of them raises.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from search.described import record_of
from search.entries import A_DAY, ABOUT, HEAD, HEADS, INDEX, NAMES, WORDS, facet
from search.matches import All, as_phrase, within
from search.named import known
from search.queries import read

from .matching import match, span
from .showing import load

FACETS = ("kind", "speaker", "theme", "event", "year", "language")
NUMBERS = {"speaker", "theme", "event", "year"}  # facets whose values are integers
SORTS = ("relevance", "newest", "oldest")
COUNTED = 1000  # beyond, the count is "more than", facets are of the newest that many, and no page goes deeper
BESIDES = 300  # newest matches in which a facet in use is counted without its own choice
LOOSENED = 8  # parts of a query without which it is tried

# What makes a match better: where all that is wanted stands. Anywhere at all comes last.
TIERS = ((WORDS,), (WORDS, NAMES), (WORDS, NAMES, ABOUT))


@dataclass(frozen=True)
class Found:
    entries: list  # of this page, in order: (id, facets)
    count: int  # exact up to COUNTED
    capped: bool  # there are more than COUNTED
    is_cut: bool  # a word names more than is looked for around what was said: there may be more
    facets: dict = field(default_factory=dict)  # {facet: [(value, count or None)]}, most frequent first, the chosen too

    @property
    def places(self):
        """(kind of record, pk) of each, as ("quote", 12) or ("tweet", 3)."""
        return [record_of(pk) for pk, _ in self.entries]

    def rows(self):
        """The quotes and tweets of this page, in order, with context and themes."""
        return load(self.entries)


def find(query, *, filters=None, sort="relevance", offset=0, limit=20, faceted=True):
    """The public quotes and tweets that `query` (a `Query`) finds under `filters`, as the index has them.

    Facet counts obey every filter but their own. Costs two to eight queries, and one for each facet in use.
    """
    filters, query = sensible(filters), known(query)
    asked, found = match(query, filters), []
    if sort == "relevance" and any(part.named and not part.scope for part in query.wanted):
        # Where so many say it themselves, nobody comes to see what is around the names; to look there takes longest.
        found = _entries(within(asked, TIERS[0]), query, limit=COUNTED + 1)
    if len(found) <= COUNTED:
        found = _entries(asked, query, limit=COUNTED + 1)
    capped, is_cut = len(found) > COUNTED, any(part.is_cut for part in query.words)
    found = found[:COUNTED]
    facets = _facets(found, capped, is_cut, query, filters) if faceted else {}
    reach = min(offset + limit, COUNTED)
    entries = found
    if sort == "oldest":
        entries = _entries(asked, query, limit=reach, oldest=True) if capped else found[::-1]
    elif sort == "relevance" and len(found) > 1 and any(not part.scope for part in query.wanted):
        entries = (_best_of_many if capped else _best)(asked, query, filters, found, reach)
    return Found(entries[offset:reach], len(found), capped, is_cut, facets)


def sensible(filters):
    """The filters with values as facets give them, and in place of senseless ones a value that nothing has."""
    values = {name: [_value(name, value) for value in some] for name, some in (filters or {}).items() if some}
    return {name: values[name] for name in FACETS if name in values}


def _value(name, value):
    plain = facet(name, value).removeprefix(HEADS[name])
    if name in NUMBERS:
        return int(plain) if str(value) == plain and plain.isdigit() else 0
    return plain or "0"


def _entries(asked, query, **how):
    """(id, facets) of the first matches by date."""
    return INDEX.first(asked, **span(query), kept=True, **how)


def _best(asked, query, filters, newest, reach):
    """The `reach` best of the `newest` matches, which are all; each tier has its newest first, and holds the one
    before."""
    facets = dict(newest)
    best = INDEX.best(list(facets), list(_tiers(asked, query, filters)), limit=min(reach, len(newest)))
    return [(pk, facets[pk]) for pk in best]


def _best_of_many(asked, query, filters, newest, reach):
    """The same where more match: each tier's own newest, however many newer ones are in those after it."""
    best = {}
    for tier in (*_tiers(asked, query, filters), asked):
        best |= dict(_entries(tier, query, limit=reach + len(best)))
        if len(best) >= reach:
            break
    return list(best.items())[:reach]


def _tiers(asked, query, filters):
    phrase = as_phrase(query.run)
    if phrase:
        rest = match(query.rest, filters)
        yield within(All((phrase, *rest.parts), rest.but), TIERS[0])
    for columns in TIERS:
        yield within(asked, columns)


def _facets(found, capped, is_cut, query, filters):
    """{facet: [(value, count)]} of all that matches, None for a count where that is of the newest alone (`capped`), or
    where a word names more than is looked for (`is_cut`). A facet in use is counted without its own choice.
    """
    counts = _counts(found)
    facets = {}
    for name in FACETS:
        values, is_whole, chosen = counts[HEADS[name]], not (capped or is_cut), filters.get(name, ())
        if name == "year" and (capped or chosen) and not is_cut:
            values, is_whole = _years(query, filters), True
        elif chosen:
            others = _entries(match(query, filters, besides=name), query, limit=BESIDES + 1)
            values = Counter(_counts(others)[HEADS[name]]) | Counter(values)
            is_whole = len(others) <= BESIDES and not is_cut
        values = {str(value): 0 for value in chosen} | values
        typed = ((-times, int(value) if name in NUMBERS else value) for value, times in values.items() if value != "0")
        facets[name] = [(value, -less if is_whole else None) for less, value in sorted(typed)]
    return facets


def _years(query, filters):
    """{year: how many matches}: an entry's id tells its day, whatever its age."""
    years = Counter()
    for day, times in INDEX.counts(match(query, filters, besides="year"), f"/ {A_DAY}", **span(query)).items():
        years[str(date.fromordinal(day).year) if day else "0"] += times
    return years


def _counts(found):
    """{head of a facet: {value: number of entries}}."""
    counts = defaultdict(dict)
    for term, times in Counter(" ".join(facets for _, facets in found).split()).items():
        counts[term[:HEAD]][term[HEAD:]] = times
    return counts


def how_many(query, filters, *, up_to=COUNTED):
    """(number of matches, whether there are more), neither of them beyond `up_to`."""
    count = len(INDEX.first(match(query, sensible(filters)), **span(query), limit=up_to + 1))
    return min(count, up_to), count > up_to


@dataclass(frozen=True)
class Loosened:
    dropped: tuple[str, str]  # ("words", as typed) or (facet, "")
    text: str  # the query that remains
    filters: dict  # and its filters
    count: int
    capped: bool


def loosen(query, *, filters=None):
    """What would be found without one word, one operator or one facet: those that find something, most first.

    For when `find` found nothing.
    """
    filters = filters or {}
    tries = {}
    for part in query.parts[:LOOSENED]:
        tries.setdefault(query.without(part), (("words", query.text[part.start : part.end]), filters))
    ways = [(text, *rest) for text, rest in tries.items()]
    for name in filters:
        ways.append((query.text, (name, ""), {other: filters[other] for other in filters if other != name}))
    found = []
    for text, dropped, left in ways:
        looser = read(text)
        if not looser.is_empty or any(left.values()):
            count, capped = how_many(looser, left)
            found += [Loosened(dropped, text, left, count, capped)] if count else []
    return sorted(found, key=lambda way: -way.count)
