"""Finding quotes and tweets: what the members' search page, its benchmark and its tests ask for.

`filters` is a dict {facet: values}, every facet and every value optional; values of one facet are alternatives:
{"speaker": [ids], "theme": [ids], "event": [ids], "year": [2015], "kind": ["verbatim", "paraphrase", "tweet"],
"language": ["fr"]}. Values that do not exist find nothing; none of them raises.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db import connection

from search import matches
from search.analysis import tokens
from search.matches import All
from search.queries import read

from .entries import ABOUT, HEADS, INDEX, NAMES, WORDS, Word, place_of
from .indexing import facet, refresh
from .matching import match, span
from .models import Quote, Tweet
from .words import near

FACETS = ("kind", "speaker", "theme", "event", "year", "language")
NUMBERS = {"speaker", "theme", "event", "year"}  # facets whose values are integers
SORTS = ("relevance", "newest", "oldest")
COUNTED = 1000  # beyond, the count is "more than", facets are of the newest that many, and no page goes deeper
COMPARED = 100  # matches of a word that another might be meant by; more do not make it likelier
LIKELY = 5  # words that a misspelt one is taken for
LOOSENED = 8  # parts of a query without which it is tried

# What a result shows; reading every column of six tables would take longer than finding them.
PLACE = ("event__title", "event__slug", "event__starts_on", "talk__title", "talk__slug", "talk__language")
WRITTEN = ("title", "url", "archived_url", "author", "publisher", "published_on", "published_in", "language")
SHARED = ("text", "language", "speaker__slug", *PLACE, *(f"source__{name}" for name in WRITTEN))
SHOWN = {
    "quote": ("kind", "attribution", "translated_from", "speaker__name", "tweet__author_name", *SHARED),
    "tweet": (
        *("author_name", "handle", "posted_on", "url", "speaker__status", "organization__slug", "organization__status"),
        *SHARED,
    ),
}

# What makes a match better: where all that is wanted stands. Anywhere at all comes last.
TIERS = ((WORDS,), (WORDS, NAMES), (WORDS, NAMES, ABOUT))


@dataclass(frozen=True)
class Found:
    places: list  # of this page, in order: (kind of record, pk), as ("quote", 12) or ("tweet", 3)
    count: int  # exact up to COUNTED
    capped: bool  # there are more than COUNTED
    facets: dict = field(default_factory=dict)  # {facet: [(value, count)]}, most frequent first; chosen values are kept

    def rows(self):
        """The quotes and tweets of this page, in order, with context and themes loaded. Four queries at most."""
        loaded = {}
        for kind, rows in (("quote", Quote.objects), ("tweet", Tweet.objects)):
            if pks := [pk for of, pk in self.places if of == kind]:
                # All of them public when they were found: saying so again would cost as much as finding them.
                rows = rows.filter(pk__in=pks).order_by().with_context().only(*SHOWN[kind]).with_themes()
                loaded |= {(kind, row.pk): row for row in rows}
        return [loaded[place] for place in self.places if place in loaded]


def find(query, *, filters=None, sort="relevance", offset=0, limit=20):
    """The public quotes and tweets that `query` (a `Query`) finds under `filters`.

    Facet counts obey every filter but their own. Costs two to six bounded queries, and one for each facet in use.
    """
    refresh()
    filters = sensible(filters)
    found = _newest(match(query, filters), query)
    capped = len(found) > COUNTED
    facets = _facets(found[:COUNTED], query, filters)
    reach = min(offset + limit, COUNTED)
    ids = [pk for pk, _ in found[:COUNTED]]
    if sort == "oldest":
        ids = _ids(match(query, filters), query, limit=reach, oldest=True) if capped else ids[::-1]
    elif sort == "relevance" and len(ids) > 1:
        ids = _best(query, filters, ids, reach)
    return Found([place_of(pk) for pk in ids[offset:reach]], len(found[:COUNTED]), capped, facets)


def sensible(filters):
    """The filters with values as facets give them, and in place of senseless ones a value that nothing has."""
    values = {name: [_value(name, value) for value in some] for name, some in (filters or {}).items() if some}
    return {name: values[name] for name in FACETS if name in values}


def _value(name, value):
    plain = facet(name, value).removeprefix(HEADS[name])
    if name in NUMBERS:
        return int(plain) if str(value) == plain and plain.isdigit() else 0
    return plain or "0"


def _newest(asked, query):
    """(id, facets) of the newest matches, one more than are counted."""
    ids, params = INDEX.ids(asked, **span(query), limit=COUNTED + 1)
    sql = f"""SELECT found.id, quotes_entry.facets FROM ({ids}) AS found
              JOIN quotes_entry ON quotes_entry.id = found.id ORDER BY found.id DESC"""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _ids(asked, query, **how):
    sql, params = INDEX.ids(asked, **span(query), **how)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [pk for (pk,) in cursor.fetchall()]


def _best(query, filters, newest, reach):
    """The ids of the `reach` best of the `newest` matches; each tier has its newest first, and holds the one before."""
    if not any(not part.scope for part in query.wanted):
        return newest
    best = {}
    for tier in _tiers(query, filters):
        best |= dict.fromkeys(_ids(tier, query, limit=reach, among=newest))
        if len(best) >= min(reach, len(newest)):
            break
    return list(best | dict.fromkeys(newest))


def _tiers(query, filters):
    phrase = matches.as_phrase(query, within=(WORDS,))
    if phrase:
        others = replace(query, parts=tuple(part for part in query.parts if part not in query.loose))
        rest = match(others, filters, within=(WORDS,))
        yield All((phrase, *rest.parts), rest.but)
    for within in TIERS:
        yield match(query, filters, within=within)


def _facets(found, query, filters):
    counts = _counts(found)
    facets = {}
    for name in FACETS:
        chosen = filters.get(name)
        own = _counts(_newest(match(query, filters, besides=name), query)[:COUNTED]) if chosen else counts
        head = HEADS[name]
        unseen = {facet(name, value): 0 for value in chosen or ()}
        values = {term[len(head) :]: times for term, times in (unseen | own).items() if term.startswith(head)}
        typed = [(int(value) if name in NUMBERS else value, times) for value, times in values.items() if value != "0"]
        facets[name] = sorted(typed, key=lambda pair: (-pair[1], pair[0]))
    return facets


def _counts(found):
    return Counter(term for _, facets in found for term in facets.split())


def _count(query, filters, *, up_to=COUNTED):
    """(number of matches, whether there are more), neither of them beyond `up_to`."""
    ids, params = INDEX.ids(match(query, sensible(filters)), **span(query), limit=up_to + 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({ids}) AS found", params)
        (count,) = cursor.fetchone()
    return min(count, up_to), count > up_to


@dataclass(frozen=True)
class Suggestion:
    word: str  # as it was typed
    instead: str  # as the collection prints it
    text: str  # the whole query with the word replaced
    count: int
    capped: bool


def suggest(query, *, filters=None):
    """The `Suggestion` for the first word that the public quotes do not have, or None. For when little was found."""
    refresh()
    for part in query.wanted:
        typed = query.text[part.start : part.end]
        for token in tokens(typed):
            known = part.prefix or token.word not in part.words or _is_known(part, token.word)
            likely = [] if known else _likely(query, part, token, filters or {})
            if likely:
                _, _, instead, text = max(likely)
                count, capped = _count(read(text), filters or {})
                return Suggestion(typed[token.start : token.end], instead, text, count, capped)
    return None


def _is_known(part, word):
    if not Word.objects.filter(folded=word).exists():
        return False  # it was never indexed: that is known for less than a count of nothing
    alone = replace(part, words=(word,), phrase=False)
    return bool(_count(replace(read(""), parts=(alone,)), {}, up_to=1)[0])


def _likely(query, part, token, filters):
    """(likeness, number of matches, word, text) for the words that may have been meant and find something."""
    found = []
    start = part.start + token.start
    for edits, printed in near(token.word)[:LIKELY]:
        text = query.text[:start] + printed + query.text[part.start + token.end :]
        count, _ = _count(read(text), filters, up_to=COMPARED)
        if count:
            found.append((-edits, count, printed, text))
    return found


@dataclass(frozen=True)
class Loosened:
    dropped: tuple[str, str]  # ("words", as typed) or (facet, "")
    text: str  # the query that remains
    filters: dict  # and its filters
    count: int
    capped: bool


def loosen(query, *, filters=None):
    """What would be found without one word, one operator or one facet: those that find something, most first."""
    refresh()
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
