"""pretalx: its schedule.json, and what its API answers of submissions, talks and slots.

https://docs.pretalx.org/api/. The schedule has the shape of frab's. What is of the API is a list, a page of one
(`results`), or grouped below days, hours and rooms; a submission has its slots within it, or the other way round. One
that has several slots is as many talks.
"""

import re

from language.codes import code_of

from .checks import checked, untold
from .fields import DEEPEST, ByKey, Fields, Shared, below, line, paragraphs
from .frab import schedule_event, span
from .kinds import talk_kind
from .links import document
from .opening import NO_PROGRAMME, begins_as_json, json_of
from .programme import (
    NO_EVENT,
    NO_TITLE,
    NOT_RETAINED,
    SEVERAL_TIMES,
    UNKNOWN_PERSON,
    Event,
    Person,
    Programme,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .times import ZONE, Clock

_SCHEDULE = re.compile(rb'"conference"\s*:\s*\{')
_SUBMISSION = re.compile(rb'"(?:submission_type|content_locale|submission)"\s*:')
_EVENT = re.compile(r"/api/events/([\w.-]{1,100})/")
_KEY = re.compile(r"\d+|\d{4}-\d\d-\d\d|[A-Z0-9]{6}")
# Proposals that are in no programme; some had been before they were taken back.
_NOT_RETAINED = {"submitted", "rejected", "draft", "withdrawn", "deleted"}
_STATES = {
    "accepted": "planned", "confirmed": "planned", "canceled": "cancelled", "cancelled": "cancelled",
    "withdrawn": "cancelled",
}  # fmt: skip


def recognises(data):
    return begins_as_json(data) and bool(_SCHEDULE.search(data) or _SUBMISSION.search(data))


def read(data, *, zone=ZONE, name=""):
    """The `Programme` of what pretalx tells in JSON; `name` is that of the event where the file has none."""
    tree = json_of(data)
    schedule = Fields(tree).at("schedule") if isinstance(tree, dict) else Fields({})
    if isinstance(schedule.values.get("conference"), dict):
        return _schedule(tree, schedule, zone)
    found = list(_submissions(tree))
    if not found:
        raise UnreadableProgramme(NO_PROGRAMME)
    answers = _Answers(tree, Clock(default=zone))
    talks = [talk for _, submission, slots in found for talk in answers.talks(submission, slots)]
    programme = answers.programme
    programme.events = [_event(tree, talks, name)]
    programme.doubts += [(programme.events[0].title, doubt) for doubt in [NO_EVENT, *answers.clock.doubts()]]
    return checked(programme, tree, within=sorted({path for path, _, _ in found}))


def _schedule(tree, schedule, zone):
    programme = Programme("pretalx")
    conference = schedule.at("conference")
    clock = Clock(conference.line("time_zone_name"), default=zone)
    days = [(span(one), one) for one in conference.each("days")]
    rooms = [(when, room, talks) for when, one in days for room, talks in one.by_key("rooms")]
    programme.events = [schedule_event(schedule, conference, rooms, programme, clock)]
    return checked(programme, tree, within=["schedule.conference.days.rooms.*", "schedule"])


def _event(tree, talks, name):
    """The event of answers of the API, which do not tell it, but for the address of their next page."""
    slug = (tree if isinstance(tree, dict) else {}).get("next") or ""
    found = _EVENT.search(slug) if isinstance(slug, str) else None
    name = name or (found[1] if found else "pretalx")
    days = [talk.day for talk in talks if talk.day]
    return Event(
        title=name,
        reference=Reference("pretalx", found[1]) if found else untold("pretalx", talks),
        starts_on=min(days, default=None),
        ends_on=max(days, default=None),
        talks=tuple(talks),
    )


def _submissions(tree, path="", depth=0):
    """Yield (path, Fields of each submission, [Fields of its slots]), wherever they stand."""
    for value in tree if isinstance(tree, list) else [tree]:
        if not isinstance(value, dict):
            continue
        submission = value.get("submission")
        if isinstance(submission, dict) and "title" in submission:
            yield path, Fields(submission), [Fields(value)]
        elif "title" in value and ("code" in value or "submission_type" in value):
            entry = Fields(value)
            yield path, entry, entry.each("slots") or entry.each("slot")
        elif depth < DEEPEST:
            _name_by_keys(value)
            for name, one in value.items():
                yield from _submissions(one, below(path, value, name), depth + 1)


def _name_by_keys(value):
    """Mark what lies below days, minutes and numbers of rooms as named by data."""
    for name, one in value.items():
        if isinstance(one, dict) and one and all(_KEY.fullmatch(key) for key in one):
            value[name] = ByKey(one)


class _Answers:
    """The talks that answers of the API tell, of which some name people by code alone and have these beside."""

    def __init__(self, tree, clock):
        self.programme = Programme("pretalx")
        self.clock = clock
        told = Fields(tree if isinstance(tree, dict) else {})
        beside = [one for _, many in told.by_key("speakers") for one in many] or told.each("speakers")
        self.people = Shared(beside, "code", made=_person)
        self.seen = set()  # of (code, start, room): what is listed below each day on which it takes place

    def talks(self, submission, slots):
        """Yield the talks of a submission, one for each of its slots; none of a proposal."""
        title, state = submission.said("title"), submission.said("state")
        if not title or state in _NOT_RETAINED and not (state == "withdrawn" and slots):
            self.programme.doubts.append((title, NOT_RETAINED if title else NO_TITLE))
            return
        places = [_when_and_where(slot, self.clock) for slot in slots or [Fields({})]]
        code = submission.line("code", "id")
        fresh = [place for place in places if (code, place["starts_at"], place["room"]) not in self.seen]
        if fresh:
            told = _told(submission) | {"people": tuple(self._people(submission, title))}
        if len(fresh) > 1:
            self.programme.doubts.append((title, SEVERAL_TIMES))
        for number, place in enumerate(fresh, start=1):
            self.seen.add((code, place["starts_at"], place["room"]))
            identifier = code if number == 1 else f"{code}#{number}"
            yield Talk(**told, **place, reference=Reference("pretalx", identifier, told["url"]))

    def _people(self, submission, title):
        yield from submission.several("speakers", made=lambda value: self.people.get(value) if line(value) else None)
        yield from filter(None, map(_person, submission.each("speakers")))
        if submission.said("speakers"):
            self.programme.doubts.append((title, UNKNOWN_PERSON))


def _told(submission):
    """What a submission tells of each of its talks."""
    kind = submission.at("submission_type").take("name", made=talk_kind)
    return {
        "title": submission.line("title"),
        "kind": kind or submission.take("submission_type", made=talk_kind) or "talk",
        "state": submission.take("state", made=lambda value: _STATES.get(line(value))) or "planned",
        "track": submission.at("track").line("name") or submission.line("track"),
        "abstract": paragraphs(submission.prose("abstract"), submission.prose("description")),
        "language": submission.take("content_locale", "language", made=code_of) or "",
        "url": submission.address("urls", "url", "public_url"),
        "documents": tuple(filter(None, map(_document, submission.each("resources")))),
        "themes": tuple(filter(None, (tag.line("tag", "name") for tag in submission.each("tags"))))
        + submission.lines("tags"),
    }


def _when_and_where(slot, clock):
    starts_at = slot.take("start", made=clock.moment)
    ends_at = slot.take("end", made=clock.moment)
    room = slot.at("room").line("name") or slot.take("room", made=lambda value: isinstance(value, str) and line(value))
    return {
        "day": starts_at.date() if starts_at else None,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "room": room or "",
    }


def _person(one):
    name = one.line("name", "public_name")
    code = one.line("code", "id")
    if not name:
        return None
    return Person(name=name, reference=Reference("pretalx", code) if code else None, biography=one.prose("biography"))


def _document(one):
    address = one.address("resource", "url", "link")
    return document(address, one.line("description", "title")) if address else None
