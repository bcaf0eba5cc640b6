"""Searches that one has for nothing, over the same texts with the same names: any word counts, the best come first.

Each is made of [(record, text)], and `ask` gives the records of the best lines.
"""

import re
import sqlite3

from django.db import connection

LIMIT = 50  # lines, of which the first of each kind are looked at


def words(text):
    return re.findall(r"\w+", text.lower())


class FTS5:
    """SQLite's bm25, in memory."""

    name = "FTS5"
    tokenizer = "unicode61 remove_diacritics 2"
    shortest = 1

    def __init__(self, records):
        self.records = [record for record, _ in records]
        self.base = sqlite3.connect(":memory:")
        self.base.execute(f"CREATE VIRTUAL TABLE rival USING fts5(words, tokenize='{self.tokenizer}')")
        self.base.executemany(
            "INSERT INTO rival (rowid, words) VALUES (?, ?)", enumerate(text for _record, text in records)
        )

    def ask(self, text):
        asked = " OR ".join(f'"{word}"' for word in words(text) if len(word) >= self.shortest)
        sql = "SELECT rowid FROM rival WHERE rival MATCH ? ORDER BY bm25(rival) LIMIT ?"
        return [self.records[number] for (number,) in self.base.execute(sql, [asked, LIMIT])] if asked else []


class Trigrams(FTS5):
    name = "trigrams"
    tokenizer = "trigram"
    shortest = 3


class PostgreSQL:
    """Its French configuration, in the base that is measured."""

    name = "ts_rank"

    def __init__(self, records):
        self.records = [record for record, _ in records]
        self.table = f"rival_{records[0][0][0]}"
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {self.table} (id integer, words tsvector)")
            cursor.executemany(
                f"INSERT INTO {self.table} VALUES (%s, to_tsvector('french', %s))",
                [(number, text) for number, (_record, text) in enumerate(records)],
            )
            cursor.execute(f"CREATE INDEX ON {self.table} USING gin (words)")
            cursor.execute(f"ANALYZE {self.table}")

    def ask(self, text):
        sql = f"""SELECT id FROM {self.table}, to_tsquery('french', %s) AS asked WHERE words @@ asked
                  ORDER BY ts_rank(words, asked) DESC, id LIMIT %s"""
        with connection.cursor() as cursor:
            cursor.execute(sql, [" | ".join(words(text)), LIMIT])
            return [self.records[number] for (number,) in cursor.fetchall()]
