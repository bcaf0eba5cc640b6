"""What the reader hears in a text, as several test files ask it."""

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN


def said(text):
    """[(who speaks, or as whom the article says it, whether that is certain)] of each quote, in order."""
    found = [one for one in parse(Document(text)) if one.kind == "quote"]
    return [(one.speaker or one.attribution, one.confidence >= CERTAIN) for one in found]
