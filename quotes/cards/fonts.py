"""Which face draws a character and how wide it is there, the same on every machine.

Pillow shapes text with raqm only where the system has FriBidi; so glyphs are placed one by one, with the face's own
kerning kept beside it (`kerning.txt`).
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import ImageFont

HERE = Path(__file__).parent
SITE = Path(settings.BASE_DIR) / "static" / "fonts"
OURS = HERE / "fonts"
EMOJI = OURS / "noto-emoji-emoji-400-normal.woff2"
FACES = (
    SITE / "source-serif-4-latin-wght-normal.woff2",
    SITE / "source-serif-4-latin-ext-wght-normal.woff2",
    OURS / "source-serif-4-greek-wght-normal.woff2",
    OURS / "source-serif-4-cyrillic-wght-normal.woff2",
    OURS / "source-serif-4-cyrillic-ext-wght-normal.woff2",
    OURS / "source-serif-4-vietnamese-wght-normal.woff2",
    OURS / "noto-serif-hebrew-hebrew-400-normal.woff2",
    OURS / "noto-naskh-arabic-arabic-400-normal.woff2",
    EMOJI,
)
EM = 1000
NOWHERE = "\U000f0000"  # no face has it: drawn as what stands for a missing glyph
LOST = "•"  # in place of what no face has
SIMILAR = {"→": "➡", "←": "⬅", "✓": "✔", "★": "⭐", "\u2010": "-", "\u2011": "-"}
# In em. As on the pages, the narrow no-break space is wider than the face has it.
SPACES = {" ": 0.23, "\u00a0": 0.23, "\u202f": 0.21, "\u2009": 0.2, "\u200a": 0.1}
MARKS = ("Mn", "Me")


class Glyph(NamedTuple):
    char: str
    face: Path | None  # none draws a space
    advance: float  # in em, up to where the next one stands
    is_mark: bool = False
    is_lost: bool = False


def _kerning():
    pairs = {}
    for line in (HERE / "kerning.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        firsts, *rest = line.split(" ")
        for distance, seconds in zip(rest[::2], rest[1::2], strict=True):
            pairs |= {first + second: int(distance) / EM for first in firsts for second in seconds}
    return pairs


KERNING = _kerning()


@lru_cache(maxsize=48)
def opened(face, size, weight=400):
    font = ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.BASIC)
    if "wght" in face.name:
        font.set_variation_by_axes([weight])
    return font


def _drawn(char, face):
    font = opened(face, 24)
    mask = font.getmask(char)
    return mask.size, bytes(mask), font.getlength(char)


@lru_cache(maxsize=len(FACES))
def _missing(face):
    return _drawn(NOWHERE, face)


@lru_cache(maxsize=8192)
def face_of(char):
    """The first face that has `char`, or None."""
    return next((face for face in FACES if _drawn(char, face) != _missing(face)), None)


@lru_cache(maxsize=8192)
def _advance(char, face, weight):
    return opened(face, EM, weight).getlength(char) / EM


def known(text):
    """`text` in characters that some face has, without those that are not drawn by themselves."""
    return "".join(_known(char) for char in text)


@lru_cache(maxsize=8192)
def _known(char):
    if char in SPACES:
        return char
    kind = unicodedata.category(char)
    if kind[0] == "Z":
        return " "
    if kind in ("Cc", "Cf", "Cs") or "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return ""  # also what chooses a colour of skin, or of an emoji
    if "\U0001f1e6" <= char <= "\U0001f1ff":  # two letters that make a flag
        return chr(ord(char) - 0x1F1E6 + ord("A"))
    if face_of(char):
        return char
    if kind in MARKS:
        return ""
    same = SIMILAR.get(char) or unicodedata.normalize("NFKC", char)
    if same != char and all(face_of(part) or part in SPACES for part in same):
        return same
    return NOWHERE


@lru_cache(maxsize=4096)
def glyphs(text, weight=400):
    """The glyphs of a `known` text in the order it is read."""
    found = []
    for place, char in enumerate(text):
        if char in SPACES:
            found.append(Glyph(char, None, SPACES[char]))
        elif unicodedata.category(char) in MARKS:
            found.append(Glyph(char, face_of(char), 0, is_mark=True))
        elif char == NOWHERE:
            found.append(Glyph(LOST, FACES[0], _advance(LOST, FACES[0], weight) * 1.2, is_lost=True))
        else:
            face = face_of(char)
            close = KERNING.get(text[place : place + 2], 0)
            found.append(Glyph(char, face, _advance(char, face, weight) + close))
    return tuple(found)


@lru_cache(maxsize=8192)
def width(text, weight=400):
    """In em."""
    return sum(glyph.advance for glyph in glyphs(text, weight))
