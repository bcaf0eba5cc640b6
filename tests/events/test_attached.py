from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from curation import history
from curation.models import ExternalReference, Status
from events.attached import Document, Partner, Recording
from events.models import Event, Talk
from tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    talk = make.talk(title="Le lin")
    talk.recordings.create(url="https://exemple.fr/lin.webm", duration=3723, language="oc", position=1)
    talk.recordings.create(url="https://exemple.fr/lin.mp3", kind=Recording.Kind.AUDIO, position=2, license="CC0")
    talk.documents.create(url="https://exemple.fr/lin.pdf")
    talk.documents.create(url="https://exemple.fr/rouissage", kind=Document.Kind.LINK, label="Le rouissage")
    return talk


def test_a_talk_shows_its_recordings_and_documents(talk, client):
    page = client.get(talk.get_absolute_url()).text
    page = page[page.index('<ul class="attached">') :]
    shown = ("lin.webm", "1:02:03", "lin.mp3", "CC0", "lin.pdf", "Diapositives", "Le rouissage")
    assert sorted(shown, key=page.index) == list(shown)


def test_programs_read_how_long_a_recording_is(talk, client):
    data = client.get(reverse("quotes:talk_json", args=[talk.slug])).json()["@graph"][0]
    assert [(one["@type"], one.get("duration")) for one in data["recordedIn"]] == [
        ("VideoObject", "PT3723S"),
        ("AudioObject", None),
    ]
    assert [one.get("name") for one in data["subjectOf"]] == [None, "Le rouissage"]


def test_what_is_attached_to_a_draft_is_hidden(talk):
    assert Recording.objects.public().count() == 2
    Talk.objects.filter(pk=talk.pk).update(status=Status.DRAFT)
    assert not Recording.objects.public().exists() and not Document.objects.public().exists()


def test_one_address_is_attached_once(talk):
    with pytest.raises(IntegrityError), transaction.atomic():
        talk.recordings.create(url="https://exemple.fr/lin.webm")


def test_recordings_come_back_with_their_talk(talk):
    revision = history.delete(talk, by=None)
    assert not Recording.objects.exists()
    back = history.restore(revision, by=None)
    assert [one.url for one in back.recordings.in_order()] == [
        "https://exemple.fr/lin.webm",
        "https://exemple.fr/lin.mp3",
    ]


def test_an_event_names_its_partners_that_the_public_knows(client):
    event = make.event()
    known, draft = make.organization(name="Les Lins bleus"), make.organization(name="Cachée", status=Status.DRAFT)
    for organization in (known, draft):
        Partner.objects.create(event=event, organization=organization, role=Partner.Role.SPONSOR)
    page = client.get(event.get_absolute_url()).text
    assert "Les Lins bleus" in page and "Mécène" in page
    assert "Cachée" not in page


@pytest.mark.parametrize(("state", "word"), [("cancelled", "annulé"), ("postponed", "reporté")])
def test_a_page_says_what_does_not_take_place(client, state, word):
    event = make.event(state=state)
    talk = make.talk(event=event, state=state)
    assert f">{word}<" in client.get(event.get_absolute_url()).text
    assert f">{word}e<" in client.get(talk.get_absolute_url()).text


@pytest.mark.parametrize(("state", "word"), [("cancelled", "annulée"), ("postponed", "reportée")])
def test_a_talk_of_what_does_not_take_place_says_so_wherever_it_stands_alone(client, state, word):
    theme, person = make.theme(), make.speaker()
    event = make.event(state=state, starts_on=timezone.localdate() + timedelta(days=9), city="Blois")
    talk = make.talk(title="Le pont", event=event, themes=[theme], speakers=[person])
    for path in (
        "/recherche/?q=pont",
        talk.get_absolute_url(),
        theme.get_absolute_url(),
        "/interventions/",
        f"/lieux/{event.city_slug}/",
        "/",
    ):
        page = client.get(path).text
        assert f">{word}<" in page and ">à venir<" not in page, path
    assert f">{word}<" not in client.get(event.get_absolute_url()).text  # whose own head says it for all
    assert ">à venir<" not in client.get(person.get_absolute_url()).text


def test_feeds_say_of_a_talk_that_its_event_does_not_take_place(client):
    make.talk(title="Le pont", event=make.event(title="Atelier", state="cancelled"))
    assert "Le pont (annulation)" in client.get("/index.atom").text


def test_nobody_signs_up_for_what_is_cancelled_nor_notes_it_down(client):
    soon = {"starts_on": timezone.localdate() + timedelta(days=3), "registration_url": "https://exemple.fr/inscription"}
    held, cancelled = make.event(**soon), make.event(state="cancelled", **soon)
    talks = [make.talk(event=event) for event in (held, cancelled)]
    for on, off in ((held, cancelled), talks):
        assert "Ajouter à mon agenda" in client.get(on.get_absolute_url()).text
        assert "Ajouter à mon agenda" not in client.get(off.get_absolute_url()).text
    assert "S’inscrire" in client.get(held.get_absolute_url()).text
    assert "S’inscrire" not in client.get(cancelled.get_absolute_url()).text


def test_nothing_was_said_yet_at_what_is_to_come(client):
    event = make.event(starts_on=timezone.localdate() + timedelta(days=3))
    make.talk(event=event)
    page = client.get(event.get_absolute_url()).text
    assert "<dt>Au programme</dt>" in page and "On y a dit" not in page


def test_calendars_hear_of_a_cancellation():
    talk = make.talk()
    before = talk.revision
    talk.state = Talk.State.CANCELLED
    talk.save()
    assert Talk.objects.get(pk=talk.pk).revision == before + 1


def test_the_address_where_to_follow_is_shown_until_it_is_over(client):
    event = make.event(
        starts_on=timezone.localdate() + timedelta(days=3), is_online=True, online_url="https://direct.fr/"
    )
    assert "https://direct.fr/" in client.get(event.get_absolute_url()).text
    Event.objects.get(pk=event.pk)
    event.starts_on = date(2015, 7, 8)
    event.save()
    assert "https://direct.fr/" not in client.get(event.get_absolute_url()).text


def test_a_record_is_known_elsewhere_by_one_identifier():
    first, second = make.speaker(), make.speaker()
    first.external_references.create(system="pretalx", identifier="8A6695")
    with pytest.raises(IntegrityError), transaction.atomic():
        second.external_references.create(system="pretalx", identifier="8A6695")
    make.organization().external_references.create(system="pretalx", identifier="8A6695")  # of another kind


def test_external_references_come_back_with_their_record():
    speaker = make.speaker()
    speaker.external_references.create(system="HAL", identifier="x-1", url="https://hal.example/x-1")
    revision = history.delete(speaker, by=None)
    assert not ExternalReference.objects.exists()
    back = history.restore(revision, by=None)
    assert [(one.system, one.identifier) for one in back.external_references.all()] == [("HAL", "x-1")]


@pytest.mark.parametrize("code", ["fr", "br", "pt-BR", "zh-Hant", "gsw"])
def test_a_language_is_a_code(code):
    Talk(title="x", event=make.event(), language=code).full_clean(exclude=["slug"])


@pytest.mark.parametrize("code", ["français", "FR", "xx", "fr_FR", "f"])
def test_what_is_no_code_of_a_language_is_refused(code):
    with pytest.raises(ValidationError) as refused:
        Talk(title="x", event=make.event(), language=code).full_clean(exclude=["slug"])
    assert "language" in refused.value.message_dict
