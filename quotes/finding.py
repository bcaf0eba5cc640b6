"""Finding quotes and tweets: what the members' search page, its benchmark and its tests ask for.

`filters` is a dict {facet: values}, every facet and every value optional; values of one facet are alternatives:
{"speaker": [ids], "theme": [ids], "event": [ids], "year": [2015], "kind": ["verbatim", "paraphrase", "tweet"],
"language": ["fr"]}. Values that do not exist find nothing; none of them raises.
"""

from dataclasses import dataclass, field

from search.queries import Query

FACETS = ("kind", "speaker", "theme", "event", "year", "language")
SORTS = ("relevance", "newest", "oldest")
COUNTED = 1000  # beyond, the count is "more than", facets are of the newest that many, and no page goes deeper


@dataclass(frozen=True)
class Found:
    places: list  # of this page, in order: (kind of record, pk), as ("quote", 12) or ("tweet", 3)
    count: int  # exact up to COUNTED
    capped: bool  # there are more than COUNTED
    facets: dict = field(default_factory=dict)  # {facet: [(value, count)]}, most frequent first; chosen values are kept

    def rows(self):
        """The quotes and tweets of this page, in order, with context and themes loaded. Four queries at most."""
        raise NotImplementedError


def find(query, *, filters=None, sort="relevance", offset=0, limit=20):
    """The public quotes and tweets that `query` (a `Query`) finds under `filters`.

    Facet counts obey every filter but their own. Costs three to six bounded queries, more by one for each facet in use.
    """
    raise NotImplementedError


@dataclass(frozen=True)
class Suggestion:
    word: str  # as it was typed
    instead: str  # as the collection prints it
    text: str  # the whole query with the word replaced
    count: int
    capped: bool


def suggest(query, *, filters=None):
    """The `Suggestion` for the first word that the public quotes do not have, or None. For when little was found."""
    raise NotImplementedError


@dataclass(frozen=True)
class Loosened:
    dropped: tuple[str, str]  # ("word", "«as typed»") or (facet, value)
    text: str  # the query that remains
    filters: dict  # and its filters
    count: int
    capped: bool


def loosen(query, *, filters=None):
    """What would be found without one word, one operator or one facet: those that find something, most first."""
    raise NotImplementedError


__all__ = ["COUNTED", "FACETS", "Found", "Loosened", "Query", "SORTS", "Suggestion", "find", "loosen", "suggest"]
