"""The index as a table of tsvectors that were made here, so that no parser or dictionary of the server has a say."""

import time

from django.db import connection

from .matches import GAP, All, Any, Terms

WEIGHTS = "ABCDD"  # of the columns, in order; the terms of a fifth one must stand nowhere else
AT_ONCE = 500  # rows of one statement
RECENT = 30_000  # entries through which the newest matches are looked for one by one
KNOWN = 60  # seconds
_edges = {}
ID = "id"
MATCH = "vector @@ %s::tsquery"


def create(index):
    return [
        f"CREATE TABLE IF NOT EXISTS {index.name} (id bigint PRIMARY KEY, vector tsvector NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {index.name}_vector ON {index.name} USING gin (vector) WITH (fastupdate = off)",
    ]


def tidy(index):
    return [f"ANALYZE {index.name}"]


def values(columns, document):
    places, place = {}, 1
    for column, weight in zip(columns, WEIGHTS, strict=False):
        for term in document[column]:
            if term != GAP:
                places.setdefault(term, []).append(f"{place}{weight}")
            place += 1
    return (" ".join(f"{term}:{','.join(at)}" for term, at in sorted(places.items())),)


def insert(cursor, index, rows):
    sql = f"INSERT INTO {index.name} (id, vector) {{rows}} ON CONFLICT (id) DO UPDATE SET vector = excluded.vector"
    _execute_values(cursor, sql, rows)


def differing(cursor, index, rows):
    sql = f"""SELECT wanted.id FROM ({{rows}}) AS wanted (id, vector) LEFT JOIN {index.name} AS kept USING (id)
              WHERE kept.vector IS DISTINCT FROM wanted.vector"""
    return [pk for (pk,) in _execute_values(cursor, sql, rows)]


def _execute_values(cursor, sql, rows):
    """Execute `sql`, with `rows` in place of {rows}, some at a time."""
    found = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        values = f"VALUES {', '.join(['(%s::bigint, %s::tsvector)'] * len(some))}"
        cursor.execute(sql.format(rows=values), [value for row in some for value in row])
        found += cursor.fetchall() if cursor.description else []
    return found


def best(cursor, index, ids, tiers, limit):
    """One statement, of so many look-ups; no choice for the planner to get wrong."""
    tier = " ".join(f"WHEN {MATCH} THEN {place}" for place, _ in enumerate(tiers))
    sql = f"""SELECT id FROM {index.name} WHERE id = ANY(%s::bigint[])
              ORDER BY CASE {tier} ELSE {len(tiers)} END, id DESC LIMIT {limit:d}"""
    cursor.execute(sql, [f"{{{','.join(map(str, ids))}}}", *tiers])
    return [pk for (pk,) in cursor.fetchall()]


def edge(index):
    """The id of about the RECENT-th newest entry, None if there are fewer. A hint: no result depends on it."""
    known, until = _edges.get(index.name, (None, 0))
    if time.monotonic() < until:
        return known
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {index.name} ORDER BY id DESC OFFSET {RECENT} LIMIT 1")
        found = cursor.fetchone()
    _edges[index.name] = (found[0] if found else None, time.monotonic() + KNOWN)
    return _edges[index.name][0]


def newest(index, where, limit, edge):
    """SQL of the newest matches, among recent entries first, and only if these are too few among all others.

    By itself the planner takes terms for independent of each other and of time. It then walks from the newest entry
    back through all of them for two common terms that do not meet, where the GIN index would have told in a moment.
    """
    return f"""
        SELECT id FROM (
            WITH recent AS MATERIALIZED (
                SELECT id FROM {index.name} WHERE {where} AND id >= {edge} ORDER BY id DESC LIMIT {limit:d}
            ), older AS MATERIALIZED (
                SELECT id FROM {index.name} WHERE {where} AND id < {edge} AND (SELECT count(*) FROM recent) < {limit:d}
            )
            SELECT id FROM recent UNION ALL SELECT id FROM older
        ) AS matching ORDER BY id DESC LIMIT {limit:d}"""


def written(match, columns):
    """`match` in the syntax of tsquery."""
    if isinstance(match, Terms):
        weights = "".join(WEIGHTS[columns.index(column)] for column in match.within)
        *first, last = (f"{term}:{weights}" for term in match.terms)
        lexemes = [*first, last + "*" * match.prefix]
        return f"({' <-> '.join(lexeme.rstrip(':') for lexeme in lexemes)})"
    if isinstance(match, Any):
        return f"({' | '.join(written(part, columns) for part in match.parts)})"
    assert isinstance(match, All)
    wanted = [written(part, columns) for part in match.parts]
    return f"({' & '.join([*wanted, *(f'!{written(part, columns)}' for part in match.but)])})"
