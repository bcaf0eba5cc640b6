"""A text file is its own canonical text: spans count in it as it is, in NFC, so nothing that one sees or not is dropped
but the byte order mark, and the \\r of Windows."""

from reading.document import Document

from .characters import normalized
from .unreadable import Unreadable


def read_text(text, *, address=""):
    if "\0" in text:
        raise Unreadable("not-text")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Document(text=normalized(text), address=address)
