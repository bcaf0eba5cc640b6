"""Weights as areas, side by side: what is twice as heavy takes twice the room, as near to squares as it gets.

Edges are whole percents of the whole, for a class each (`static/site/steps.css`): the policy allows no style in a page.
"""

from typing import NamedTuple

WIDE, HIGH = 888, 400  # pixels of the whole where it is narrowest, which is what labels have to fit
PADDING = 28
LARGEST, SMALLEST, LETTER = 29, 12, 0.56  # pixels of a label; the width of a letter of it
LOW = 72  # pixels, under which name and number share a line


class Cell(NamedTuple):
    """Where it lies, in percents; the size of its label in pixels; whether it is low, and whether there is room."""

    x: int
    y: int
    width: int
    height: int
    label: int
    is_low: bool
    is_roomy: bool


def laid_out(weights, names):
    """The cells of `weights`, the heaviest first, whose labels are `names`."""
    total = sum(weights)
    areas = [weight * WIDE * HIGH / total for weight in weights]
    cells, left, top, wide, high = [], 0.0, 0.0, float(WIDE), float(HIGH)
    while areas:
        short = min(wide, high)
        count = _fitting(areas, short)
        row, areas = areas[:count], areas[count:]
        thick, along = sum(row) / short, 0.0
        for area in row:
            box = (left, top + along, thick, area / thick) if high <= wide else (left + along, top, area / thick, thick)
            cells.append(box)
            along += area / thick
        if high <= wide:
            left, wide = left + thick, wide - thick
        else:
            top, high = top + thick, high - thick
    return [_cell(box, name) for box, name in zip(cells, names, strict=True)]


def _fitting(areas, side):
    """How many of the first areas make the squarest row along `side`."""
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
        count += 1
    return count


def _worst(row, side):
    """The ratio of the sides of the flattest of them."""
    thick = sum(row) / side
    return max(max(thick * thick / area, area / (thick * thick)) for area in row)


def _cell(box, name):
    left, top, wide, high = box
    x, y = round(100 * left / WIDE), round(100 * top / HIGH)
    right, bottom = round(100 * (left + wide) / WIDE), round(100 * (top + high) / HIGH)
    longest = max(map(len, name.split()), default=1)
    label = max(SMALLEST, min(LARGEST, int((wide - PADDING) / (longest * LETTER))))
    return Cell(x, y, right - x, bottom - y, label, high < LOW, high >= 2 * LOW and wide >= 2 * LOW)
