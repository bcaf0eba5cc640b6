"""Of which event an article tells: offered first, made as a draft or found in the base, and taken back whole."""

from datetime import date

import pytest
from django.urls import reverse

from curation.models import Status
from events.models import Event
from recaps import deciding
from tests import builders as b

pytestmark = pytest.mark.django_db
TEXT = "Les Assises du Climat, organisées le 15 mars 2025 à Annecy, ont réuni cent personnes."
TOLD = {"name": "Assises du Climat", "date": "2025-03-15", "city": "Annecy"}
ASKED = {"which": "new", "title": "Un titre", **TOLD, "ends_on": "", "venue": "Le Haras"}


@pytest.fixture
def told():
    """A recap, and the event that was found in it."""
    return b.recap(text=TEXT, words="Assises du Climat", kind="event", fields=TOLD)


def about(recap):
    return reverse("admin:recaps_recap_about", args=[recap.pk])


def chosen(client, recap):
    """What is chosen beforehand, and what is offered."""
    form = client.get(about(recap)).context["form"]
    return form.initial["which"], [value for value, _ in form.fields["which"].choices]


def test_the_event_that_was_told_is_offered_and_made_as_a_draft(curator, told):
    recap, proposal = told
    assert chosen(curator, recap) == ("new", ["new", ""])
    text = curator.get(about(recap)).content.decode()
    assert 'value="2025-03-15"' in text
    curator.post(about(recap), ASKED)
    event = Event.objects.get()
    assert (event.title, str(event.starts_on), event.venue, event.city) == (
        "Assises du Climat",
        "2025-03-15",
        "Le Haras",
        "Annecy",
    )
    recap.refresh_from_db()
    proposal.refresh_from_db()
    assert (event.status, recap.event, proposal.state) == (Status.DRAFT, event, "accepted")
    deciding.undo(proposal, by=curator.person)
    recap.refresh_from_db()
    assert (recap.event, Event.objects.count(), recap.title) == (None, 0, "Un titre")


def test_the_same_event_of_the_base_comes_first_and_is_chosen(curator, told):
    recap, proposal = told
    event = b.event(title="Assises du climat", starts_on=date(2025, 3, 15), city="Annecy")
    assert chosen(curator, recap) == (str(event.pk), [str(event.pk), "new", ""])
    curator.post(about(recap), ASKED | {"which": str(event.pk)})
    recap.refresh_from_db()
    proposal.refresh_from_db()
    assert (recap.event, proposal.state, Event.objects.get()) == (event, "accepted", event)
    deciding.undo(proposal, by=curator.person)
    recap.refresh_from_db()
    assert recap.event is None


def test_a_like_one_is_a_question(curator, told):
    recap, _ = told
    like = b.event(title="Rencontres de l’air", starts_on=date(2025, 3, 15))
    assert chosen(curator, recap) == (None, [str(like.pk), "new", ""])
    text = curator.post(about(recap), {"title": "Un titre", "name": "Ce que j’ai tapé"}).content.decode()
    assert "Dites d’abord si c’est l’un de ceux-ci" in text
    assert 'value="Ce que j’ai tapé"' in text
    curator.post(about(recap), ASKED)
    assert Event.objects.count() == 2


def test_earlier_editions_and_the_series_are_named_beside(curator, told):
    recap, _ = told
    b.event(title="Assises du Climat 2023", starts_on=date(2023, 3, 12))
    b.event(title="3es Assises du Climat", starts_on=date(2021, 3, 12))
    b.event(title="Assises du Climat", kind=Event.Kind.SERIES)
    assert chosen(curator, recap) == ("new", ["new", ""])
    text = curator.get(about(recap)).content.decode()
    assert text.count("Autre édition") == 2
    assert text.count("Cycle de ce nom") == 1


def test_an_event_that_was_not_found_is_typed_and_its_day_offered(curator):
    recap, _ = b.recap(text="Mardi 28 janvier 2025, Camille Martin dit « des mots dits » à la salle.")
    assert chosen(curator, recap) == ("", ["new", ""])
    assert 'value="2025-01-28"' in curator.get(about(recap)).content.decode()
    curator.post(about(recap), ASKED | {"name": "Conseil municipal"})
    recap.refresh_from_db()
    assert recap.event.title == "Conseil municipal"
    proposal = recap.proposals.get(kind="event")
    assert (proposal.by_hand, proposal.state) == (True, "accepted")
    deciding.undo(proposal, by=curator.person)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Donnez un nom à l’évènement"),
        ({"ends_on": "2025-03-14"}, "Le dernier jour est avant le premier"),
        ({"date": "", "ends_on": "2025-03-14"}, "Un dernier jour demande un premier jour"),
        ({"date": "demain"}, "Saisissez une date valide"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_still_there(curator, told, wrong, sentence):
    text = curator.post(about(told[0]), ASKED | {"city": "Une autre ville"} | wrong).content.decode()
    assert sentence in text
    assert "Une autre ville" in text
    assert not Event.objects.exists()


def test_two_events_are_one_too_many(curator, told):
    text = curator.post(about(told[0]), ASKED | {"event": b.event().pk}).content.decode()
    assert "Vous avez choisi deux évènements" in text


def test_what_somebody_decided_meanwhile_is_told_and_the_page_is_corrected(curator, told):
    recap, proposal = told
    deciding.reject(proposal, by=b.user(role="curator", name="Paul"))
    text = curator.post(about(recap), ASKED, follow=True).content.decode()
    assert "Paul a déjà décidé" in text
    recap.refresh_from_db()
    assert (recap.title, Event.objects.count()) == ("Un titre", 0)


def test_a_day_that_is_changed_on_the_card_takes_the_last_day_with_it(curator):
    fields = TOLD | {"ends_on": "2025-03-16"}
    _, proposal = b.recap(text=TEXT, words="Assises du Climat", kind="event", fields=fields)
    event = deciding.accept(proposal, by=curator.person, fields={"date": "2025-03-20"}).record
    assert (str(event.starts_on), event.ends_on) == ("2025-03-20", None)
