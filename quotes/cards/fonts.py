"""Which face draws a character, the same on every machine.

The faces are those of the pages, unpacked: HarfBuzz does not read WOFF2.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz as harfbuzz

HERE = Path(__file__).parent / "fonts"
FACES = (
    "source-serif-4-latin-wght-normal",
    "source-serif-4-latin-ext-wght-normal",
    "source-serif-4-greek-wght-normal",
    "source-serif-4-cyrillic-wght-normal",
    "source-serif-4-cyrillic-ext-wght-normal",
    "source-serif-4-vietnamese-wght-normal",
    "noto-serif-hebrew-hebrew-400-normal",
    "noto-naskh-arabic-arabic-400-normal",
    "noto-emoji-emoji-400-normal",
)
EM = 1000
NOWHERE = "\U000f0000"  # stands for what no face has
SIMILAR = {"→": "➡", "←": "⬅", "✓": "✔", "★": "⭐", "\u2010": "-", "\u2011": "-"}
# In em. As on the pages, the narrow no-break space is wider than the face has it.
SPACES = {" ": 0.23, "\u00a0": 0.23, "\u202f": 0.21, "\u2009": 0.2, "\u200a": 0.1}
NOT_JOINED = "\u200c"  # between Arabic letters that would else be joined
MOST_MARKS = 3  # on one letter: a point, a vowel, an accent; more are a joke that climbs out of the picture


@cache
def opened(face, weight=400):
    with open(HERE / f"{face}.ttf", "rb") as file:
        font = harfbuzz.Font(harfbuzz.Face(file.read()))
    font.scale = (EM, EM)
    font.set_variations({"wght": weight})
    return font


def has(face, char):
    return opened(face).get_nominal_glyph(ord(char)) is not None


def is_mark(char):
    return unicodedata.category(char) in ("Mn", "Me")


@lru_cache(maxsize=8192)
def face_of(letter):
    """The first face that has all of a letter and its marks, else its letter alone; None if no face has it."""
    whole = [char for char in unicodedata.normalize("NFC", letter) if char != NOT_JOINED]
    return next(
        (face for wanted in (whole, whole[:1]) for face in FACES if all(has(face, char) for char in wanted)), None
    )


def known(text):
    """`text` in characters that some face has, without those that are not drawn by themselves."""
    kept, marks = [], MOST_MARKS
    for char in text:
        marks = marks + 1 if is_mark(char) else MOST_MARKS if char in SPACES else 0
        if marks <= MOST_MARKS or char in SPACES:
            kept.append(_known(char))
    return "".join(kept)


@lru_cache(maxsize=8192)
def _known(char):
    if char in SPACES or char == NOT_JOINED:
        return char
    kind = unicodedata.category(char)
    if kind[0] == "Z" or char.isspace():  # the end of a line parts words
        return " "
    if kind in ("Cc", "Cf", "Cs") or "\ufe00" <= char <= "\ufe0f" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return ""  # also what chooses a colour of skin, or of an emoji
    if "\U0001f1e6" <= char <= "\U0001f1ff":  # two letters that make a flag
        return chr(ord(char) - 0x1F1E6 + ord("A"))
    if face_of(char):
        return char
    if is_mark(char):
        return ""
    same = SIMILAR.get(char) or unicodedata.normalize("NFKC", char)
    if same != char and all(face_of(part) or part in SPACES for part in same):
        return same
    return NOWHERE
