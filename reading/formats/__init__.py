"""From the bytes of a file or a page to the article in them: a `reading.document.Document`. No Django here."""

import re
from dataclasses import replace
from email.message import Message
from pathlib import PurePath

from reading.document import Document
from reading.parsing.language import confirmed

from .characters import decode
from .docx import read_docx
from .eml import read_eml
from .html import read_html
from .markdown import read_markdown
from .subtitles import is_subtitles, read_subtitles
from .text import read_text
from .unreadable import Unreadable

__all__ = ["MARKUP", "MAX_BYTES", "Unreadable", "read"]

MAX_BYTES = 5_000_000
MAX_LETTERS = 500_000  # of the article itself: five times what the longest proceedings have

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".eml": "eml", ".docx": "docx", ".vtt": "subtitles", ".srt": "subtitles",
}  # fmt: skip
CONTENT_TYPES = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/vtt": "subtitles",
    "application/x-subrip": "subtitles",
    "message/rfc822": "eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
OF_BYTES = {"eml": read_eml, "docx": read_docx}
OF_TEXT = {"text": read_text, "markdown": read_markdown, "html": read_html, "subtitles": read_subtitles}
# What somebody pastes is markup if it has one of these tags, whole.
MARKUP = re.compile(
    r"<(?:!doctype html|(?:html|body|article|main|section|div|p|br|blockquote|q|h[1-6]|ul|ol|li|table|a|b|i|em"
    r"|strong|span"
    r"|font|img|iframe|script|style)(?:\s[^<>]{0,2000})?/?)>",
    re.I,
)


def read(data: bytes, name: str = "", content_type: str = "", address: str = "") -> Document:
    """The article in `data`: the bytes of a file called `name`, of a page at `address`, or a text that was pasted.

    The form is told by the name, else by the content type, else by looking. Raises `Unreadable`, and nothing else.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("too-long")
    if not data.strip():
        raise Unreadable("empty")
    form = SUFFIXES.get(PurePath(name).suffix.lower()) or CONTENT_TYPES.get(
        content_type.partition(";")[0].strip().lower()
    )
    if form is None and data.startswith(b"PK"):
        form = "docx"
    if form in OF_BYTES:
        return _in_its_language(OF_BYTES[form](data))
    text = decode(data, _charset(content_type))
    if form in (None, "text") and is_subtitles(text):
        form = "subtitles"
    if form is None:
        form = "html" if MARKUP.search(text) else "text"
    return _in_its_language(OF_TEXT[form](text, address=address))


def _in_its_language(document):
    if len(document.text) > MAX_LETTERS:
        raise Unreadable("too-long")
    return replace(document, language=confirmed(document.language, document.text))


def _charset(content_type):
    message = Message()
    message["Content-Type"] = content_type.replace("\n", " ").replace("\r", " ")[:500]
    return str(message.get_param("charset", ""))
