"""A full-text index: one raw table beside the models, part of every transaction.

A document is {column: lists of terms}: a phrase never goes from one list into the next. The last column is one list, of
terms that nobody can type; the index gives these with the id, as a text.
"""

from collections import Counter
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func

from . import postgresql, sqlite
from .matches import GAP
from .sql import ask, ask_among

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

    `place` is SQL of what stays the same of an id whatever the day of its record, which is `kinds` times its pk + the
    number of its kind; `era` gives the `Era` of an id, or None.
    """

    def __init__(self, name, columns, *, place, kinds, era):
        self.name = name
        self.columns = columns
        self.place = place
        self.kinds = kinds
        self.era = era

    @property
    def engine(self):
        return ENGINES[connection.vendor]

    def create(self):
        self._execute(self.engine.create(self))

    def drop(self):
        self._execute(self.engine.drop(self))

    def put(self, documents):
        """Write documents, {id: document}, in place of what was there."""
        self.engine.insert(self, self._rows(documents))

    def remove(self, ids):
        self.engine.remove(self, list(ids))

    def at(self, places):
        """The ids of the entries at some places."""
        return {pk for (pk,) in ask_among(f"SELECT id FROM {self.name} WHERE {self.place} {{among}}", list(places))}

    def differing(self, documents):
        """The ids of those of `documents` that the index has not, or otherwise."""
        return self.engine.differing(self, self._rows(documents))

    def besides(self, number, places):
        """The places of a kind that are in the index, and not among those that the SQL `places` selects."""
        # Not "not in": of a million, PostgreSQL would read the list once for each.
        kind = f"SELECT {self.place} FROM {self.name} WHERE {self.place} %% {self.kinds} = {number}"
        return [place for (place,) in ask(f"{kind} EXCEPT {places} ORDER BY 1")]

    def is_empty(self):
        return not ask(f"SELECT 1 FROM {self.name} LIMIT 1")

    def ids(self, match, *, low=None, high=None):
        """(SQL, parameters) of the ids that match; of every id without a match."""
        period, days = _between(low, high)
        if match:
            return self.engine.ids(self, match, period, days)
        return f"SELECT id FROM {self.name} WHERE {period}", days

    def first(self, match, *, low=None, high=None, limit, oldest=False, kept=False):
        """The newest ids that match, or the oldest, in order, as rows (id,), or (id, the text kept)."""
        columns = f"id{', kept' * kept}"
        if match and not oldest:
            return self.engine.newest(self, match, *_between(low, high), limit, columns)
        ids, params = self.ids(match, low=low, high=high)
        order = f"ORDER BY id {'ASC' if oldest else 'DESC'}"
        some = f"SELECT {columns} FROM {self.name} WHERE id IN ({ids} {order} LIMIT {limit:d}) {order}"
        return ask(some, params)

    def best(self, ids, tiers, *, limit):
        """The first `limit` of `ids`, those of no tier last; each tier is a match that takes in the one before it.

        `ids` are the newest of a match that takes in all of these, newest first, and so they are within a tier.
        """
        return self.engine.best(self, ids, tiers, limit)

    def kept(self, ids):
        """[(id, the text kept)] of some ids, in their order."""
        kept = dict(ask_among(f"SELECT id, kept FROM {self.name} WHERE id {{among}}", ids))
        return [(pk, kept[pk]) for pk in ids if pk in kept]

    def only(self, ids, match):
        """Those of `ids`, a few hundred at most, that match."""
        return {pk for (pk,) in self.engine.only(self, ids, match)} if ids else set()

    def counts(self, match, of, *, low=None, high=None):
        """{what `of`, such as "/ 10", makes of an id: how many matches it makes that of}; each match is met."""
        ids, params = self.ids(match, low=low, high=high)
        return dict(ask(f"SELECT id {of}, count(*) FROM ({ids}) AS found GROUP BY 1", params))

    def matches(self, match, number, *, low=None, high=None):
        """A condition for querysets: the document of the record, of the kind of this number, matches."""
        ids, params = self.ids(match, low=low, high=high)
        kind = f"{self.place} %% {self.kinds} = {number}"
        return Matches(F("pk"), f"SELECT {self.place} / {self.kinds} FROM ({ids}) AS found WHERE {kind}", params)

    def tidy(self):
        """Make the index compact and its statistics right, after much was written."""
        self._execute(self.engine.tidy(self))

    def _rows(self, documents):
        return [
            (pk, " ".join(flat[self.columns[-1]]), *self.engine.values(self.columns, flat))
            for pk, flat in ((pk, bounded(document, self.columns)) for pk, document in documents.items())
        ]

    def _execute(self, statements):
        for statement in statements:
            ask(statement)


class Matches(Func):
    output_field = BooleanField()

    def __init__(self, field, pks, params):
        super().__init__(field)
        self.pks, self.params = pks, params

    def as_sql(self, compiler, connection, **extra):
        field, params = compiler.compile(self.source_expressions[0])
        return f"{field} IN ({self.pks})", (*params, *self.params)


def _between(low, high):
    bounds = [("id >= %s", low), ("id <= %s", high)]
    where = " AND ".join(bound for bound, value in bounds if value is not None) or "1 = 1"
    return where, [value for _, value in bounds if value is not None]


def bounded(document, columns):
    """{column: its terms in one list}, with gaps between lists and no more than both engines can keep."""
    counts, flattened = Counter(), {}
    for column in columns:
        longest = LONGEST if flattened else LONGEST_FIRST
        flat = flattened[column] = []
        for terms in document[column]:
            if len(flat) >= longest:
                break
            flat += [GAP] * bool(flat)
            for term in terms[: longest - len(flat)]:
                counts[term] += 1
                flat.append(term if counts[term] <= OFTEN else GAP)
    return flattened
