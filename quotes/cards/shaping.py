"""A line of text as glyphs from left to right: kerned, joined, marked and ordered as each script wants it.

HarfBuzz shapes, and python-bidi says what runs leftward (UAX 9); both are the same on every machine.
"""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as harfbuzz
from bidi import algorithm as bidi

from .fonts import EM, FACES, NOT_JOINED, NOWHERE, SPACES, face_of, is_mark, opened

LOST = "•"  # in place of what no face has
WIDER = 1.2  # is the room of such a dot


class Glyph(NamedTuple):
    place: int  # of its character in the text
    advance: float  # in em, up to where the next one stands
    face: str | None = None  # none draws a space
    number: int = 0  # in its face
    right: float = 0  # in em, of where it would stand by itself
    up: float = 0
    is_lost: bool = False


def runs_leftward(text):
    """Whether the first letter that has a direction goes to the left."""
    return bidi.get_base_level(text) == 1


@lru_cache(maxsize=8192)
def width(text, weight=400):
    """In em."""
    return sum(glyph.advance for glyph in glyphs(text, weight))


@lru_cache(maxsize=4096)
def glyphs(text, weight=400, *, leftward=False):
    """The `Glyph`s of a `known` text, which begins at the right if it is `leftward`."""
    faces, found = _faces(text), []
    for (level, face), run in groupby(_ordered(text, leftward=leftward), lambda at: (at[1], faces[at[0]])):
        places = [place for place, _ in run]
        if face is None:
            found += [Glyph(place, SPACES[text[place]]) for place in places]
        else:
            found += _shaped(text, min(places), max(places) + 1, face, weight, leftward=level % 2 == 1)
    return tuple(found)


def _faces(text):
    """For each character the face of its letter, None for a space."""
    faces = []
    for letter in _letters(text):
        face = None if letter in SPACES else FACES[0] if letter[0] == NOWHERE else face_of(letter)
        faces += [face] * len(letter)
    return faces


def _letters(text):
    """Each with the marks on it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not (is_mark(text[place]) or text[place] == NOT_JOINED):
            yield text[start:place]
            start = place


def _ordered(text, *, leftward):
    """(place, level) of the characters from left to right; those of an odd level run leftward."""
    storage = bidi.get_empty_storage() | {"base_level": int(leftward), "base_dir": "R" if leftward else "L"}
    bidi.get_embedding_levels(text, storage)
    for place, char in enumerate(storage["chars"]):
        char["place"] = place
    bidi.explicit_embed_and_overrides(storage)
    for step in (
        bidi.resolve_weak_types,
        bidi.resolve_neutral_types,
        bidi.resolve_implicit_levels,
        bidi.reorder_resolved_levels,
    ):
        step(storage, False)
    return [(char["place"], char["level"]) for char in storage["chars"]]


def _shaped(text, start, end, face, weight, *, leftward):
    buffer = harfbuzz.Buffer()
    buffer.add_str(text[start:end].replace(NOWHERE, LOST))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    harfbuzz.shape(opened(face, weight), buffer)
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        place = start + glyph.cluster
        is_lost = text[place] == NOWHERE
        yield Glyph(
            place,
            position.x_advance / EM * (WIDER if is_lost else 1),
            face,
            glyph.codepoint,
            position.x_offset / EM,
            position.y_offset / EM,
            is_lost,
        )
