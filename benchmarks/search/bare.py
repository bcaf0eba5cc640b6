"""The yardstick: what one writes in SQL by hand, over the quotes' own words and nothing else.

A table of its own, with the same terms, in the same database: no names, themes, titles, filters, counts or marks.
"""

from itertools import islice

from django.db import connection, transaction

from quotes.models import Quote, Tweet
from search.analysis import terms

PAGE = 20
BATCH = 10_000


class SQLite:
    TABLE = "CREATE VIRTUAL TABLE bare USING fts5(words, tokenize='ascii')"
    TIDY = ("INSERT INTO bare (bare) VALUES ('optimize')",)
    RANK_NEWEST = """SELECT id FROM (SELECT rowid AS id, bm25(bare) AS score FROM bare WHERE bare MATCH %s
                     ORDER BY rowid DESC LIMIT 1000) AS newest ORDER BY score LIMIT %s OFFSET %s"""
    RANK_ALL = "SELECT rowid FROM bare WHERE bare MATCH %s ORDER BY bm25(bare) LIMIT %s OFFSET %s"
    SIZE = (
        "SELECT (page_count - freelist_count) * page_size"
        " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
    )
    VACUUM = "PRAGMA wal_checkpoint(TRUNCATE)"

    @staticmethod
    def insert(cursor, rows):
        cursor.executemany("INSERT INTO bare (rowid, words) VALUES (%s, %s)", rows)

    @staticmethod
    def match(words, *, phrase, prefix, some):
        return f'"{" ".join(words)}"' if phrase else (" OR " if some else " AND ").join(words) + "*" * prefix


class PostgreSQL:
    TABLE = "CREATE TABLE bare (id bigint PRIMARY KEY, words tsvector NOT NULL)"
    TIDY = ("CREATE INDEX ON bare USING gin (words)", "VACUUM ANALYZE bare")
    RANK_NEWEST = """SELECT id FROM (SELECT id, ts_rank(words, asked) AS score
                     FROM bare, to_tsquery('simple', %s) AS asked WHERE words @@ asked ORDER BY id DESC LIMIT 1000
                     ) AS newest ORDER BY score DESC LIMIT %s OFFSET %s"""
    RANK_ALL = """SELECT id FROM bare, to_tsquery('simple', %s) AS asked WHERE words @@ asked
                  ORDER BY ts_rank(words, asked) DESC LIMIT %s OFFSET %s"""
    SIZE = "SELECT pg_database_size(current_database())"
    VACUUM = "VACUUM ANALYZE"

    @staticmethod
    def insert(cursor, rows):
        ids, texts = zip(*rows, strict=True)
        cursor.execute(
            "INSERT INTO bare SELECT id, to_tsvector('simple', words)"
            " FROM unnest(%s::bigint[], %s::text[]) AS rows (id, words)",
            [list(ids), list(texts)],
        )

    @staticmethod
    def match(words, *, phrase, prefix, some):
        return (" <-> " if phrase else " | " if some else " & ").join(words) + ":*" * prefix


def engine():
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor]


def build():
    """The table and its index. Tweets come before quotes, as they are few: nearly the order of days."""
    rows = (
        (number, " ".join(terms(text, language)))
        for number, (text, language) in enumerate(
            pair
            for model in (Tweet, Quote)
            for pair in model.objects.order_by("pk").values_list("text", "language").iterator(BATCH)
        )
    )
    with connection.cursor() as cursor:
        cursor.execute(engine().TABLE)
        while batch := list(islice(rows, BATCH)):
            with transaction.atomic():
                engine().insert(cursor, batch)
        for statement in engine().TIDY:
            cursor.execute(statement)


def newest(words, *, offset=0, phrase=False, prefix=False, some=False):
    """The ids of one page of the newest 1,000 that match, best first; with `some`, any of the words will do."""
    return _ask(engine().RANK_NEWEST, words, offset, phrase=phrase, prefix=prefix, some=some)


def everything(words):
    """The ids of the first page of all that match, best first: what the newest 1,000 spare."""
    return _ask(engine().RANK_ALL, words, 0, phrase=False, prefix=False, some=False)


def size():
    """Bytes of the whole database, without what only waits to be swept."""
    with connection.cursor() as cursor:
        cursor.execute(engine().VACUUM)
        cursor.execute(engine().SIZE)
        return cursor.fetchone()[0]


def _ask(sql, words, offset, **form):
    with connection.cursor() as cursor:
        cursor.execute(sql, [engine().match(words, **form), PAGE, offset])
        return [pk for (pk,) in cursor.fetchall()]
