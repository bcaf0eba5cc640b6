"""Rows of lists, with the columns that are printed and no others: Django takes long to fill a record."""

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelState

from search.sql import Selecting


class Brief(models.QuerySet):
    """To be mixed into the queryset of a model that has `brief_columns`, which are those that lines of lists print."""

    def in_brief(self, *relations):
        """Load these of each row, and of the records behind these relations; others are asked for row by row."""
        columns = [*self.model.brief_columns, *relations]
        for name in relations:
            columns += [f"{name}__{column}" for column in self.model._meta.get_field(name).related_model.brief_columns]
        return self.select_related(*relations).only(*columns)


class Lines:
    """The public rows of `model` whose column `by` is one of some keys, as `in_brief` loads them.

    Their SQL is written once, and they are filled without the `__init__` that sets each attribute by itself: a page of
    results took Django ten times as long as the database. What few have behind a relation is asked for `apart`: to plan
    one more join took PostgreSQL longer than all the rest.
    """

    def __init__(self, model, *relations, apart=(), by="id", order=""):
        self.model, self.where = model, f"own.is_public AND own.{by} {{among}} {order}"
        self.parts = [("", model, _columns(model, [*model.brief_columns, *relations, *apart]))]
        behind = {name: model._meta.get_field(name).related_model for name in (*relations, *apart)}
        self.parts += [(name, behind[name], _columns(behind[name])) for name in relations]
        self.apart = {name: Selecting(behind[name], _columns(behind[name])) for name in apart}
        paths = [f"{name}__{column}" if name else column for name, _model, columns in self.parts for column in columns]
        self.selecting = Selecting(model, paths)

    def of(self, keys):
        """[rows] of a list of keys, in `order`. One query, but for none, and one for each of `apart` that some have."""
        rows = [self._row(iter(values)) for values in self.selecting.rows(self.where, keys)]
        for name, selecting in self.apart.items():
            pks = {getattr(row, f"{name}_id") for row in rows} - {None}
            found = (_filled(selecting.model, said) for said in selecting.dicts("own.id {among}", list(pks)))
            behind = {one.pk: one for one in found}
            for row in rows:
                row._state.fields_cache[name] = behind.get(getattr(row, f"{name}_id"))
        return rows

    def _row(self, values):
        rows = {}
        for name, model, columns in self.parts:
            said = dict(zip(columns, values, strict=False))  # the next so many
            rows[name] = None if said["id"] is None else _filled(model, said)
        row = rows.pop("")
        row._state.fields_cache = rows
        return row


def _columns(model, columns=None):
    return ["id", *(model._meta.get_field(column).attname for column in columns or model.brief_columns)]


def _filled(model, said):
    row = model.__new__(model)
    row.__dict__.update(said, _state=ModelState())
    row._state.db, row._state.adding = DEFAULT_DB_ALIAS, False
    return row
