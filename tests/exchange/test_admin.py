"""The page of an import: a file is read, what is to be chosen is asked, then it is written, and taken back."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation import history
from curation.models import Revision
from events.models import Event, Talk
from exchange.imports import receiving, words
from exchange.models import Import
from recaps.fetching import Fetched, Unfetchable
from speakers.models import Speaker
from tests import builders as make
from tests.working import work

pytestmark = pytest.mark.django_db
ADD = "/admin/exchange/import/add/"
TABLE = """Titre;Intervenants;Jour;Heure;Machin
Compter les arbres;Ana Duval;2024-03-14;09:30;bleu
Nuit des feuilles;"Ana Duval; Bob Ferrand";2024-03-14;11:00;
"""


@pytest.fixture
def desk(client, curator):
    client.force_login(curator)
    return client


def bring(desk, content=TABLE, *, name="arbres.csv", **fields):
    """The `Import` of a file that was posted and read, and its page."""
    response = desk.post(ADD, {"file": SimpleUploadedFile(name, content.encode()), **fields})
    batch = Import.objects.latest("pk")
    assert response["Location"] == page(batch)
    work()
    batch.refresh_from_db()
    return batch


def page(batch, name="change"):
    return reverse(f"admin:exchange_import_{name}", args=[batch.pk])


def say_columns(desk, batch, **changes):
    fields = {"column-0": "title", "column-1": "people", "column-2": "day", "column-3": "starts_at"} | changes
    return desk.post(page(batch, "columns"), fields)


def planned(desk, **fields):
    batch = bring(desk, **fields)
    say_columns(desk, batch)
    work()
    batch.refresh_from_db()
    return batch


def html(desk, address):
    return desk.get(address).content.decode()


def test_a_file_waits_for_the_worker_and_the_page_says_so(desk):
    desk.post(ADD, {"file": SimpleUploadedFile("arbres.csv", TABLE.encode())})
    batch = Import.objects.get()
    assert (batch.state, batch.name, len(batch.sha256)) == (Import.State.WAITING, "arbres.csv", 64)
    assert "data-hx-trigger" in html(desk, page(batch))


def test_the_columns_of_a_table_are_asked_once(desk):
    batch = bring(desk)
    assert batch.state == Import.State.COLUMNS
    assert desk.get(page(batch))["Location"] == page(batch, "columns")
    assert "Machin" in html(desk, page(batch, "columns"))
    say_columns(desk, batch)
    work()
    desk.post(page(batch, "write"))
    work()
    again = bring(desk)
    assert (again.state, again.mapping["Titre"]) == (Import.State.PLANNED, "title")


@pytest.mark.parametrize("changes", [{"column-0": ""}, {"column-4": "title"}])
def test_columns_that_do_not_do_are_refused_in_words(desk, changes):
    batch = bring(desk)
    response = say_columns(desk, batch, **changes)
    assert response.status_code == 200
    assert "errornote" in response.content.decode()


def test_what_would_be_done_is_shown_and_nothing_is_written(desk):
    batch = planned(desk)
    shown = html(desk, page(batch))
    assert (batch.state, batch.report["counts"]["talk"]) == (Import.State.PLANNED, {"new": 2})
    assert all(words in shown for words in ("Compter les arbres", "Bob Ferrand", "Importer", "Machin"))
    assert not Talk.objects.exists()


def test_it_is_written_then_taken_back(desk, curator):
    batch = planned(desk)
    desk.post(page(batch, "write"))
    assert "data-hx-trigger" in html(desk, page(batch)) and "5 fiches · depuis" in html(desk, page(batch))
    work()
    batch.refresh_from_db()
    assert (batch.state, bytes(batch.content), Talk.objects.count()) == (Import.State.DONE, b"", 2)
    assert f'href="{reverse("admin:events_event_change", args=[Event.objects.get().pk])}"' in html(desk, page(batch))
    assert "Annuler l’import" in html(desk, page(batch, "undo"))
    desk.post(page(batch, "undo"))
    assert "5 fiches · depuis" in html(desk, page(batch))
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by, Talk.objects.count()) == (Import.State.UNDONE, curator, 0)
    assert "Annulé" in html(desk, page(batch))


def test_what_is_written_is_of_who_pressed_the_button_not_of_who_brought_the_file(desk):
    batch = planned(desk)
    other = make.user(role="curator")
    desk.force_login(other)
    desk.post(page(batch, "write"))
    work()
    assert Talk.objects.count() == 2
    assert {revision.by for revision in Revision.objects.all()} == {other}


def test_who_lost_the_role_since_they_asked_has_nothing_written_and_somebody_else_may_ask_again(desk, curator):
    batch = planned(desk)
    desk.post(page(batch, "write"))
    curator.groups.clear()
    work()
    batch.refresh_from_db()
    assert (batch.state, Talk.objects.count()) == (Import.State.PLANNED, 0)
    assert "n’en a plus le droit" in batch.refusal
    desk.force_login(make.user(role="curator"))
    assert batch.refusal in html(desk, page(batch))
    say_columns(desk, batch)  # it is read again, and nobody is refused any more
    work()
    assert batch.refusal not in html(desk, page(batch))
    desk.post(page(batch, "write"))
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.refusal, Talk.objects.count()) == (Import.State.DONE, "", 2)


def test_while_the_event_of_an_import_is_deleted_nothing_is_written_and_no_other_event_is_made(desk, curator):
    batch = planned(desk)
    held = make.event(title="Le colloque")
    Import.objects.update(event=held)
    deleted = history.delete(held, by=curator)
    desk.post(page(batch, "write"))
    work()
    batch.refresh_from_db()
    assert (batch.state, Event.objects.count()) == (Import.State.PLANNED, 0)
    assert "supprimé" in html(desk, page(batch)) and batch.refusal in html(desk, page(batch))
    held = history.restore(deleted, by=curator)
    desk.post(page(batch, "write"))
    work()
    batch.refresh_from_db()
    assert (batch.state, Event.objects.get(), held.talks.count()) == (Import.State.DONE, held, 2)


def test_who_lost_the_role_since_they_asked_takes_nothing_back(desk, curator):
    batch = planned(desk)
    desk.post(page(batch, "write"))
    work()
    talks = Talk.objects.count()
    desk.post(page(batch, "undo"))
    curator.groups.clear()
    work()
    batch.refresh_from_db()
    assert (batch.state, Talk.objects.count()) == (Import.State.DONE, talks) and talks
    assert "n’en a plus le droit" in batch.refusal


def test_who_is_meant_is_asked_with_what_tells_them_apart(desk):
    held = make.speaker(name="Ana Duvall", headline="botaniste")
    make.talk(title="Sous les pins", speakers=[held])
    batch = planned(desk)
    assert "Sous les pins" in html(desk, page(batch)) or "2015" in html(desk, page(batch))
    [question] = batch.report["questions"]
    response = desk.post(page(batch, "write"))
    assert (response.status_code, Import.objects.get().state) == (200, Import.State.PLANNED)
    desk.post(page(batch, "write"), {question["subject"]: held.pk})
    work()
    assert Speaker.objects.filter(name="Ana Duval").count() == 0
    assert held.appearances.count() == 3


def test_what_changed_is_shown_field_by_field(desk):
    first = planned(desk)
    desk.post(page(first, "write"))
    work()
    batch = bring(desk, TABLE.replace("09:30", "10:00").replace('"Ana Duval; Bob Ferrand"', "Zoé Petit"))
    shown = html(desk, page(batch))
    assert all(words in shown for words in ("Changés par le fichier", "intervenants", "heure", "Zoé Petit"))


def test_a_new_question_that_came_up_meanwhile_is_asked(desk):
    batch = planned(desk)
    make.speaker(name="Ana Duvall")
    desk.post(page(batch, "write"))
    work()
    batch.refresh_from_db()
    assert (batch.state, len(batch.report["questions"])) == (Import.State.PLANNED, 1)
    assert not Talk.objects.exists()


def test_pressing_twice_writes_once(desk):
    batch = planned(desk)
    for _time in range(2):
        assert desk.post(page(batch, "write"))["Location"] == page(batch)
    work()
    assert Talk.objects.count() == 2


def test_a_file_that_is_no_programme_is_refused_in_words(desk):
    batch = bring(desk, "Rien du tout.", name="rien.txt")
    assert (batch.state, batch.refusal) == (
        Import.State.REFUSED, "Ce fichier n’est d’aucun des formats qui sont lus."
    )  # fmt: skip
    assert batch.refusal in html(desk, page(batch))


def test_neither_a_file_nor_an_address_is_refused_and_what_was_typed_stays(desk):
    response = desk.post(ADD, {"reader": "ical"})
    assert "Choisissez un fichier ou donnez une adresse" in response.content.decode()
    assert '<option value="ical" selected>' in response.content.decode()
    assert not Import.objects.exists()


def test_what_is_at_an_address_is_asked_for_by_the_worker(desk, monkeypatch):
    asked = {}

    def fetch(address, **options):
        asked[address] = sorted(options)
        return Fetched(json.dumps({"conference": 1}).encode(), "application/json", "https://a.exemple.fr/p/x.json?v=1")

    monkeypatch.setattr(receiving, "fetch", fetch)
    desk.post(ADD, {"address": "https://a.exemple.fr/p"})
    assert asked == {}
    work()
    batch = Import.objects.get()
    assert (asked, batch.name) == ({"https://a.exemple.fr/p": ["most", "types"]}, "x.json")


def test_an_address_that_gives_nothing_is_kept_in_the_form(desk, monkeypatch):
    def fetch(address, **options):
        raise Unfetchable("not-public")

    monkeypatch.setattr(receiving, "fetch", fetch)
    desk.post(ADD, {"address": "https://a.exemple.fr/p"})
    work()
    batch = Import.objects.get()
    assert batch.refusal == words.NO_FETCH["not-public"]
    [again] = [part.split('"')[0] for part in html(desk, page(batch)).split('href="') if "import/add/?" in part]
    assert 'value="https://a.exemple.fr/p"' in html(desk, again.replace("&amp;", "&"))


def test_an_import_that_a_later_one_needs_says_so(desk):
    first = planned(desk)
    desk.post(page(first, "write"))
    work()
    second = bring(desk, TABLE.replace("09:30", "10:00"))
    desk.post(page(second, "write"))
    work()
    desk.post(page(first, "undo"))
    work()
    first.refresh_from_db()
    assert first.state == Import.State.DONE
    assert f"n°\u00a0{second.pk}" in html(desk, page(first))
