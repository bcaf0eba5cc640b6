"""Indico, whose sessions have conveners and contributions."""

from copy import deepcopy
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import indico
from reading.programmes.programme import Document, Person, Reference, UnreadableProgramme
from tests.reading.programmes.samples import INDICO, json_of

PARIS = ZoneInfo("Europe/Paris")


def read(tree=INDICO):
    return indico.read(json_of(tree))


def talks(tree=INDICO):
    return {talk.title: talk for talk in read(tree).events[0].talks}


def test_an_event_is_read_with_its_hours_place_and_organiser():
    event = read().events[0]
    assert (event.title, event.kind, event.summary) == ("Assises des rues", "conference", "Deux jours.")
    assert event.reference == Reference("indico", "12", "https://rues.example/12")
    assert (event.starts_on, event.ends_on) == (date(2015, 7, 8), date(2015, 7, 9))
    assert event.starts_at == datetime(2015, 7, 8, 9, tzinfo=PARIS)
    assert (event.venue, event.organizers, event.time_zone) == ("Cité des rues", ("Ville de Sèvres",), "Europe/Paris")


def test_a_contribution_is_read_whole():
    talk = talks()["Ouvrir la rue"]
    assert talk.reference == Reference("indico", "rues.example/12/101", "https://rues.example/12/1")
    assert talk.starts_at == datetime(2015, 7, 8, 10, tzinfo=PARIS)
    assert talk.ends_at - talk.starts_at == timedelta(minutes=45)
    assert (talk.kind, talk.track, talk.room, talk.themes) == ("talk", "Axe nord", "Hall", ("rue",))
    assert talk.people == (Person(name="Anne Roy", reference=Reference("indico", "7"), organization="Ville de Sèvres"),)
    assert talk.documents == (Document(url="https://rues.example/rues.pdf", kind="slides", label="rues.pdf"),)


def test_what_is_within_a_contribution_is_a_talk_of_its_day_and_room():
    talk = talks()["Une rue"]
    assert (talk.reference.identifier, talk.day, talk.room) == ("rues.example/12/101/301", date(2015, 7, 8), "Hall")


def test_a_session_without_contributions_is_a_talk_that_its_conveners_moderate():
    talk = talks()["Débat"]
    assert talk.reference.identifier == "rues.example/12/session/2"
    assert [(person.name, person.kind) for person in talk.people] == [("Bo Lind", "moderator")]


def test_conveners_moderate_the_contributions_of_their_session():
    talk = talks()["Une place"]
    assert talk.track == "Matinée"
    assert [(person.name, person.kind) for person in talk.people] == [("Anne Roy", "speaker"), ("Bo Lind", "moderator")]


def test_who_convenes_a_session_and_speaks_there_speaks():
    tree = deepcopy(INDICO)
    tree["results"][0]["sessions"][1]["conveners"] = [{"fullName": "Roy, Anne", "person_id": 7}]
    tree["results"][0]["sessions"][1]["contributions"][0]["speakers"][0]["person_id"] = 7
    assert [(one.name, one.kind) for one in talks(tree)["Une place"].people] == [("Anne Roy", "speaker")]


def test_a_lecture_is_a_talk_of_those_who_give_it():
    tree = deepcopy(INDICO)
    tree["results"][0] |= {"type": "simple_event", "contributions": [], "sessions": []}
    event = read(tree).events[0]
    assert event.kind == "seminar"
    assert [(talk.title, talk.people) for talk in event.talks] == [("Assises des rues", (Person(name="Zoé Noir"),))]


def test_mail_addresses_are_not_held():
    programme = read()
    assert "a@b.example" not in repr(programme)
    assert programme.unheld == {
        "count": 1, "results._type": 1, "results.chairs.first_name": 1, "results.chairs.last_name": 1, "id": 1,
        "speakers.email": 1, "folders.title": 1, "subContributions.id": 1, "subContributions.duration": 1,
        "results.sessions.conveners.id": 2, "results.sessions.id": 1, "speakers.id": 1,
    }  # fmt: skip


@pytest.mark.parametrize("tree", [{}, [], {"results": []}, {"results": [{}]}, {"results": {"title": "A"}}, 1])
def test_what_has_no_events_is_refused(tree):
    with pytest.raises(UnreadableProgramme):
        read(tree)
