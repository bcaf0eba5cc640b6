"""Whatever an entry of a search is made of is watched: SQLite itself tells which columns making one reads."""

import sqlite3
import sys
import unicodedata
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import pytest
import Stemmer
from django.apps import apps
from django.db import connection

from curation.keys import derived_fields
from events.models import Event, Talk
from search import index
from search.described import DESCRIBED, contents, of_model
from search.documents import documents
from search.indexing import refresh
from search.models import Stale
from search.rebuilding import batches
from search.watching import made_by, makers, triggers, watched
from speakers.models import Speaker
from tests import builders as make
from themes.models import Theme

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same queries, which SQLite takes apart")


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
    make.reference(talk=talk)
    source = make.source(event=event)
    tweet = make.tweet(talk=talk, speaker=person, organization=make.organization(), source=source, themes=themes)
    return make.quote(talk=talk, speaker=person, source=source, tweet=tweet, themes=themes)


def told(model, columns):
    """`columns` but for the key, which never changes, and for what follows from another of them."""
    return columns - {"id", *(field.column for field in derived_fields(model))}


@on_sqlite
def test_a_change_of_any_column_that_an_entry_is_made_of_is_noted():
    rows()
    places = [place for some in batches() for place in some]
    with reading() as found:
        assert {described for described, _ in contents(places).values()} == set(DESCRIBED.values())
        assert len(documents(contents(places))) == len(places)
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    read = {models[table]: told(models[table], columns) for table, columns in found.items() if table in models}
    cared = defaultdict(set)
    for one in watched():
        cared[one.model] |= told(one.model, one.columns)
    assert read == cared


def test_the_files_of_what_makes_entries_are_those_of_which_a_change_is_seen():
    rows()
    make.quote(text="Le 21ème éco-système de #PyConParis dit « 618 000 ».", event=make.event(starts_on="1987-02-03"))
    places, ran = [place for some in batches() for place in some], set()
    sys.setprofile(lambda frame, *_: ran.add(Path(frame.f_code.co_filename)))
    try:
        index.differing(documents(contents(places)))
    finally:
        sys.setprofile(None)
    apart = {"lookups.py", "sql.py", Path(__file__).name}  # how rows are asked for, and this
    made = {file for file in ran if file.parent.name in ("search", "language") or file.name == "searched.py"}
    made = {file for file in made if file.name not in apart}
    assert {"folding.py", "typography.py", "variants.py", "numbers.py"} <= {file.name for file in made}
    assert made <= set(makers())


def test_another_stemmer_is_seen(monkeypatch):
    before = made_by.__wrapped__()
    monkeypatch.setattr(Stemmer, "version", lambda: "0.1")
    assert made_by.__wrapped__() != before


def test_another_unicode_is_seen(monkeypatch):
    before = made_by.__wrapped__()
    monkeypatch.setattr(unicodedata, "unidata_version", "1.0")
    assert made_by.__wrapped__() != before


def test_a_person_who_comes_is_noted_without_a_look_at_what_was_said():
    bodies = {trigger.name: trigger.sql["sqlite"] for trigger in triggers()}
    assert "quotes_tweet" not in bodies["stale_speakers_speaker_insert"]
    assert "quotes_tweet" in bodies["stale_speakers_speaker_update_is_public"]


def test_every_trigger_has_a_name_of_its_own():
    names = [trigger.name for trigger in triggers()]
    assert len(names) == len(set(names))


def test_renaming_what_hangs_around_touches_one_entry():
    rows()
    refresh()
    for model, field in ((Speaker, "name"), (Theme, "name"), (Event, "title"), (Talk, "title")):
        record = model.objects.earliest("pk")
        model.objects.filter(pk=record.pk).update(**{field: "Autre"})
        assert set(Stale.objects.values_list("place", flat=True)) == {of_model(model).place(record.pk)}
        Stale.objects.all().delete()
