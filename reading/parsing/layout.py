"""Paragraphs, headings and sentences of an article."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from .lexicon import plain

_ABBREVIATIONS = frozenset(
    "m mm mme mmes mlle mr mrs ms dr pr prof me mgr st ste sr jr no nos art p pp vol cf ex etc av bd env tel vs inc ltd"
    " co corp dept gov gen sen rep rev hon cllr fig ed i.e e.g approx est jan feb mar apr jun jul aug sep sept oct"
    " nov dec"
    " janv févr avr juil déc hab min sec".split()
)
_LONGEST_HEADING = 110


@dataclass(frozen=True)
class Paragraph:
    start: int
    end: int
    is_heading: bool


def paragraphs(document):
    """The paragraphs of a `Document`, without the white space around them."""
    text = document.text
    break_ = r"\n[ \t]*\n\s*" if _is_wrapped(text) else r"\n\s*"
    headings = {(mark.start, mark.end) for mark in document.marks if mark.kind == "heading"}
    found, start = [], 0
    for end, after in [*(gap.span() for gap in re.finditer(break_, text)), (len(text), len(text))]:
        piece = text[start:end]
        first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if first < last:
            is_heading = (first, last) in headings if headings else _looks_like_heading(text[first:last])
            found.append(Paragraph(first, last, is_heading))
        start = after
    return found


def _is_wrapped(text):
    """Whether lines are cut at a width, as in mails: paragraphs are then those that an empty line parts."""
    lines = text.split("\n")
    inside = [(line, after) for line, after in zip(lines, lines[1:], strict=False) if line.strip() and after.strip()]
    cut = sum(45 <= len(line) <= 100 and after.lstrip()[:1].islower() for line, after in inside)
    return cut >= 3 and cut > len(inside) / 4


def _looks_like_heading(line):
    if len(line) > _LONGEST_HEADING or not re.match(r"[^\W_]|[\[«“\"#]", line):
        return False
    if re.match(r"[«“\"].*[»”\"]\W*$", line) or "(@" in line or line[0] in "#@":
        return False
    if re.search(r"\w\s*\?$", line):
        return len(line) < 80 and not re.search(r"[.!?»”]\s", line)
    return not re.search(r"[.,;:!…»”]$|[.!?…]\s+[A-ZÀ-Ý#@«“]", line) and not re.match(r"https?:|www\.", line)


_END = re.compile(r"[.!?…]+[)\]\"”’»]*(?:\s+)(?=[\w«“\"‘'(\[—–@#-])|[»”\"](?:\s+)(?=[A-ZÀ-Ý«“\"])|\n\s*\n")


def sentences(text, paragraph, quotations):
    """[(start, end), …] of a paragraph; what is between marks is never cut."""
    outer = [q for q in quotations if q.depth == 0]
    starts = [q.outer_start for q in outer]
    cuts = []
    for found in _END.finditer(text, paragraph.start, paragraph.end):
        near = bisect_right(starts, found.start()) - 1
        around = outer[near] if near >= 0 and outer[near].outer_end > found.start() else None
        if _is_cut(text, found, around):
            cuts.append(found.end())
    bounds = [paragraph.start, *cuts, paragraph.end]
    return [(start, end) for start, end in zip(bounds, bounds[1:], strict=False) if text[start:end].strip()]


def _is_cut(text, found, around):
    """Whether what looks like the end of a sentence is one; `around` is the quotation in which it stands, or None."""
    if text[found.end() : found.end() + 1].islower():
        return False
    if around is None:
        return text[found.start()] not in '»”"' and not _is_abbreviation(text, found.start())
    return found.end() >= around.outer_end and text[around.end - 1 : around.end] in tuple(".!?…")


def _is_abbreviation(text, place):
    if text[place] != ".":
        return False
    before = re.search(r"[\w.]+$", text[max(0, place - 12) : place])
    word = plain(before[0]) if before else ""
    return (
        word in _ABBREVIATIONS or (len(word) == 1 and before[0].isupper()) or bool(re.fullmatch(r"(?:\w\.)+\w", word))
    )
