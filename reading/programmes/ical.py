"""Calendars (RFC 5545): their entries are talks of one event, or events where the calendar is of several.

Which of both, our own calendars tell by their UIDs (`smartcity.calendars`); of others it is guessed by how far apart
their entries are, and doubted. Who is invited is taken for a speaker, with a doubt, and never with an address.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from language.codes import code_of

from .checks import checked, untold
from .content_lines import listed, tree_of, unescaped
from .fields import Fields, line, prose
from .links import document
from .opening import NO_PROGRAMME
from .programme import (
    CONTRADICTION,
    INVITED,
    LONG,
    NO_DAY,
    NO_EVENT,
    NO_TITLE,
    REPEATS,
    TAKEN_FOR_EVENTS,
    TAKEN_FOR_TALKS,
    TENTATIVE,
    UNREADABLE_TIME,
    Event,
    Person,
    Programme,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .times import ZONE, Clock, day, duration
from .times import zone as zone_named

_BEGINS = re.compile(rb"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_HEAD = 4096
_OURS = re.compile(r"(event|talk)-\d+-\d{8}T\d{6}")
_APART = timedelta(days=14)  # between the first and the last entry; a festival lasts no longer
_MOMENT = re.compile(r"(\d{8})(?:T(\d{6}))?(Z?)")
_STATES = {"CANCELLED": "cancelled", "CONFIRMED": "planned"}


def recognises(data):
    return bool(_BEGINS.search(data, 0, _HEAD))


def read(data, *, zone=ZONE, name="", several=None):
    """The `Programme` of a calendar; `several` says whether its entries are events, None that this is guessed."""
    tree = tree_of(data)
    calendars = Fields(tree).each("VCALENDAR")
    entries = [entry for calendar in calendars for entry in calendar.each("VEVENT")]
    if not entries:
        raise UnreadableProgramme(NO_PROGRAMME)
    reader = _Calendar(calendars[0], entries, zone=zone, name=name)
    reader.read(several)
    return checked(reader.programme, tree, within=["VCALENDAR.VEVENT", "VCALENDAR"])


@dataclass(frozen=True)
class _Entry:
    """What an entry tells, whether it is a talk or an event. `stop` is a day or a moment, as `start` is."""

    title: str
    uid: str
    state: str
    start: date | datetime | None
    stop: date | datetime | None
    place: str
    text: str
    url: str
    fields: Fields

    @property
    def day(self):
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last_day(self):
        return (self.stop.date() if isinstance(self.stop, datetime) else self.stop) or self.day

    @property
    def hours(self):
        """(start, end), None where it has none"""
        return tuple(one if isinstance(one, datetime) else None for one in (self.start, self.stop))


class _Calendar:
    def __init__(self, calendar, entries, *, zone, name):
        self.programme = Programme("ical")
        self.calendar = calendar
        self.name = calendar.take("X-WR-CALNAME", "NAME", made=_line) or name
        zones = {_olson(one.said("@TZID")) for entry in entries for one in entry.each("DTSTART")}
        told = calendar.line("X-WR-TIMEZONE") or (zones.pop() if len(zones) == 1 else "")
        self.clock = Clock(told, default=zone)
        self.entries = list(filter(None, map(self._entry, entries)))

    def read(self, several):
        ours = {kind: [one for one in self.entries if _kind(one) == kind] for kind in ("event", "talk")}
        if len(self.entries) == len(ours["event"]) + len(ours["talk"]):
            events, talks = ours["event"], ours["talk"]
        else:
            events, talks = ([], self.entries) if not self._are_events(several) else (self.entries, [])
        self.programme.events = [self._event(one) for one in events]
        if len(events) == 1:
            whole = self.programme.events[0]
            self.programme.events = [replace(whole, talks=tuple(self._talk(one, whole.venue) for one in talks))]
        elif talks:
            self.programme.events.append(self._event_of(talks))
        title = self.programme.events[0].title if self.programme.events else ""
        self.programme.doubts += [(title, doubt) for doubt in self.clock.doubts()]

    def _are_events(self, several):
        days = [one.day for one in self.entries if one.day]
        are = several if several is not None else bool(days) and max(days) - min(days) > _APART
        if several is None:
            self.programme.doubts.append((self.name, TAKEN_FOR_EVENTS if are else TAKEN_FOR_TALKS))
        return are

    def _entry(self, entry):
        title = entry.take("SUMMARY", made=_line)
        if not title:
            self.programme.doubts.append(("", NO_TITLE))
            return None
        if "RRULE" in entry.values or "RDATE" in entry.values:
            self.programme.doubts.append((title, REPEATS))
        if entry.said("STATUS").upper() == "TENTATIVE":
            self.programme.doubts.append((title, TENTATIVE))
        start, stop = self._times(entry, title)
        url = entry.address("URL")
        text = entry.take("DESCRIPTION", made=lambda value: prose(unescaped(value))) or ""
        return _Entry(
            title=title,
            uid=entry.line("UID"),
            state=entry.take("STATUS", made=lambda value: _STATES.get(line(value).upper())) or "planned",
            start=start,
            stop=stop,
            place=entry.take("LOCATION", made=_line) or "",
            text=text.removesuffix(url).rstrip() if url else text,
            url=url,
            fields=entry,
        )

    def _times(self, entry, title):
        """(start, end) as moments, or as the first and the last day."""
        start = self._time(entry, "DTSTART")
        stop = self._time(entry, "DTEND") if start else None
        if not start:
            self.programme.doubts.append((title, UNREADABLE_TIME if "DTSTART" in entry.values else NO_DAY))
        elif stop is None and (lasts := entry.take("DURATION", made=duration)):
            stop = start + lasts
        if stop and isinstance(start, datetime) != isinstance(stop, datetime):
            self.programme.doubts.append((title, CONTRADICTION))
            return start, None
        if start and not isinstance(start, datetime):
            stop = max(start, stop - timedelta(days=1)) if stop else start  # exclusive
        return start, stop

    def _time(self, entry, name):
        told = entry.at(name)
        named = told.take("@TZID", made=lambda value: zone_named(_olson(value)))
        told.take("@VALUE", made=lambda value: value in ("DATE", "DATE-TIME"))
        return entry.take(name, made=lambda value: self._moment(value, named, "@TZID" in told.values))

    def _moment(self, value, named, is_elsewhere):
        found = _MOMENT.fullmatch(value.strip()) if isinstance(value, str) else None
        on = day(found[1]) if found else None
        if not on or not found[2]:
            return on
        try:
            naive = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
        except ValueError:
            return None
        self.clock.meets_unknown(is_elsewhere)
        return self.clock.moment(naive.replace(tzinfo=UTC)) if found[3] else self.clock.local(naive, named)

    def _event(self, one):
        live = one.fields.address("CONFERENCE")
        return Event(
            title=one.title,
            reference=Reference("ical", one.uid, one.url),
            state=one.state,
            starts_on=one.day,
            ends_on=one.last_day,
            starts_at=one.hours[0],
            ends_at=one.hours[1],
            time_zone=self.clock.name,
            venue=one.place,
            website=one.url,
            summary=one.text,
            organizers=tuple(filter(None, [one.fields.at("ORGANIZER").take("@CN", made=_name)])),
            is_online=bool(live),
            online_url=live,
        )

    def _event_of(self, talks):
        """The event of talks of which the calendar has no entry for the whole."""
        days = sorted(day for one in talks for day in (one.day, one.last_day) if day)
        organizers = {one.fields.at("ORGANIZER").said("@CN") for one in talks}
        if len(organizers) == 1:
            organizers = {one.fields.at("ORGANIZER").take("@CN", made=_name) for one in talks}
        if not self.name:
            self.programme.doubts.append(("", NO_EVENT))
        url, number = self.calendar.address("URL", "SOURCE"), self.calendar.line("X-WR-RELCALID", "UID")
        told = tuple(self._talk(one, "") for one in talks)
        return Event(
            title=self.name or "iCalendar",
            reference=Reference("ical", number, url) if number else untold("ical", told, url),
            starts_on=days[0] if days else None,
            ends_on=days[-1] if days else None,
            time_zone=self.clock.name,
            website=url,
            summary=self.calendar.take("X-WR-CALDESC", "DESCRIPTION", made=lambda value: prose(unescaped(value))) or "",
            organizers=tuple(filter(None, organizers if len(organizers) == 1 else [])),
            talks=told,
        )

    def _talk(self, one, venue):
        people = tuple(self._invited(one.fields))
        if people:
            self.programme.doubts.append((one.title, INVITED))
        if one.day and one.last_day > one.day and not isinstance(one.start, datetime):
            self.programme.doubts.append((one.title, LONG))
        live = one.fields.address("CONFERENCE")
        return Talk(
            title=one.title,
            reference=Reference("ical", one.uid, one.url),
            state=one.state,
            day=one.day,
            starts_at=one.hours[0],
            ends_at=one.hours[1],
            room=one.place.removesuffix(venue).removesuffix(", ") if venue else one.place,
            abstract=one.text,
            language=one.fields.at("SUMMARY").take("@LANGUAGE", made=code_of) or "",
            url=one.url,
            is_online=bool(live),
            online_url=live,
            people=people,
            documents=tuple(map(document, one.fields.several("ATTACH", made=_attached))),
            themes=tuple(word for words in one.fields.several("CATEGORIES", made=listed) for word in words),
        )

    def _invited(self, entry):
        for one in entry.each("ATTENDEE"):
            role = one.said("@ROLE")
            comes = one.said("@PARTSTAT") != "DECLINED"
            if comes and one.said("@CUTYPE") in ("", "INDIVIDUAL") and (name := one.take("@CN", made=_name)):
                one.take("@ROLE", made=lambda role: role == "CHAIR")
                yield Person(name=name, kind="moderator" if role == "CHAIR" else "speaker")


def _kind(entry):
    found = _OURS.fullmatch(entry.uid)
    return found[1] if found else ""


def _line(value):
    return line(unescaped(value))


def _name(value):
    """The name of somebody who is invited; many programs have their mail address there, which is none."""
    name = _line(value).strip("'\"")  # as Outlook writes it
    return "" if "@" in name else name


def _attached(value):
    return line(value) if line(value).startswith(("http://", "https://")) else ""


def _olson(name):
    """The name of a time zone, as the world has it, of one of Windows or of an old program: « /…/Europe/Paris »."""
    name = line(name)
    return WINDOWS_TO_OLSON.get(name) or (re.sub(r".*/(\w+/\w+)", r"\1", name) if name[:1] == "/" else name)
