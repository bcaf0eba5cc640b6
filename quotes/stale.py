"""Triggers in the database: whatever writes, a quote or tweet that may be found otherwise now is noted as stale.

No save, bulk write, merge or line of SQL goes past them, and a note goes with its transaction. They are taken away
before a migration, for SQLite cannot rename a table that triggers name, and put back after it, in its transaction;
where there is nothing to migrate, only what is missing or says something else is put.
"""

from collections import defaultdict
from hashlib import sha256

from django.db import connections

from curation.models import visible_paths
from events.models import Event, Talk
from search.sql import ask
from speakers.models import Organization, Speaker, SpeakerAlias
from themes.models import Theme

from .models import Quote, Source, ThemedQuote, ThemedTweet, Tweet

# What an entry says besides its own record's words, and what decides whether the public sees it.
PATHS = {
    Quote: [*visible_paths(Quote), "speaker__aliases", "themed", "themed__tag"],
    Tweet: [*visible_paths(Tweet), "speaker", "speaker__aliases", "organization", "themed", "themed__tag"],
}
PLACED = ("event_id", "talk_id", "speaker_id", "source_id", "status", "text", "language")
WATCHED = {
    Quote: (*PLACED, "kind", "tweet_id", "attribution", "context"),
    Tweet: (*PLACED, "author_name", "handle", "organization_id", "posted_on"),
    ThemedQuote: ("tag_id", "content_object_id"),
    ThemedTweet: ("tag_id", "content_object_id"),
    Theme: ("status", "name", "label_en", "synonyms", "position"),
    Speaker: ("status", "name"),
    SpeakerAlias: ("speaker_id", "name"),
    Organization: ("status", "name"),
    Event: ("status", "title", "starts_on"),
    Talk: ("status", "title", "language", "event_id", "day"),
    Source: ("status",),
}
TABLE = "quotes_stale"
PARTS = (Quote, Tweet, ThemedQuote, ThemedTweet, SpeakerAlias)  # the others cannot go, nor come, with what names them

SQLITE = "CREATE TRIGGER {name} AFTER {event} ON {table} {when} BEGIN {body} END"
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {name}()
"""
# {name: what it was made of}: SQLite keeps the text, PostgreSQL rewrites it, so there its digest is kept beside it.
# One that was switched off, as restoring a dump may do, is as good as missing.
THERE_ON_SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
THERE_ON_POSTGRESQL = """
SELECT tgname, obj_description(oid, 'pg_trigger') FROM pg_trigger
WHERE NOT tgisinternal AND tgenabled = 'O' AND pg_table_is_visible(tgrelid)
"""


def lift(*, plan=None, using="default", **kwargs):
    """Take the triggers away, unless nothing is to be migrated; what is written from now on is not noted."""
    if plan is None or plan:
        drop(triggers(), using)


def watch(*, using="default", **kwargs):
    """Put the triggers back; say whether any was missing or said something else."""
    return put(triggers(), using)


def note_all():
    """Note every quote and tweet, and those that are gone and still have an entry."""
    for kind in ("quote", "tweet"):
        found = f"SELECT id FROM quotes_{kind} UNION SELECT {kind}_id FROM quotes_entry WHERE {kind}_id IS NOT NULL"
        ask(f"INSERT INTO {TABLE} ({kind}_id) {found}")


def drop(found, using):
    """Take away triggers, as `triggers` gives them."""
    with connections[using].cursor() as cursor:
        for name, *_ in found:
            gone = "FUNCTION IF EXISTS {} CASCADE" if cursor.db.vendor == "postgresql" else "TRIGGER IF EXISTS {}"
            cursor.execute(f"DROP {gone.format(name)}")


def put(found, using):
    """Put triggers in the place of those of the same names; say whether any was missing or said something else."""
    with connections[using].cursor() as cursor:
        is_server = cursor.db.vendor == "postgresql"
        cursor.execute(THERE_ON_POSTGRESQL if is_server else THERE_ON_SQLITE)
        there = dict(cursor.fetchall())
        wanted = {trigger[0]: (trigger, _written(*trigger, is_server=is_server)) for trigger in found}
        amiss = [
            (trigger, sql)
            for name, (trigger, sql) in wanted.items()
            if there.get(name) != (_digest(sql) if is_server else sql)
        ]
        drop([trigger for trigger, _sql in amiss], using)
        for (name, table, *_), sql in amiss:
            cursor.execute(sql)
            if is_server:
                cursor.execute(f"COMMENT ON TRIGGER {name} ON {table} IS '{_digest(sql)}'")
    return bool(amiss)


def _written(name, table, verb, columns, body, *, is_server):
    """The SQL that makes a trigger."""
    template, differs = (POSTGRESQL, "IS DISTINCT FROM") if is_server else (SQLITE, "IS NOT")
    event, when = verb, ""
    if columns:
        event = f"UPDATE OF {', '.join(columns)}"
        when = f"WHEN ({' OR '.join(f'OLD.{column} {differs} NEW.{column}' for column in columns)})"
    return template.format(name=name, event=event, table=table, when=when, body=body)


def _digest(sql):
    return sha256(sql.encode()).hexdigest()


def triggers():
    """Yield (name, table, verb, columns watched, body) of each."""
    found = notes()
    for model, columns in WATCHED.items():
        table = model._meta.db_table
        for verb, rows in (("INSERT", ["NEW"]), ("DELETE", ["OLD"]), ("UPDATE", ["OLD", "NEW"])):
            if verb == "UPDATE" or model in PARTS:
                body = " ".join(note.format(row=row) for note in found[model] for row in rows)
                yield f"stale_{table}_{verb.lower()}", table, verb, columns if verb == "UPDATE" else (), body


def notes():
    """{model: the statements that note what a {row} of it touches}."""
    touched = defaultdict(lambda: defaultdict(list))
    for model, paths in PATHS.items():
        touched[model][model].append("SELECT {row}.id")
        for path in paths:
            source, rows = touching(model, path.split("__"))
            touched[source][model].append(rows)
    return {
        source: [
            f"INSERT INTO {TABLE} ({model._meta.model_name}_id) {' UNION '.join(dict.fromkeys(rows))};"
            for model, rows in models.items()
        ]
        for source, models in touched.items()
    }


def touching(model, path):
    """(the model at the end of `path`, SQL of the ids of the rows of `model` from which it leads to a {row} there)."""
    relation = model._meta.get_field(path[0])
    target, table = relation.related_model, model._meta.db_table
    if relation.one_to_many:  # the target's rows have the foreign key
        table, column, key = target._meta.db_table, relation.field.column, relation.field.column
    else:
        column, key = "id", relation.column
    if len(path) == 1:
        rows = (
            f"SELECT {{row}}.{column}" if relation.one_to_many else f"SELECT id FROM {table} WHERE {key} = {{row}}.id"
        )
        return target, rows
    end, inner = touching(target, path[1:])
    if relation.one_to_many and inner.startswith(f"SELECT id FROM {table} "):  # of the same rows, another column
        return end, inner.replace("SELECT id", f"SELECT {column}", 1)
    wanted = "id" if relation.one_to_many else key
    return end, f"SELECT {column} FROM {table} WHERE {wanted} IN ({inner})"
