"""What the reader hears in a text, as several test files ask it."""

from reading.document import Document, Known
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN

PROBABLE = 0.65  # less is « à vérifier »


def said(text):
    """[(who speaks, or as whom the article says it, whether that is certain)] of each quote, in order."""
    found = [one for one in parse(Document(text)) if one.kind == "quote"]
    return [(one.speaker or one.attribution, one.confidence >= CERTAIN) for one in found]


def attributed(text, known=Known()):  # noqa: B008 - frozen
    """[(speaker or attribution, whether it is a person, level)] of each quote of an article, in order."""
    return [
        (one.speaker or one.attribution, one.speaker is not None, _level(one.confidence))
        for one in parse(Document(text), known)
        if one.kind == "quote"
    ]


def _level(confidence):
    return "certain" if confidence >= CERTAIN else "probable" if confidence >= PROBABLE else "to check"


def person(name):
    return (name, True, "certain")


def words(attribution):
    return (attribution, False, "to check")
