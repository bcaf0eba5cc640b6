from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from events.models import Event
from events.timing import start, stop

PARIS = ZoneInfo("Europe/Paris")
SIXTH, EIGHTH = date(2015, 7, 6), date(2015, 7, 8)


@pytest.mark.parametrize(
    ("known", "first", "last"),
    [
        ({}, None, None),
        ({"start_time": time(9), "end_time": time(18)}, None, None),
        ({"starts_on": SIXTH}, SIXTH, SIXTH),
        ({"starts_on": SIXTH, "ends_on": EIGHTH}, SIXTH, EIGHTH),
        ({"starts_on": SIXTH, "end_time": time(18)}, SIXTH, SIXTH),
        ({"starts_on": SIXTH, "start_time": time(9)}, datetime(2015, 7, 6, 9, tzinfo=PARIS), None),
        (
            {"starts_on": SIXTH, "ends_on": EIGHTH, "start_time": time(9), "end_time": time(18)},
            datetime(2015, 7, 6, 9, tzinfo=PARIS),
            datetime(2015, 7, 8, 18, tzinfo=PARIS),
        ),
        ({"starts_on": SIXTH, "ends_on": EIGHTH, "start_time": time(9)}, SIXTH, EIGHTH),
        (
            {"starts_on": SIXTH, "start_time": time(20), "end_time": time(1)},
            datetime(2015, 7, 6, 20, tzinfo=PARIS),
            datetime(2015, 7, 7, 1, tzinfo=PARIS),
        ),
        (
            {"starts_on": date(2015, 12, 31), "start_time": time(22), "end_time": time(6)},
            datetime(2015, 12, 31, 22, tzinfo=PARIS),
            datetime(2016, 1, 1, 6, tzinfo=PARIS),
        ),
        (
            {"starts_on": SIXTH, "start_time": time(14), "end_time": time(9)},
            datetime(2015, 7, 6, 14, tzinfo=PARIS),
            None,
        ),
        (
            {"starts_on": SIXTH, "ends_on": EIGHTH, "start_time": time(20), "end_time": time(2)},
            datetime(2015, 7, 6, 20, tzinfo=PARIS),
            datetime(2015, 7, 8, 2, tzinfo=PARIS),
        ),
        ({"starts_on": date(1, 1, 1), "start_time": time(9)}, None, None),
        ({"starts_on": SIXTH, "ends_on": date(9999, 12, 31), "start_time": time(9), "end_time": time(10)}, None, None),
    ],
)
def test_an_event_lasts_as_long_as_one_knows(known, first, last):
    event = Event(**known)
    assert (start(event), stop(event)) == (first, last)
