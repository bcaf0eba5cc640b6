"""The composition of a card: words, a thread of accent, who said them and where."""

from io import BytesIO
from typing import NamedTuple

import uharfbuzz as harfbuzz
from PIL import Image, ImageDraw

from .fonts import EM, known, opened
from .setting import fitted, shortened
from .shaping import glyphs, runs_leftward, width

LONGEST = 600  # characters; what is longer is cut
SHAPES = {"wide": (1200, 630), "square": (1080, 1080)}
# As static/site/site.css has them.
THEMES = {
    "light": {"paper": "#fbfaf7", "ink": "#1f1e1b", "soft": "#5d5a52", "rule": "#ddd8cc", "accent": "#0b5d5b"},
    "dark": {"paper": "#171817", "ink": "#ece9e2", "soft": "#aeaa9f", "rule": "#393a36", "accent": "#7cc4be"},
}
MARGIN = 112  # pixels, in which the opening guillemet hangs
SIZES = (*range(108, 48, -4), *range(48, 27, -1))


class Card(NamedTuple):
    """What stands on a card, typeset; `opening` and `closing` are the quotation marks of verbatim words."""

    words: str
    opening: str
    closing: str
    overline: str
    author: str
    place: str
    day: str
    site: str


class Row(NamedTuple):
    """A line to draw, in its own size and colour."""

    text: str
    size: int
    colour: str
    weight: int = 400


def png(card, *, shape, theme):
    width, height = SHAPES[shape]
    colours = THEMES[theme]
    image = Image.new("RGB", (width, height), colours["paper"])
    pen = Pen(ImageDraw.Draw(image), colours, left=MARGIN, right=width - MARGIN)
    foot = _foot(pen, card, bottom=height - 64)
    _words(pen, card, top=height * 0.105, bottom=foot - height * 0.075)
    file = BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _words(pen, card, *, top, bottom):
    leftward = runs_leftward(card.words)
    over = 48 if card.overline else 0
    box = (pen.right - pen.left, bottom - top - over)
    words = shortened(card.words, LONGEST)
    setting = None
    while setting is None:
        setting = fitted(known(words) + card.closing, width=width, box=box, sizes=SIZES)
        words = shortened(words, len(words) * 9 // 10)
    size = setting.size
    top += (box[1] - setting.leading * len(setting.lines)) * 0.46  # a little above the middle
    if card.overline:
        pen.line(Row(card.overline, 26, "accent"), top + 22, flush_right=leftward)
    baseline = top + over + setting.leading * 0.5 + size * 0.28
    for place, text in enumerate(setting.lines):
        last = place == len(setting.lines) - 1
        accents = len(card.closing.strip()) if last else 0
        pen.line(Row(text, size, "ink"), baseline, flush_right=leftward, leftward=leftward, accents=accents)
        if place == 0 and card.opening:
            pen.hang(Row(card.opening, size, "accent"), baseline, leftward=leftward)
        baseline += setting.leading


def _foot(pen, card, *, bottom):
    """Draw who, where, when and the site's name; return where that begins."""
    room = pen.right - pen.left
    site = _trimmed(Row(card.site, 24, "accent"), room / 2)
    pen.line(site, bottom, flush_right=True)
    day = f" · {card.day}" if card.day else ""
    beside = room - width(site.text) * site.size - width(known(day)) * 24 - 48
    place = _trimmed(Row(card.place, 24, "soft"), beside)
    pen.line(place._replace(text=place.text + day), bottom)
    pen.line(_trimmed(Row(card.author, 32, "ink", 600), room), bottom - 40)
    pen.rule(bottom - 100)
    return bottom - 100


def _trimmed(row, room):
    """`row`, cut with « … » if it is longer than `room` pixels."""
    text = known(row.text)
    while width(text, row.weight) * row.size > room and len(text) > 1:
        text = shortened(text, len(text) - 2)
    return row._replace(text=text)


class Pen:
    """Draws lines of text between two margins."""

    def __init__(self, draw, colours, *, left, right):
        self.draw, self.colours, self.left, self.right = draw, colours, left, right

    def rule(self, y):
        self.draw.rectangle((self.left, y, self.left + 56, y + 3), fill=self.colours["accent"])

    def line(self, row, baseline, *, flush_right=False, leftward=False, accents=0):
        """The last `accents` characters are in the accent's colour."""
        text = known(row.text)
        x = self.right - width(text, row.weight) * row.size if flush_right else self.left
        self._letters(row._replace(text=text), x, baseline, leftward=leftward, accents=accents)

    def hang(self, row, baseline, *, leftward):
        """A mark in the margin, beside where the line begins."""
        x = self.right if leftward else self.left - width(row.text, row.weight) * row.size
        self._letters(row, x, baseline, leftward=leftward)

    def _letters(self, row, x, baseline, *, leftward, accents=0):
        outlines, scale = {}, row.size / EM
        for glyph in glyphs(row.text, row.weight, leftward=leftward):
            if glyph.face:
                is_accent = glyph.place >= len(row.text) - accents
                colour = "accent" if is_accent else "soft" if glyph.is_lost else row.colour
                outline = outlines.setdefault(colour, harfbuzz.RasterDraw())
                outline.transform = (scale, 0, 0, scale, x + glyph.right * row.size, glyph.up * row.size)
                outline.draw_glyph(opened(glyph.face, row.weight), glyph.number)
            x += glyph.advance * row.size
        for colour, outline in outlines.items():
            self._fill(outline.render(), round(baseline), colour)

    def _fill(self, raster, baseline, colour):
        box = raster.extents
        if box.width and box.height:
            mask = Image.frombuffer("L", (box.width, box.height), raster.buffer, "raw", "L", box.stride, -1)
            self.draw.bitmap((box.x_origin, baseline - box.y_origin - box.height), mask, self.colours[colour])
