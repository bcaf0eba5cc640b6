"""Indico's export of events in JSON: /export/event/<id>.json?detail=contributions, subcontributions or sessions.

https://docs.getindico.io/en/stable/http-api/exporters/event/. A session's conveners moderate its contributions; one
without contributions is a talk itself, as is a lecture, of which the « chairs » are those who give it.
"""

import re
from dataclasses import replace
from datetime import datetime

from language.codes import code_of

from .checks import checked
from .fields import Fields, paragraphs
from .kinds import event_kind, talk_kind
from .links import document, host_of
from .opening import NO_PROGRAMME, begins_as_json, json_of
from .programme import NO_TITLE, Event, Person, Programme, Reference, Talk, UnreadableProgramme
from .times import ZONE, Clock, day, duration, hour
from .times import zone as zone_named

_SIGNS = re.compile(rb'"_type"\s*:\s*"(?:Conference|Meeting|Lecture|SimpleEvent|Contribution)"|"_fossil"\s*:')
WITHIN = ("results.contributions", "results.sessions.contributions")


def recognises(data):
    return begins_as_json(data) and bool(_SIGNS.search(data))


def read(data, *, zone=ZONE):
    """The `Programme` of an export: as many events as it has results."""
    tree = json_of(data)
    results = Fields(tree if isinstance(tree, dict) else {}).each("results")
    if not any("title" in one.values and ("startDate" in one.values or "_type" in one.values) for one in results):
        raise UnreadableProgramme(NO_PROGRAMME)
    programme = Programme("indico")
    programme.events = [event for one in results if (event := _event(one, programme, zone))]
    return checked(programme, tree, within=WITHIN)


def _event(one, programme, zone):
    title = one.line("title")
    if not title:
        programme.doubts.append(("", NO_TITLE))
        return None
    clock = Clock(one.line("timezone"), default=zone)
    (starts_at, starts_on), (ends_at, ends_on) = _when(one, "startDate", clock), _when(one, "endDate", clock)
    address = one.address("url")
    number, summary = one.line("id"), one.prose("description")
    within = "/".join(filter(None, [host_of(address), number]))  # other servers count their events as well
    kind = one.take("type", made=event_kind)
    talks = tuple(_talks(one, programme, clock, f"{within}/"))
    if kind == "seminar" and not talks:
        reference = Reference("indico", f"{within}/lecture", address)
        room, people = one.line("roomFullname", "room"), _people(one, "chairs", "speaker")
        lecture = Talk(title=title, reference=reference, room=room, abstract=summary, url=address, people=people)
        talks = (replace(lecture, day=starts_on, starts_at=starts_at, ends_at=ends_at),)
    programme.doubts += [(title, doubt) for doubt in clock.doubts()]
    return Event(
        title=title,
        reference=Reference("indico", number, address),
        kind=kind or "conference",
        starts_on=starts_on,
        ends_on=ends_on,
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=clock.name,
        venue=", ".join(filter(None, [one.line("location"), one.line("address")])),
        website=address,
        summary=summary,
        language=one.take("language", made=code_of) or "",
        organizers=one.lines("organizer"),
        talks=talks,
    )


def _when(one, name, clock):
    """(moment, day) of {"date", "time", "tz"}, or of a moment in words; None where they are not told."""
    told = one.at(name)
    on, at = told.take("date", made=day), told.take("time", made=hour)
    if on is None:
        moment = one.take(name, made=clock.moment)
        return moment, moment and moment.date()
    if at is None:
        return None, on
    moment = clock.local(datetime.combine(on, at), told.take("tz", made=zone_named))
    return moment, moment.date()


def _talks(event, programme, clock, within):
    reader = _Contributions(programme, clock)
    for one in event.each("contributions"):
        yield from reader.talks(one, within)
    for session in event.each("sessions"):
        moderators = _people(session, "conveners", "moderator")
        contributions = session.each("contributions")
        if contributions:
            name = session.line("title")
            for one in contributions:
                yield from reader.talks(one, within, session=name, moderators=moderators)
        else:  # sessions and contributions are counted apart
            yield from reader.talks(session, f"{within}session/", moderators=moderators)


class _Contributions:
    def __init__(self, programme, clock):
        self.programme = programme
        self.clock = clock

    def talks(self, one, within, *, session="", moderators=()):
        """Yield the talk of a contribution and those within it; nothing without a title, which leaves all of it."""
        title = one.line("title")
        if not title:
            self.programme.doubts.append(("", NO_TITLE))
            return
        talk = self._talk(one, title, within)
        track = talk.track or one.line("session") or session
        talk = replace(talk, track=track, people=_each_once([*talk.people, *moderators]))
        yield talk
        for part in one.each("subContributions"):
            if name := part.line("title"):
                told = self._talk(part, name, f"{talk.reference.identifier}/")
                yield replace(told, day=told.day or talk.day, room=told.room or talk.room, track=told.track or track)
            else:
                self.programme.doubts.append((title, NO_TITLE))

    def _talk(self, one, title, within):
        (starts_at, on), (ends_at, _) = _when(one, "startDate", self.clock), _when(one, "endDate", self.clock)
        if starts_at and not ends_at and (lasts := one.take("duration", made=duration)):
            ends_at = starts_at + lasts
        elif starts_at and ends_at:
            one.take("duration", made=lambda value: duration(value) == ends_at - starts_at)
        address = one.address("url")
        return Talk(
            title=title,
            reference=Reference("indico", within + one.line("db_id", "id"), address),
            kind=one.take("type", made=talk_kind) or "talk",
            day=on,
            starts_at=starts_at,
            ends_at=ends_at,
            room=one.line("roomFullname", "room"),
            track=one.line("track"),
            abstract=paragraphs(one.prose("description")),
            language=one.take("language", made=code_of) or "",
            url=address,
            people=_people(one, "speakers", "speaker"),
            documents=tuple(_documents(one)),
            themes=one.lines("keywords"),
        )


def _people(one, name, kind):
    return tuple(filter(None, (_person(person, kind) for person in one.each(name))))


def _person(one, kind):
    """Somebody as Indico has them, « Roy, Anne » where there are no names apart."""
    apart = [one.said(name) for name in ("first_name", "last_name")]
    if all(apart):
        name = f"{one.line('first_name')} {one.line('last_name')}"
    else:
        last, _, first = one.line("fullName", "name", "last_name", "first_name").partition(", ")
        name = f"{first} {last}".strip()
    if not name:
        return None
    number = one.line("person_id")  # the others count people within a contribution
    return Person(
        name=name,
        kind=kind,
        reference=Reference("indico", number) if number else None,
        organization=one.line("affiliation"),
    )


def _each_once(people):
    """`people` without who moderates a session in which they speak themselves."""
    kept = {}
    for person in people:
        kept.setdefault(person.reference or person.name, person)
    return tuple(kept.values())


def _documents(one):
    folders = [*one.each("folders"), *one.each("material")]
    for folder in folders:
        for file in [*folder.each("attachments"), *folder.each("resources")]:
            if address := file.address("download_url", "link_url", "url"):
                label = file.line("title", "name", "filename") or folder.line("title")
                found = document(address, label)
                named = document(address, folder.said("title"))
                yield replace(found, kind=named.kind) if found.kind == "link" else found
