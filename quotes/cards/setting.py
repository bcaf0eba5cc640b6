"""Setting words into a box: the size that fits, and lines of even length. Pure; widths are in em, from `width`."""

import math
import re
from typing import NamedTuple

CLOSING = re.compile(r"[;:!?»”’)\]}.,…%]+")
OPENING = re.compile(r"[«“‘(\[{]+")
DASHES = "–—"
NO_BREAK = "\u00a0"
SMALL = 44  # pixels
SHORT = 2  # letters of a word that had better not end a line
HANGING = 0.03  # what such an end weighs, beside the square of how much a line differs from the others


class Setting(NamedTuple):
    size: int  # pixels
    leading: float  # pixels from a line to the next
    lines: list[str]


def leading(size):
    """Of a line, in em: large words stand closer."""
    return max(1.16, 1.42 - size / 400)


def words(text):
    """What stays on one line: a word with the punctuation beside it, whatever space was typed between."""
    tied, prefix, dashes = [], "", 0
    for word in re.split(r"[ \t\n\r]+", text.strip()):
        opens = bool(OPENING.fullmatch(word))
        closes = bool(CLOSING.fullmatch(word))
        if word[:1] in DASHES and not word.strip(DASHES + ",;." + NO_BREAK):
            dashes += 1
            opens, closes = dashes % 2 == 1 and word in DASHES, dashes % 2 == 0 or word not in DASHES
        if opens:
            prefix += word + NO_BREAK
        elif closes and tied and not prefix:
            tied[-1] += NO_BREAK + word
        else:
            tied.append(prefix + word)
            prefix = ""
    return [*tied, prefix.rstrip(NO_BREAK)] if prefix else tied


def fitted(text, *, width, box, sizes):
    """The largest of `sizes` (descending) at which `text` fits `box`, or None.

    A word too long for a line makes all words smaller, and is broken only where they would be smaller than SMALL.
    """
    unbroken = words(text)
    widest = max(map(width, unbroken), default=0)
    for size in sizes:
        line, height = box[0] / size, leading(size) * size
        room = int(box[1] // height)
        if widest > line and size > SMALL:
            continue
        whole = [piece for word in unbroken for piece in _pieces(word, line, width)]
        needed = _needed(whole, line, width)
        if needed <= room:
            return Setting(size, height, balanced(whole, needed, line=line, width=width))
    return None


def _needed(whole, line, width):
    """How many lines words take that follow each other as they come."""
    count, at, space = 1, 0, width(" ")
    for word in whole:
        length = width(word)
        if at and at + space + length > line:
            count, at = count + 1, 0
        at += length + (space if at else 0)
    return count


def _pieces(word, line, width):
    """`word`, in even pieces if it is longer than a line."""
    length = width(word)
    if length <= line:
        return [word]
    line = min(line, length / math.ceil(length / line) + 0.5)
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char) > line:
            pieces.append("")
        pieces[-1] += char
    return pieces


def balanced(whole, count, *, line, width):
    """`whole` in `count` lines, as even as they can be, none longer than `line`."""
    widths, space, last = [width(word) for word in whole], width(" "), len(whole)
    ideal = (sum(widths) + space * (last - count)) / count
    best = {0: (0.0, [])}  # {words placed: (cost, where each line ends)}
    for row in range(count):
        reached = {}
        for start, (cost, ends) in best.items():
            length = -space
            for end in range(start + 1, last + 1):
                length += space + widths[end - 1]
                if length > line + 1e-9 and end > start + 1:
                    break
                now = cost + ((length - ideal) / ideal) ** 2 + (HANGING if _hangs(whole, end) else 0)
                if (end == last) == (row == count - 1) and (end not in reached or now < reached[end][0]):
                    reached[end] = (now, [*ends, end])
        best = reached
    ends = best[last][1] if last else []
    return [" ".join(whole[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _hangs(whole, end):
    """Whether a line that ends there leaves a short word behind: « à », « la »."""
    word = whole[end - 1]
    return end < len(whole) and len(word) <= SHORT and word.isalpha()


def shortened(text, length):
    """`text`, cut after a word with « … » if it is longer than `length` characters."""
    if len(text) <= length:
        return text
    cut = text[:length]
    if not text[length].isspace() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" \n\u00a0\u202f,;:–—-«“(.…") + "…"
