"""What the parser is given: the text of an article, what its markup said, and what is known already.

All offsets count Unicode code points of the NFC text.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Mark:
    """What the markup says of a span of the text.

    `kind` is one of: "heading", "blockquote", "q", "tweet" (the whole embed, its signature included), "link",
    "caption", "item" (of a list). `value` is the level of a heading ("1" to "6"), the address of a link, that of a
    tweet if the page has it; of the others it is empty.
    """

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True)
class Document:
    """An article as canonical text, with what its page says of itself.

    Paragraphs are separated by an empty line where the text comes from markup; a text file is kept as it is.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: date | None = None
    address: str = ""
    language: str = (
        ""  # as in the page, or told by the words: "fr", "en", "und" where neither; empty where nothing tells
    )


@dataclass(frozen=True)
class KnownPerson:
    name: str
    forms: tuple[str, ...] = ()
    handle: str = ""


@dataclass(frozen=True)
class KnownTheme:
    label: str
    words: tuple[str, ...] = ()  # synonyms and the English name


@dataclass(frozen=True)
class Known:
    people: tuple[KnownPerson, ...] = ()
    organizations: tuple[str, ...] = ()
    themes: tuple[KnownTheme, ...] = ()
