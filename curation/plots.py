"""Numbers over time as a picture that the server draws: a bar a year, each a link. Lengths are units of the drawing."""

from typing import NamedTuple

from language.dates import PLAUSIBLE

STEP = 20  # of a year
HEIGHT, LEAST = 120, 2  # of the drawing, and of a bar that stands for something
FEWEST = 3  # years, under which words do better
LABELS = 5


class Bar(NamedTuple):
    """A year: how many quotes stand above the line, from `top` on, and how many talks hang below it, from `hung` on.

    Talks alone stand on the line.
    """

    year: int
    quotes: int
    talks: int
    x: int
    top: float
    above: float
    below: float
    hung: float
    address: str
    label: str


class Years(NamedTuple):
    """The bars, `line` between what is above and below, the `width` of all; `chosen`, the year that filters, if any."""

    bars: list
    line: float
    width: int
    chosen: int | None
    has_quotes: bool


def years(quotes, talks, *, chosen=None, address):
    """The picture of {year: how many} of each; None where these are too few years.

    Both are drawn to one scale. `address` makes that of a year, of None that of all years.
    """
    # A slip of the pen would make all other years too thin to see.
    quotes, talks = ({year: n for year, n in count.items() if year in PLAUSIBLE} for count in (quotes, talks))
    known = {*quotes, *talks}
    if len(known) < FEWEST:
        return None
    span = range(min(known), max(known) + 1)
    unit = HEIGHT / (max(quotes.values(), default=0) + max(talks.values(), default=0))
    line = unit * max((quotes or talks).values())
    labels = _labelled(span, chosen)
    bars = []
    for place, year in enumerate(span):
        above, below = (_length(count.get(year, 0), unit) for count in (quotes, talks))
        bars.append(
            Bar(
                year, quotes.get(year, 0), talks.get(year, 0), STEP * place, round(line - above, 1), above, below,
                round(line if quotes else line - below, 1), address(None if year == chosen else year),
                str(year) if year in labels else "",
            )
        )  # fmt: skip
    return Years(bars, round(line, 1), STEP * len(span), chosen, bool(quotes))


def of_list(quotes, talks, filtered, *, anchor=""):
    """The same, whose bars filter a list; None where other filters do, for it would not be of what is shown."""
    if not filtered.is_by_year_alone:
        return None
    return years(quotes, talks, chosen=filtered.year, address=lambda year: filtered.address(annee=year, anchor=anchor))


def _length(count, unit):
    return round(max(count * unit, LEAST), 1) if count else 0


def _labelled(span, chosen):
    """The first and the last year, the chosen one, and round ones between."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if len(span) <= step * LABELS)
    ends = {span[0], span[-1]}
    near = {year for end in (*ends, chosen or span[0]) for year in range(end - step // 2, end + step // 2 + 1)}
    return ends | ({chosen} if chosen else set()) | {year for year in span if year % step == 0 and year not in near}
