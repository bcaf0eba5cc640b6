"""Subtitles (WebVTT, SubRip) as a transcript: « [00:12:03] X : … », a paragraph each time somebody else speaks.

https://www.w3.org/TR/webvtt1/ has the former; the latter is what players make of it, with commas before milliseconds.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from reading.document import Document

from .characters import visible
from .unreadable import Unreadable

_TIME = r"(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,]\d{3}"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}")
_BEGINS = re.compile(rf"(?:\ufeff?WEBVTT\b|\s*\d+[ \t]*\r?\n{_TIME}[ \t]+-->)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]{1,100})>")
_TAG = re.compile(r"<[^<>]{0,200}>")
_CHANGE = re.compile(r"(?:>>|[-–—][ \u00a0])[ \u00a0]*")  # somebody else speaks, whoever that is
_LABEL = re.compile(r"[^\W\d_][^:.!?\n]{1,50}[ \u00a0]?:[ \u00a0]")
_ENDS = re.compile(r"[.!?…][»”\"]?$")
_PAUSE = 3  # seconds without words, behind which a paragraph begins
_LONG = 400  # characters of a paragraph that ends with its sentence
_LONGEST = 1_000  # of one that does not


@dataclass
class _Paragraph:
    begins: int  # seconds
    ends: int
    voice: str
    words: list = field(default_factory=list)

    @property
    def text(self):
        return " ".join(self.words)


def is_subtitles(text):
    """Whether a text begins as subtitles do."""
    return _BEGINS.match(text) is not None


def read_subtitles(text, *, address=""):
    paragraphs = []
    last_line = ""
    for begins, ends, voice, lines in _cues(text):
        if lines and lines[0] == last_line:  # lines that roll are shown twice
            lines = lines[1:]
        last_line = lines[-1] if lines else last_line
        words = " ".join(lines)
        change = _CHANGE.match(words)
        words = words[change.end() if change else 0 :].strip()
        if not words:
            continue
        if not paragraphs or change or _LABEL.match(words) or _breaks(paragraphs[-1], begins, voice):
            paragraphs.append(_Paragraph(begins, ends, voice))
        paragraphs[-1].words.append(words)
        paragraphs[-1].ends = ends
    if not paragraphs:
        raise Unreadable("empty")
    return Document("\n\n".join(map(_written, paragraphs)), address=address)


def _cues(text):
    """Yield (the second it begins, the one it ends, whose voice, lines) of each cue."""
    for block in re.split(r"\n[ \t]*\n", visible(text).replace("\r\n", "\n")):
        timing = re.search(rf"^{_TIMING.pattern}", block, re.MULTILINE)
        if not timing:
            continue  # a comment, a style, the header
        lines = block[timing.end() :].partition("\n")[2].split("\n")
        said = _VOICE.search("\n".join(lines))
        yield (
            _seconds(*timing.groups()[:3]),
            _seconds(*timing.groups()[3:]),
            " ".join(said[1].split()) if said else "",
            [clean for line in lines if (clean := " ".join(unescape(_TAG.sub("", line)).split()))],
        )


def _seconds(hours, minutes, seconds):
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)


def _breaks(paragraph, begins, voice):
    """Whether what is said from the second `begins` on begins a paragraph of its own."""
    length = sum(map(len, paragraph.words))
    ended = _ENDS.search(paragraph.words[-1])
    return (
        voice != paragraph.voice
        or begins - paragraph.ends >= _PAUSE
        or length >= _LONGEST
        or bool(ended)
        and length >= _LONG
    )


def _written(paragraph):
    minutes, seconds = divmod(paragraph.begins, 60)
    hours, minutes = divmod(minutes, 60)
    voice = f"{paragraph.voice}\u00a0: " if paragraph.voice else ""
    return f"[{hours:02}:{minutes:02}:{seconds:02}] {voice}{paragraph.text}"
