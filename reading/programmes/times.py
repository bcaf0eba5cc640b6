"""Days, hours, moments, durations and time zones as files write them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from language.dates import days

from .programme import NO_ZONE, SKIPPED_HOUR, UNKNOWN_ZONE

ZONE = "Europe/Paris"  # of hours that tell none, where nobody says another one
YEARS = range(1800, 2200)
_LONGEST = 60  # characters
LONGEST_NIGHT = timedelta(hours=15)
_HOUR = re.compile(r"(\d{1,2})(?:\s*[h:.]\s*(\d{2})?)?(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
_DAY_AND_HOUR = re.compile(r"(?P<day>.*?\d{4})(?:,?\s+(?:à\s+|at\s+)?|T)(?P<hour>\d{1,2}\s*[h:]?.*)")
_APART = re.compile(r"^(\d{1,2})-(\d{1,2})-(\d{4})\b")  # « 14-03-2025 »
_ISO = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?", re.IGNORECASE)
_IN_WORDS = re.compile(r"(?:(\d{1,2})\s*h(?:\s*(\d{1,2}))?|(\d{1,4}))\s*(?:min(?:utes?)?\.?|mn)?", re.IGNORECASE)


def day(value):
    """The day that a value is or begins with, or None: « 2015-07-08T… », « 8/7/2015 », « 8 juillet 2015 ».

    « du 7 au 8 juillet 2015 » begins with a day that is not whole.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value if value.year in YEARS else None
    if not isinstance(value, str) or not (text := value.strip()[:_LONGEST]):
        return None
    text = _APART.sub(r"\1/\2/\3", text)
    try:
        found = date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        found = next(
            (on for start, _, on, is_whole in days(text) if is_whole and not re.search(r"\d", text[:start])), None
        )
    return found if found and found.year in YEARS else None


def hour(value):
    """The hour of a clock, None of anything else: « 9:30 », « 9 h 30 », « 9h », « 2:30 PM », « 09:30:00 »."""
    if isinstance(value, (time, datetime)):
        return value if isinstance(value, time) else value.time()
    found = _HOUR.fullmatch(value.strip()[:_LONGEST]) if isinstance(value, str) else None
    if not found or value.strip().isdecimal():
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if found[4]:
        hours = hours % 12 + 12 * (found[4].lower() == "p")
    return time(hours, minutes, seconds) if hours < 24 and minutes < 60 and seconds < 60 else None


def moment(value):
    """The day and hour that a value is, aware where it tells an offset or a zone; None if it is none."""
    if isinstance(value, str):
        value = _moment_in_words(value.strip()[:_LONGEST])
    return value if isinstance(value, datetime) and value.year in YEARS else None


def _moment_in_words(text):
    if len(text) > 10:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    found = _DAY_AND_HOUR.fullmatch(text)
    on, at = (day(found["day"]), hour(found["hour"])) if found else (None, None)
    return datetime.combine(on, at) if on and at is not None else None


def duration(value):
    """How long that is, None of anything else: minutes, « 1:30 » and « 1:30:00 » (hours first), « 1:12:30:00 » (days
    first), « PT45M », « 1 h 30 », « 45 min »."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return timedelta(minutes=value) if 0 < value < 1_000_000 else None
    text = value.strip()[:_LONGEST] if isinstance(value, str) else ""
    if found := _ISO.fullmatch(text):
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return _duration_in_words(text)


def _duration_in_words(text):
    if ":" in text:
        parts = text.split(":")
        if not 2 <= len(parts) <= 4 or not all(part.isdecimal() and len(part) < 5 for part in parts):
            return None
        numbers = [int(part) for part in parts]
        if len(numbers) == 2:
            return timedelta(hours=numbers[0], minutes=numbers[1])
        days = [0] if len(numbers) == 3 else numbers[:1]
        return timedelta(days=days[0], hours=numbers[-3], minutes=numbers[-2], seconds=numbers[-1])
    found = _IN_WORDS.fullmatch(text)
    if not found:
        return None
    return timedelta(hours=int(found[1] or 0), minutes=int(found[2] or found[3] or 0))


@lru_cache(1000)
def zone(name):
    """The time zone of that name, None where there is none."""
    return ZoneInfo(name) if name in available_timezones() else None


class Clock:
    """The clock on the wall of an event: moments that tell no offset are of its zone, `default` if `told` is none."""

    def __init__(self, told="", *, default=ZONE):
        self.told = zone(told)
        self.zone = self.told or zone(default) or UTC
        self._unknown = bool(told and not self.told)
        self._assumed = self._uncertain = False

    @property
    def name(self):
        """« Europe/Paris », or empty where the file does not tell it."""
        return self.told.key if self.told else ""

    def moment(self, value):
        """The aware moment that a value is, None if it is none."""
        found = moment(value)
        if found and found.tzinfo is None:
            return self.local(found)
        return found.astimezone(self.told) if found and self.told else found

    def at(self, day, hour):
        return self.local(datetime.combine(day, hour.replace(tzinfo=None)))

    def span(self, on, begins, ends):
        """(start, end) of what begins on that day at that hour: at night it ends the day after; what would take most of
        a day ends before it begins."""
        start = datetime.combine(on, begins.replace(tzinfo=None))
        end = datetime.combine(on, ends.replace(tzinfo=None))
        is_night = end < start and end + timedelta(days=1) - start <= LONGEST_NIGHT
        return self.local(start), self.local(end + timedelta(days=is_night))

    def local(self, naive, zone=None):
        """What the clocks of a zone, or else of the event's, show, as an aware moment."""
        found = naive.replace(tzinfo=zone or self.zone)
        self._assumed |= zone is None
        self._uncertain |= found.utcoffset() != found.replace(fold=1).utcoffset()
        return found.astimezone(self.told) if zone and self.told else found

    def meets_unknown(self, is_so):
        """An hour was of a zone that nobody knows."""
        self._unknown |= is_so

    def doubts(self):
        """What was doubtful in telling moments, as `Programme.doubts` have it."""
        doubts = {
            UNKNOWN_ZONE: self._unknown,
            NO_ZONE: self._assumed and not (self.told or self._unknown),
            SKIPPED_HOUR: self._uncertain,
        }
        return [doubt for doubt, is_so in doubts.items() if is_so]
