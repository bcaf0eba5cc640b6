"""Triggers in the database: whatever writes, a quote or tweet that may be found otherwise now is noted as stale.

No save, bulk write, merge or line of SQL goes past them, and a note goes with its transaction.
"""

from collections import defaultdict

from events.models import Event, Talk
from search.sql import ask
from search.triggers import after, put
from speakers.models import Organization, Speaker, SpeakerAlias
from themes.models import Theme

from .models import Quote, ThemedQuote, ThemedTweet, Tweet

# What an entry says besides its own record's words.
AROUND = ("event", "talk", "speaker", "speaker__aliases", "themed", "themed__tag")
PATHS = {Quote: [*AROUND, "tweet"], Tweet: [*AROUND, "organization"]}
PLACED = ("event_id", "talk_id", "speaker_id", "is_public", "text", "language")
WATCHED = {
    Quote: (*PLACED, "kind", "tweet_id", "attribution", "context"),
    Tweet: (*PLACED, "author_name", "handle", "organization_id", "posted_on"),
    ThemedQuote: ("tag_id", "content_object_id"),
    ThemedTweet: ("tag_id", "content_object_id"),
    Theme: ("is_public", "name", "label_en", "synonyms", "position"),
    Speaker: ("is_public", "name"),
    SpeakerAlias: ("speaker_id", "name"),
    Organization: ("is_public", "name"),
    Event: ("title", "starts_on"),
    Talk: ("title", "language", "day"),
}
TABLE = "quotes_stale"
PARTS = (Quote, Tweet, ThemedQuote, ThemedTweet, SpeakerAlias)  # the others cannot go, nor come, with what names them


def watch(*, using="default", **kwargs):
    """Put the triggers back; say whether any was missing or said something else."""
    return put(triggers(), using)


def note_all():
    """Note every quote and tweet, and those that are gone and still have an entry."""
    for kind in ("quote", "tweet"):
        found = f"SELECT id FROM quotes_{kind} UNION SELECT {kind}_id FROM quotes_entry WHERE {kind}_id IS NOT NULL"
        ask(f"INSERT INTO {TABLE} ({kind}_id) {found}")


def triggers():
    """Yield each."""
    found = notes()
    for model, columns in WATCHED.items():
        table = model._meta.db_table
        for verb, rows in (("INSERT", ["NEW"]), ("DELETE", ["OLD"]), ("UPDATE", ["OLD", "NEW"])):
            if verb == "UPDATE" or model in PARTS:
                body = " ".join(note.format(row=row) for note in found[model] for row in rows)
                watched = columns if verb == "UPDATE" else ()
                yield after(f"stale_{table}_{verb.lower()}", table, verb, body, columns=watched)


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
