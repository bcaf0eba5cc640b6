"""Days as articles write them, in French and English."""

import re
from datetime import date

from search.folding import fold

_MONTHS = (
    ("janvier", "janv", "jan", "january"),
    ("fevrier", "fevr", "fev", "february", "feb"),
    ("mars", "mar", "march"),
    ("avril", "avr", "april", "apr"),
    ("mai", "may"),
    ("juin", "june", "jun"),
    ("juillet", "juil", "jul", "july"),
    ("aout", "august", "aug"),
    ("septembre", "sept", "sep", "september"),
    ("octobre", "oct", "october"),
    ("novembre", "nov", "november"),
    ("decembre", "dec", "december"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
# Only months, or « jeudi 3 novembre » would be a day of the month of « jeudi », in English.
_WRITTEN = sorted(MONTHS, key=len, reverse=True)
_MONTH = "(?:" + "|".join(_WRITTEN).replace("e", "[eé]").replace("u", "[uû]") + r")\b\.?"
# A year may be missing (« le 9 novembre dernier »): it is then told by the day of the article.
DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd"
    rf"|th)?[\s\u00a0]+(?:of\s+)?(?P<month>{_MONTH})(?:,?[\s\u00a0]+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|(?P<month2>{_MONTH})[\s\u00a0]+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|[\s\u00a0]*(?:h"
    rf"|%))(?:,?[\s\u00a0]+(?P<year2>(?:19|20)\d\d)\b)?"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>\d\d)-(?P<day3>\d\d)"
    r"|(?P<day4>\d{1,2})[/.](?P<month4>\d{1,2})[/.](?P<year4>(?:19|20)?\d\d))(?!\w)",
    re.IGNORECASE,
)


def read(found, *, year=None):
    """The date of a match of `DAY`; `year` is taken where none is written. None where it is no day."""
    parts = found.groupdict()
    day = int(parts["day"] or parts["day2"] or parts["day3"] or parts["day4"])
    written = parts["year"] or parts["year2"] or parts["year3"] or parts["year4"]
    if name := parts["month"] or parts["month2"]:
        month = MONTHS.get(fold(name))
    else:
        month = int(parts["month3"] or parts["month4"])
    number = int(written) + (2000 if len(written) == 2 else 0) if written else year
    try:
        return date(number, month, day)
    except (TypeError, ValueError):
        return None


def days(text, start=0, end=None, *, year=None):
    """Yield (start, end, date, whether the year is written) of each day in the text."""
    for found in DAY.finditer(text, start, len(text) if end is None else end):
        day = read(found, year=year)
        if day:
            parts = found.groupdict()
            is_whole = any(parts[name] for name in ("year", "year2", "year3", "year4"))
            yield found.start(), found.end(), day, is_whole
