"""What the parser finds: one frozen class a kind, each a span of the article with the rule that found it.

`rule` is a key of `reading.parsing.rules.RULES`, which says it in words; `cue` is what in the article made it fire.
`text` is the article's own text between `start` and `end`, without outer quotation marks or incises; unfolded where a
mail or PDF cut its lines. `confidence` is the share of such findings that a person is expected to accept, from 0 to 1;
at `CERTAIN` or more, several may be accepted at once.
"""

import datetime
from dataclasses import asdict, dataclass
from typing import ClassVar

CERTAIN = 0.95
VERBATIM, TRANSCRIPTION = "verbatim", "transcription"  # natures of quotes, as `quotes.models.Quote.Kind` has them


@dataclass(frozen=True, kw_only=True)
class Candidate:
    kind: ClassVar[str]

    start: int
    end: int
    text: str
    rule: str
    cue: str = ""
    confidence: float

    def as_json(self) -> dict[str, object]:
        """A dict of JSON values; dates are ISO, names that are missing are None."""
        fields = {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in asdict(self).items()
        }
        return {"kind": self.kind, **fields}


@dataclass(frozen=True, kw_only=True)
class Said(Candidate):
    speaker: str | None = None  # the full name, as the article establishes it
    language: str = ""  # of these words, that may be another than the article's
    attribution: str = ""  # who is said to have spoken where it is nobody with a name: "une spectatrice", "les mentors"


@dataclass(frozen=True, kw_only=True)
class Quote(Said):
    kind = "quote"
    in_tweet: bool = False
    nature: str = VERBATIM
    seconds: int | None = None  # since the recording began, of a transcript that tells it
    cuts: tuple[tuple[int, int], ...] = ()  # incises within the span, in whose place `text` has « […] »


@dataclass(frozen=True, kw_only=True)
class Paraphrase(Said):
    kind = "paraphrase"


@dataclass(frozen=True, kw_only=True)
class Tweet(Candidate):
    kind = "tweet"
    author: str | None = None
    handle: str | None = None  # without @
    date: datetime.date | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Speaker(Candidate):
    kind = "speaker"
    name: str  # « Prénom Nom », out of capitals
    forms: tuple[str, ...] = ()  # the other forms in which the article prints it
    role: str = ""
    organization: str = ""
    told: tuple[str, ...] = ()  # what the article prints beside the full name, in order: « luthier », « de Greenpeace »
    gender: str = "x"  # "m", "f": told by a civility or by an office beside the name, not by the given name
    handle: str | None = None


@dataclass(frozen=True, kw_only=True)
class Organization(Candidate):
    kind = "organization"
    name: str


@dataclass(frozen=True, kw_only=True)
class Event(Candidate):
    kind = "event"
    name: str
    date: datetime.date | None = None
    ends_on: datetime.date | None = None
    year: int | None = None  # that of `date`; or told without a day: « en mars 2025 », « l’édition 2025 »
    month: int | None = None
    venue: str = ""
    city: str = ""
    organizer: str = ""
    hashtags: tuple[str, ...] = ()  # without #


@dataclass(frozen=True, kw_only=True)
class Talk(Candidate):
    """The span announces the talk; what was said there goes on until `until`."""

    kind = "talk"
    title: str
    title_is_ours: bool = False  # the article gives none
    form: str  # a value of `events.models.Talk.Kind`
    speakers: tuple[str, ...] = ()
    until: int


@dataclass(frozen=True, kw_only=True)
class Reference(Candidate):
    kind = "reference"
    form: str  # a value of `events.models.Reference.Kind`
    label: str
    cited_from: str = ""  # "ONU" for « source : ONU »
    talk: int | None = None  # `start` of the `Talk` in whose passage it stands


@dataclass(frozen=True, kw_only=True)
class Theme(Candidate):
    """A theme that is known, and the words of its that stand in the passage of a talk (or in the article)."""

    kind = "theme"
    label: str
    words: tuple[str, ...] = ()
    talk: int | None = None
