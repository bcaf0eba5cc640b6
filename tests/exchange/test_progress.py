"""How far a long import is, and what others do meanwhile."""

import re
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from events.models import Event, Talk
from exchange.imports import importing, progress
from exchange.imports.importing import bring_in, take_back
from exchange.imports.receiving import write_import
from exchange.models import Import
from exchange.programmes.told import ProgrammeFile
from reading.programmes.programme import UnreadableProgramme
from tests import builders as make
from tests.exchange import programmes as told
from tests.working import work

MANY_WRITERS = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time by itself")
LINE = "14 h 30 Compter les arbres — Ana Duval"


@pytest.fixture
def desk(client):
    client.force_login(make.user(role="curator"))
    return client


def page(batch):
    return reverse("admin:exchange_import_change", args=[batch.pk])


def ago(seconds):
    return timezone.now() - timedelta(seconds=seconds)


@pytest.mark.django_db
def test_the_page_says_of_how_many_records_and_since_when(desk):
    batch = Import.objects.create(name="arbres.json", state=Import.State.WRITING, size=6102, since=ago(20))
    shown = desk.get(page(batch)).content.decode()
    assert re.search(r"6\u202f102 fiches · depuis [23]\d\xa0s", shown)
    assert "<progress" not in shown
    Import.objects.update(percent=45, since=ago(200))
    shown = desk.get(page(batch)).content.decode()
    assert "45\xa0% · " in shown and "depuis 3\xa0min" in shown and '<progress max="100" value="45"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize("state", Import.MOVING)
def test_only_what_waits_for_its_turn_can_be_late(desk, state):
    batch = Import.objects.create(address="https://a.exemple.fr/arbres", state=state, since=ago(120))
    is_told = "le travail de fond est peut-être arrêté" in desk.get(page(batch)).content.decode()
    assert is_told == (state in (Import.State.WAITING, Import.State.QUEUED))


@pytest.mark.django_db
def test_each_state_begins_anew():
    batch = Import.objects.create(name="arbres.json", state=Import.State.WRITING, percent=99, since=ago(60))
    batch.enter(Import.State.WRITING)
    assert (batch.percent, batch.since) == (99, Import.objects.get().since)
    batch.enter(Import.State.DONE)
    assert batch.percent == 0 and batch.since > ago(10)


@pytest.mark.django_db
def test_a_writing_that_is_tried_again_is_not_as_far_as_the_one_that_failed(curator):
    batch = Import.objects.create(content=b"rien", state=Import.State.WRITING, percent=45, since=ago(200))
    with pytest.raises(UnreadableProgramme):
        write_import.call(batch.pk, curator.pk)
    batch.refresh_from_db()
    assert batch.percent == 0 and batch.since > ago(100)


@MANY_WRITERS
@pytest.mark.django_db(transaction=True)
def test_others_see_how_far_a_writing_is_that_they_do_not_see(monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0)
    batch = Import.objects.create(name="arbres.json", system="pretalx", state=Import.State.WRITING)
    file = ProgrammeFile(told.programme())
    with transaction.atomic():
        bring_in(file, batch, by=None)
        transaction.set_rollback(True)
    assert (Import.objects.get().percent, Talk.objects.count()) == (99, 0)
    bring_in(file, Import.objects.get(), by=None)
    assert (Import.objects.get().percent, Talk.objects.count()) == (0, 2)
    with transaction.atomic():
        take_back(batch, by=None)
        transaction.set_rollback(True)
    assert (Import.objects.get().percent, Talk.objects.count()) == (99, 2)


@MANY_WRITERS
@pytest.mark.django_db(transaction=True)
def test_a_writing_that_holds_its_own_row_goes_on_untold(monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0)
    batch = Import.objects.create(name="arbres.json", system="pretalx", state=Import.State.WRITING)
    with transaction.atomic():
        Import.objects.select_for_update().get()
        bring_in(ProgrammeFile(told.programme()), batch, by=None)
    assert Talk.objects.count() == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
@pytest.mark.django_db(transaction=True)
def test_typed_lines_stay_in_the_page_while_the_one_writer_of_sqlite_is_at_work(desk):
    address = reverse("admin:exchange_import_lines", args=[make.event().pk])
    seen = {"lines": LINE, "seen": desk.post(address, {"lines": LINE}).context["lines_form"].digest, "write": "1"}
    running = connections.create_connection("default")
    patience = connection.settings_dict["OPTIONS"]["timeout"]
    try:
        running.cursor().execute("BEGIN IMMEDIATE")
        connection.cursor().execute("PRAGMA busy_timeout = 50")
        response = desk.post(address, seen)
    finally:
        connection.cursor().execute(f"PRAGMA busy_timeout = {1000 * patience}")
        running.connection.close()
    shown = response.content.decode()
    assert "vos lignes restent ici" in shown and LINE in shown
    assert not Import.objects.exists()
    assert desk.post(address, seen).status_code == 302


@MANY_WRITERS
@pytest.mark.django_db(transaction=True)
def test_typed_lines_wait_for_a_running_import_and_who_typed_them_does_not(desk):
    event = make.event()
    address = reverse("admin:exchange_import_lines", args=[event.pk])
    seen = {"lines": LINE, "seen": desk.post(address, {"lines": LINE}).context["lines_form"].digest, "write": "1"}
    running = connections.create_connection("default")
    try:
        running.cursor().execute("SELECT pg_advisory_lock(%s)", [importing.LOCK])
        response = desk.post(address, seen)
    finally:
        running.close()
    batch = Import.objects.get()
    assert (response["Location"], batch.state, Talk.objects.count()) == (page(batch), Import.State.QUEUED, 0)
    assert "vos lignes attendent" in desk.get(page(batch)).content.decode()
    work()
    batch.refresh_from_db()
    talk = Talk.objects.get()
    assert (batch.state, talk.title, talk.event, Event.objects.count()) == (
        Import.State.DONE,
        "Compter les arbres",
        event,
        1,
    )
    assert desk.post(address, seen)["Location"] == reverse("admin:events_event_change", args=[event.pk])
