"""The records of pyvideo.org: a folder for each event, with a `category.json` and a JSON for each of its `videos`.

https://github.com/pyvideo/data has the schemas. Read from a ZIP of such folders, or from {path: bytes}. A talk is
dated by its recording; a description is kept as it is written, in reStructuredText or Markdown, but for HTML.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from language.codes import code_of

from .checks import checked
from .fields import Fields, address, line, paragraphs
from .links import document, recording_kind
from .opening import NO_PROGRAMME, json_of, members_of
from .programme import (
    DERIVED_DAYS,
    NO_DAY,
    NO_TITLE,
    UNREADABLE_PART,
    UNREADABLE_TIME,
    Event,
    Person,
    Programme,
    Recording,
    Reference,
    Talk,
    UnreadableProgramme,
)
from .times import ZONE, Clock, day

_PATH = re.compile(r"(?:.*/)?(?P<event>[^/]+)/(?:category|videos/(?P<video>[^/]+))\.json")
_IN_ZIP = re.compile(rb"[^/]/category\.json|/videos/[^/]+\.json")
_HEAD = 65_536
_ISO_HOUR = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


def recognises(data):
    if isinstance(data, Mapping):
        return any(map(_PATH.fullmatch, data))
    return data.startswith(b"PK") and bool(_IN_ZIP.search(data[:_HEAD] + data[-_HEAD:]))


def read(data, *, zone=ZONE):
    """The `Programme` of a ZIP, or of {path: bytes}: an event for each folder."""
    files = data if isinstance(data, Mapping) else members_of(data)
    programme = Programme("pyvideo")
    folders = {}  # {name: [(the video's name, "" of the category, what its file tells)]}
    for path in sorted(files):
        if found := _PATH.fullmatch(path):
            folders.setdefault(found["event"], []).append((found["video"] or "", _told(path, files[path], programme)))
        else:
            programme.unheld["files"] += 1
    if not folders:
        raise UnreadableProgramme(NO_PROGRAMME)
    clock = Clock(default=zone)
    programme.events = [_event(name, told, programme, clock) for name, told in folders.items()]
    programme.doubts += [(programme.events[0].title, doubt) for doubt in clock.doubts()]
    tree = {"category": [], "video": []}
    for video, told in (one for some in folders.values() for one in some):
        tree["video" if video else "category"].append(told.values)
    return checked(programme, tree, within=["video"])


def _told(path, data, programme):
    """The object in a file; an empty one where it is damaged, so that one file does not cost the others."""
    try:
        tree = json_of(data)
    except UnreadableProgramme as error:
        programme.doubts.append((f"{path}:{error.line or 1}", UNREADABLE_PART))
        tree = {}
    return Fields(tree if isinstance(tree, dict) else {"": tree})


def _event(name, told, programme, clock):
    category = next((one for video, one in told if not video), Fields({}))
    title = category.line("title") or name
    talks = tuple(filter(None, (_talk(name, video, one, programme, clock) for video, one in told if video)))
    event = Event(
        title=title,
        reference=Reference("pyvideo", name),
        starts_on=category.take("start_date", made=day),
        ends_on=category.take("end_date", made=day),
        website=category.address("url"),
        summary=category.prose("description"),
        talks=talks,
    )
    days = [talk.day for talk in talks if talk.day]
    if event.starts_on or not days:
        return event
    programme.doubts.append((title, DERIVED_DAYS))
    return replace(event, starts_on=min(days), ends_on=event.ends_on or max(days))


def _talk(folder, video, one, programme, clock):
    title = one.line("title")
    if not title:
        programme.doubts.append((video, NO_TITLE))
        return None
    starts_at = one.take("recorded", made=lambda value: _ISO_HOUR.fullmatch(line(value)) and clock.moment(value))
    on = starts_at.date() if starts_at else one.take("recorded", made=day)
    if not on:
        programme.doubts.append((title, UNREADABLE_TIME if one.values.get("recorded") else NO_DAY))
    spoken = one.take("language", made=code_of) or ""
    return Talk(
        title=title,
        reference=Reference("pyvideo", f"{folder}/{video}"),
        day=on,
        starts_at=starts_at,
        abstract=paragraphs(one.prose("summary"), one.prose("description")),
        language=spoken,
        people=tuple(Person(name=name) for name in one.lines("speakers")),
        recordings=tuple(_recordings(one, spoken)),
        documents=tuple(_documents(one)),
        themes=one.lines("tags"),
    )


def _recordings(one, spoken):
    license = one.line("copyright_text")
    seconds = one.take("duration", made=_seconds)
    for video in one.each("videos"):
        if url := video.address("url"):
            kind = video.take("type", made=lambda value: recording_kind(line(value))) or recording_kind("", url)
            yield Recording(url=url, kind=kind or "other", language=spoken, license=license, duration=seconds)


def _seconds(value):
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000_000 else None


def _documents(one):
    for link in one.each("related_urls"):
        if found := link.address("url"):
            yield document(found, link.line("label"))
    yield from map(document, one.several("related_urls", made=address))
