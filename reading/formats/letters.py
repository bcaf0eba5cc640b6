"""What a mail brings, without what mail programs put around it: covers of what is forwarded, replies, signatures."""

import re
from dataclasses import replace

from .dates import read_day

_TITLE = re.compile(r"^(?:(?:TR|RE|R[ée]f|FWD?|AW|WG|RV)[ \u00a0]?:[ \u00a0]*)+", re.IGNORECASE)
_FORWARDED = re.compile(
    r"^[ \t]*(?:-{3,}[ \t]*(?:message (?:transféré|réexpédié|d[’']origine|initial)|(?:forwarded|original) message)"
    r"[ \t]*-{3,}|(?:début du message (?:réexpédié|transféré)|begin forwarded message)[ \u00a0]?:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(
    r"[ \t]*\*?(de|from|date|envoyé|sent|objet|sujet|subject|à|to|cc|pour)\*?[ \u00a0]?:\*?[ \u00a0]*(.*)",
    re.IGNORECASE,
)
_NAMES = {
    "de": "author", "from": "author", "date": "day", "envoyé": "day", "sent": "day", "objet": "title", "sujet": "title",
    "subject": "title",
}  # fmt: skip
_ANSWERED = re.compile(
    r"^[^\n]{5,200}(?:a écrit|wrote)[ \u00a0]?:[ \t]*\n(?:[ \t]*(?:>[^\n]*)?\n)*[ \t]*(?:>[^\n]*)?\Z", re.MULTILINE
)
_SIGNATURE = re.compile(r"^-- ?\n(?:[^\n]*\n){0,12}[^\n]*\Z", re.MULTILINE)
_TOP = 5_000  # characters in which the headers of a letter stand


def letter(document):
    """The `Document` of what a mail brings: of what is forwarded, if it says more than its cover."""
    document = replace(document, title=_TITLE.sub("", document.title))
    for found in list(_FORWARDED.finditer(document.text))[-1:]:
        told, begins = _headers(document.text, found.end())
        if told and len(document.text) - begins > found.start():
            document = replace(_within(document, begins, len(document.text)), **told)
    for tail in (_ANSWERED, _SIGNATURE):
        found = tail.search(document.text)
        if found and document.text[: found.start()].strip():
            document = _within(document, 0, found.start())
    return document


def _headers(text, place):
    """({field of a `Document`: what the lines from `place` on say}, where the letter below them begins)."""
    told = {}
    for line in re.finditer(r"[^\n]*\n", text[place : place + _TOP]):
        header = _HEADER.fullmatch(line[0].rstrip())
        if header and (name := _NAMES.get(header[1].lower())):
            told.setdefault(name, header[2].strip())
        elif not header and line[0].strip() and told or line.start() > 0 and told and not line[0].strip():
            return _fields(told), place + line.start()
    return {}, place


def _fields(told):
    day = read_day(told.get("day", ""))
    fields = {"title": _TITLE.sub("", told.get("title", "")), "author": re.sub(r"\s*<.*", "", told.get("author", ""))}
    return {name: value for name, value in fields.items() if value} | ({"published_on": day} if day else {})


def _within(document, start, end):
    """`document` from `start` to `end`, without the white space around, with its marks."""
    piece = document.text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    marks = tuple(
        replace(mark, start=mark.start - start, end=mark.end - start)
        for mark in document.marks
        if start <= mark.start and mark.end <= end
    )
    return replace(document, text=document.text[start:end], marks=marks)
