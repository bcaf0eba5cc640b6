"""The formats of programmes that are read, and which of them a file has."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from . import frab, ical, indico, lines, pretalx, pyvideo, sessionize, table
from .opening import bounded
from .programme import Programme, UnreadableProgramme
from .times import ZONE

UNKNOWN = "no format that is read"
LINES = "14 h 30 Titre — Prénom Nom, fonction, organisation (.txt)"


@dataclass(frozen=True)
class Format:
    """`read` makes a `Programme` of bytes, or raises `UnreadableProgramme`; `recognises` looks without reading.

    Files of a format that `lacks_event` do not tell their event: its name is that of the file. Of one that `asks_days`,
    hours may be of the days of the event, which `read` is then given as `days`.
    """

    name: str
    label: str
    recognises: Callable[[bytes], bool]
    read: Callable[..., Programme]
    lacks_event: bool = False
    asks_days: bool = False


# What may be anything comes last.
FORMATS = {
    one.name: one
    for one in (
        Format("frab", "frab, Pentabarf, pretalx (schedule.xml)", frab.recognises, frab.read),
        Format("pretalx", "pretalx (schedule.json, API)", pretalx.recognises, pretalx.read, lacks_event=True),
        Format("sessionize", "Sessionize (JSON)", sessionize.recognises, sessionize.read, lacks_event=True),
        Format("indico", "Indico (JSON)", indico.recognises, indico.read),
        Format("ical", "iCalendar (.ics)", ical.recognises, ical.read, lacks_event=True),
        Format("pyvideo", "pyvideo (ZIP)", pyvideo.recognises, pyvideo.read),
        Format("table", "CSV, XLSX", table.recognises, table.read, lacks_event=True),
        Format("lines", LINES, lines.recognises, lines.read, lacks_event=True, asks_days=True),
    )
}


def format_of(data):
    """The `Format` of a file, None where none recognises it."""
    return next((one for one in FORMATS.values() if one.recognises(data)), None)


def read(data: bytes, *, name: str = "", zone: str = ZONE) -> Programme:
    """The `Programme` of a file called `name`; `zone` is that of hours which tell none.

    Raises `UnreadableProgramme`, and nothing else.
    """
    found = format_of(bounded(data))
    if found is None:
        raise UnreadableProgramme(UNKNOWN)
    named = {"name": PurePath(name).stem} if found.lacks_event else {}
    return found.read(data, zone=zone, **named)
