"""The content version moves with all that a public page shows, whatever writes it, and with nothing else."""

import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curation import kept
from curation.models import FormerSlug
from events.models import TalkLink
from quotes.models import QuoteLink
from recaps.models import Span
from search import triggers
from search.sql import ask
from smartcity.kept import tables
from smartcity.kept.pages import CACHE_CONTROL
from speakers.models import SpeakerAlias
from tests import builders as make
from tests.test_permissions import made, pages

pytestmark = pytest.mark.django_db
READ = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')


@pytest.fixture
def rows():
    """One row at least of each table that pages show, and of many others."""
    found = made()
    found["event"].part_of.add(make.event())
    tweet = found["tweet"]
    tweet.mentioned_speakers.add(found["speaker"])
    tweet.mentioned_organizations.add(found["organization"])
    SpeakerAlias.objects.create(speaker=found["speaker"], name="Camille M.")
    QuoteLink.objects.create(source=found["quote"], target=make.quote())
    TalkLink.objects.create(source=found["talk"], target=make.talk())
    theme = found["theme"]
    talk = make.talk(event=make.event(themes=[theme]), themes=[theme])
    make.reference(talk=talk, themes=[theme])
    talk.recordings.create(url="https://exemple.fr/lin.webm")
    talk.documents.create(url="https://exemple.fr/lin.pdf")
    talk.event.partners.create(organization=found["organization"])
    talk.external_references.create(system="pretalx", identifier="8A6695")
    make.tweet(talk=talk, themes=[theme])
    make.quote(talk=talk, themes=[theme])
    Span.objects.create(recap=found["recap"], quote=found["quote"], start=0, end=3)
    FormerSlug.keep("avant", found["event"])
    return found


def moves(sql, *, after=()):
    """Whether the version is another after the statement; all is taken back."""
    with transaction.atomic():
        for one in after:
            ask(one)
        settle()
        before = kept.version()
        ask(sql)
        settle()
        now = kept.version()
        transaction.set_rollback(True)
    return before != now


def settle():
    """What waits for the end of the transaction is done; then it is as if another began."""
    if connection.vendor == "postgresql":
        names = ", ".join(trigger.name for trigger in tables.triggers())
        ask(f"SET CONSTRAINTS {names} IMMEDIATE")
        ask(f"SET CONSTRAINTS {names} DEFERRED")
        ask("SET LOCAL smartcity.moved = ''")


@pytest.mark.parametrize("verb", ["INSERT", "UPDATE", "DELETE"])
def test_whatever_writes_a_table_that_pages_show_moves_it(rows, verb):
    found = {}
    for model in tables.shown():
        table = model._meta.db_table
        columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated)
        copied = [f"CREATE TEMPORARY TABLE one AS SELECT * FROM {table} LIMIT 1"]
        gone = f"DELETE FROM {table} WHERE id IN (SELECT id FROM one)"
        statements = {
            "INSERT": (f"INSERT INTO {table} ({columns}) SELECT {columns} FROM one", [*copied, gone]),
            "UPDATE": (f"UPDATE {table} SET id = id", []),
            "DELETE": (gone, copied),
        }
        sql, before = statements[verb]
        found[table] = moves(sql, after=before)
    assert [table for table, moved in found.items() if not moved] == []
    assert len(found) > 20


def test_a_save_an_update_and_a_bulk_write_move_it(rows):
    pk = rows["quote"].pk
    assert moves(f"UPDATE quotes_quote SET text = 'autre chose' WHERE id = {pk}")
    assert not moves("UPDATE quotes_quote SET text = 'autre chose' WHERE id = 0")


def test_what_no_page_shows_leaves_it_as_it_is(rows):
    Client().force_login(make.user())  # a session
    hidden = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    hidden -= {model._meta.db_table for model in tables.shown()} | {tables.TABLE}
    filled = [table for table in sorted(hidden) if ask(f"SELECT 1 FROM {table} LIMIT 1")]
    assert [table for table in filled if moves(f"UPDATE {table} SET {key_of(table)} = {key_of(table)}")] == []
    assert {"django_session", "members_user", "dossiers_dossier", "alerts_alert", "curation_revision"} <= set(filled)


def key_of(table):
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table)


def test_each_table_is_one_or_the_other():
    """A new one is watched until somebody has said here that no page shows it."""
    assert {model._meta.db_table for model in tables.shown()} == {
        "curation_externalreference",
        "themes_theme", "speakers_speaker", "speakers_speakeralias", "speakers_organization",
        "events_event", "events_event_part_of", "events_talk", "events_appearance", "events_reference",
        "events_recording", "events_document", "events_partner",
        "events_talklink", "events_themedevent", "events_themedtalk", "events_themedreference",
        "quotes_source", "quotes_quote", "quotes_quotelink", "quotes_themedquote",
        "quotes_tweet", "quotes_tweet_mentioned_speakers", "quotes_tweet_mentioned_organizations", "quotes_themedtweet",
        "recaps_recap", "recaps_proposal", "recaps_span", "curation_tally",
    }  # fmt: skip


def test_kept_pages_read_nothing_else(rows):
    shown = {model._meta.db_table for model in tables.shown()}
    read, client = {}, Client()
    for address in pages(rows):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        if response.headers.get("Cache-Control") == CACHE_CONTROL:
            read |= {table: address for query in asked for table in READ.findall(query["sql"])}
    assert {table: address for table, address in read.items() if table not in shown} == {}
    assert len(read) > 20


def test_the_triggers_come_back_with_another_version():
    before = kept.version()
    tables.after_migrate()
    assert kept.version() == before
    triggers.lift(plan=["anything"])
    tables.after_migrate(plan=["anything"])
    assert kept.version() != before
    make.theme()
    assert moves("UPDATE themes_theme SET id = id")


def test_one_that_is_missing_is_put_back_and_what_it_missed_is_shown():
    before = kept.version()
    triggers.drop(list(tables.triggers())[:1])
    tables.after_migrate()
    assert kept.version() != before
