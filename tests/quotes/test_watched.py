"""Whatever an entry of a search is made of is watched: SQLite itself tells which columns making one reads."""

import sqlite3
from collections import defaultdict
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from curation.keys import derived_fields
from quotes import stale
from quotes.indexing import content
from smartcity import indexing
from tests import builders as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("sqlite" not in str(connection.vendor), reason="the same queries, which SQLite takes apart"),
]


@contextmanager
def reading():
    """{table: columns} of what is read meanwhile."""
    found = defaultdict(set)

    def note(action, table, column, *_):
        if action == sqlite3.SQLITE_READ and column:
            found[table].add(column)
        return sqlite3.SQLITE_OK

    connection.ensure_connection()
    connection.connection.set_authorizer(note)
    try:
        yield found
    finally:
        connection.connection.set_authorizer(None)


def rows():
    themes, person = [make.theme()], make.speaker(name="Ada Lovelace")
    person.aliases.create(name="A. Lovelace")
    event = make.event(organizer=make.organization())
    talk = make.talk(event=event, speakers=[person], themes=themes)
    source = make.source(event=event)
    tweet = make.tweet(talk=talk, speaker=person, organization=make.organization(), source=source, themes=themes)
    return make.quote(talk=talk, speaker=person, source=source, tweet=tweet, themes=themes), tweet


def told(model, columns):
    """`columns` but for the key, which never changes, and for what follows from another of them."""
    return columns - {"id", *(field.column for field in derived_fields(model))}


def test_a_change_of_any_column_that_an_entry_is_made_of_is_noted():
    quote, tweet = rows()
    with reading() as found:
        assert len(content(quotes={quote.pk}, tweets={tweet.pk})) == 2
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    read = {models[table]: told(models[table], columns) for table, columns in found.items() if table in models}
    assert read == {model: set(columns) for model, columns in stale.WATCHED.items()}


def test_a_change_in_any_table_that_an_entry_of_the_public_search_is_made_of_is_noted():
    rows()
    ids = set().union(*indexing.batches())
    with reading() as found:
        assert len(indexing.documents(ids)) == len(ids)
    assert set(found) <= {trigger.table for trigger in indexing.triggers() if "_update" in trigger.name}
