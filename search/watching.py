"""Triggers in the database: whatever writes, an entry that may be wrong now is noted as stale.

No save, bulk write, merge or line of SQL goes past them, and a note goes with its transaction. What they watch follows
from the descriptions.
"""

import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from inspect import isfunction, unwrap
from pathlib import Path

import Stemmer
from django.apps import apps
from django.db.models import Model

from . import documents, index
from .described import DESCRIBED, Described
from .entries import PLACE, TABLE
from .indexing import STALE
from .sql import ask
from .triggers import after
from .words import HERE as LISTS


@dataclass
class Watched:
    """Rows of `model` of which entries are made: where one of `columns` changes, `note` selects their places."""

    model: type[Model]
    note: str  # SQL, of a {row}
    is_whole: bool  # they come and go with the entry, or change it by that: what an entry points at was there before
    columns: set = field(default_factory=set)


def watched():
    """Yield each `Watched`: the rows of every description, and those to which each of its paths leads."""
    for described in DESCRIBED.values():
        own = Watched(described.model, f"SELECT {described.placed('{row}.id')}", True)
        found = {(): own}
        parts = [f"{relation}__{name}" for relation, names in described.parts.items() for name in names]
        for path in ("is_public", *described.columns, *parts):
            *relations, name = path.split("__")
            source = own
            for length, relation in enumerate(relations, 1):
                key = source.model._meta.get_field(relation)
                if not key.one_to_many:
                    source.columns.add(key.column)
                at = tuple(relations[:length])
                source = found.setdefault(at, _around(described, at, key))
                if key.one_to_many:
                    source.columns.add(key.field.column)
            source.columns.add(source.model._meta.get_field(name).column)
        yield from (one for one in found.values() if one.columns)


def _around(described, path, relation):
    note = f"{described.places} WHERE id IN ({_touching(described.model, path)})"
    return Watched(relation.related_model, note, bool(relation.one_to_many))


def _touching(model, path):
    """SQL of the ids of the rows of `model` from which `path`, names of relations, leads to a {row}."""
    name, *rest = path
    relation = model._meta.get_field(name)
    if relation.one_to_many:  # the target's rows have the foreign key
        table, column, key = relation.related_model._meta.db_table, relation.field.column, "id"
        row = f"SELECT {{row}}.{column}"
    else:
        table, column, key = model._meta.db_table, "id", relation.column
        row = f"SELECT id FROM {table} WHERE {key} = {{row}}.id"
    return f"SELECT {column} FROM {table} WHERE {key} IN ({_touching(relation.related_model, rest)})" if rest else row


def triggers():
    """Yield each: one of a verb, and of an update one for the columns of which the same entries are made.

    A digest of what makes entries of these stands in it, so that it is another one, and all is read again, where that
    has changed.
    """
    whole, changed = defaultdict(list), defaultdict(list)
    for one in watched():
        changed[one.model, tuple(sorted(one.columns))].append(one.note)
        if one.is_whole:
            whole[one.model].append(one.note)
    for model, notes in whole.items():
        for verb, row in (("INSERT", "NEW"), ("DELETE", "OLD")):
            yield _trigger(model, verb, notes, [row])
    named = set()
    for (model, columns), notes in sorted(changed.items(), key=lambda watched: len(watched[0][1])):
        column = next(column for column in columns if (model, column) not in named)
        named.add((model, column))
        yield _trigger(model, f"UPDATE_{column}", notes, ["OLD", "NEW"], columns)


def _trigger(model, name, notes, rows, columns=()):
    table, verb = model._meta.db_table, name.partition("_")[0]
    found = " UNION ".join(note.format(row=row) for note in notes for row in rows)
    name = f"stale_{table}_{name.lower()}"
    return after(name, table, verb, f"INSERT INTO {STALE} (place) {found}; /* {made_by()} */", columns=columns)


@cache
def made_by():
    """A digest of the code, the lists, the stemmer and the Unicode that make entries."""
    files = [*makers(), *sorted(LISTS.glob("*.txt"))]
    versions = f"{Stemmer.version()} {unicodedata.unidata_version}".encode()
    return sha256(b"".join([versions, *(file.read_bytes() for file in files)])).hexdigest()


def makers():
    """The files in which the descriptions say what they do, and what these, and those who make terms and rows of it,
    call."""
    ours = {"language", *(app.name for app in apps.get_app_configs())}
    writers = [one.__name__ for one in (documents, index, *index.ENGINES.values())]
    found = list(dict.fromkeys([*writers, Described.__module__, *(one.say.__module__ for one in DESCRIBED.values())]))
    for name in found:  # grows meanwhile
        called = (unwrap(value) for value in vars(sys.modules[name]).values() if callable(value))
        modules = {value.__module__ for value in called if isfunction(value)}
        found += sorted(one for one in modules - set(found) if one.partition(".")[0] in ours)
    return [Path(sys.modules[name].__file__) for name in sorted(found)]


def note_all():
    """Note the places of all records, and of entries whose record is gone."""
    some = " UNION ".join(described.places for described in DESCRIBED.values())
    ask(f"INSERT INTO {STALE} (place) {some} UNION SELECT {PLACE} FROM {TABLE}")
