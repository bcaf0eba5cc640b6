"""Sessionize's view « All » of an event (sessions, speakers, categories, rooms), and its views of sessions and grids.

https://sessionize.com/api-documentation. Hours are of the event's clock, which the file does not tell. What sessions
share (rooms, categories, people) is beside them, known by number.
"""

import re

from language.codes import code_of
from language.folding import fold

from .checks import checked, untold
from .fields import Fields, Shared, line
from .kinds import talk_kind
from .links import accounts_and_site, recording_kind
from .opening import NO_PROGRAMME, begins_as_json, json_of
from .programme import (
    NO_EVENT,
    NO_TITLE,
    NOT_RETAINED,
    UNKNOWN_PERSON,
    Event,
    Person,
    Programme,
    Recording,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .times import ZONE, Clock

_SIGNS = re.compile(rb'"(?:isServiceSession|isPlenumSession|categoryItems)"\s*:')
_STATES = {"": "planned", "accepted": "planned", "cancelled": "cancelled", "canceled": "cancelled"}
# What the titles of categories, folded, say that their items are.
_SORTS = (
    (re.compile(r"\b(?:format|type)\b"), "kind", talk_kind),
    (re.compile(r"\b(?:language|langue)\b"), "language", code_of),
    (re.compile(r"\b(?:tracks?|parcours|piste|filiere|stream)\b"), "track", line),
)
_OTHERS = re.compile(r"\b(?:level|niveau|duration|duree)\b")
WITHIN = ("rooms.sessions", "sessions")


def recognises(data):
    return begins_as_json(data) and bool(_SIGNS.search(data))


def read(data, *, zone=ZONE, name=""):
    """The `Programme` of what Sessionize tells in JSON; `name` is that of the event, which it never does."""
    tree = json_of(data)
    shared = Fields(tree if isinstance(tree, dict) else {})
    sessions = shared.each("sessions") or _below_groups(tree if isinstance(tree, list) else [])
    if not any("speakers" in one.values or "startsAt" in one.values for one in sessions):
        raise UnreadableProgramme(NO_PROGRAMME)
    reader = _Sessions(shared, Clock(default=zone))
    talks = tuple(filter(None, map(reader.talk, sessions)))
    days = [talk.day for talk in talks if talk.day]
    event = Event(
        title=name or "Sessionize",
        reference=untold("sessionize", talks),
        starts_on=min(days, default=None),
        ends_on=max(days, default=None),
        talks=talks,
    )
    programme = reader.programme
    programme.events = [event]
    programme.doubts += [(event.title, doubt) for doubt in [NO_EVENT, *reader.clock.doubts()]]
    return checked(programme, tree, within=WITHIN)


def _below_groups(groups):
    """The sessions of the view of sessions, by group, or of the grid, by day and room."""
    held = [Fields(one) for one in groups if isinstance(one, dict)]
    return [session for group in held for one in [group, *group.each("rooms")] for session in one.each("sessions")]


class _Sessions:
    def __init__(self, shared, clock):
        self.programme = Programme("sessionize")
        self.clock = clock
        self.rooms = Shared(shared.each("rooms"), "id", made=lambda room: room.line("name"))
        self.speakers = Shared(shared.each("speakers"), "id", made=_person)
        items = [(category, item) for category in shared.each("categories") for item in category.each("items")]
        titles = {id(item.values): category.values.get("title") for category, item in items}
        self.items = Shared([item for _, item in items], "id", made=lambda item: _sort(titles[id(item.values)], item))

    def talk(self, session):
        """The `Talk` of a session; None of what has no title or was not retained, which leaves all of it."""
        title, status = session.said("title"), session.said("status").lower()
        if not title or status not in _STATES:
            self.programme.doubts.append((title, NOT_RETAINED if title else NO_TITLE))
            return None
        sorts = self._sorts(session)
        starts_at = session.take("startsAt", made=self.clock.moment)
        live = session.address("liveUrl")
        return Talk(
            title=session.line("title"),
            reference=Reference("sessionize", session.line("id")),
            kind=next(iter(sorts["kind"]), "other" if session.flag("isServiceSession") else "talk"),
            state=session.take("status", made=lambda value: _STATES.get(line(value).lower())) or "planned",
            day=starts_at.date() if starts_at else None,
            starts_at=starts_at,
            ends_at=session.take("endsAt", made=self.clock.moment),
            room=session.line("room") or session.take("roomId", made=self.rooms.get) or "",
            track=next(iter(sorts["track"]), ""),
            abstract=session.prose("description"),
            language=next(iter(sorts["language"]), ""),
            is_online=bool(live),
            online_url=live,
            people=tuple(self._people(session, title)),
            recordings=tuple(_recordings(session)),
            themes=tuple(sorts["track"][1:] + sorts["theme"]),
        )

    def _sorts(self, session):
        """{"kind", "track", "language" or "theme": what the categories of a session say of it}"""
        found = {"kind": [], "track": [], "language": [], "theme": []}

        def held(sorted_item):
            sort, name = sorted_item or ("", "")
            if not sort or sort in ("kind", "language") and found[sort]:  # of which a talk has one
                return False
            found[sort].append(name)
            return True

        for category in session.each("categories"):
            title = category.line("name", "title")
            for item in category.each("categoryItems"):
                held(_sort(title, item))
        session.several("categoryItems", made=lambda number: held(self.items.get(number)))
        return found

    def _people(self, session, title):
        yield from session.several("speakers", made=self.speakers.get)
        for one in session.each("speakers"):
            number = one.line("id")
            if person := self.speakers.get(number) or _person(one, number=number):
                yield person
        if session.said("speakers"):
            self.programme.doubts.append((title, UNKNOWN_PERSON))


def _sort(title, item):
    """("kind", "track", "language" or "theme", what an item of the category says), None where that has no place."""
    title = fold(line(title))
    if _OTHERS.search(title):
        return None
    for words, sort, made in _SORTS:
        if words.search(title):
            name = item.take("name", made=made)
            return (sort, name) if name else None
    name = item.line("name")
    return ("theme", name) if name else None


def _person(one, *, number=""):
    """Somebody, with their accounts where links lead to some; the first other one is their site."""
    first, last = (one.line("firstName"), one.line("lastName")) if not one.values.get("fullName") else ("", "")
    name = one.line("fullName", "name") or f"{first} {last}".strip()
    if not name:
        return None
    accounts, website = accounts_and_site(one.each("links"))
    number = number or one.line("id")
    return Person(
        name=name,
        reference=Reference("sessionize", number) if number else None,
        job_title=one.line("tagLine"),
        biography=one.prose("bio"),
        website=website,
        accounts=accounts,
    )


def _recordings(session):
    if address := session.address("recordingUrl"):
        yield Recording(url=address, kind=recording_kind("", address) or "video")
