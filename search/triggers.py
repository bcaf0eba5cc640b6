"""Triggers in the database, as what must be true there whatever writes; put and taken away by name.

They are taken away before a migration, for SQLite cannot rename a table that triggers name, and put back after it, in
its transaction; where there is nothing to migrate, only what is missing or says something else is put.
"""

from hashlib import sha256
from typing import NamedTuple

from django.db import connections

DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}  # NULL being a value
SQLITE = "CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {body} END"
# Of any update: PostgreSQL names none by columns that a trigger has changed before it.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER {name} AFTER {verb} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()
"""
# {name: what it was made of}: SQLite keeps the text, PostgreSQL rewrites it, so there its digest is kept beside it.
# One that was switched off, as restoring a dump may do, is as good as missing.
THERE_ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
THERE_ON_POSTGRESQL = """
SELECT tgname, obj_description(oid, 'pg_trigger') FROM pg_trigger
WHERE NOT tgisinternal AND tgenabled = 'O' AND pg_table_is_visible(tgrelid)
"""


class Trigger(NamedTuple):
    """`sql` makes it, by the vendor of a database that needs it; on PostgreSQL its function has its name."""

    name: str
    table: str
    sql: dict


def after(name, table, verb, body, on_postgresql=None, *, columns=()):
    """One of each row, after "INSERT", "DELETE" or "UPDATE"; of an update, where one of `columns` has changed.

    On PostgreSQL it does `on_postgresql`, if that is not the same.
    """
    bodies = {"sqlite": (SQLITE, body), "postgresql": (POSTGRESQL, on_postgresql or body)}
    event = f"UPDATE OF {', '.join(columns)}" if columns else verb
    sql = {}
    for vendor, (form, body) in bodies.items():
        when = f"WHEN ({changed(columns, vendor)})" if columns else ""
        sql[vendor] = form.format(name=name, event=event, verb=verb, table=table, when=when, body=body)
    return Trigger(name, table, sql)


def changed(columns, vendor):
    """SQL: whether an update changes one of `columns`."""
    return " OR ".join(f"OLD.{column} {DIFFERS[vendor]} NEW.{column}" for column in columns)


def lift(*, plan=None, using="default", **kwargs):
    """Take all of them away for a migration, unless nothing is to be migrated; what is written then goes past them."""
    if plan is None or plan:
        with connections[using].cursor() as cursor:
            is_server = cursor.db.vendor == "postgresql"
            cursor.execute(THERE_ON_POSTGRESQL if is_server else THERE_ON_SQLITE)
            names = [name for name, made_of in cursor.fetchall() if made_of]
        drop([Trigger(name, "", {}) for name in names], using)


def drop(triggers, using="default"):
    """Take away triggers; what is written from now on goes past them."""
    with connections[using].cursor() as cursor:
        for trigger in triggers:
            gone = "FUNCTION IF EXISTS {} CASCADE" if cursor.db.vendor == "postgresql" else "TRIGGER IF EXISTS {}"
            cursor.execute(f"DROP {gone.format(trigger.name)}")


def put(triggers, using="default"):
    """Put triggers in the place of those of the same names; say whether any was missing or said something else."""
    with connections[using].cursor() as cursor:
        vendor = cursor.db.vendor
        is_server = vendor == "postgresql"
        cursor.execute(THERE_ON_POSTGRESQL if is_server else THERE_ON_SQLITE)
        there = dict(cursor.fetchall())
        amiss = []
        for trigger in (trigger for trigger in triggers if vendor in trigger.sql):
            sql = trigger.sql[vendor]
            if there.get(trigger.name) != (_digest(sql) if is_server else sql):
                amiss.append(trigger)
        drop(amiss, using)
        for trigger in amiss:
            cursor.execute(trigger.sql[vendor])
            if is_server:
                digest = _digest(trigger.sql[vendor])
                cursor.execute(f"COMMENT ON TRIGGER {trigger.name} ON {trigger.table} IS '{digest}'")
    return bool(amiss)


def _digest(sql):
    return sha256(sql.encode()).hexdigest()
