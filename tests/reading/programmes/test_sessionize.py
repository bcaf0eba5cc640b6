"""Sessionize, where sessions know their people, rooms and categories by number."""

from copy import deepcopy
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import sessionize
from reading.programmes.programme import (
    NO_EVENT,
    NO_NAME,
    NO_ZONE,
    NOT_RETAINED,
    UNKNOWN_PERSON,
    Person,
    Recording,
    Reference,
    UnreadableProgramme,
)
from tests.reading.programmes.samples import SESSIONIZE, json_of


def read(tree=SESSIONIZE):
    return sessionize.read(json_of(tree), name="rues15")


def test_a_session_is_read_with_what_it_knows_by_number():
    talk = read().events[0].talks[0]
    assert (talk.title, talk.room, talk.abstract) == ("Ouvrir la rue", "Hall", "Long.")
    assert talk.starts_at == datetime(2015, 7, 8, 10, tzinfo=ZoneInfo("Europe/Paris"))
    assert (talk.is_online, talk.online_url) == (True, "https://rues.example/direct")
    assert talk.recordings == (Recording(url="https://rues.example/1.mp4"),)
    assert talk.people == (
        Person(
            name="Anne Roy", reference=Reference("sessionize", "a1"), job_title="Maire de Sèvres",
            biography="Elle marche.", website="https://anne.example/", accounts=("anneroy",),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["TBA", "à confirmer", "?"])
def test_who_is_not_known_yet_is_nobody(name):
    tree = deepcopy(SESSIONIZE)
    next(one for one in tree["speakers"] if one["fullName"] == "Anne Roy")["fullName"] = name
    programme = read(tree)
    assert programme.events[0].talks[0].people == ()
    assert ("Ouvrir la rue", NO_NAME) in programme.doubts


def test_categories_say_the_kind_the_track_the_language_or_a_theme():
    talk = read().events[0].talks[0]
    assert (talk.kind, talk.track, talk.language, talk.themes) == ("round_table", "Axe nord", "fr", ("rue",))


def test_a_talk_has_one_kind_and_what_another_one_says_is_counted():
    tree = deepcopy(SESSIONIZE)
    tree["categories"][0]["items"].append({"id": 7, "name": "Keynote"})
    tree["sessions"][0]["categoryItems"].append(7)
    programme = read(tree)
    assert programme.events[0].talks[0].kind == "round_table"
    assert programme.unheld["categoryItems"] == read().unheld["categoryItems"] + 1


def test_a_meal_is_no_talk():
    assert [talk.kind for talk in read().events[0].talks] == ["round_table", "other"]


def test_the_event_is_told_by_the_file_and_doubted_and_so_are_its_hours():
    programme = read()
    event = programme.events[0]
    assert event.reference == Reference("sessionize", "talk/11")
    assert (event.title, event.starts_on, event.ends_on) == ("rues15", date(2015, 7, 8), date(2015, 7, 8))
    assert programme.doubts == [
        ("Ouvrir la rue", UNKNOWN_PERSON), ("En attente", NOT_RETAINED), ("rues15", NO_EVENT), ("rues15", NO_ZONE),
    ]  # fmt: skip


def test_what_nobody_refers_to_stays_counted():
    assert read().unheld == {
        "isPlenumSession": 1, "categoryItems": 1, "questionAnswers.questionId": 1, "questionAnswers.answerValue": 1,
        "id": 1, "title": 1, "status": 1, "speakers": 2,  # of the session on the waiting list; a number nobody has
        "speakers.firstName": 1, "speakers.lastName": 1, "speakers.profilePicture": 1, "speakers.sessions": 1,
        "speakers.links.title": 3, "speakers.links.linkType": 3, "speakers.links.url": 1, "speakers.id": 1,
        "speakers.fullName": 1, "categories.id": 5, "categories.title": 5, "categories.items.id": 6,
        "categories.items.name": 2, "rooms.id": 1, "rooms.sort": 1,
    }  # fmt: skip


def test_the_other_views_are_read_by_group_or_by_day_and_room():
    session = deepcopy(SESSIONIZE["sessions"][0]) | {
        "speakers": [{"id": "a1", "name": "Anne Roy"}], "room": "Hall",
        "categories": [{"id": 1, "name": "Track", "categoryItems": [{"id": 2, "name": "Axe nord"}]}],
    }  # fmt: skip
    for tree in (
        [{"groupId": None, "sessions": [session]}],
        [{"date": "2015-07-08", "rooms": [{"id": 9, "name": "Hall", "sessions": [session]}]}],
    ):
        talk = read(tree).events[0].talks[0]
        assert (talk.room, talk.track) == ("Hall", "Axe nord")
        assert talk.people == (Person(name="Anne Roy", reference=Reference("sessionize", "a1")),)


@pytest.mark.parametrize("tree", [{}, [], {"sessions": []}, {"sessions": [{"title": "A"}]}, [1], None])
def test_what_has_no_sessions_is_refused(tree):
    with pytest.raises(UnreadableProgramme):
        read(tree)
