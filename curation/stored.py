"""Columns that the database keeps right by itself, whatever writes: a save, a bulk write, a line of SQL, a restoring.

Each looks one step up only: at its own row, and at the same column of the rows that it hangs on. When a row's column
changes, those of what hangs on it are worked out anew, and so on down; there are no circles. Where a row stands in
lists is text, for an index to give the order, the same on both engines: see `places`.
"""

from django.apps import apps
from django.db import connection, models
from django.db.models import F, Q

from search.sql import ask
from search.triggers import DIFFERS, Trigger, changed, put

# On PostgreSQL a row's columns are set before it is written. What they are worked out from is locked until the end of
# the transaction: two that write a record and what hangs on it would each miss what the other one writes. NULL asks
# for a row's columns to be worked out.
SET = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP = 'INSERT' OR ({changed}) THEN {values} END IF;
RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
PASS_ON = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP = 'INSERT' OR ({changed}) THEN {below} END IF;
RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER {name} AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
# On SQLite they are set after it was written, one writer at a time.
SET_INSERTED = "CREATE TRIGGER {name}_insert AFTER INSERT ON {table} BEGIN {update} END"
SET_UPDATED = "CREATE TRIGGER {name}_update AFTER UPDATE OF {columns} ON {table} WHEN {changed} BEGIN {update} END"
PASSED_ON = "CREATE TRIGGER {name} AFTER {verb} ON {table} {when} BEGIN {below} END"
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "statement_timestamp()"}


class Stored:
    """To be mixed into a field of which triggers write the column: a save leaves it as it is.

    What a record in memory has is how it was read. A migration knows it as a plain column.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"editable": False})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        plain = next(base for base in type(self).__mro__ if base.__module__.startswith("django."))
        return name, f"django.db.models.{plain.__name__}", args, kwargs

    def pre_save(self, record, add):
        return super().pre_save(record, add) if add else F(self.attname)


class Visible(Stored, models.BooleanField):
    """Whether the public sees the row: it is published, and so is all that it hangs on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"default": False})

    def columns(self, model):
        names = [*model.visible_through, *(name for pair in model.visible_alone_through.items() for name in pair)]
        return [*(["status"] if _has(model, "status") else []), *(_column(model, name) for name in names)]

    def parents(self, model):
        return [*model.visible_through, *model.visible_alone_through]

    def sql(self, model, row, vendor, parent):
        parts = [f"{row}.status = 'published'"] if _has(model, "status") else []
        parts += [
            f"({row}.{_column(model, name)} IS NULL OR {parent(name, self.column)})" for name in model.visible_through
        ]
        parts += [
            f"({row}.{_column(model, name)} IS NULL OR {row}.{_column(model, beside)} IS NOT NULL"
            f" OR {parent(name, self.column)})"
            for name, beside in model.visible_alone_through.items()
        ]
        return f"COALESCE({' AND '.join(parts)}, false)"  # what hangs on a row that is still to come is not seen


class CameOut(Stored, models.DateTimeField):
    """When the public could first see the row; a row that comes as a public one was there as soon as it was made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"null": True})


class Place(Stored, models.CharField):
    """Where the row stands in lists: a text to be sorted, of `parts`, each of which has a width of its own."""

    def __init__(self, *parts, **kwargs):
        self.of = parts
        super().__init__(**{"max_length": 60, "default": ""} | kwargs)

    def columns(self, model):
        return [column for part in self.of for column in part.columns]

    def parents(self, model):
        return [name for part in self.of for name in part.parents]

    def sql(self, model, row, vendor, parent):
        return " || ".join(part.sql(row, vendor, lambda name: parent(name, self.column)) for part in self.of)


class Beside(Stored, models.DateTimeField):
    """The column of this name of the row that the row hangs on by `of`, for an index to have both."""

    def __init__(self, *args, of=None, **kwargs):
        self.of = of
        super().__init__(*args, **kwargs | {"null": True})

    def columns(self, model):
        return [_column(model, self.of)]

    def parents(self, model):
        return [self.of]

    def sql(self, model, row, vendor, parent):
        return parent(self.of, self.column)


def of_public(name, *fields):
    """An index of what the public sees alone; with it in front, SQLite would read no row by `WHERE is_public`."""
    return models.Index(fields=fields, condition=Q(is_public=True), name=name)


def listed(name, *by):
    """The indexes by which the lists, feeds and sitemaps of a model are read, whatever their length."""
    return [
        of_public(f"{name}_in_lists", *by, "id"),
        of_public(f"{name}_in_feeds", "-published_at", "-id"),
        of_public(f"{name}_in_sitemaps", "updated_at"),
        models.Index(fields=["status"], condition=Q(is_public=False), name=f"{name}_not_public"),
        *([models.Index(fields=["place", "id"], name=f"{name}_by_place")] if "place" in by else []),  # drafts too
    ]


def worked_out(model):
    """The fields of a model that are worked out step by step."""
    return [field for field in model._meta.concrete_fields if isinstance(field, (Visible, Place, Beside))]


def in_order(models_):
    """Those of the models that have such fields: first what others hang on."""
    found = []

    def add(model):
        for name in dict.fromkeys(name for field in worked_out(model) for name in field.parents(model)):
            add(model._meta.get_field(name).related_model)
        if model not in found:
            found.append(model)

    for model in models_:
        if worked_out(model):
            add(model)
    return found


def triggers(models_):
    """Yield them all."""
    found = in_order(models_)
    for model in found:
        yield from _setting(model)
        below = [
            (other, _column(other, name))
            for other in found
            for name in dict.fromkeys(name for field in worked_out(other) for name in field.parents(other))
            if other._meta.get_field(name).related_model is model
        ]
        yield from _passing_on(model, below) if below else ()


def _setting(model):
    table, columns = model._meta.db_table, _watched(model)
    name, values = f"stored_{table}", _values(model, "NEW", "postgresql", lock=" FOR SHARE")
    assigned = "".join(f" NEW.{column} := {sql};" for column, sql in values.items())
    if _came_out(model):
        made = f"CASE WHEN TG_OP = 'INSERT' THEN NEW.created_at ELSE {NOW['postgresql']} END"
        assigned += f" IF NEW.is_public AND NEW.published_at IS NULL THEN NEW.published_at := {made}; END IF;"
    on_server = SET.format(name=name, table=table, changed=changed(columns, "postgresql"), values=assigned)
    yield Trigger(name, table, {"postgresql": on_server})
    own = f"{table}.id = NEW.id"
    inserted = SET_INSERTED.format(name=name, table=table, update=_update(model, own, "created_at"))
    yield Trigger(f"{name}_insert", table, {"sqlite": inserted})
    updated = SET_UPDATED.format(
        name=name,
        table=table,
        columns=", ".join(columns),
        changed=changed(columns, "sqlite"),
        update=_update(model, own, NOW["sqlite"]),
    )
    yield Trigger(f"{name}_update", table, {"sqlite": updated})


def _passing_on(model, below):
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if isinstance(field, Stored)]
    name = f"passed_{table}"
    asked = [f"UPDATE {other._meta.db_table} SET is_public = NULL WHERE {column} = NEW.id;" for other, column in below]
    on_server = PASS_ON.format(name=name, table=table, changed=changed(columns, "postgresql"), below=" ".join(asked))
    yield Trigger(name, table, {"postgresql": on_server})
    done = [_update(other, f"{other._meta.db_table}.{column} = NEW.id", NOW["sqlite"]) for other, column in below]
    for verb, when in (("INSERT", ""), (f"UPDATE OF {', '.join(columns)}", f"WHEN {changed(columns, 'sqlite')}")):
        own = f"{name}_{verb.partition(' ')[0].lower()}"
        on_sqlite = PASSED_ON.format(name=own, table=table, verb=verb, when=when, below=" ".join(done))
        yield Trigger(own, table, {"sqlite": on_sqlite})


def _watched(model):
    """The columns from which a row's stored ones follow, and these themselves."""
    fields = worked_out(model)
    columns = [column for field in fields for column in field.columns(model)]
    return [column for column in dict.fromkeys([*columns, *(field.column for field in fields)]) if column != "id"]


def _values(model, row, vendor, *, lock=""):
    """{column: SQL of what it must be}."""

    def parent(name, column):
        field = model._meta.get_field(name)
        table = field.related_model._meta.db_table
        return f"(SELECT {column} FROM {table} WHERE id = {row}.{field.column}{lock})"

    return {field.column: field.sql(model, row, vendor, parent) for field in worked_out(model)}


def _update(model, where, came_out):
    """SQLite's statement that sets the columns of some rows; what is seen for the first time came out at `came_out`."""
    table = model._meta.db_table
    values = _values(model, table, "sqlite")
    if _came_out(model):
        values["published_at"] = f"COALESCE(published_at, CASE WHEN {values['is_public']} THEN {came_out} END)"
    return f"UPDATE {table} SET {', '.join(f'{column} = {sql}' for column, sql in values.items())} WHERE {where};"


def _came_out(model):
    return any(isinstance(field, CameOut) for field in model._meta.concrete_fields)


def _column(model, name):
    return model._meta.get_field(name).column


def _has(model, name):
    return any(field.name == name for field in model._meta.concrete_fields)


# Looked after


def after_migrate(*, plan=(), using="default", **kwargs):
    """Put the triggers back, and work out what was written without them."""
    if put(triggers(apps.get_models()), using) or plan:
        for model in in_order(apps.get_models()):
            settle(model)


def settle(model):
    """Work out the columns of the rows of which they are wrong; what these hang on comes first."""
    if connection.vendor == "postgresql":
        ask(f"UPDATE {model._meta.db_table} SET is_public = NULL WHERE {_wrong(model)}")
    else:
        ask(_update(model, _wrong(model), NOW["sqlite"]))


def differing(model):
    """The keys of the rows of which a column says something else than what follows from the rows around."""
    return [key for (key,) in ask(f"SELECT id FROM {model._meta.db_table} WHERE {_wrong(model)} ORDER BY id")]


def _wrong(model):
    table = model._meta.db_table
    values = _values(model, table, connection.vendor)
    return " OR ".join(f"{table}.{column} {DIFFERS[connection.vendor]} ({sql})" for column, sql in values.items())
