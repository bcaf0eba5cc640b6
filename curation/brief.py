"""Rows of lists, with the columns that are printed and no others: Django takes long to fill a record."""

from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from search.sql import ask_among


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
    results took Django ten times as long as the database.
    """

    def __init__(self, model, *relations, by="id", order=""):
        self.model, self.by, self.order = model, by, order
        related = ((name, model._meta.get_field(name).related_model) for name in relations)
        self.parts = [
            *((name, each, [each._meta.pk, *map(each._meta.get_field, each.brief_columns)]) for name, each in related),
            ("own", model, [*map(model._meta.get_field, ("id", *model.brief_columns, *relations))]),
        ]

    def of(self, keys):
        """[rows] of a list of keys, in `order`. One query, but for none."""
        return [self._row(values) for values in ask_among(self._sql, keys)]

    @cached_property
    def _sql(self):
        *related, (own, model, _fields) = self.parts
        columns = (f'"{name}"."{field.column}"' for name, _model, fields in self.parts for field in fields)
        joins = "".join(
            f' LEFT JOIN {behind._meta.db_table} "{name}" ON "{name}".id = {own}.{model._meta.get_field(name).column}'
            for name, behind, _fields in related
        )
        return (
            f"SELECT {', '.join(columns)} FROM {model._meta.db_table} {own}{joins} "
            f"WHERE {own}.is_public AND {own}.{self.by} {{among}} {self.order}"
        )

    @cached_property
    def _fillings(self):
        """[(relation, model, [attribute of each column], [(attribute, what its value is read by)])]."""
        return [
            (name, model, [field.attname for field in fields], list(_readers(fields)))
            for name, model, fields in self.parts
        ]

    def _row(self, values):
        values, rows = iter(values), {}
        for name, model, names, readers in self._fillings:
            said = dict(zip(names, values, strict=False))  # the next so many
            rows[name] = None if said["id"] is None else _filled(model, said, readers)
        row = rows.pop("own")
        row._state.fields_cache = rows
        return row


def _filled(model, said, readers):
    for attribute, read in readers:
        said[attribute] = read(said[attribute])
    row = model.__new__(model)
    row.__dict__.update(said, _state=ModelState())
    row._state.db, row._state.adding = DEFAULT_DB_ALIAS, False
    return row


def _readers(fields):
    """Yield (attribute, what makes a column's value one of Python's), where the base does not."""
    for field in fields:
        column = field.get_col(field.model._meta.db_table)
        for read in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection)):
            yield field.attname, lambda value, read=read, column=column: read(value, column, connection)
