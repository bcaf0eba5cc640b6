"""The schedule that frab and Pentabarf write in XML, and pretalx after them (schedule.xml).

https://c3voc.de/schedule/schema.xsd. A talk stands below the day of the programme to which it belongs, which does not
end at midnight: its own `date` has the moment. `schedule_talk` reads pretalx's schedule.json as well.
"""

import re
from datetime import timedelta

from language.codes import code_of

from .checks import checked
from .fields import TEXT, Fields, line, paragraphs
from .kinds import talk_kind
from .links import document, recording_kind
from .opening import NO_PROGRAMME, xml_of
from .programme import (
    CONTRADICTION,
    NO_DAY,
    NO_TITLE,
    UNREADABLE_TIME,
    Event,
    Person,
    Programme,
    Recording,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .times import ZONE, Clock, day, duration, hour, moment

_ROOT = re.compile(rb"<(?:\w+:)?schedule[\s>]")
_HEAD = 4096
_MORNING = 6  # an hour before it, told without its day, is of the night; where the day does not tell when it begins
WITHIN = ("schedule.day.room.event", "schedule")


def recognises(data):
    return bool(_ROOT.search(data, 0, _HEAD))


def read(data, *, zone=ZONE):
    """The `Programme` of a schedule in XML; `zone` is that of hours which tell none."""
    tree = xml_of(data)
    if not isinstance(tree.get("schedule"), dict):
        raise UnreadableProgramme(NO_PROGRAMME)
    schedule = Fields(tree["schedule"])
    made_by = schedule.at("generator").line("@name").lower()
    programme = Programme("pretalx" if "pretalx" in made_by else "frab")
    conference = schedule.at("conference")
    clock = Clock(conference.line("time_zone_name"), default=zone)
    days = [(span(one), one) for one in schedule.each("day")]
    rooms = [(when, room.line("@name"), room.each("event")) for when, one in days for room in one.each("room")]
    programme.events = [schedule_event(schedule, conference, rooms, programme, clock)]
    return checked(programme, tree, within=WITHIN)


def schedule_event(schedule, conference, rooms, programme, clock):
    """The `Event` of a schedule; `rooms` are [(span of the day, name of the room, [Fields of each talk there])]."""
    base = schedule.address("base_url") or conference.address("base_url")
    address = conference.address("url") or schedule.address("url", base=base) or base
    title, acronym = conference.line("title"), conference.line("acronym")
    talks = [
        schedule_talk(entry, when, room, programme, clock, base) for when, room, entries in rooms for entry in entries
    ]
    starts_on, ends_on = conference.take("start", made=day), conference.take("end", made=day)
    if not starts_on and (days := [on for (on, _), *_ in rooms if on]):
        starts_on, ends_on = min(days), ends_on or max(days)
    event = Event(
        title=title or acronym,
        reference=Reference(programme.system, acronym or title, address),
        starts_on=starts_on,
        ends_on=ends_on,
        time_zone=clock.name,
        website=address,
        summary=conference.prose("subtitle", "description"),
        talks=tuple(filter(None, talks)),
    )
    programme.doubts += [(event.title, doubt) for doubt in clock.doubts()]
    return event


def span(one):
    """(the day of the programme, the hour at which it begins) of a day of the schedule"""
    on = one.take("@date", "date", made=day)
    begins = one.take("@start", "day_start", "start", made=moment)
    return on or (begins and begins.date()), begins.hour if begins else _MORNING


def schedule_talk(entry, when, room, programme, clock, base):
    """The `Talk` of an entry below its day and room; None without a title, which leaves all of it."""
    title = entry.line("title")
    if not title:
        programme.doubts.append(("", NO_TITLE))
        return None
    starts_at, ends_at = _times(entry, when, clock, programme, title)
    recording = entry.at("recording")
    license = recording.line("license") or entry.line("recording_license", "license")
    spoken = entry.take("language", made=code_of) or ""
    address = entry.address("url", base=base)
    return Talk(
        title=title,
        reference=Reference(programme.system, _identifier(entry, programme.system), address),
        kind=entry.take("type", made=talk_kind) or "talk",
        day=when[0] or (starts_at.date() if starts_at else None),
        starts_at=starts_at,
        ends_at=ends_at,
        room=entry.take("room", made=lambda value: line(value) if line(value) == room or not room else "") or room,
        track=entry.line("track"),
        abstract=paragraphs(entry.prose("subtitle"), entry.prose("abstract"), entry.prose("description")),
        language=spoken,
        license=license,
        url=address,
        people=tuple(filter(None, (_person(one, programme.system) for one in _listed(entry, "persons", "person")))),
        recordings=tuple(_recordings(entry, recording, base, license=license, language=spoken)),
        documents=tuple(_documents(entry, base)),
    )


def _identifier(entry, system):
    codes = ("@code", "code") if system == "pretalx" else ()
    return entry.line(*codes, "@guid", "guid", "@id", "id", "slug")


def _times(entry, when, clock, programme, title):
    """(start, end) of a talk, None where it has no hour."""
    on, begins = when
    starts_at = entry.take("date", made=clock.moment)
    told = entry.take("start", made=hour) if on or starts_at else None
    if not starts_at and told and on:
        starts_at = clock.at(on + timedelta(days=told.hour < begins), told)
    elif told and told.replace(second=0) != starts_at.time().replace(second=0, microsecond=0):
        programme.doubts.append((title, CONTRADICTION))
    elif not starts_at and any(entry.values.get(name) for name in ("date", "start")):
        programme.doubts.append((title, UNREADABLE_TIME if on else NO_DAY))
    lasts = entry.take("duration", made=duration) if starts_at else None
    return starts_at, starts_at + lasts if lasts else None


def _listed(entry, outer, inner):
    """The objects of `outer`, as JSON has them, or of `inner` within it, as XML has; texts alone as objects."""
    value = entry.values.get(outer)
    within = value if isinstance(value, dict) else entry.values
    name = inner if within is value else outer
    found = within.get(name)
    if isinstance(found, str) and found.strip():
        found = [found]
    if isinstance(found, list):
        within[name] = [{TEXT: one} if isinstance(one, str) else one for one in found]
    return Fields(within).each(name)


def _person(one, system):
    name = one.line("public_name", "name", "full_public_name", TEXT, "@name")
    if not name:
        return None
    codes = ("@code", "code") if system == "pretalx" else ()
    identifier = one.line(*codes, "@guid", "guid", "@id", "id")
    reference = Reference(system, identifier, one.address("url", "@url")) if identifier else None
    return Person(name=name, reference=reference, biography=one.prose("biography", "description", "abstract"))


def _recordings(entry, recording, base, **told):
    for address in filter(None, [entry.address("video_download_url", base=base), recording.address("url", "link")]):
        yield Recording(url=address, kind=recording_kind("", address) or "video", **told)


def _documents(entry, base):
    for outer, inner in (("attachments", "attachment"), ("links", "link")):
        for one in _listed(entry, outer, inner):
            if address := one.address("@href", "url", base=base):
                yield document(address, one.line("title", "label", TEXT, "@title"))
