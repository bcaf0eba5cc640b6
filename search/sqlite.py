"""The index as a table of what its documents say, and an FTS5 table that finds them and keeps no copy of them.

FTS5 then has to be told what a document said for it to be taken away, which is kept, packed (SQLite 3.43 does without).
"""

import zlib

from .matches import All, Any, Around, Terms, words_of
from .sql import among, ask, ask_among, places, repeat

EVERY = "_all"  # in each document: FTS5 subtracts only from something
FEW = 50  # ids that are looked at one by one sooner than among all matches
LINE = "\n"  # between the columns of a document
NEWEST = "id DESC"


def create(index):
    # Terms are ASCII letters and digits already; the underscore marks those that nobody can type.
    return [
        f"CREATE TABLE IF NOT EXISTS {index.name} (id integer PRIMARY KEY, kept text NOT NULL, terms blob NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {index.name}_place ON {index.name} ({index.place})",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index.name}_terms USING "
        f"fts5({', '.join(index.columns)}, content='', tokenize=\"ascii tokenchars '_'\")",
    ]


def drop(index):
    return [f"DROP TABLE IF EXISTS {index.name}_terms", f"DROP TABLE IF EXISTS {index.name}"]


def tidy(index):
    return [f"INSERT INTO {index.name}_terms ({index.name}_terms) VALUES ('optimize')"]


def values(columns, document):
    return (zlib.compress(LINE.join(" ".join(document[column]) for column in columns[:-1]).encode(), 9),)


def insert(index, rows):
    remove(index, [row[0] for row in rows])
    repeat(f"INSERT INTO {index.name} (id, kept, terms) VALUES (%s, %s, %s)", rows)
    columns = ["rowid", *index.columns]
    sql = f"INSERT INTO {index.name}_terms ({', '.join(columns)}) VALUES {places(columns)}"
    repeat(sql, [_written(*row) for row in rows])


def remove(index, ids):
    rows = ask_among(f"SELECT id, kept, terms FROM {index.name} WHERE id {{among}}", ids)
    columns = [f"{index.name}_terms", "rowid", *index.columns]
    sql = f"INSERT INTO {index.name}_terms ({', '.join(columns)}) VALUES {places(columns)}"
    repeat(sql, [("delete", *_written(*row)) for row in rows])
    ask_among(f"DELETE FROM {index.name} WHERE id {{among}}", ids)


def _written(pk, kept, terms):
    """What FTS5 is told of a row."""
    return pk, *zlib.decompress(terms).decode().split(LINE), f"{kept} {EVERY}"


def differing(index, rows):
    kept = ask_among(f"SELECT id, kept, terms FROM {index.name} WHERE id {{among}}", [row[0] for row in rows])
    said = {_written(*row) for row in kept}
    return [row[0] for row in rows if _written(*row) not in said]


def ids(index, match, period, days):
    """(SQL, parameters) of the ids of a period that match."""
    sql = f"SELECT rowid AS id FROM {index.name}_terms WHERE {index.name}_terms MATCH %s AND {period}"
    return sql, [written(match), *days]


def newest(index, match, period, days, limit, columns):
    """FTS5 walks its matches from the newest on, and reads no others."""
    sql, params = ids(index, match, period, days)
    found = f"{sql} ORDER BY {NEWEST} LIMIT {limit:d}"
    if columns != "id":
        found = f"SELECT {columns} FROM {index.name} WHERE id IN ({found}) ORDER BY {NEWEST}"
    return ask(found, params)


def best(index, ids, tiers, limit):
    """Tier by tier, until there are enough: the newest of a match begin with the least of their ids.

    A few ids are looked at one by one, for to find no others FTS5 would walk as long as it took to find these.
    """
    few = len(ids) <= FEW
    where, params = among(ids) if few else (">= %s ORDER BY rowid DESC LIMIT %s", [ids[-1], limit])
    found = {}
    for tier in tiers:
        asked = written(words_of(tier) if few else tier)
        sql = f"SELECT rowid FROM {index.name}_terms WHERE {index.name}_terms MATCH %s AND rowid {where}"
        found |= dict.fromkeys(sorted((pk for (pk,) in ask(sql, [asked, *params])), reverse=True))
        if len(found) >= limit:
            break
    return list(found | dict.fromkeys(ids))[:limit]


def only(index, ids, match):
    """The plus keeps FTS5 from looking for each id by itself: to walk its matches once is sooner done."""
    one_by_one = "" if len(ids) <= FEW else "+"
    sql = f"SELECT rowid FROM {index.name}_terms WHERE {index.name}_terms MATCH %s AND {one_by_one}rowid {{among}}"
    return ask_among(sql, ids, [written(match)])


def written(match):
    """`match` in the query syntax of FTS5."""
    if isinstance(match, Terms):
        phrase = f'"{" ".join(match.terms)}"' + ("*" if match.prefix else "")
        return f"{{{' '.join(match.within)}}} : {phrase}" if match.within else phrase
    if isinstance(match, Around):
        return f"({' OR '.join(match.terms)})"
    if isinstance(match, Any):
        return f"({' OR '.join(map(written, match.parts))})"
    assert isinstance(match, All)
    wanted = " AND ".join(map(written, match.parts)) or EVERY
    unwanted = " OR ".join(map(written, match.but))
    return f"(({wanted}) NOT ({unwanted}))" if unwanted else f"({wanted})"
