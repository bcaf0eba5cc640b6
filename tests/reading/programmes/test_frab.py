"""Schedules of frab, where the night is of the day before."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reading.programmes import frab
from reading.programmes.programme import (
    CONTRADICTION,
    LONG,
    NO_TITLE,
    NO_ZONE,
    SAME_IDENTIFIER,
    UNKNOWN_ZONE,
    UNREADABLE_TIME,
    Document,
    Person,
    Recording,
    Reference,
    UnreadableProgramme,
)
from tests.reading.programmes.samples import FRAB

PARIS = ZoneInfo("Europe/Paris")


def event(data=FRAB, **options):
    return frab.read(data, **options).events[0]


def schedule(talks, *, conference="", day='date="2015-07-08"'):
    """A schedule of one room with the elements `talks`."""
    rooms = f'<room name="Hall">{talks}</room>'
    return f"<schedule><conference>{conference}</conference><day {day}>{rooms}</day></schedule>".encode()


def talk(data):
    return event(data).talks[0]


def test_a_talk_is_read_whole():
    found = event().talks[0]
    assert (found.title, found.kind, found.room, found.track) == ("Ouvrir la rue", "round_table", "Hall", "Axe nord")
    assert found.reference == Reference("frab", "g1", "https://rues.example/ouvrir")
    assert found.starts_at == datetime(2015, 7, 8, 10, tzinfo=PARIS)
    assert found.ends_at - found.starts_at == timedelta(minutes=45)
    assert found.abstract == "Un mot\n\nCourt.\n\nLong."
    assert (found.language, found.license) == ("fr", "CC BY 4.0")
    assert found.people == (
        Person(name="Anne Roy", reference=Reference("frab", "p7")),
        Person(name="Bo Lind", reference=Reference("frab", "8")),
    )
    assert found.recordings == (Recording(url="https://rues.example/1.webm", language="fr", license="CC BY 4.0"),)
    assert found.documents == (
        Document(url="https://rues.example/fichiers/rues.odp", kind="slides", label="Support"),
        Document(url="https://rues.example/1", label="Plan"),
    )


def test_an_event_is_read_with_its_days_and_its_zone():
    found = event()
    assert found.title == "Rencontres des rues"
    assert found.reference == Reference("frab", "rues15", "https://rues.example/")
    assert (found.starts_on, found.ends_on) == (date(2015, 7, 8), date(2015, 7, 9))
    assert (found.time_zone, found.summary) == ("Europe/Paris", "Deux nuits")


def test_an_event_that_tells_no_days_has_those_of_its_schedule():
    found = event(schedule("<event id='1'><title>A</title></event>"))
    assert (found.starts_on, found.ends_on) == (date(2015, 7, 8), date(2015, 7, 8))


def test_what_begins_after_midnight_is_of_the_day_before():
    night = event().talks[1]
    assert night.day == date(2015, 7, 8)
    assert night.starts_at == datetime(2015, 7, 9, 0, 30, tzinfo=PARIS)


def test_an_hour_in_the_night_is_of_the_day_before_where_the_day_does_not_tell_when_it_begins():
    told = "<event><title>A</title><start>{}</start></event>"
    assert talk(schedule(told.format("01:30"))).starts_at == datetime(2015, 7, 9, 1, 30, tzinfo=PARIS)
    assert talk(schedule(told.format("09:30"))).starts_at == datetime(2015, 7, 8, 9, 30, tzinfo=PARIS)


def test_a_talk_without_an_hour_has_its_day_and_room():
    found = event().talks[2]
    assert (found.day, found.starts_at, found.ends_at, found.room) == (date(2015, 7, 8), None, None, "Cour")


def test_what_has_no_place_is_counted_by_its_path():
    assert frab.read(FRAB).unheld == {
        "version": 1, "conference.days": 1, "day.@index": 1, "day.@end": 1, "day.room.@guid": 1, "@id": 3, "slug": 1,
        "recording.optout": 1, "persons.person.@id": 1, "language": 1,
    }  # fmt: skip


def test_a_schedule_of_pretalx_says_so_and_goes_by_its_codes():
    data = schedule('<event guid="g" code="ABC123"><title>A</title></event>').replace(
        b"<schedule>", b'<schedule><generator name="pretalx" version="2"/>'
    )
    assert talk(data).reference == Reference("pretalx", "ABC123")


@pytest.mark.parametrize(
    "length, end, doubts",
    [
        ("00:30", timedelta(minutes=30), []),
        ("25:30", timedelta(hours=25, minutes=30), [("A", LONG)]),
        ("1:02:30:00", timedelta(days=1, hours=2, minutes=30), [("A", LONG)]),
        ("n’importe", None, []),
    ],
)
def test_a_duration_may_be_longer_than_a_day(length, end, doubts):
    programme = frab.read(
        schedule(
            f"<event><title>A</title><start>10:00</start><duration>{length}</duration></event>",
            conference="<time_zone_name>Europe/Paris</time_zone_name>",
        )
    )
    found = programme.events[0].talks[0]
    assert (found.ends_at and found.ends_at - found.starts_at, programme.doubts) == (end, doubts)


def test_hours_without_a_zone_are_of_the_zone_that_is_given_and_doubted():
    data = schedule("<event><title>A</title><start>10:00</start></event>", conference="<title>R</title>")
    programme = frab.read(data, zone="America/Montreal")
    assert programme.events[0].talks[0].starts_at == datetime(2015, 7, 8, 10, tzinfo=ZoneInfo("America/Montreal"))
    assert programme.doubts == [("R", NO_ZONE)]


def test_an_unknown_zone_is_doubted():
    conference = "<title>R</title><time_zone_name>Mars/Olympus</time_zone_name>"
    programme = frab.read(schedule("<event><title>A</title><start>10:00</start></event>", conference=conference))
    assert programme.events[0].time_zone == ""
    assert programme.doubts == [("R", UNKNOWN_ZONE)]


def test_a_day_and_hour_that_contradict_each_other_are_doubted_and_the_moment_is_held():
    programme = frab.read(
        schedule("<event><title>A</title><date>2015-07-08T10:00:00+02:00</date><start>11:00</start></event>")
    )
    assert programme.events[0].talks[0].starts_at.hour == 10
    assert programme.doubts == [("A", CONTRADICTION)]


def test_an_hour_that_cannot_be_read_is_doubted_and_stays_counted():
    programme = frab.read(schedule("<event><title>A</title><start>midi</start></event>"))
    assert programme.doubts == [("A", UNREADABLE_TIME)]
    assert programme.unheld["start"] == 1


def test_a_talk_without_a_title_is_left_whole():
    programme = frab.read(schedule("<event><start>10:00</start><track>Axe</track></event>"))
    assert programme.events[0].talks == ()
    assert programme.unheld == {"start": 1, "track": 1}
    assert programme.doubts == [("", NO_TITLE)]


def test_two_talks_never_have_one_identifier():
    programme = frab.read(schedule('<event guid="g"><title>A</title></event><event guid="g"><title>B</title></event>'))
    assert [one.reference.identifier for one in programme.events[0].talks] == ["g", "g#2"]
    assert programme.doubts == [("B", SAME_IDENTIFIER)]


def test_an_address_that_leads_nowhere_is_not_held():
    links = '<links><link href="javascript:alert(1)">x</link></links>'
    programme = frab.read(schedule(f"<event><title>A</title>{links}</event>"))
    assert programme.events[0].talks[0].documents == ()
    assert programme.unheld == {"links.link.@href": 1, "links.link.text()": 1}


@pytest.mark.parametrize(
    "data, line",
    [
        (b"<schedule>\n<day>\n</schedule>", 3),
        (b'<!DOCTYPE schedule [<!ENTITY a "b">]>\n<schedule>&a;</schedule>', 1),
        (b"<schedule/>", None),
        (b"", None),
    ],
)
def test_what_is_no_schedule_is_refused_with_the_line(data, line):
    with pytest.raises(UnreadableProgramme) as refused:
        frab.read(data)
    assert refused.value.line == line
