"""A programme as files of other systems tell it, before anybody asks what of it the base has already."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

# What is doubted, and of what: a talk, or the whole event where its title stands with it.
NO_ZONE = "hour without a zone"
UNKNOWN_ZONE = "unknown time zone"
SKIPPED_HOUR = "hour that clocks show twice or never"
UNREADABLE_TIME = "day or hour that cannot be read"
NO_DAY = "no day"
CONTRADICTION = "days or hours that contradict each other"
BACKWARDS = "ends before it begins"
LONG = "longer than a day"
SEVERAL_TIMES = "takes place several times"
REPEATS = "repeats, of which the first time is held"
NO_TITLE = "no title"
NO_NAME = "somebody whose words are no name of a person"
NO_EVENT = "does not tell its event"
NOT_RETAINED = "proposed, but not retained"
TENTATIVE = "not yet certain to take place"
SAME_IDENTIFIER = "identifier that another one has"
UNKNOWN_PERSON = "person whom the file does not tell"
INVITED = "people who are invited, taken for speakers"
SEVERAL_PEOPLE = "function or organisation that may be of any of several people"
TAKEN_FOR_TALKS = "entries taken for talks of one event"
TAKEN_FOR_EVENTS = "entries taken for events"
DERIVED_DAYS = "days of the event, told by its talks"
TOO_MANY = "more rows than are read"
UNREADABLE_PART = "part of the file that cannot be read"


class UnreadableProgramme(ValueError):
    """The file is no programme of its kind; `line` is where it fails, from 1, or None."""

    def __init__(self, reason, *, line=None):
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class Reference:
    """By which `system` knows a record: "frab", "pretalx", "sessionize", "indico", "pyvideo", "ical", "table",
    "lines".

    The identifier is the same for as long as the record is: a guid rather than a number in a list. An event that the
    file does not tell goes by the first of its talks.
    """

    system: str
    identifier: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody of a talk: `kind` is one of "speaker", "panelist", "moderator", "host", "coordinator"."""

    name: str
    kind: str = "speaker"
    reference: Reference | None = None
    job_title: str = ""  # as of that day
    organization: str = ""  # as of that day
    biography: str = ""
    website: str = ""
    accounts: tuple[str, ...] = ()  # as `reading.networks.HANDLE`, without @


@dataclass(frozen=True, kw_only=True)
class Recording:
    """`kind` is "video", "audio" or "other"; `duration` in seconds."""

    url: str
    kind: str = "video"
    language: str = ""
    license: str = ""
    duration: int | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """Slides, papers and links; `kind` is "slides", "paper" or "link"."""

    url: str
    kind: str = "link"
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What is not told is empty. `kind` is one of "opening", "keynote", "talk", "round_table", "closing", "other".

    `day` is the day of the programme to which it belongs: a talk at half past midnight is of the night before.
    Moments are aware. `state` is "planned", "cancelled" or "postponed".
    """

    title: str
    reference: Reference
    kind: str = "talk"
    state: str = "planned"
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""
    track: str = ""
    abstract: str = ""
    language: str = ""  # ISO 639-1: « fr »
    license: str = ""
    is_online: bool = False
    online_url: str = ""
    url: str = ""  # its page in the other system
    people: tuple[Person, ...] = ()
    recordings: tuple[Recording, ...] = ()
    documents: tuple[Document, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Event:
    """`kind` is one of "workshop", "conference", "seminar", "meeting", "festival", "series", "other"."""

    title: str
    reference: Reference
    kind: str = "conference"
    state: str = "planned"
    starts_on: date | None = None
    ends_on: date | None = None
    starts_at: datetime | None = None  # where its hours are told; aware
    ends_at: datetime | None = None
    time_zone: str = ""  # « Europe/Paris », or empty
    venue: str = ""
    city: str = ""
    country: str = ""
    website: str = ""
    hashtag: str = ""
    summary: str = ""
    language: str = ""
    license: str = ""
    is_online: bool = False
    online_url: str = ""
    organizers: tuple[str, ...] = ()
    talks: tuple[Talk, ...] = ()


@dataclass
class Programme:
    """All that a file tells. `unheld` counts what has no place here by its name there: {"recording.optout": 138}.

    `doubts` are what was read with a doubt: [(title of the talk, "hour without a zone")].
    """

    system: str
    events: list[Event] = field(default_factory=list)
    unheld: Counter = field(default_factory=Counter)
    doubts: list[tuple[str, str]] = field(default_factory=list)
