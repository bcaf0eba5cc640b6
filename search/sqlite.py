"""The index as a table of what its documents say, and an FTS5 table that finds them and keeps no copy of them.

FTS5 then has to be told what a document said for it to be taken away, which is kept, packed (SQLite 3.43 does without).
Its rows are numbered from the latest on: before 3.42, FTS5 loses some of what it walks through backwards
(`ORDER BY rowid DESC`), so it is never asked for that.
"""

import zlib

from .entries import COLUMNS, PLACE, TABLE
from .matches import Around
from .sql import ask_among, places, repeat

TERMS = f"{TABLE}_terms"
EVERY = "_all"  # in each document: FTS5 subtracts only from something
LATEST = 4 * 10**18  # above every id; what an id is less is the number of its row
FIRST = "LIMIT 1"  # any one
LINE = "\n"  # between the columns of a document


def create():
    # Terms are ASCII letters and digits already; the underscore marks those that nobody can type.
    return [
        f"CREATE TABLE IF NOT EXISTS {TABLE} (id integer PRIMARY KEY, facets text NOT NULL, terms blob NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {TABLE}_place ON {TABLE} ({PLACE})",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TERMS} USING "
        f"fts5({', '.join(COLUMNS)}, content='', tokenize=\"ascii tokenchars '_'\")",
    ]


def drop():
    return [f"DROP TABLE IF EXISTS {TERMS}", f"DROP TABLE IF EXISTS {TABLE}"]


def tidy():
    return [f"INSERT INTO {TERMS} ({TERMS}) VALUES ('optimize')"]


def values(document):
    return (zlib.compress(LINE.join(" ".join(document[column]) for column in COLUMNS[:-1]).encode(), 9),)


def insert(rows):
    remove([row[0] for row in rows])
    repeat(f"INSERT INTO {TABLE} (id, facets, terms) VALUES (%s, %s, %s)", rows)
    columns = ["rowid", *COLUMNS]
    repeat(f"INSERT INTO {TERMS} ({', '.join(columns)}) VALUES {places(columns)}", [_told(*row) for row in rows])


def remove(ids):
    rows = ask_among(f"SELECT id, facets, terms FROM {TABLE} WHERE id {{among}}", ids)
    columns = [TERMS, "rowid", *COLUMNS]
    sql = f"INSERT INTO {TERMS} ({', '.join(columns)}) VALUES {places(columns)}"
    repeat(sql, [("delete", *_told(*row)) for row in rows])
    ask_among(f"DELETE FROM {TABLE} WHERE id {{among}}", ids)


def _told(pk, facets, terms):
    """What FTS5 is told of a row."""
    number, *columns = _said(pk, facets, terms)
    return LATEST - number, *columns


def _said(pk, facets, terms):
    return pk, *zlib.decompress(terms).decode().split(LINE), f"{facets} {EVERY}"


def differing(rows):
    kept = ask_among(f"SELECT id, facets, terms FROM {TABLE} WHERE id {{among}}", [row[0] for row in rows])
    said = {_said(*row) for row in kept}
    return [row[0] for row in rows if _said(*row) not in said]


def between(low, high):
    """SQL: whether an id is none of the lesser, and none of the greater, where these are given in SQL."""
    bounds = [f"rowid <= {LATEST} - {low}"] * bool(low) + [f"rowid >= {LATEST} - {high}"] * bool(high)
    return " AND ".join(bounds) or "1 = 1"


def ids(match, period, days):
    """(SQL, parameters) of the ids of a period that match."""
    return f"SELECT {LATEST} - rowid AS id FROM {TERMS} WHERE {TERMS} MATCH %s AND {period}", [written(match), *days]


def newest(match, period, days, limit, columns, direction):
    """(SQL, parameters) of the newest that match, in order: FTS5 walks through these, and reads no others. The oldest
    are sorted.
    """
    sql, params = ids(match, period, days)
    found = f"{sql} ORDER BY {'rowid' if direction == 'DESC' else 'id'} LIMIT {limit:d}"
    if columns == "id":
        return found, params
    return f"SELECT {columns} FROM {TABLE} WHERE id IN ({found}) ORDER BY id {direction}", params


def some(match, period, days, limit):
    """(SQL, parameters) of so many that match."""
    return newest(match, period, days, limit, "id", "DESC")


def documents(ids):
    """[(id, the terms of each column, as a text)]."""
    rows = ask_among(f"SELECT id, facets, terms FROM {TABLE} WHERE id {{among}}", ids)
    return [_said(*row) for row in rows]


def written(match):
    """`match` in the query syntax of FTS5."""
    wanted = " AND ".join(map(_part, match.parts)) or EVERY
    unwanted = " OR ".join(map(_part, match.but))
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _part(part):
    return f"({' OR '.join(_around(way) if isinstance(way, Around) else _terms(way) for way in part.ways)})"


def _around(way):
    return " OR ".join(way.terms)


def _terms(way):
    phrase = f'"{" ".join(way.terms)}"' + "*" * way.prefix
    return f"{{{' '.join(way.within)}}} : {phrase}" if way.within else phrase
