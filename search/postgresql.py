"""The index as a table of tsvectors that were made here, so that no parser or dictionary of the server has a say.

GIN keeps no places: of a phrase, it finds the documents that have its words, and each of them is read. So every two
words that follow each other are kept besides, as a number that few others share.
"""

import re
from itertools import chain, pairwise
from zlib import crc32

from .entries import COLUMNS, PLACE, TABLE
from .matches import GAP
from .sql import ask_among, ask_values

WEIGHTS = "ABCD"  # of the columns but the last, in order
ROWS = {"row": "(%s::bigint, %s, %s::tsvector, %s::smallint[])", "at_once": 500}  # how documents are written
PAIRS = 2**14  # numbers of pairs of words
PLANNED = 1001  # entries that the planner is told to be wanted: for a few, it would walk in vain through all entries
WHICHEVER = 100  # where these need no order: of what many say, the first few are soon met
FIRST = "ORDER BY id LIMIT 1"
LISTED = "string_to_array(facets, ' ')"  # SQL; as a column of the table it would take three times as much
MATCH, AROUND = "vector @@ %s::tsquery", f"{LISTED} && %s::text[]"
_LEXEME = re.compile(r"'(\w+)':([\dA-D,]+)")
NOT_AROUND = f"NOT EXISTS (SELECT FROM unnest({LISTED}) AS facet WHERE facet = ANY(%s::text[]))"


def create():
    return [
        f"""CREATE TABLE IF NOT EXISTS {TABLE}
            (id bigint PRIMARY KEY, facets text NOT NULL, vector tsvector NOT NULL, pairs smallint[] NOT NULL)""",
        f"CREATE INDEX IF NOT EXISTS {TABLE}_place ON {TABLE} ({PLACE})",
    ]


def drop():
    return [f"DROP TABLE IF EXISTS {TABLE}"]


def tidy():
    """A table that was made and filled has its GIN index only now: filled row by row, that took ten times as long."""
    return [
        f"""CREATE INDEX IF NOT EXISTS {TABLE}_terms ON {TABLE} USING gin (({LISTED}), vector, pairs)
            WITH (fastupdate = off)""",
        f"ANALYZE {TABLE}",
    ]


def values(document):
    places, place = {}, 1
    for column, weight in zip(COLUMNS[:-1], WEIGHTS, strict=True):
        for term in document[column]:
            if term != GAP:
                places.setdefault(term, []).append(f"{place}{weight}")
            place += 1
        place += 1  # no phrase goes on into the next column
    vector = " ".join(f"{term}:{','.join(at)}" for term, at in sorted(places.items()))
    return vector, _array(sorted({pair for column in COLUMNS for pair in _pairs(document[column])}))


def _pairs(terms):
    """The numbers of the pairs in a list of terms, but for those with a term that nobody can type."""
    pairs = (f"{one} {other}" for one, other in pairwise(terms))
    return [crc32(pair.encode()) % PAIRS for pair in pairs if GAP not in pair]


def _array(values):
    return f"{{{','.join(map(str, values))}}}"


def insert(rows):
    sql = f"""INSERT INTO {TABLE} (id, facets, vector, pairs) {{values}} ON CONFLICT (id) DO UPDATE
              SET facets = excluded.facets, vector = excluded.vector, pairs = excluded.pairs"""
    ask_values(sql, rows, **ROWS)


def remove(ids):
    ask_among(f"DELETE FROM {TABLE} WHERE id {{among}}", ids)


def differing(rows):
    sql = f"""SELECT id FROM ({{values}}) AS wanted (id, facets, vector, pairs) LEFT JOIN {TABLE} AS had USING (id)
              WHERE (had.facets, had.vector, had.pairs) IS DISTINCT FROM (wanted.facets, wanted.vector, wanted.pairs)"""
    return [pk for (pk,) in ask_values(sql, rows, **ROWS)]


def between(low, high):
    """SQL: whether an id is none of the lesser, and none of the greater, where these are given in SQL."""
    return " AND ".join([f"id >= {low}"] * bool(low) + [f"id <= {high}"] * bool(high)) or "true"


def ids(match, period, days):
    """(SQL, parameters) of the ids of a period that match."""
    sql, params = _told(match)
    return f"SELECT id FROM {TABLE} WHERE {sql} AND {period}", [*params, *days]


def newest(match, period, days, limit, columns, direction):
    """(SQL, parameters) of the newest that match, or of the oldest, in order.

    Where names are looked around, the plus forbids to walk through the entries by date: the planner takes it for as
    cheap as with one word, and it takes ten times as long.
    """
    sql, params = _told(match)
    order = f"id{' + 0' * any(part.runs and part.names for part in match.parts)} {direction}"
    found = f"SELECT {columns} FROM {TABLE} WHERE {sql} AND {period} ORDER BY {order} LIMIT {max(limit, PLANNED)}"
    return f"WITH found AS MATERIALIZED ({found}) SELECT * FROM found LIMIT {limit:d}", [*params, *days]


def some(match, period, days, limit):
    """(SQL, parameters) of so many that match, whichever: these are found without the others being looked at."""
    sql, params = ids(match, period, days)
    found = f"WITH found AS MATERIALIZED ({sql} LIMIT {max(limit, WHICHEVER)}) SELECT id FROM found LIMIT {limit:d}"
    return found, params


def _told(match):
    """(SQL, parameters) of what matches: a condition a part, for in one GIN would try each term for each document.

    An excluded word may name thousands: they are looked for among the few facets of each document, by a hash.
    """
    sql, params = [], []
    for part in match.parts:
        ways = _said(part) + [(AROUND, [_array(part.names)])] * bool(part.names)
        sql.append(f"({' OR '.join(way for way, _params in ways)})")
        params += chain.from_iterable(asked for _way, asked in ways)
    for part in match.but:
        ways = [(f"NOT ({way})", asked) for way, asked in _said(part)]
        ways += [(NOT_AROUND, [_array(part.names)])] * bool(part.names)
        sql += [way for way, _params in ways]
        params += chain.from_iterable(asked for _way, asked in ways)
    return " AND ".join(sql) or "true", params


def _said(part):
    """[(SQL, parameters)] of what says the words of a part; of a phrase, with the pairs by which the index finds it."""
    pairs = {way: _pairs(way.terms[: len(way.terms) - way.prefix]) for way in part.runs}
    words = " | ".join(_terms(way) for way in part.runs if not pairs[way])
    phrases = [[_terms(way), _array(numbers)] for way, numbers in pairs.items() if numbers]
    return [(MATCH, [words])] * bool(words) + [(f"{MATCH} AND pairs @> %s::smallint[]", asked) for asked in phrases]


def documents(ids):
    """[(id, the terms of each column, as a text)], with gaps where the next list begins."""
    rows = ask_among(f"SELECT id, facets, vector FROM {TABLE} WHERE id {{among}}", ids)
    return [(pk, *_columns(vector), facets) for pk, facets, vector in rows]


def _columns(vector):
    places = {weight: {} for weight in WEIGHTS}
    for term, at in _LEXEME.findall(vector):
        for place in at.split(","):
            weight = place[-1] if place[-1] in WEIGHTS else WEIGHTS[-1]  # the least is not written
            places[weight][int(place.rstrip(WEIGHTS))] = term
    for there in places.values():
        yield " ".join(there.get(place, GAP) for place in range(min(there, default=0), max(there, default=-1) + 1))


def _terms(way):
    weights = "".join(WEIGHTS[COLUMNS.index(column)] for column in way.within)
    *first, last = (f"{term}:{weights}" for term in way.terms)
    return f"({' <-> '.join(lexeme.rstrip(':') for lexeme in [*first, last + '*' * way.prefix])})"
