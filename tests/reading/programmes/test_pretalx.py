"""pretalx's schedule, and the answers of its API."""

from copy import deepcopy
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import pretalx
from reading.programmes.programme import (
    NO_EVENT,
    NOT_RETAINED,
    SEVERAL_TIMES,
    UNKNOWN_PERSON,
    Document,
    Person,
    Reference,
    UnreadableProgramme,
)
from tests.reading.programmes.samples import BY_DAY, PRETALX, SUBMISSIONS, json_of


def read(tree, **options):
    return pretalx.read(json_of(tree), **options)


def submission(**told):
    return {"code": "ABC123", "title": "Ouvrir la rue", "submission_type": "Talk", **told}


def test_a_schedule_is_read_as_that_of_frab_by_codes():
    programme = read(PRETALX)
    event = programme.events[0]
    talk = event.talks[0]
    assert event.reference == Reference("pretalx", "rues15", "https://rues.example/programme/")
    assert talk.reference == Reference("pretalx", "ABC123", "https://rues.example/ouvrir")
    assert (talk.day, talk.room, talk.kind, talk.license) == (date(2015, 7, 8), "Hall", "round_table", "CC BY 4.0")
    assert talk.starts_at == datetime(2015, 7, 8, 10, tzinfo=ZoneInfo("Europe/Paris"))
    assert talk.people == (Person(name="Anne Roy", reference=Reference("pretalx", "XYZ789"), biography="Elle marche."),)
    assert talk.documents == (Document(url="https://rues.example/1", label="Plan"),)
    assert programme.unheld == {
        "version": 1, "conference.daysCount": 1, "conference.days.index": 1, "conference.days.day_end": 1, "guid": 1,
        "id": 1, "do_not_record": 1, "persons.id": 1,
    }  # fmt: skip


def test_a_submission_is_read_in_french_with_its_tags_and_resources():
    talk = read(SUBMISSIONS).events[0].talks[0]
    assert (talk.track, talk.kind, talk.room, talk.language) == ("Axe nord", "round_table", "Hall", "fr")
    assert talk.documents == (Document(url="https://rues.example/rues.pdf", kind="slides", label="Diapositives"),)
    assert (talk.abstract, talk.themes) == ("Court.\n\nLong.", ("rue",))


def test_a_submission_that_takes_place_twice_is_two_talks():
    programme = read(SUBMISSIONS)
    twice = programme.events[0].talks[:2]
    assert [(one.reference.identifier, one.day) for one in twice] == [
        ("ABC123", date(2015, 7, 8)), ("ABC123#2", date(2015, 7, 9)),
    ]  # fmt: skip
    assert ("Ouvrir la rue", SEVERAL_TIMES) in programme.doubts


def test_what_is_listed_below_each_of_its_days_is_read_once():
    tree = deepcopy(BY_DAY)
    tree["schedule"]["2015-07-09"] = deepcopy(tree["schedule"]["2015-07-08"])
    assert len(read(tree).events[0].talks) == 2


@pytest.mark.parametrize(
    "state, held",
    [
        ("confirmed", ["planned"]), ("accepted", ["planned"]), ("canceled", ["cancelled"]),
        ("submitted", []), ("rejected", []), ("draft", []), ("withdrawn", []),
    ],
)  # fmt: skip
def test_proposals_are_in_no_programme(state, held):
    programme = read([submission(state=state)])
    assert [talk.state for talk in programme.events[0].talks] == held
    assert (("Ouvrir la rue", NOT_RETAINED) in programme.doubts) == (not held)
    assert held or programme.unheld == {"code": 1, "title": 1, "submission_type": 1, "state": 1}


def test_what_was_withdrawn_from_the_programme_is_cancelled():
    programme = read([submission(state="withdrawn", slots=[{"start": "2015-07-08T10:00:00+02:00"}])])
    assert [talk.state for talk in programme.events[0].talks] == ["cancelled"]


def test_people_told_by_their_code_are_looked_up_beside_and_doubted_where_they_are_not():
    tree = {
        "schedule": {"2015-07-08": {"600": {"3": submission(speakers=["XYZ789", "QQQ111"])}}},
        "speakers": {"XYZ789": {"code": "XYZ789", "name": "Anne Roy"}, "ZZZ000": {"code": "ZZZ000", "name": "Nul"}},
    }
    programme = read(tree)
    assert [person.name for person in programme.events[0].talks[0].people] == ["Anne Roy"]
    assert ("Ouvrir la rue", UNKNOWN_PERSON) in programme.doubts
    assert programme.unheld == {"speakers": 1, "speakers.*.code": 1, "speakers.*.name": 1}


def test_a_slot_may_hold_its_submission():
    tree = {"results": [{"start": "2015-07-08T10:00:00+02:00", "room": {"name": "Hall"}, "submission": submission()}]}
    talk = read(tree).events[0].talks[0]
    assert (talk.title, talk.day, talk.room) == ("Ouvrir la rue", date(2015, 7, 8), "Hall")


def test_the_event_is_told_by_the_next_page_or_by_the_name_of_the_file():
    event = read(SUBMISSIONS, name="rencontres").events[0]
    assert (event.title, event.reference) == ("rencontres", Reference("pretalx", "rues15"))
    assert (event.starts_on, event.ends_on) == (date(2015, 7, 8), date(2015, 7, 9))
    assert ("rues15", NO_EVENT) in read(SUBMISSIONS).doubts
    assert read(BY_DAY, name="rencontres").events[0].reference == Reference("pretalx", "talk/ABC123")


def test_what_is_beside_the_talks_is_counted():
    unheld = read(BY_DAY).unheld
    assert (unheld["extra.*.*.id"], unheld["extra.*.*.title.fr"], unheld["slots.id"]) == (1, 1, 2)


@pytest.mark.parametrize("tree", [{}, [], {"results": []}, {"schedule": {}}, "a", 1, None])
def test_what_has_no_talks_is_refused(tree):
    with pytest.raises(UnreadableProgramme):
        read(tree)


def test_damaged_json_is_refused_with_its_line():
    with pytest.raises(UnreadableProgramme) as refused:
        pretalx.read(b'{"results": [\n{"title": }\n]}')
    assert refused.value.line == 2
