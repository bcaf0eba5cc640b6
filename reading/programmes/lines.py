"""A programme as people type it, a talk on each line: « 14 h 30 Titre — Prénom Nom, fonction, organisation ; Nom ».

A line that is but a day says it of those below. What stands behind the dash and is no name stays in the title.
"""

import re
from datetime import timedelta

from language.dates import DAY
from language.dates import read as read_day
from language.folding import fold
from language.typography import strip_guillemets
from reading.parsing.billing import HOUR, TIME

from .checks import checked
from .fields import line
from .kinds import talk_kind
from .opening import NO_PROGRAMME, TOO_LONG, text_of
from .people import people_told
from .programme import (
    NO_DAY,
    NO_NAME,
    NO_TITLE,
    UNREADABLE_TIME,
    Event,
    Programme,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .times import ZONE, Clock, hour

MAX_LINES = 2_000
MAX_LINE = 1_000  # characters
MOST_SIGNS = 10  # of a line behind which people are looked for: what stands there is read for each
FEWEST = 2  # lines with an hour by which a file is recognised
_LOOKED_AT = 5_000  # bytes
_NIGHT, _NOON = 6, 12  # what begins before six, below what began after noon, is of the night
_HOUR = re.compile(HOUR)
_BY = r"(?:par|avec|by|with) "
_BEFORE_PEOPLE = (re.compile(rf" [—–|-] (?:{_BY})?"), re.compile(rf", {_BY}"))
_WEEKDAY = re.compile(r"(?:le )?(?:\w+di|dimanche|\w+day)?,? ?", re.IGNORECASE)


def recognises(data):
    """Whether this may be lines of a programme: a text of which some begin with an hour."""
    try:
        text = text_of(data[:_LOOKED_AT]) if data[:1] not in (b"{", b"[", b"<") else ""
    except UnreadableProgramme:
        return False
    return sum(bool(TIME.match(one)) for one in text.splitlines()) >= FEWEST


def read(data, *, zone="", name="", days=()):
    """The `Programme` of lines. `days` are the first and the last one of their event, as far as they are known."""
    reader = _Lines(Clock(zone, default=ZONE), [one for one in days if one])
    lines = [line(one) for one in text_of(data).splitlines()]
    for number, one in enumerate(lines, start=1):
        if len(one) > MAX_LINE or number > MAX_LINES:
            raise UnreadableProgramme(TOO_LONG, line=number)
        if one:
            reader.take(one)
    if not reader.talks:
        raise UnreadableProgramme(NO_PROGRAMME)
    programme = reader.programme
    event = Event(title=name or "lines", reference=Reference("lines", name or "lines"), talks=tuple(reader.talks))
    programme.events = [event]
    programme.doubts += [(event.title, doubt) for doubt in reader.clock.doubts()]
    return checked(programme, {})


class _Lines:
    """Makes talks of lines, one after the other; `day` is that of the next one, None where nothing tells it."""

    def __init__(self, clock, days):
        self.programme, self.clock, self.talks = Programme("lines"), clock, []
        self.day = days[0] if len(set(days)) == 1 else None
        self.days = days
        self.before = None  # the hour at which the line before began

    def take(self, text):
        if day := _day(text, self.days or [one for one in [self.day] if one]):
            self.day, self.before = day, None
            return
        timed = TIME.match(text)
        title, people = self._title_and_people(text[timed.end() :] if timed else text)
        if not title:
            self.programme.doubts.append((text, NO_TITLE))
            return
        start, end = self._moments(title, timed[0]) if timed else (None, None)
        self.talks.append(
            Talk(title=title, reference=Reference("lines", ""), kind=_kind(title), day=self.day, starts_at=start,
                 ends_at=end, people=tuple(people))
        )  # fmt: skip

    def _moments(self, title, timed):
        """(start, end) of the hours with which a line begins, None where they or their day are not told."""
        hours = [hour(one) for one in _HOUR.findall(timed)]
        if None in hours or not self.day:
            self.programme.doubts.append((title, NO_DAY if None not in hours else UNREADABLE_TIME))
            return None, None
        begins, ends = hours[0], hours[-1] if len(hours) > 1 else None
        is_night = begins.hour < _NIGHT and self.before and self.before.hour >= _NOON
        on = self.day + timedelta(days=bool(is_night))
        self.before = self.before if is_night else begins
        return self.clock.span(on, begins, ends) if ends else (self.clock.at(on, begins), None)

    def _title_and_people(self, text):
        """The title is all that stands before the last sign that people follow."""
        for found in (one for sign in _BEFORE_PEOPLE for one in list(sign.finditer(text))[: -MOST_SIGNS - 1 : -1]):
            people, left = people_told(text[found.end() :])
            if people and (title := _title(text[: found.start()])):
                self.programme.doubts += [(title, NO_NAME)] if left else []
                self.programme.unheld.update(left)
                return title, people
        return _title(text), []


def _day(text, days):
    """The day that a whole line is, or None; « 1er janvier » is of the year in which it is next to one of `days`."""
    years = {(one + after).year: None for one in days for after in (timedelta(), timedelta(days=31))}
    found = DAY.fullmatch(text.rstrip(" :"), _WEEKDAY.match(text).end())
    read = [read_day(found, year=year) for year in years or [None]] if found else []
    return min(filter(None, read), key=lambda day: min((abs(day - one) for one in days), default=0), default=None)


def _title(text):
    return strip_guillemets(text.strip(" —–|-,:"))


def _kind(title):
    """« Table ronde : les quais » and « Pause » tell it."""
    return talk_kind(title) or talk_kind(title.partition(":")[0]) or talk_kind(fold(title).partition(" ")[0]) or "talk"
