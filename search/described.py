"""What the index says of each kind of record: an app describes its own once, in a module `searched`.

All that an entry is made of is read here, by the names that a description gives; what has to be watched for it to stay
right (see `watching`) follows from these names.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Model

from .entries import A_DAY, HEADS, KINDS, first_id
from .sql import Selecting


class Content(NamedTuple):
    """What an entry says: {column: [(text, language)]}, the terms of its facets, and of what was said, the day."""

    texts: dict
    facets: tuple | list = ()
    day: date | None = None


@dataclass(frozen=True, eq=False)
class Described:
    """`columns` are the record's own, and `event__starts_on` those of what it points at; `parts` are {relation: those
    of the rows that point at it}. `say` makes the `Content` of a row of these values, {name: value, relation: [rows]}.
    """

    model: type[Model]
    number: int  # of the kind: a part of every id, never to be changed
    columns: tuple
    say: Callable
    parts: dict = field(default_factory=dict)
    is_named: bool = True  # and not said

    @property
    def kind(self):
        return self.model._meta.model_name

    @cached_property
    def _own(self):
        return Selecting(self.model, ["id", *self.columns])

    @cached_property
    def _parts(self):
        """{relation: (the column that points at a record, what is read of each row)}."""
        keys = {relation: self.model._meta.get_field(relation).field for relation in self.parts}
        return {
            relation: (key.attname, Selecting(key.model, [key.attname, *self.parts[relation]]))
            for relation, key in keys.items()
        }

    @property
    def is_around(self):
        """Whether other entries have it among their facets."""
        return self.is_named and self.kind in HEADS

    def place(self, pk):
        """The place of a record's entry."""
        return pk * KINDS + self.number

    def placed(self, pk="id"):
        """SQL of the same."""
        return f"{pk} * {KINDS} + {self.number}"

    @property
    def places(self):
        """SQL of those of all records."""
        return f"SELECT {self.placed()} FROM {self.model._meta.db_table}"

    def entry(self, pk, day=None):
        return (-self.number * A_DAY if self.is_named else first_id(day)) + self.place(pk)

    @property
    def range(self):
        """{low, high}: of the ids of its entries, where these have no day."""
        return {"low": self.entry(0), "high": self.entry(0) + A_DAY - 1}

    def contents(self, pks):
        """{entry: `Content`} of those of the records of these ids that are public. One query, and one for each part."""
        rows = {row["id"]: row for row in self._own.dicts("own.is_public AND own.id {among}", list(pks))}
        for relation, (key, part) in self._parts.items():
            found = defaultdict(list)
            for row in part.dicts(f"own.{key} {{among}} ORDER BY own.id", list(rows)):
                found[row[key]].append(row)
            for pk, row in rows.items():
                row[relation] = found[pk]
        said = ((pk, self.say(row)) for pk, row in rows.items())
        return {self.entry(pk, content.day): content for pk, content in said}


DESCRIBED: dict[int, Described] = {}  # by their numbers


def describe(*some):
    for one in some:
        DESCRIBED[one.number] = one


def of_model(model):
    return next(one for one in DESCRIBED.values() if one.model is model)


def record_of(entry):
    """The record of an entry's id, or of a place: ("quote", pk), ("speaker", pk)."""
    pk, number = divmod(entry % A_DAY, KINDS)
    return DESCRIBED[number].kind, pk


def contents(places):
    """{entry: (description, `Content`)} of those of these places that the public may find."""
    pks = defaultdict(list)
    for pk, number in (divmod(place, KINDS) for place in places):
        pks[number].append(pk)
    found = {}
    for number, some in pks.items():
        described = DESCRIBED[number]
        found |= {entry: (described, content) for entry, content in described.contents(some).items()}
    return found
