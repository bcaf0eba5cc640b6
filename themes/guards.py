"""A trigger in the database: no theme is under itself, however many are moved at once."""

from django.db import connections

from .models import Theme

# A walk that has come back to where it was ends: UNION keeps each theme once.
ABOVE = """
    WITH RECURSIVE above(id) AS (
        SELECT NEW.parent_id UNION SELECT parent_id FROM {table} JOIN above USING (id) WHERE parent_id IS NOT NULL
    )
    SELECT 1 FROM above WHERE id = NEW.id
"""

SQLITE = """
CREATE TRIGGER {name}_{verb} BEFORE {event} ON {table} WHEN NEW.parent_id IS NOT NULL AND EXISTS ({above})
BEGIN SELECT RAISE(ABORT, '{name}'); END
"""

# Of two who move a theme at once neither sees what the other has not committed: the second waits, then looks. He waits
# before the statement, and so before it locks a row: the first may need that row for the check of its foreign key.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock({turn});
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER {name}_turn BEFORE UPDATE OF parent_id ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_turn();
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.parent_id IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock({turn});
        IF EXISTS ({above}) THEN
            RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE INSERT OR UPDATE OF parent_id ON {table}
    FOR EACH ROW EXECUTE FUNCTION {name}()
"""


def guard_tree(*, using="default", **kwargs):
    """Put the trigger on the table of themes, anew: SQLite drops it whenever Django remakes the table."""
    table = Theme._meta.db_table
    name = f"{table}_not_under_itself"
    above = ABOVE.format(table=table)
    with connections[using].cursor() as cursor:
        if cursor.db.vendor == "postgresql":
            cursor.execute(POSTGRESQL.format(name=name, table=table, above=above, turn=Theme.turn))
            return
        for verb, event in (("insert", "INSERT"), ("update", "UPDATE OF parent_id")):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{verb}")
            cursor.execute(SQLITE.format(name=name, table=table, verb=verb, event=event, above=above))
