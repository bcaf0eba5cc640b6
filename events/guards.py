"""Triggers in the database: what was said during a talk was said at its event, and no event is part of itself."""

from django.apps import apps
from django.db import connections

from .models import Event
from .placed import Placed

SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {event} ON {table} WHEN NEW.talk_id IS NOT NULL
    AND NEW.event_id <> (SELECT event_id FROM events_talk WHERE id = NEW.talk_id)
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.talk_id IS NOT NULL AND NEW.event_id <> (SELECT event_id FROM events_talk WHERE id = NEW.talk_id) THEN
        RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE INSERT OR UPDATE OF event_id, talk_id ON {table}
FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def guard_talks(*, using="default", **kwargs):
    """Put the trigger on the table of every `Placed` model, anew: SQLite drops it whenever Django remakes the table."""
    # Not Placed.__subclasses__(): those that a table's remaking leaves behind are among them.
    for model in (model for model in apps.get_models() if issubclass(model, Placed)):
        table = model._meta.db_table
        name = f"{table}_talk_of_event"
        with connections[using].cursor() as cursor:
            if cursor.db.vendor == "postgresql":
                cursor.execute(POSTGRESQL.format(name=name, table=table))
                continue
            for verb, event in (("insert", "INSERT"), ("update", "UPDATE OF event_id, talk_id")):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{verb}")
                cursor.execute(SQLITE.format(name=name, table=table, verb=verb, event=event))


# A walk that has come back to where it was ends: UNION keeps each event once.
WITHIN = """
    WITH RECURSIVE within(id) AS (
        SELECT NEW.to_event_id UNION SELECT to_event_id FROM {table} JOIN within ON from_event_id = within.id
    )
    SELECT 1 FROM within WHERE id = NEW.from_event_id
"""

WHOLE_SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {VERB} ON {table} WHEN EXISTS ({within})
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""

WHOLE_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock({turn});
    IF EXISTS ({within}) THEN
        RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def guard_wholes(*, using="default", **kwargs):
    """The same for the table that says which event is part of which."""
    table = Event.part_of.through._meta.db_table
    name = f"{table}_not_of_itself"
    within = WITHIN.format(table=table)
    with connections[using].cursor() as cursor:
        if cursor.db.vendor == "postgresql":
            cursor.execute(WHOLE_POSTGRESQL.format(name=name, table=table, within=within, turn=Event.turn))
            return
        for verb in ("insert", "update"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{verb}")
            cursor.execute(WHOLE_SQLITE.format(name=name, table=table, verb=verb, VERB=verb.upper(), within=within))
