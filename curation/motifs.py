"""The pattern that is drawn where there is no picture: chevrons, turned and mirrored as the slug of the record says."""

from typing import NamedTuple
from zlib import crc32

CELL = 24
WIDTHS = ("3.2", "2.2", "1.5")  # of strokes, by how many chevrons are nested
TONES = 4
# (back, stroke) of each tone, on light and on dark paper; pages take them from the tokens of site.css.
LIGHT = (("#d3e2de", "#0b5d5b"), ("#0b5d5b", "#b5cfcb"), ("#e9f0ed", "#8fb5b1"), ("#b5cfcb", "#fbfaf7"))
DARK = (("#213735", "#7cc4be"), ("#4a938d", "#284c49"), ("#1c2726", "#35706c"), ("#284c49", "#171817"))
FILE = """<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320" viewBox="0 0 300 200">
<style>@media (prefers-color-scheme: dark) {{ .back {{ fill: {dark[0]} }} .stroke {{ stroke: {dark[1]} }} }}</style>
<pattern id="m" width="{tile.width}" height="{tile.height}" patternUnits="userSpaceOnUse">
<rect class="back" width="{tile.width}" height="{tile.height}" fill="{light[0]}"/>
<path class="stroke" d="{tile.path}" fill="none" stroke="{light[1]}" stroke-width="{tile.stroke}"/>
</pattern><rect width="100%" height="100%" fill="url(#m)"/></svg>
"""


class Tile(NamedTuple):
    """What is repeated: lengths in units of the drawing, `path` as SVG writes it, `tone` of TONES."""

    width: int
    height: int
    path: str
    stroke: str
    tone: int


def tile(slug):
    """A block of 2 × 2 or 3 × 3 chevrons, each turned by quarters, mirrored in either direction or not."""
    drawn = crc32(slug.encode())
    side, mirrored, nested = 2 + drawn % 2, drawn >> 2 & 3, 1 + (drawn >> 4) % 3
    columns, rows = side * (2 if mirrored & 1 else 1), side * (2 if mirrored & 2 else 1)
    cells = [(row, column, _turn(drawn, side, row, column)) for row in range(rows) for column in range(columns)]
    path = "".join(_chevron(row, column, turn, depth) for row, column, turn in cells for depth in range(nested))
    return Tile(CELL * columns, CELL * rows, path, WIDTHS[nested - 1], tone(slug))


def tone(slug):
    return crc32(slug.encode()) >> 6 & TONES - 1


def file(slug):
    """The pattern as an SVG file, in the colours of light or dark paper, as who looks prefers."""
    known = tile(slug)
    return FILE.format(tile=known, light=LIGHT[known.tone], dark=DARK[known.tone])


def _turn(drawn, side, row, column):
    """Quarters by which the chevron of a cell is turned: 0 points right, 1 down, 2 left, 3 up."""
    place = min(row, 2 * side - 1 - row) * side + min(column, 2 * side - 1 - column)
    turn = drawn >> (8 + 2 * (place % 9)) & 3
    against = (column >= side and turn % 2 == 0) or (row >= side and turn % 2 == 1)
    return (turn + 2) % 4 if against else turn


def _chevron(row, column, turn, depth):
    """The path of a chevron, of which the first one is the outermost."""
    points = ((0, 4 * depth), (CELL - 8 * depth, 12), (0, CELL - 4 * depth))
    for _ in range(turn):
        points = tuple((CELL - y, x) for x, y in points)
    placed = (f"{x + CELL * column} {y + CELL * row}" for x, y in points)
    return f"M{'L'.join(placed)}"
