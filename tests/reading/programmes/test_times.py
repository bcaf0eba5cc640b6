"""Days, hours and durations as files write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reading.programmes.programme import NO_ZONE, SKIPPED_HOUR, UNKNOWN_ZONE
from reading.programmes.times import Clock, day, duration, hour, moment


def test_days_are_read():
    cases = {
        "2015-07-08": date(2015, 7, 8), "2015-07-08T10:00:00+02:00": date(2015, 7, 8), "20150708": date(2015, 7, 8),
        "8/7/2015": date(2015, 7, 8), "mercredi 8 juillet 2015": date(2015, 7, 8), "July 8, 2015": date(2015, 7, 8),
        "8 juillet": None, "2015-13-08": None, "0001-01-01": None, "": None, "demain": None, 20150708: None, None: None,
        "du 7 au 8 juillet 2015": None, "7 et 8 juillet 2015": None,  # which of the two it is nobody said
        datetime(2015, 7, 8, 9): date(2015, 7, 8), date(2015, 7, 8): date(2015, 7, 8),
    }  # fmt: skip
    assert {case: day(case) for case in cases} == cases


def test_hours_are_read():
    cases = {
        "9:30": time(9, 30), "09:30:15": time(9, 30, 15), "9 h 30": time(9, 30), "9h": time(9), "0h30": time(0, 30),
        "2:30 PM": time(14, 30), "12 a.m.": time(0), "24:00": None, "9:75": None, "9": None, "930": None, "": None,
        "midi": None, time(9): time(9), 9: None,
    }  # fmt: skip
    assert {case: hour(case) for case in cases} == cases


def test_moments_are_read():
    cases = {
        "2015-07-08T10:00:00Z": datetime(2015, 7, 8, 10, tzinfo=UTC), "2015-07-08 10:00": datetime(2015, 7, 8, 10),
        "8 juillet 2015 à 10 h 30": datetime(2015, 7, 8, 10, 30), "08/07/2015 10:30": datetime(2015, 7, 8, 10, 30),
        "2015-07-08": None, "10:00": None, "9999-01-01T00:00": None, "": None, 5: None,
    }  # fmt: skip
    assert {case: moment(case) for case in cases} == cases


def test_durations_are_read():
    cases = {
        "00:30": timedelta(minutes=30), "1:30:00": timedelta(hours=1, minutes=30), "25:00": timedelta(hours=25),
        "1:02:00:00": timedelta(days=1, hours=2), "PT1H30M": timedelta(hours=1, minutes=30), "P1D": timedelta(days=1),
        45: timedelta(minutes=45), "45": timedelta(minutes=45), "45 min": timedelta(minutes=45),
        "1 h 30": timedelta(hours=1, minutes=30), "2h": timedelta(hours=2), -5: None, "1:2:3:4:5": None, "long": None,
        float("nan"): None, True: None, None: None,
    }  # fmt: skip
    assert {case: duration(case) for case in cases} == cases


def test_a_moment_is_of_the_zone_of_its_event():
    clock = Clock("America/Montreal")
    assert clock.name == "America/Montreal"
    assert clock.moment("2015-07-08T10:00").tzinfo == ZoneInfo("America/Montreal")
    assert clock.moment("2015-07-08T14:00:00Z").hour == 10
    assert clock.doubts() == []


def test_a_zone_that_is_assumed_or_unknown_is_doubted_once_it_is_needed():
    clock = Clock()
    assert (clock.moment("2015-07-08T10:00:00+02:00").utcoffset(), clock.doubts()) == (timedelta(hours=2), [])
    assert (clock.moment("2015-07-08T10:00").tzinfo, clock.doubts()) == (ZoneInfo("Europe/Paris"), [NO_ZONE])
    assert (Clock("../../etc").name, Clock("../../etc").doubts()) == ("", [UNKNOWN_ZONE])


def test_an_hour_that_clocks_show_twice_or_never_is_doubted():
    for text in ("2015-10-25T02:30", "2015-03-29T02:30"):
        clock = Clock("Europe/Paris")
        clock.moment(text)
        assert clock.doubts() == [SKIPPED_HOUR]
