"""The index as a table of tsvectors that were made here, so that no parser or dictionary of the server has a say."""

import time

from django.db import connection

from .matches import GAP, All, Any, Terms

WEIGHTS = "ABCDD"  # of the columns, in order; the terms of a fifth one must stand nowhere else
AT_ONCE = 500  # rows of one statement
RECENT = 20_000  # entries through which the newest matches of common terms are looked for one by one
SPARSE = 80  # entries for one match: then to walk on takes longer than to ask the GIN index
COMMON = 0.005  # of the documents have a term
KNOWN = 60  # seconds
_common = {}
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


def newest(index, match, period, days, limit):
    """(SQL, parameters) of the newest matches: all of them sorted if they are few, or else those met on the way back.

    By itself the planner takes terms for independent of each other and of time. It then walks from the newest entry
    back through all of them for two common terms that do not meet, where the GIN index would have told in a moment.
    So the walk is bounded: RECENT entries, and then more only if matches came often.
    """
    params = [written(match, index.columns), *days]
    every = f"SELECT id FROM {index.name} WHERE {MATCH} AND {period}"
    if is_rare(match, common(index)):
        return f"{every} ORDER BY id + 0 DESC LIMIT {limit:d}", params
    sparse = SPARSE * 4 if "<->" in params[0] else SPARSE  # places are compared for each candidate, wherever it is met
    back = f"SELECT id, vector FROM {index.name} WHERE {period}"
    sql = f"""
        WITH recent AS MATERIALIZED (
            SELECT id FROM ({back} ORDER BY id DESC LIMIT {RECENT}) AS entries
            WHERE {MATCH} ORDER BY id DESC LIMIT {limit:d}
        ), seen AS MATERIALIZED (
            SELECT count(*) AS times, min(id) AS last FROM recent
        ), further AS MATERIALIZED (
            SELECT id FROM (
                {back} AND id < (SELECT last FROM seen) ORDER BY id DESC LIMIT (
                    SELECT (times < {limit:d} AND times * {sparse} > {RECENT})::integer * {limit * sparse:d} FROM seen
                )
            ) AS entries
            WHERE {MATCH} ORDER BY id DESC LIMIT {limit:d}
        ), other AS MATERIALIZED (
            {every} AND (SELECT times FROM seen) + (SELECT count(*) FROM further) < {limit:d}
        )
        SELECT id FROM recent UNION SELECT id FROM further UNION SELECT id FROM other
        ORDER BY id DESC LIMIT {limit:d}"""
    asked, *days = params
    return sql, [*days, asked, *days, asked, asked, *days]


def is_rare(match, known):
    """Whether the GIN index finds all that match in little time; `known` are the common terms, None if nobody knows."""
    if known is None:
        return False
    if isinstance(match, Terms):
        *whole, last = match.terms
        begun = any(term.startswith(last) for term in known) if match.prefix else last in known
        return not (begun and known.issuperset(whole))
    return (all if isinstance(match, Any) else any)(is_rare(part, known) for part in match.parts)


def common(index):
    """The terms of many documents, by the server's statistics. A hint: no result depends on it."""
    known, until = _common.get(index.name, (None, 0))
    if time.monotonic() < until:
        return known
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
               WHERE schemaname = current_schema() AND tablename = %s AND attname = 'vector'""",
            [index.name],
        )
        terms, shares = cursor.fetchone() or (None, None)
    known = terms and frozenset(term for term, share in zip(terms, shares, strict=False) if share > COMMON)
    _common[index.name] = (known, time.monotonic() + KNOWN)
    return known


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
