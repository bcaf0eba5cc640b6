"""The index as a table of tsvectors that were made here, so that no parser or dictionary of the server has a say.

GIN keeps no places: of a phrase, it finds the documents that have its words, and each of them is read. So every two
words that follow each other are kept besides, as a number that few others share.
"""

import math
import time
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from .matches import GAP, All, Any, Around, Terms, words_of
from .sql import ask, ask_among, ask_values

WEIGHTS = "ABCD"  # of the columns but the last, in order
ROWS = {"row": "(%s::bigint, %s, %s::tsvector, %s::smallint[])", "at_once": 500}  # how documents are written
PAIRS = 2**14  # numbers of pairs of words
TRIED = 3  # matches looked at for one that is wanted, before all are, if these are as many times more
RARE = 0.002  # of the documents may have a term that is not among the common ones
OFTEN = 0.1  # of the documents match: the newest of them are met on the way back sooner than by the GIN index
OFTEN_BEGUN = 0.04  # the same for the beginnings of words, of which the index reads every document that has them
RECENT = 25_000  # entries of that way
FEW = 100  # matches: expected to be so few, they are found all at once
TOGETHER = 5  # documents that have all words of a phrase, for one that has the phrase, roughly
TOLD = 5  # matches tell how often there are more
MANY = 20  # names that one word stands for
FARTHER = 8  # times as far, if they do not
KNOWN = 60  # seconds
_statistics: dict = {}
MATCH = "vector @@ %s::tsquery"
NEWEST = "id + 0 DESC"  # there is no index of that to walk on, for matches that are few


class Statistics(NamedTuple):
    entries: int
    shares: dict  # {term: share of the documents that have it}, of the thousand most common ones


def create(index):
    return [
        f"""CREATE TABLE IF NOT EXISTS {index.name}
            (id bigint PRIMARY KEY, kept text NOT NULL, vector tsvector NOT NULL, pairs smallint[] NOT NULL)""",
        f"CREATE INDEX IF NOT EXISTS {index.name}_place ON {index.name} ({index.place})",
    ]


def drop(index):
    return [f"DROP TABLE IF EXISTS {index.name}"]


def tidy(index):
    """A table that was made and filled has its GIN index only now: filled row by row, that took ten times as long."""
    return [
        f"""CREATE INDEX IF NOT EXISTS {index.name}_terms ON {index.name} USING gin (vector, pairs)
            WITH (fastupdate = off)""",
        f"ANALYZE {index.name}",
    ]


def values(columns, document):
    *weighed, last = columns
    places, place = {term: [] for term in document[last]}, 1  # what nobody can type needs no place
    for column, weight in zip(weighed, WEIGHTS, strict=True):
        for term in document[column]:
            if term != GAP:
                places.setdefault(term, []).append(f"{place}{weight}")
            place += 1
    vector = " ".join(f"{term}{':' * bool(at)}{','.join(at)}" for term, at in sorted(places.items()))
    return vector, _array({pair for column in columns for pair in _pairs(document[column])} - {None})


def _pairs(terms):
    """The numbers of the pairs in a list of terms, None for one with a term that nobody can type."""
    return [None if GAP in one + other else crc32(f"{one} {other}".encode()) % PAIRS for one, other in pairwise(terms)]


def _array(numbers):
    return f"{{{','.join(map(str, sorted(numbers)))}}}"


def insert(index, rows):
    sql = f"""INSERT INTO {index.name} (id, kept, vector, pairs) {{values}} ON CONFLICT (id) DO UPDATE
              SET kept = excluded.kept, vector = excluded.vector, pairs = excluded.pairs"""
    ask_values(sql, rows, **ROWS)


def remove(index, ids):
    ask_among(f"DELETE FROM {index.name} WHERE id {{among}}", ids)


def differing(index, rows):
    sql = f"""SELECT id FROM ({{values}}) AS wanted (id, kept, vector, pairs) LEFT JOIN {index.name} AS had USING (id)
              WHERE (had.kept, had.vector, had.pairs) IS DISTINCT FROM (wanted.kept, wanted.vector, wanted.pairs)"""
    return [pk for (pk,) in ask_values(sql, rows, **ROWS)]


def matching(index, match):
    """(SQL, parameters) of the condition by which the GIN index finds what matches."""
    led_by = None
    if match.parts and all(map(_many, match.parts)):
        shares = statistics(index).shares
        led_by = min(match.parts, key=lambda part: share(part, shares))
    sql, params = _conditions(index, match, led_by)
    for part in match.parts:
        names = tuple(way for way in _ways(part) if isinstance(way, Around))
        for numbers in [] if _many(part) else _together(part):
            sql.append(f"(pairs && %s::smallint[]{f' OR {MATCH}' * bool(names)})")
            params += [_array(numbers), *([written(Any(names), index.columns)] if names else [])]
    return " AND ".join(sql), params


def told(index, match):
    """(SQL, parameters) of the same for documents at hand, of which each is read."""
    sql, params = _conditions(index, match)
    return " AND ".join(sql), params


def _conditions(index, match, led_by=None):
    """([SQL], parameters) of what matches; `led_by` is the part by which it is to be found, if nothing else does.

    What is around many names is met name by name: to look for all of them in each document takes longer than all else.
    """
    short = All(*(tuple(part for part in some if not _many(part)) for some in (match.parts, match.but)))
    sql, params = ([MATCH], [written(short, index.columns)]) if short else ([], [])
    around = f"SELECT found.id FROM unnest(%s::tsquery[]) AS name, {index.name} AS found WHERE found.vector @@ name"
    for parts, sign in ((match.parts, ""), (match.but, "NOT ")):
        for part in filter(_many, parts):
            own = [way for way in _ways(part) if way not in _many(part)]
            if part is led_by:
                words = f"SELECT id FROM {index.name} WHERE {MATCH} UNION ALL " * bool(own)
                sql.append(f"id IN ({words}{around})")
            else:
                sql.append(f"{sign}({f'{MATCH} OR ' * bool(own)}id IN ({around}))")
            params += [written(Any(tuple(own)), index.columns)] if own else []
            params.append(f"{{{','.join(term for way in _many(part) for term in way.terms)}}}")
    return sql or ["true"], params


def _ways(part):
    return part.parts if isinstance(part, Any) else [part]


def _many(part):
    """The ways to match that are many names."""
    return [way for way in _ways(part) if isinstance(way, Around) and len(way.terms) > MANY]


def ids(index, match, period, days):
    """(SQL, parameters) of the ids of a period that match."""
    matches, asked = matching(index, match)
    return f"SELECT id FROM {index.name} WHERE {matches} AND {period}", [*asked, *days]


def _together(match):
    """Of a phrase, or the same one in several languages: the numbers that each two of its words may have."""
    ways = [way for way in _ways(match) if not isinstance(way, Around)]
    if not all(isinstance(way, Terms) for way in ways):
        return []
    pairs = zip(*(_pairs(way.terms[: len(way.terms) - way.prefix]) for way in ways), strict=False)
    return [set(numbers) for numbers in pairs if None not in numbers]


def best(index, ids, tiers, limit):
    """The documents of the ids are looked at; only the newest of them, if enough are in the first tier."""
    looked = [told(index, words_of(tier)) for tier in tiers]
    asked = [param for _, params in looked for param in params]
    cases = " ".join(f"WHEN {is_so} THEN {place}" for place, (is_so, _) in enumerate(looked))
    tier = f"CASE {cases} ELSE {len(tiers)} END"
    sql = f"SELECT id, {tier} FROM {index.name} WHERE id {{among}} ORDER BY 2, 1 DESC LIMIT {limit:d}"
    found, tries = [], [ids[: limit * TRIED], ids] if len(ids) > limit * TRIED * TRIED else [ids]
    for some in tries:
        found = ask_among(sql, some, asked)
        if [tier for _, tier in found] == [0] * limit:
            break
    return [pk for pk, _ in found]


def only(index, ids, match):
    """The documents of the ids are looked at, and no others."""
    is_so, asked = told(index, match)
    few = f"SELECT id, {is_so} AS is_so FROM {index.name} WHERE id {{among}} OFFSET 0"
    return ask_among(f"SELECT id FROM ({few}) AS few WHERE is_so", ids, asked)


def newest(index, match, period, days, limit, columns):
    """The newest matches: met on the way back if they are many, all of them if they are few, or else era by era.

    By itself the planner takes terms for independent of each other and of time. It then walks from the newest entry
    back through all of them for two common terms that do not meet, where the GIN index would have told in a moment.
    """
    (matches, asked), known = matching(index, match), statistics(index)
    expected = share(match, known.shares)
    found, below = [], 2**63 - 1

    def add(narrower="", *params):
        where = f"{matches} AND {period} AND id + 0 < %s {narrower}"
        sql = f"SELECT {columns} FROM {index.name} WHERE {where} ORDER BY {NEWEST} LIMIT {limit:d}"
        found.extend(ask(sql, [*asked, *days, below, *params]))

    if expected > (OFTEN_BEGUN if _is_begun(match) else OFTEN):
        back = f"SELECT * FROM {index.name} WHERE {period} ORDER BY id DESC LIMIT {RECENT}"
        is_so, looked = told(index, match)
        sql = f"SELECT {columns} FROM ({back}) AS recent WHERE {is_so} ORDER BY id DESC LIMIT {limit:d}"
        found += ask(sql, [*days, *looked])
        below = found[-1][0] if found else below
    if len(found) < limit and expected * known.entries > FEW:
        last, eras = _eras(index, period, days)
        seen = 0
        while len(found) < limit and (until := _until(last, eras, seen, len(found), limit)) < len(eras):
            add("AND vector @@ %s::tsquery", " | ".join(era.term for era in eras[seen:until]))
            seen, below = until, min(below, eras[until - 1].least)
    if len(found) < limit:
        add()
    return found[:limit]


def _is_begun(match):
    if isinstance(match, Around):
        return False
    return match.prefix if isinstance(match, Terms) else any(map(_is_begun, match.parts))


def _eras(index, period, days):
    """(the last id within a period, the eras that lead back to its first one, the newest first)."""
    ((first, last),) = ask(f"SELECT min(id), max(id) FROM {index.name} WHERE {period}", days)
    eras, at = [], last
    while at is not None and at >= first and (era := index.era(at)):
        eras.append(era)
        at = era.least - 1
    return last, eras


def _until(last, eras, seen, found, limit):
    """How many eras to have looked through next, if the first `seen` had `found`; all of them, to go without eras."""
    if not seen:
        return 1
    way = last - eras[seen - 1].least
    # A planned event is far ahead of the others: too few matches say nothing of what is before them.
    further = last - way * (limit / found if found > TOLD else FARTHER)
    return next((until for until in range(seen + 1, len(eras)) if eras[until - 1].least <= further), len(eras))


def share(match, shares):
    """How many of the documents match, if terms were independent; 0 if only rare ones are wanted."""
    if isinstance(match, Terms):
        *whole, last = match.terms
        begun = sum(of for term, of in shares.items() if term.startswith(last)) if match.prefix else shares.get(last, 0)
        product = math.prod((begun, *(shares.get(term, 0) for term in whole)))
        return product / TOGETHER if whole else product
    if isinstance(match, Around):
        return sum(shares.get(term, 0) for term in match.terms)
    parts = [share(part, shares) for part in match.parts]
    if isinstance(match, Any):
        return sum(parts)
    is_rare = parts and not any(parts)
    return 0 if is_rare else math.prod(part or RARE for part in parts)


def statistics(index):
    """What the server noted of the index. A hint: no result depends on it."""
    known, until = _statistics.get(index.name, (None, 0))
    if time.monotonic() < until:
        return known
    sql = """SELECT reltuples, most_common_elems::text::text[], most_common_elem_freqs
             FROM pg_class LEFT JOIN pg_stats ON schemaname = current_schema() AND tablename = relname
                  AND attname = 'vector'
             WHERE pg_class.oid = %s::regclass"""
    ((entries, terms, shares),) = ask(sql, [index.name])
    # Two more frequencies follow, those of no term.
    known = Statistics(max(entries, 0), dict(zip(terms or (), shares or (), strict=False)))
    _statistics[index.name] = (known, time.monotonic() + KNOWN)
    return known


def forget_statistics():
    """Ask the server again: its rows are others."""
    _statistics.clear()


def written(match, columns):
    """`match` in the syntax of tsquery."""
    if isinstance(match, Terms):
        weights = "".join(WEIGHTS[columns.index(column)] for column in match.within)
        *first, last = (f"{term}:{weights}" for term in match.terms)
        lexemes = [*first, last + "*" * match.prefix]
        return f"({' <-> '.join(lexeme.rstrip(':') for lexeme in lexemes)})"
    if isinstance(match, Around):
        return f"({' | '.join(match.terms)})"
    if isinstance(match, Any):
        return f"({' | '.join(written(part, columns) for part in match.parts)})"
    assert isinstance(match, All)
    wanted = [written(part, columns) for part in match.parts]
    return f"({' & '.join([*wanted, *(f'!{written(part, columns)}' for part in match.but)])})"
