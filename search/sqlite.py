"""The index as an FTS5 table."""

from .matches import All, Any, Terms, words_of
from .sql import among, ask, ask_among, places, repeat

EVERY = "_all"  # in each document: FTS5 subtracts only from something
FEW = 50  # ids that are looked at one by one sooner than among all matches
ID = "rowid"


def create(index):
    columns = ", ".join(["kept UNINDEXED", *index.columns, "every"])
    # Terms are ASCII letters and digits already; the underscore marks those that nobody can type.
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index.name} USING "
        f"fts5({columns}, tokenize=\"ascii tokenchars '_'\", prefix='2 3 4')"
    ]


def tidy(index):
    return [f"INSERT INTO {index.name} ({index.name}) VALUES ('optimize')"]


def values(columns, document):
    return *(" ".join(document[column]) for column in columns), EVERY


def insert(index, rows):
    columns = ["rowid", "kept", *index.columns, "every"]
    repeat(f"INSERT OR REPLACE INTO {index.name} ({', '.join(columns)}) VALUES {places(columns)}", rows)


def differing(index, rows):
    columns = ", ".join(["rowid", "kept", *index.columns, "every"])
    kept = set(ask_among(f"SELECT {columns} FROM {index.name} WHERE rowid {{among}}", [row[0] for row in rows]))
    return [row[0] for row in rows if row not in kept]


def matching(index, match):
    """(SQL, parameters) of the condition that a document matches."""
    return f"{index.name} MATCH %s", [written(match, index.columns)]


def newest(index, match, period, days, limit, columns):
    """FTS5 walks its matches from the newest on, and reads no others."""
    matches, asked = matching(index, match)
    sql = f"SELECT {columns} FROM {index.name} WHERE {matches} AND {period} ORDER BY rowid DESC LIMIT {limit:d}"
    return ask(sql, [*asked, *days])


def best(index, ids, tiers, limit):
    """Tier by tier, until there are enough: the newest of a match begin with the least of their ids.

    A few ids are looked at one by one, for to find no others FTS5 would walk as long as it took to find these.
    """
    few = len(ids) <= FEW
    where, params = among(ids) if few else (">= %s ORDER BY rowid DESC LIMIT %s", [ids[-1], limit])
    found = {}
    for tier in tiers:
        matches, asked = matching(index, words_of(tier) if few else tier)
        sql = f"SELECT rowid FROM {index.name} WHERE {matches} AND rowid {where}"
        found |= dict.fromkeys(sorted((pk for (pk,) in ask(sql, [*asked, *params])), reverse=True))
        if len(found) >= limit:
            break
    return list(found | dict.fromkeys(ids))[:limit]


def only(index, ids, match):
    """The plus keeps FTS5 from looking for each id by itself: to walk its matches once is sooner done."""
    matches, asked = matching(index, match)
    one_by_one = "" if len(ids) <= FEW else "+"
    return ask_among(f"SELECT rowid FROM {index.name} WHERE {matches} AND {one_by_one}rowid {{among}}", ids, asked)


def written(match, columns):
    """`match` in the query syntax of FTS5."""
    if isinstance(match, Terms):
        phrase = f'"{" ".join(match.terms)}"' + ("*" if match.prefix else "")
        return f"{{{' '.join(match.within)}}} : {phrase}" if match.within else phrase
    if isinstance(match, Any):
        return f"({' OR '.join(written(part, columns) for part in match.parts)})"
    assert isinstance(match, All)
    wanted = " AND ".join(written(part, columns) for part in match.parts) or f'"{EVERY}"'
    unwanted = " OR ".join(written(part, columns) for part in match.but)
    return f"(({wanted}) NOT ({unwanted}))" if unwanted else f"({wanted})"
