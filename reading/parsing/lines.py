"""Text that came in lines: mails, PDF, what was wrapped at a width. Unfolded first, with a map back to what came in."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from reading.document import Document

_QUOTED = re.compile(r"(?:>[ \t]?)+")
# What begins a line of its own.
_BLOCK = re.compile(r"[ \t\u00a0]*(?:[-–—•*·▪◦‣|]|#(?!\w)|https?://\S+$|\d{1,2}[.)h:])[ \t\u00a0]?")
_PAGE = re.compile(
    r"[ \t]*(?:[-–—][ \t]*)?(?:[Pp]age[ \t]+)?\d{1,4}(?:[ \t]*(?:/|sur|of)[ \t]*\d{1,4})?(?:[ \t]*[-–—])?[ \t]*$"
)
_HYPHENATED = re.compile(r"[^\W\d_](?:-|\u2010|\u00ad)$")
HYPHENATED = re.compile(r"[^\W\d_](?:-|\u2010|\u00ad)[ \t]*\n")
# Words whose hyphen is their own wherever the line ends: « peut-être », « a-t-il », « ceux-ci », « vice-présidente ».
_BEFORE_HYPHEN = frozenset(
    "peut est demi mi vice sous ex non celui celle ceux celles lui elle eux moi toi nous vous grand grands grande"
    " rendez t là ci au par avant après arrière contre entre porte garde chef saint sainte auto socio"
    " éco co well self".split()
)
_AFTER_HYPHEN = frozenset(
    "être il elle ils elles on je tu ce ci là même mêmes vous nous t moi le la les y en dessus".split()
)
_SHORTEST, _LONGEST = 40, 110  # characters of a line that was cut at a width
_MAP = ("until", "talk")  # fields of candidates that are places as well


@dataclass(frozen=True)
class Unfolded:
    """A `Document` whose lines are those that its author made, and where each of its characters stood before."""

    document: Document
    starts: tuple = (0,)  # of its pieces
    places: tuple = (0,)  # of the same, in what came in

    def place(self, offset):
        near = bisect_right(self.starts, offset) - 1
        return self.places[near] + offset - self.starts[near]

    def span(self, start, end):
        return self.place(start), self.place(end - 1) + 1

    def back(self, candidate, text):
        """`candidate` as a span of `text`, what came in; less sure where words were cut at a line's end."""
        start, end = self.span(candidate.start, candidate.end)
        places = {name: self.place(at) for name in _MAP if (at := getattr(candidate, name, None)) is not None}
        if cuts := getattr(candidate, "cuts", ()):
            places["cuts"] = tuple(self.span(*cut) for cut in cuts)
        places |= {"confidence": min(candidate.confidence, 0.75)} if HYPHENATED.search(text, start, end) else {}
        return replace(candidate, start=start, end=end, **places)


def unfold(document):
    """The `Unfolded` of a document; itself where its lines are its author's."""
    if document.marks or "\n" not in document.text:
        return Unfolded(document)
    lines = list(_without_pages(_lines(document.text)))
    joins = _joins(lines)
    if not joins and not any(line.start != line.cut for line in lines):
        return Unfolded(document)
    return _joined(document, lines, joins)


@dataclass(frozen=True)
class _Line:
    start: int
    cut: int  # behind its « > »
    end: int
    text: str  # without them, and without spaces at its end
    depth: int

    @property
    def is_empty(self):
        return not self.text.strip()


def _lines(text):
    """The lines of a text; « > » is cut off where several begin with it."""
    found, start = [], 0
    is_quoting = len(re.findall(r"^>", text, re.MULTILINE)) >= 2
    for piece in text.split("\n"):
        quoted = _QUOTED.match(piece) if is_quoting else None
        cut = start + (quoted.end() if quoted else 0)
        depth = quoted[0].count(">") if quoted else 0
        found.append(_Line(start, cut, start + len(piece), piece[cut - start :].rstrip(), depth))
        start += len(piece) + 1
    return found


def _without_pages(lines):
    """The lines but the numbers of pages that stand amid a sentence, and the empty lines around these."""
    number = 0
    while number < len(lines):
        yield lines[number]
        after = number + 1
        while after < len(lines) and after - number < 6 and (lines[after].is_empty or _PAGE.match(lines[after].text)):
            after += 1
        has_page = any(not line.is_empty for line in lines[number + 1 : after])
        is_amid = has_page and after < len(lines) and _goes_on(lines[number], lines[after])
        number = after if is_amid else number + 1


def _joins(lines):
    """{number of a line that the next one goes on: whether the hyphen at its end falls away}."""
    width = _width(lines)
    inside = [n for n in range(len(lines) - 1) if not lines[n].is_empty and not lines[n + 1].is_empty]
    if not _SHORTEST / 2 < width <= _LONGEST or not _is_wrapped(lines, inside):
        return {}
    known = set(re.findall(r"\w+-\w+", "\n".join(line.text for line in lines).casefold()))
    pairs = {n: (lines[n], lines[n + 1]) for n in inside}
    return {
        n: _drops_hyphen(line, after, known)
        for n, (line, after) in pairs.items()
        if line.depth == after.depth and (_goes_on(line, after) or _is_full(line, after, width))
    }


def _width(lines):
    """The characters of nine lines in ten, at most."""
    lengths = sorted(len(line.text) for line in lines if not line.is_empty and not _PAGE.match(line.text))
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _is_wrapped(lines, inside):
    """Whether so many of the lines `inside` end amid a sentence that a program cut them."""
    cut = [n for n in inside if _may_be_cut(lines[n]) and _goes_on(lines[n], lines[n + 1])]
    is_told = any(_HYPHENATED.search(lines[n].text) or lines[n].depth for n in cut)
    return len(cut) >= 3 - is_told and len(cut) > len(inside) / (8 if is_told else 4)


def _goes_on(line, after):
    """Whether a line ends amid a sentence, and the next goes on with it."""
    first = after.text.lstrip()[:1]
    is_hyphenated = first.isalpha() and _HYPHENATED.search(line.text)
    return bool(is_hyphenated or first.islower() and not re.search(r"[.!?:;]$", line.text)) and not _BLOCK.match(
        after.text
    )


def _may_be_cut(line):
    """Whether a line is as long as those that are cut at a width; verses are shorter."""
    is_told = line.depth or _HYPHENATED.search(line.text)
    return (_SHORTEST / 2 if is_told else _SHORTEST) <= len(line.text) <= _LONGEST


def _is_full(line, after, width):
    """Whether the first word of the next line had no place any more."""
    first = after.text.split()[0]
    is_block = _BLOCK.match(after.text) and not re.match(r"\d+[^.)h:]", after.text.lstrip())
    return not is_block and len(line.text) + 1 + len(first) > width and len(line.text) > 0.6 * width


def _drops_hyphen(line, after, known):
    """Whether the hyphen at the end of a line only parts a word; not that of « peut-être », « Saint-Nazaire »."""
    if not _HYPHENATED.search(line.text):
        return False
    if line.text.endswith("\u00ad"):
        return True
    before, behind = re.findall(r"\w+", line.text)[-1].casefold(), re.match(r"\w*", after.text.lstrip())[0]
    is_own = before in _BEFORE_HYPHEN or behind in _AFTER_HYPHEN or f"{before}-{behind.casefold()}" in known
    return behind[:1].islower() and not is_own


def _joined(document, lines, joins):
    pieces, starts, places, length = [], [], [], 0

    def keep(start, text):
        nonlocal length
        if text:
            pieces.append(text), starts.append(length), places.append(start)
            length += len(text)

    for number, line in enumerate(lines):
        begins = line.cut
        if number - 1 in joins:
            begins += len(line.text) - len(line.text.lstrip())
        ends = line.cut + len(line.text) if number in joins else line.end
        keep(begins, document.text[begins : ends - joins.get(number, False)])
        if number not in joins and line.end < len(document.text):
            keep(line.end, "\n")
        elif number in joins and not _HYPHENATED.search(line.text):
            keep(line.end, " ")
    return Unfolded(replace(document, text="".join(pieces)), tuple(starts) or (0,), tuple(places) or (0,))
