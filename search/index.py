"""A full-text index: one raw table beside the models, part of every transaction.

A document is {column: lists of terms}: a phrase never goes from one list into the next. It may have a text to be kept
besides, as {KEPT: text}, that the index gives with the id.
"""

from collections import Counter
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func

from . import postgresql, sqlite
from .matches import GAP
from .sql import ask, ask_among, repeat

KEPT = "kept"
ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
LONGEST = 1_500  # terms of a column but the first, which is the text itself; PostgreSQL counts no more than 16,383
LONGEST_FIRST = 10_000
OFTEN = 250  # places of one term in a document; PostgreSQL keeps no more than 255


class Era(NamedTuple):
    """A stretch of ids, of which a search for the newest need not read the oldest."""

    term: str  # that all of its documents have, and no other
    least: int  # the least id that may be in it


class Index:
    """The columns are named by their weight, the first one first; PostgreSQL knows four, and a last one without.

    `era` gives the `Era` of an id, or None.
    """

    def __init__(self, name, columns, *, era=lambda pk: None):
        self.name = name
        self.columns = columns
        self.era = era

    @property
    def engine(self):
        return ENGINES[connection.vendor]

    def create(self):
        self._execute(self.engine.create(self))

    def drop(self):
        self._execute([f"DROP TABLE IF EXISTS {self.name}"])

    def clear(self):
        self._execute([f"DELETE FROM {self.name}"])

    def put(self, documents):
        """Write documents, {id: document}, in place of what was there."""
        self.engine.insert(self, self._rows(documents))

    def remove(self, ids):
        repeat(f"DELETE FROM {self.name} WHERE {self.engine.ID} = %s", [(pk,) for pk in ids])

    def differing(self, documents):
        """The ids of those of `documents` that the index has not, or otherwise."""
        return self.engine.differing(self, self._rows(documents))

    def besides(self, rows):
        """The ids in the index that are not in the queryset `rows` of ids."""
        sql, params = rows.query.sql_with_params()
        # Not "not in": of a million, PostgreSQL would read the list once for each.
        return [pk for (pk,) in ask(f"SELECT {self.engine.ID} FROM {self.name} EXCEPT {sql} ORDER BY 1", params)]

    def ids(self, match, *, low=None, high=None):
        """(SQL, parameters) of the ids that match; of every id without a match."""
        where, params = self._where(match, low, high)
        return f"SELECT {self.engine.ID} AS id FROM {self.name} WHERE {where}", params

    def first(self, match, *, low=None, high=None, limit, oldest=False, kept=False):
        """The newest ids that match, or the oldest, in order, as rows (id,), or (id, the text kept)."""
        columns = f"{self.engine.ID}{f', {KEPT}' * kept}"
        if match and not oldest:
            return self.engine.newest(self, match, *self._between(low, high), limit, columns)
        where, params = self._where(match, low, high)
        order = "ASC" if oldest else "DESC"
        sql = f"SELECT {columns} FROM {self.name} WHERE {where} ORDER BY {self.engine.ID} {order} LIMIT {limit:d}"
        return ask(sql, params)

    def best(self, ids, tiers, *, limit):
        """The first `limit` of `ids`, those of no tier last; each tier is a match that takes in the one before it.

        `ids` are the newest of a match that takes in all of these, newest first, and so they are within a tier.
        """
        return self.engine.best(self, ids, tiers, limit)

    def kept(self, ids):
        """[(id, the text kept)] of some ids, in their order."""
        key = self.engine.ID
        kept = dict(ask_among(f"SELECT {key}, {KEPT} FROM {self.name} WHERE {key} {{among}}", ids))
        return [(pk, kept[pk]) for pk in ids if pk in kept]

    def only(self, ids, match):
        """Those of `ids`, a few hundred at most, that match."""
        return {pk for (pk,) in self.engine.only(self, ids, match)} if ids else set()

    def counts(self, match, of, *, low=None, high=None):
        """{what `of`, such as "/ 10", makes of an id: how many matches it makes that of}; each match is met."""
        where, params = self._where(match, low, high)
        return dict(ask(f"SELECT {self.engine.ID} {of}, count(*) FROM {self.name} WHERE {where} GROUP BY 1", params))

    def matches(self, match, field="pk"):
        """A condition for querysets: the document of the id in `field` matches."""
        return Matches(F(field), index=self, match=match)

    def tidy(self):
        """Make the index compact and its statistics right, after much was written."""
        self._execute(self.engine.tidy(self))

    def _where(self, match, low, high):
        where, params = self._between(low, high)
        if not match:
            return where, params
        matches, asked = self.engine.matching(self, match)
        return f"{matches} AND {where}", [*asked, *params]

    def _between(self, low, high):
        bounds = [(f"{self.engine.ID} >= %s", low), (f"{self.engine.ID} <= %s", high)]
        where = " AND ".join(bound for bound, value in bounds if value is not None) or "1 = 1"
        return where, [value for _, value in bounds if value is not None]

    def _rows(self, documents):
        return [
            (pk, document.get(KEPT, ""), *self.engine.values(self.columns, bounded(document, self.columns)))
            for pk, document in documents.items()
        ]

    def _execute(self, statements):
        for statement in statements:
            ask(statement)


class Matches(Func):
    output_field = BooleanField()

    def __init__(self, field, *, index, match):
        super().__init__(field)
        self.index, self.match = index, match

    def as_sql(self, compiler, connection, **extra):
        field, params = compiler.compile(self.source_expressions[0])
        ids, more = self.index.ids(self.match)
        return f"{field} IN (SELECT id FROM ({ids}) AS matching)", (*params, *more)


def bounded(document, columns):
    """{column: its terms in one list}, with gaps between lists and no more than both engines can keep."""
    counts, flattened = Counter(), {}
    for column in columns:
        longest = LONGEST if flattened else LONGEST_FIRST
        flat = flattened[column] = []
        for terms in document[column]:
            for term in terms[: longest - len(flat)]:
                counts[term] += 1
                flat.append(term if counts[term] <= OFTEN else GAP)
            flat.append(GAP)
            if len(flat) >= longest:
                break
    return flattened
