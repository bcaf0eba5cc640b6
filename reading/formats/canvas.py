"""Text as a browser lays it out, with marks over it: what is written on it piece by piece becomes canonical text."""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise

from reading.document import Mark

from .characters import normalized

COLLAPSED = re.compile(r"[ \t\n\r\f]+")
LINE, PARAGRAPH = 1, 2  # line feeds
OPENING = tuple('«“„‘"‹')


@dataclass
class _Span:
    kind: str
    value: str
    fence: tuple[str, str] | None
    start: int | None = None
    end: int | None = None


class Canvas:
    def __init__(self):
        self.pieces = []
        self.length = 0
        self._last = ""  # the last character that is no space
        self._breaks = 0
        self._space = False
        self._spans = []
        self._waiting = []  # those whose first character is not written yet

    def write(self, text):
        """Add inline `text`, its runs of spaces as one; none at the beginning of a line."""
        collapsed = COLLAPSED.sub(" ", text)
        words = collapsed.strip(" ")
        self._space |= collapsed.startswith(" ")
        if words:
            self._put(words)
            self._space = collapsed.endswith(" ")

    def write_kept(self, text):
        """Add `text` with its own lines and spaces, but for those at its ends."""
        text = text.strip("\n")
        if text.strip():
            self._put(text)

    def _put(self, text):
        between = ("\n" * self._breaks or " " * self._space) if self.length else ""
        self._append(between)
        quoted_already = self._last in OPENING or text.startswith((*OPENING, "'", "’"))
        for span in self._waiting:
            if span.fence and quoted_already:
                span.fence = None
            elif span.fence:
                self._append(span.fence[0])
            span.start = self.length
        self._waiting.clear()
        self._append(text)
        self._breaks = 0
        self._space = False

    def _append(self, text):
        self.pieces.append(text)
        self.length += len(text)
        self._last = text.rstrip()[-1:] or self._last

    def end_line(self):
        """A second one in a row leaves an empty line, as on a page."""
        self.break_line(min(self._breaks + LINE, PARAGRAPH))

    def break_line(self, breaks):
        self._breaks = max(self._breaks, breaks)
        self._space &= not self._breaks

    def open(self, kind, value="", fence=None):
        """A span that begins with the next character; `fence` are the marks to add around it if it has none."""
        span = _Span(kind, value, fence)
        self._spans.append(span)
        self._waiting.append(span)
        return span

    def close(self, span):
        if span.start is None:
            self._waiting.pop()  # spans close from the inside outwards
            return
        span.end = self.length
        if span.fence:
            self._space = False  # it stood within
            self._append(span.fence[1])

    def finish(self):
        """(canonical text, marks in the order of the text, outer before inner). Raises `Unreadable`."""
        marks = [Mark(span.kind, span.start, span.end, span.value) for span in self._spans if span.start is not None]
        text, marks = _in_nfc("".join(self.pieces), marks)
        return text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _in_nfc(raw, marks):
    text = normalized(raw)
    if text == raw:
        return raw, marks
    edges = sorted({0, len(raw), *(_safe(raw, edge) for mark in marks for edge in (mark.start, mark.end))})
    moved, length = {0: 0}, 0
    for start, end in pairwise(edges):
        length += len(unicodedata.normalize("NFC", raw[start:end]))
        moved[end] = length
    return text, [
        replace(mark, start=moved[_safe(raw, mark.start)], end=moved[_safe(raw, mark.end)])
        for mark in marks
        if _safe(raw, mark.start) < _safe(raw, mark.end)
    ]


def _safe(raw, edge):
    """The first place from `edge` over which NFC joins nothing: no accent follows, no Korean syllable is cut."""
    while edge < len(raw) and (unicodedata.category(raw[edge])[0] == "M" or "\u1160" <= raw[edge] <= "\u11ff"):
        edge += 1
    return edge
