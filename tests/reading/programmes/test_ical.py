"""Calendars: of others, and our own, which come back as what they were."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import ical
from reading.programmes.programme import (
    CONTRADICTION,
    INVITED,
    LONG,
    NO_TITLE,
    NO_ZONE,
    REPEATS,
    SAME_IDENTIFIER,
    SKIPPED_HOUR,
    TAKEN_FOR_EVENTS,
    TAKEN_FOR_TALKS,
    TENTATIVE,
    UNKNOWN_ZONE,
    UNREADABLE_TIME,
    Document,
    Person,
    Reference,
    UnreadableProgramme,
)
from tests import builders as make
from tests.reading.programmes.samples import ICAL

PARIS = ZoneInfo("Europe/Paris")


def calendar(*entries, head=""):
    """A calendar of entries, each the lines between BEGIN and END; `head` are lines before them."""
    within = "".join(f"BEGIN:VEVENT\n{entry}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\n{head}{within}END:VCALENDAR\n".encode()


def first(entry, **options):
    return ical.read(calendar(entry), **options).events[0].talks[0]


def test_an_entry_is_read_as_a_talk():
    talk = ical.read(ICAL).events[0].talks[0]
    assert talk.title == "Ouvrir la rue, et la place"
    assert talk.reference == Reference("ical", "u1", "https://rues.example/1")
    assert (talk.starts_at, talk.ends_at) == (
        datetime(2015, 7, 8, 10, tzinfo=PARIS), datetime(2015, 7, 8, 10, 45, tzinfo=PARIS),
    )  # fmt: skip
    assert (talk.room, talk.abstract, talk.language, talk.state) == ("Hall", "Un mot.", "fr", "cancelled")
    assert talk.themes == ("rue", "place", "eau")
    assert talk.documents == (Document(url="https://rues.example/slides.pdf", kind="slides"),)
    assert (talk.is_online, talk.online_url) == (True, "https://rues.example/direct")


def test_who_is_invited_is_taken_for_a_speaker_with_a_doubt_and_without_an_address():
    programme = ical.read(ICAL)
    talk = programme.events[0].talks[0]
    assert talk.people == (Person(name="Bo Lind", kind="moderator"), Person(name="Anne Roy"))
    assert (talk.title, INVITED) in programme.doubts
    assert "b.example" not in repr(programme)
    assert first("SUMMARY:A\nATTENDEE;CN=a@b.example:mailto:a@b.example").people == ()
    assert first("SUMMARY:A\nATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:a@b.example").people == ()
    assert first("SUMMARY:A\nATTENDEE;PARTSTAT=DECLINED;CN=Anne Roy:mailto:a@b.example").people == ()


def test_the_calendar_is_the_event_of_its_talks():
    programme = ical.read(ICAL)
    event = programme.events[0]
    assert (event.title, event.time_zone, event.summary) == ("Rencontres des rues", "Europe/Paris", "Deux nuits")
    assert (event.starts_on, event.ends_on) == (date(2015, 7, 8), date(2015, 7, 9))
    assert event.reference == Reference("ical", "talk/u1")
    assert event.organizers == ("Ville de Sèvres",)
    assert (event.title, TAKEN_FOR_TALKS) in programme.doubts


def test_a_whole_day_ends_the_evening_before_the_end_that_is_told():
    talk = ical.read(ICAL).events[0].talks[1]
    assert (talk.day, talk.starts_at, talk.ends_at) == (date(2015, 7, 9), None, None)
    programme = ical.read(calendar("SUMMARY:A\nDTSTART;VALUE=DATE:20150708\nDTEND;VALUE=DATE:20150711"), several=True)
    assert (programme.events[0].starts_on, programme.events[0].ends_on) == (date(2015, 7, 8), date(2015, 7, 10))
    programme = ical.read(calendar("SUMMARY:A\nDTSTART;VALUE=DATE:20150708\nDTEND;VALUE=DATE:20150711"))
    assert ("A", LONG) in programme.doubts


def test_what_has_no_place_is_counted():
    assert ical.read(ICAL).unheld == {
        "VERSION": 1, "DTSTAMP": 1, "GEO": 1, "ATTENDEE.text()": 2, "ORGANIZER.text()": 2, "CONFERENCE.@VALUE": 1,
        "RRULE": 1, "STATUS": 1,
    }  # fmt: skip


def test_what_repeats_and_what_is_not_certain_is_doubted():
    assert {("Marche", REPEATS), ("Marche", TENTATIVE)} <= set(ical.read(ICAL).doubts)


def test_entries_months_apart_are_events_or_what_one_says_they_are():
    data = calendar(
        "UID:a\nSUMMARY:Printemps\nDTSTART:20150301T080000Z\nDTEND:20150301T100000Z\nLOCATION:Sèvres",
        "UID:b\nSUMMARY:Automne\nDTSTART;VALUE=DATE:20151001",
    )
    programme = ical.read(data)
    spring, autumn = programme.events
    assert (spring.title, spring.venue, spring.starts_on) == ("Printemps", "Sèvres", date(2015, 3, 1))
    assert (spring.starts_at, spring.ends_at.hour) == (datetime(2015, 3, 1, 8, tzinfo=UTC), 10)
    assert (autumn.starts_on, autumn.ends_on, autumn.starts_at) == (date(2015, 10, 1), date(2015, 10, 1), None)
    assert programme.doubts == [("", TAKEN_FOR_EVENTS)]
    assert [len(event.talks) for event in ical.read(data, several=False).events] == [2]


@pytest.mark.parametrize(
    "time, moment, doubts",
    [
        ("DTSTART;TZID=Europe/Paris:20150708T100000", datetime(2015, 7, 8, 10, tzinfo=PARIS), []),
        ("DTSTART;TZID=Romance Standard Time:20150708T100000", datetime(2015, 7, 8, 10, tzinfo=PARIS), []),
        ("DTSTART;TZID=/mozilla.org/2005/Europe/Paris:20150708T100000", datetime(2015, 7, 8, 10, tzinfo=PARIS), []),
        ("DTSTART:20150708T080000Z", datetime(2015, 7, 8, 10, tzinfo=PARIS), []),
        ("DTSTART;TZID=Mars/Olympus:20150708T100000", datetime(2015, 7, 8, 10, tzinfo=PARIS), [UNKNOWN_ZONE]),
        ("DTSTART:20150708T100000", datetime(2015, 7, 8, 10, tzinfo=PARIS), [NO_ZONE]),
        ("DTSTART;TZID=Europe/Paris:20151025T023000", datetime(2015, 10, 25, 2, 30, tzinfo=PARIS), [SKIPPED_HOUR]),
        ("DTSTART:bientôt", None, [UNREADABLE_TIME]),
        ("DTSTART:20159999T100000", None, [UNREADABLE_TIME]),
        ("DTSTART:99991231\nDURATION:P9D", None, [UNREADABLE_TIME]),
        ("DTSTART;TZID=Europe/Paris:00010101T000000", None, [UNREADABLE_TIME]),
        ("DTSTART:20150708T080000Z\nDTEND:20150709", datetime(2015, 7, 8, 10, tzinfo=PARIS), [CONTRADICTION]),
    ],
)
def test_hours_are_of_the_zone_that_is_told(time, moment, doubts):
    programme = ical.read(calendar(f"SUMMARY:A\n{time}", head="X-WR-CALNAME:A\n"))
    assert programme.events[0].talks[0].starts_at == moment
    assert [doubt for _, doubt in programme.doubts if doubt != TAKEN_FOR_TALKS] == doubts


def test_what_is_told_again_is_told_apart():
    again = "UID:a\nSUMMARY:A\nDTSTART:20150708T080000Z"
    for several in (True, False):
        programme = ical.read(calendar(again, f"{again}\nRECURRENCE-ID:20150709T080000Z"), several=several)
        records = programme.events if several else programme.events[0].talks
        assert [one.reference.identifier for one in records] == ["a", "a#2"]
        assert ("A", SAME_IDENTIFIER) in programme.doubts


def test_an_end_may_be_told_as_a_duration():
    talk = first("SUMMARY:A\nDTSTART:20150708T080000Z\nDURATION:PT1H30M")
    assert talk.ends_at == datetime(2015, 7, 8, 9, 30, tzinfo=UTC)


def test_an_entry_without_a_title_is_left_whole():
    programme = ical.read(calendar("UID:a", "SUMMARY:B"))
    assert [talk.title for talk in programme.events[0].talks] == ["B"]
    assert (programme.unheld, ("", NO_TITLE) in programme.doubts) == ({"UID": 1}, True)


@pytest.mark.parametrize(
    "data, line",
    [
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VTODO\n", 3),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", None),
        (b"BEGIN:VCALENDAR\n" * 20, 9),
        (b"SUMMARY:A\n", None),
    ],
)
def test_what_is_no_calendar_is_refused_with_the_line(data, line):
    with pytest.raises(UnreadableProgramme) as refused:
        ical.read(data)
    assert refused.value.line == line


@pytest.mark.django_db
def test_our_own_calendar_of_an_event_comes_back_as_it_was(client):
    event = make.event(
        title="Assises, des rues", slug="assises", starts_on=date(2015, 7, 8), ends_on=date(2015, 7, 9),
        venue="Cité des rues", city="Sèvres", country="France", summary="Deux jours ; deux nuits.",
    )  # fmt: skip
    make.talk(event=event, title="Ouvrir", slug="ouvrir", starts_at=datetime(2015, 7, 8, 10, tzinfo=PARIS), room="Hall")
    make.talk(event=event, title="Fermer", slug="fermer", day=date(2015, 7, 9))
    programme = ical.read(client.get("/evenements/assises.ics").content)
    found = programme.events[0]
    assert (found.title, found.starts_on, found.ends_on) == ("Assises, des rues", date(2015, 7, 8), date(2015, 7, 9))
    assert found.venue == "Cité des rues, Sèvres, France"
    assert found.website.endswith("/evenements/assises/")
    talks = {talk.title: talk for talk in found.talks}
    assert (talks["Ouvrir"].room, talks["Fermer"].room) == ("Hall", "")
    assert talks["Ouvrir"].starts_at == datetime(2015, 7, 8, 10, tzinfo=PARIS)
    assert (talks["Fermer"].day, talks["Fermer"].starts_at) == (date(2015, 7, 9), None)
    assert programme.doubts == []


@pytest.mark.django_db
def test_our_own_calendar_of_all_events_comes_back_as_events(client):
    make.event(title="Assises", slug="assises", starts_on=date(2015, 7, 8), start_time=time(9))
    make.event(title="Suites", slug="suites", starts_on=date(2015, 7, 9))
    programme = ical.read(client.get("/evenements.ics").content)
    assert {event.title: event.starts_at for event in programme.events} == {
        "Assises": datetime(2015, 7, 8, 9, tzinfo=PARIS), "Suites": None,
    }  # fmt: skip
    assert [talk for event in programme.events for talk in event.talks] == []
