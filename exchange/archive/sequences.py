"""The last key that a table gave: none is given twice, for history and addresses name what was deleted by it."""

from django.db import connection, models

from search.sql import ask


def last_key(model):
    """0 where none was given, or the table gives none."""
    if not isinstance(model._meta.pk, models.AutoField):
        return 0
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        return next((last for (last,) in ask("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])), 0)
    [(last, is_given)] = ask(f"SELECT last_value, is_called FROM {_sequence(model)}")
    return last if is_given else 0


def go_on_from(model, last):
    """Let the next key of a table be after `last`."""
    if not last:
        return
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        ask("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        ask("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
    else:
        ask("SELECT setval(%s, %s)", [_sequence(model), last])


def _sequence(model):
    [(name,)] = ask("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', model._meta.pk.column])
    return name
