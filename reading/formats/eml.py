"""A message as mail programs save it: its text in HTML where that says as much as the plain one."""

from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice

from .characters import decode, visible
from .html import read_html
from .letters import letter
from .text import read_text
from .unreadable import Unreadable

# Characters of a header. The standard library's newer way of reading headers takes quadratic time on long ones.
LONGEST = 1000
MAX_PARTS = 200
SIGNATURE = "-- "
# The share of the plain text's words that the HTML must have: some programs put a mere "see the other part" there.
AS_RICH = 0.8


def read_eml(data):
    message, parts = _opened(data)
    document = _richest(parts)
    if document is None:
        raise Unreadable("empty")
    document = replace(
        document,
        title=_header(message, "Subject") or document.title,
        author=parseaddr(_header(message, "From"))[0] or document.author,
        published_on=_day(_header(message, "Date")) or document.published_on,
    )
    return letter(document)


def _opened(data):
    """(the message, its first parts)"""
    try:
        message = message_from_bytes(data)
        return message, [part for part in islice(message.walk(), MAX_PARTS) if not part.is_multipart()]
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise Unreadable("damaged") from error


def _richest(parts):
    """The first text in HTML as a document, or the first plain one where that says more; None without any."""
    documents = {}
    for part in parts:
        kind = part.get_content_type()
        if kind in READERS and kind not in documents and part.get_content_disposition() != "attachment":
            documents[kind] = _read(part, READERS[kind])
    plain, html = documents.get("text/plain"), documents.get("text/html")
    is_poorer = html and plain and len(html.text) < AS_RICH * len(plain.text)
    return plain if is_poorer else html or plain


READERS = {"text/plain": read_text, "text/html": read_html}


def _read(part, reader):
    try:
        data = part.get_payload(decode=True) or b""
        text = decode(data, part.get_content_charset(""))
        if str(part.get_param("format", "")).lower() == "flowed":
            text = _unflowed(text, joint="" if str(part.get_param("delsp", "")).lower() == "yes" else " ")
        return reader(text)
    except (Unreadable, ValueError, LookupError):
        return None


def _unflowed(text, *, joint):
    """A text of `format=flowed` (RFC 3676) with its paragraphs on one line each; `joint` stands where lines met."""
    found, flows, depth = [], False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        words = line[quoted:].removeprefix(" ")
        if flows and quoted == depth and words != SIGNATURE:
            found[-1].append(words)
        else:
            found.append(["> " * bool(quoted) + words])
        flows, depth = words.endswith(" ") and words != SIGNATURE, quoted
        if flows:
            found[-1][-1] = found[-1][-1].removesuffix(" ") + joint
    return "\n".join(map("".join, found))


def _header(message, name):
    text = str(message.get(name, ""))[:LONGEST]
    with suppress(MessageError, ValueError, LookupError):
        text = str(make_header(decode_header(text)))
    return " ".join(visible(text).split())


def _day(text):
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
