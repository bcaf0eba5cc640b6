"""Days as articles write them, in French and English; with their year, in Spanish, German and Italian as well."""

import re
from collections.abc import Iterator
from datetime import date

from language.folding import fold
from language.months import numbers

PLAUSIBLE = range(1800, 2201)  # years: what lies outside is a slip of the pen, nobody says it
MONTHS = numbers("fr", "en") | {"fevr": 2}
_ANY_MONTH = numbers("fr", "en", "es", "de", "it") | MONTHS


def _one_of(months):
    """Only months, or « jeudi 3 novembre » would be a day of the month of « jeudi », in English."""
    names = "|".join(sorted(months, key=len, reverse=True))
    return "(?:" + names.replace("e", "[eé]").replace("u", "[uû]").replace("mar", "m[aä]r") + r")\b\.?"


MONTH = _one_of(MONTHS)
WEEKDAY = (
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|lun|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat)\b"
)
# A year may be missing (« le 9 novembre dernier »): it is then told by the day of the article.
DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd"
    rf"|th)?[\s\u00a0]+(?:of\s+)?(?P<month>{MONTH})(?:,?[\s\u00a0]+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|(?P<month2>{MONTH})[\s\u00a0]+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|[\s\u00a0]*(?:h"
    rf"|%))(?:,?[\s\u00a0]+(?P<year2>(?:19|20)\d\d)\b)?"
    rf"|(?P<day5>\d{{1,2}})[.º]?[\s\u00a0]+(?:de[\s\u00a0]+)?(?P<month5>{_one_of(_ANY_MONTH)})"
    r"(?:,?[\s\u00a0]+(?:de[\s\u00a0]+)?)(?P<year5>(?:19|20)\d\d)\b"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)"
    r"|(?P<day4>\d{1,2})[/.](?P<month4>\d{1,2})[/.](?P<year4>(?:19|20)?\d\d))(?!\w)",
    re.IGNORECASE,
)
# Two figures after a day are its year where the date ends there, or where the day of the week agrees.
_SHORT_YEAR = re.compile(
    r"[\s\u00a0]+[’']?(?P<year>\d\d)(?![\w:]|[\s\u00a0]*(?:h\b|%|€))"
    r"(?P<ends>[ \t]*(?:[,;.)\]\n–—]|$))?"
)
_WEEKDAY = re.compile(r"\b(lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?$", re.I)
_WEEKDAYS = ("lun mon", "mar tue", "mer wed", "jeu thu", "ven fri", "sam sat", "dim sun")
MONTH_AND_YEAR = re.compile(
    rf"\b(?P<month>{MONTH})(?:[\s\u00a0]+(?:of\s+)?(?P<year>(?:19|20)\d\d))?(?!\w)", re.IGNORECASE
)
YEAR = re.compile(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/%€]|[.,-]\d)")


def read(found: re.Match[str], *, year: int | None = None) -> date | None:
    """The date of a match of `DAY`; `year` is taken where none is written. None where it is no day."""
    parts = _parts(found)
    written, told = parts.get("year"), parts["month"]
    month = int(told) if told.isdecimal() else _ANY_MONTH.get(fold(told))
    number = int(written) + (2000 if len(written) == 2 else 0) if written else year
    if number is None or month is None:
        return None
    try:
        return date(number, month, int(parts["day"]))
    except ValueError:
        return None


def _parts(found):
    """{"day", "month", and "year" if it is written: as written}, in whatever order they stand."""
    return {name.rstrip("2345"): part for name, part in found.groupdict().items() if part}


def first_day(text: str, end: int | None = None) -> date | None:
    """The first day of the text, up to `end`, that is written with its year; None if there is none."""
    return next((day for _, _, day, is_whole in days(text, 0, end) if is_whole), None)


def days(
    text: str, start: int = 0, end: int | None = None, *, year: int | None = None
) -> Iterator[tuple[int, int, date, bool]]:
    """Yield (start, end, date, whether the year is written) of each day in the text."""
    for found in DAY.finditer(text, start, len(text) if end is None else end):
        is_whole = "year" in _parts(found)
        short = None if is_whole else _SHORT_YEAR.match(text, found.end())
        if short and (day := _in_short_year(text, found, short)):
            yield found.start(), short.end("year"), day, True
        elif day := read(found, year=year):
            yield found.start(), found.end(), day, is_whole


def _in_short_year(text, found, short):
    """The day of « sam. 15 mars 25 »; None where the two figures may count something else: « le 15 mars 25 élus »."""
    day = read(found, year=2000 + int(short["year"]))
    told = _WEEKDAY.search(text[max(0, found.start() - 14) : found.start()])
    agrees = bool(day and told) and told[1].lower() in _WEEKDAYS[day.weekday()].split()
    return day if agrees or short["ends"] is not None and not told else None
