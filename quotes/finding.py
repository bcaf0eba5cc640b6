"""Finding quotes and tweets: what the members' search page, its benchmark and its tests ask for.

`filters` is a dict {facet: values}, every facet and every value optional; values of one facet are alternatives:
{"speaker": [ids], "theme": [ids], "event": [ids], "year": [2015], "kind": ["verbatim", "paraphrase", "tweet"],
"language": ["fr"]}. Values that do not exist find nothing; none of them raises.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from search.analysis import tokens
from search.matches import All, as_phrase, within
from search.queries import read
from search.spelling import FARTHEST

from .entries import ABOUT, HEAD, HEADS, INDEX, NAMES, WORDS, place_of
from .indexing import facet, refresh_some
from .matching import match, span
from .showing import load
from .words import near, was_learnt

FACETS = ("kind", "speaker", "theme", "event", "year", "language")
NUMBERS = {"speaker", "theme", "event", "year"}  # facets whose values are integers
SORTS = ("relevance", "newest", "oldest")
COUNTED = 1000  # beyond, the count is "more than", facets are of the newest that many, and no page goes deeper
BESIDES = 300  # newest matches in which a facet in use is counted without its own choice
COMPARED = 100  # matches of a word that another might be meant by; more do not make it likelier
LIKELY = 5  # words that a misspelt one is taken for
LOOSENED = 8  # parts of a query without which it is tried

# What makes a match better: where all that is wanted stands. Anywhere at all comes last.
TIERS = ((WORDS,), (WORDS, NAMES), (WORDS, NAMES, ABOUT))


@dataclass(frozen=True)
class Found:
    entries: list  # of this page, in order: (id, facets)
    count: int  # exact up to COUNTED
    capped: bool  # there are more than COUNTED
    facets: dict = field(default_factory=dict)  # {facet: [(value, count)]}, most frequent first; chosen values are kept

    @property
    def places(self):
        """(kind of record, pk) of each, as ("quote", 12) or ("tweet", 3)."""
        return [place_of(pk) for pk, _ in self.entries]

    def rows(self):
        """The quotes and tweets of this page, in order, with context and themes."""
        return load(self.entries)


def find(query, *, filters=None, sort="relevance", offset=0, limit=20):
    """The public quotes and tweets that `query` (a `Query`) finds under `filters`.

    Facet counts obey every filter but their own. Costs two to six bounded queries, and up to four for a facet in use.
    """
    refresh_some()
    filters = sensible(filters)
    asked = match(query, filters)
    found = _entries(asked, query, limit=COUNTED + 1)
    capped = len(found) > COUNTED
    found = found[:COUNTED]
    facets = _facets(found, query, filters)
    reach = min(offset + limit, COUNTED)
    entries = found
    if sort == "oldest":
        entries = _entries(asked, query, limit=reach, oldest=True) if capped else found[::-1]
    elif sort == "relevance" and len(found) > 1:
        entries = _best(asked, query, filters, found, reach)
    return Found(entries[offset:reach], len(found), capped, facets)


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
    """The `reach` best of the `newest` matches; each tier has its newest first, and holds the one before."""
    if not any(not part.scope for part in query.wanted):
        return newest
    facets = dict(newest)
    best = INDEX.best(list(facets), list(_tiers(asked, query, filters)), limit=min(reach, len(newest)))
    return [(pk, facets[pk]) for pk in best]


def _tiers(asked, query, filters):
    phrase = as_phrase(query)
    if phrase:
        rest = match(replace(query, parts=tuple(part for part in query.parts if part not in query.loose)), filters)
        yield within(All((phrase, *rest.parts), rest.but), TIERS[0])
    for columns in TIERS:
        yield within(asked, columns)


def _facets(found, query, filters):
    """What `found` has of each facet; of one in use, also what the newest have without its choice."""
    counts = _counts(found)
    facets = {}
    for name in FACETS:
        values, chosen = counts[HEADS[name]], filters.get(name, ())
        if chosen:
            besides = _counts(_entries(match(query, filters, besides=name), query, limit=BESIDES))[HEADS[name]]
            values = {str(value): 0 for value in chosen} | (Counter(besides) | Counter(values))  # the greater of both
        typed = ((-times, int(value) if name in NUMBERS else value) for value, times in values.items() if value != "0")
        facets[name] = [(value, -less) for less, value in sorted(typed)]
    return facets


def _counts(found):
    """{head of a facet: {value: number of entries}}."""
    counts = defaultdict(dict)
    for term, times in Counter(" ".join(facets for _, facets in found).split()).items():
        counts[term[:HEAD]][term[HEAD:]] = times
    return counts


def _count(query, filters, *, up_to=COUNTED):
    """(number of matches, whether there are more), neither of them beyond `up_to`."""
    count = len(INDEX.first(match(query, sensible(filters)), **span(query), limit=up_to + 1))
    return min(count, up_to), count > up_to


@dataclass(frozen=True)
class Suggestion:
    word: str  # as it was typed
    instead: str  # as the collection prints it
    text: str  # the whole query with the word replaced
    count: int
    capped: bool


def suggest(query, *, filters=None):
    """The `Suggestion` for the first word that the public quotes do not have, or None. For when `find` found little."""
    for part in query.wanted:
        typed = query.text[part.start : part.end]
        for token in tokens(typed):
            known = part.prefix or token.word not in part.words or _is_known(part, token.word)
            likely = [] if known else _likely(query, part, token, filters or {})
            if likely:
                count, instead, text, capped = max(likely)
                if capped and count < COUNTED:  # at what was enough to compare
                    count, capped = _count(read(text), filters or {})
                return Suggestion(typed[token.start : token.end], instead, text, count, capped)
    return None


def _is_known(part, word):
    if not was_learnt(word):
        return False  # that is known for less than a count of nothing
    alone = replace(part, words=(word,), phrase=False)
    return bool(_count(replace(read(""), parts=(alone,)), {}, up_to=1)[0])


def _likely(query, part, token, filters):
    """(number of matches, word, text, whether there are more) for the nearest words that find something."""
    found, nearest = [], FARTHEST
    start = part.start + token.start
    likely = near(token.word)[:LIKELY]
    up_to = COMPARED if len(likely) > 1 else COUNTED
    for edits, printed in likely:
        if edits > nearest:
            break
        text = query.text[:start] + printed + query.text[part.start + token.end :]
        count, capped = _count(read(text), filters, up_to=up_to)
        if count:
            nearest = edits
            found.append((count, printed, text, capped))
    return found


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
            count, capped = _count(looser, left)
            found += [Loosened(dropped, text, left, count, capped)] if count else []
    return sorted(found, key=lambda way: -way.count)
