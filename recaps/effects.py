"""What a decision did to the database, row by row: written down as it is done, and played back when it is undone.

An effect is {"model", "pk", "before", "after"}: the row's columns as they were (None: there was no row) and as they
were left. What somebody changed since is not undone, and is told.
"""

import json
from functools import reduce
from operator import or_

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile

from curation import history, merging
from curation.models import Curated

from .models import Span


class Effects:
    """Rows that are about to be touched, or were just made, in that order."""

    def __init__(self):
        self._before = {}

    def touch(self, row):
        """Keep how `row` stands, before it is changed."""
        self._before.setdefault((row._meta.label_lower, row.pk), _columns(_fresh(row)))

    def make(self, row):
        """Note that `row` is new. Returns it."""
        self._before.setdefault((row._meta.label_lower, row.pk), None)
        return row

    def has_made(self, row):
        return self._before.get((row._meta.label_lower, row.pk), row) is None

    def as_json(self):
        """The effects, now that all is written; of a row that was there, the columns that changed."""
        found = []
        for (label, pk), before in self._before.items():
            after = _columns(apps.get_model(label)._base_manager.get(pk=pk))
            if before is not None:
                names = [name for name in after if before[name] != after[name]]
                before, after = ({name: columns[name] for name in names} for columns in (before, after))
            if after:
                found.append({"model": label, "pk": pk, "before": before, "after": after})
        return found


def play_back(effects, *, since=(), by):
    """Undo `effects`, the last first; return the rows that stay as somebody left them since.

    A row is also as it was left where what it has otherwise comes of the effects `since`, of other decisions.
    """
    stayed, touched = [], {}
    untouched = [_is_as_left(effect) for effect in effects]  # before playing back moves them
    for effect, is_as_left in reversed(list(zip(effects, untouched, strict=True))):
        row = _row(effect)
        if row is None:
            continue  # somebody deleted it
        touched |= _owners(row)
        before, after = effect["before"], effect["after"]
        if not (
            _unmake(row, _as_left(effect, since), by) if before is None else _put_back(row, before, after, is_as_left)
        ):
            stayed.append(row)
    for model, pk in touched:
        if (left := model._base_manager.filter(pk=pk).first()) is not None:
            history.write(left, by=by)
    return stayed


def _row(effect):
    return apps.get_model(effect["model"])._base_manager.filter(pk=effect["pk"]).first()


def _is_as_left(effect):
    """Whether the columns that were changed are still as they were left, to the moment of the last save."""
    row = effect["before"] and _row(effect)
    return bool(row) and effect["after"].items() <= _columns(row).items()


def _as_left(effect, since):
    """The columns of a row that was made, as later effects left them."""
    later = [one["after"] for one in since if (one["model"], one["pk"]) == (effect["model"], effect["pk"])]
    return reduce(or_, later, effect["after"])


def _owners(row):
    """The curated record in whose history the row stands, as `merging.owners` says it; a recap stands in none."""
    is_part = isinstance(row, Span) or row._meta.app_label != Span._meta.app_label
    return merging.owners(type(row)._base_manager.filter(pk=row.pk)) if is_part else {}


def _unmake(row, after, by):
    """Delete a row that was made, unless somebody changed it or hung something on it since."""
    if _differs(row, after) or any(merging.hanging(row)) or history.naming(row):
        return False
    if isinstance(row, Curated):
        history.delete(row, by=by)
    else:
        row.delete()
    return True


def _put_back(row, before, after, is_as_left):
    """Give a row the columns back that were changed, but for those that somebody changed again: False if there are."""
    if is_as_left:
        _update(row, before)
        return True
    now = _columns(row)
    ours = before.keys() - history.silent(row)
    kept = {name for name in ours if now[name] != after[name]}
    _update(row, {name: before[name] for name in ours - kept})
    _fresh(row).save()  # what is made of its columns is made anew
    return not kept


def _update(row, values):
    fields = {field.attname: field for field in row._meta.concrete_fields}
    values = {name: fields[name].to_python(value) for name, value in values.items()}
    if values:
        type(row)._base_manager.filter(pk=row.pk).update(**values)


def _differs(row, columns):
    now, silent = _columns(row), history.silent(row)
    return any(now[name] != value for name, value in columns.items() if name not in silent)


def _fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def _columns(row):
    """The row's columns as JSON gives them back; bytes as they came are left out, nobody changes them."""
    fields = [field for field in row._meta.concrete_fields if not isinstance(field, models.BinaryField)]
    columns = {field.attname: field.value_from_object(row) for field in fields}
    columns |= {name: str(value) for name, value in columns.items() if isinstance(value, FieldFile)}
    return json.loads(json.dumps(columns, default=_whole))


def _whole(value):
    """A moment to the microsecond, which Django's encoder cuts off."""
    return value.isoformat() if hasattr(value, "isoformat") else DjangoJSONEncoder().default(value)
