"""`manage.py migrate` on a site that goes on serving."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import pre_migrate
from django.test.utils import CaptureQueriesContext

from curation.models import Status
from quotes.models import Quote
from search import rebuilding, triggers, watching
from search.models import Stale
from speakers.models import Speaker
from tests import builders as make

pytestmark = pytest.mark.django_db

PLAN = ["anything"]
SMARTCITY = apps.get_app_config("smartcity")


@pytest.fixture
def indexed():
    """(a quote, a speaker) that the index knows."""
    quote, person = make.quote(text="des mots retirés"), make.speaker(name="Camille Martin")
    assert wrong() == []
    return quote, person


def wrong():
    """What the index says wrongly when everything noted has been looked at."""
    return list(rebuilding.drift())


def withdraw(quote, person):
    """As another connection would, meanwhile."""
    Quote.objects.filter(pk=quote.pk).update(status=Status.DRAFT)
    Speaker.objects.filter(pk=person.pk).update(status=Status.DRAFT)


def update_of_quote():
    return next(trigger for trigger in watching.triggers() if trigger.name == "stale_quotes_quote_update_attribution")


def test_with_nothing_to_migrate_no_trigger_is_touched():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        call_command("migrate", verbosity=0)
    names = [trigger.name for trigger in watching.triggers()]
    assert [query["sql"] for query in asked if any(name in query["sql"] for name in names)] == []


def test_what_is_withdrawn_while_migrate_runs_is_found_no_more(indexed):
    def meanwhile(**kwargs):
        withdraw(*indexed)

    pre_migrate.connect(meanwhile, sender=SMARTCITY)  # after our own, that might have lifted the triggers
    try:
        call_command("migrate", verbosity=0)
    finally:
        pre_migrate.disconnect(meanwhile, sender=SMARTCITY)
    assert wrong() == []


def test_what_a_migration_writes_without_triggers_is_looked_at(indexed):
    triggers.lift(plan=PLAN)
    withdraw(*indexed)
    rebuilding.after_migrate(plan=PLAN)
    assert wrong() == []


def test_a_migration_says_once_it_is_through_that_the_search_reads_everything_again(
    indexed, django_capture_on_commit_callbacks
):
    out = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        rebuilding.after_migrate(plan=PLAN, verbosity=1, stdout=out)
        assert not out.getvalue()
    said = r"  La recherche lit de nouveau toutes les fiches : [1-9]\d*\. Le site peut déjà servir\."
    assert re.fullmatch(said, out.getvalue())


def test_after_a_migration_that_failed_the_next_one_catches_what_was_missed(indexed):
    """It had nothing to do any more: whoever ran it had gone back to the version before."""
    triggers.lift(plan=PLAN)
    withdraw(*indexed)
    call_command("migrate", verbosity=0)
    assert wrong() == []


def test_one_trigger_that_is_missing_is_put_back_and_what_it_missed_is_caught(indexed):
    triggers.drop([update_of_quote()])
    withdraw(*indexed)
    call_command("migrate", verbosity=0)
    assert wrong() == []


def test_a_trigger_that_says_something_else_is_replaced(indexed):
    told = update_of_quote()
    triggers.put(
        [triggers.after(told.name, told.table, "UPDATE", "DELETE FROM search_stale WHERE id < 0;", columns=["context"])]
    )
    withdraw(*indexed)
    call_command("migrate", verbosity=0)
    assert wrong() == []
    assert not triggers.put([told])


def test_where_what_makes_entries_has_changed_all_is_read_again(indexed, monkeypatch):
    withdraw(*indexed)
    Stale.objects.all().delete()  # as where the same columns say something else by now
    call_command("migrate", verbosity=0)
    assert not Stale.objects.exists()
    monkeypatch.setattr(watching, "made_by", lambda: "otherwise")
    call_command("migrate", verbosity=0)
    assert wrong() == []


def test_a_record_deleted_meanwhile_leaves_the_index(indexed):
    quote, person = indexed
    triggers.lift(plan=PLAN)
    Quote.objects.filter(pk=quote.pk).delete()
    Speaker.objects.filter(pk=person.pk).delete()
    rebuilding.after_migrate(plan=PLAN)
    assert wrong() == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_fails_leaves_the_triggers_as_they_were():
    quote, person = make.quote(text="des mots retirés"), make.speaker(name="Camille Martin")
    assert wrong() == []

    def fail(**kwargs):
        triggers.drop(watching.triggers())
        raise ZeroDivisionError

    pre_migrate.connect(fail, sender=SMARTCITY)
    try:
        with pytest.raises(ZeroDivisionError):
            call_command("migrate", verbosity=0)
    finally:
        pre_migrate.disconnect(fail, sender=SMARTCITY)
    withdraw(quote, person)
    assert wrong() == []


def test_a_base_of_another_version_is_told_and_left_alone(indexed):
    MigrationRecorder(connection).record_applied("quotes", "0002_of_another_version")
    with pytest.raises(CommandError, match=r"ne connaît pas quotes\.0002_of_another_version\."):
        call_command("migrate", verbosity=0)
    call_command("migrate", "quotes", prune=True, verbosity=0)
    call_command("migrate", verbosity=0)
