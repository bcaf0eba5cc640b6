"""Days as pages print them, in French and in English."""

import re
from datetime import date

from curation.typography import MONTHS
from search.folding import fold

ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
NUMBERS = {fold(name): number for names in MONTHS.values() for number, name in enumerate(names, start=1)}
_MONTH = "|".join(NUMBERS)
WRITTEN = re.compile(
    rf"\b(?:(\d{{1,2}})(?:er|st|nd|rd|th)? ({_MONTH})|({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?) (\d{{4}})\b"
)
FRENCH_DIGITS = re.compile(r"\b(\d{1,2}) (\d{1,2}) (\d{4})\b")

# What comes before the day of a page: "Publié le", "Mis en ligne le", "Posted on".
PUBLISHED = re.compile(
    r"^(?:publie|mis en ligne|poste|article publie|ecrit|redige|posted|published|le)\b(?: le| on| par .*? le)?"
)
LONGEST = 200


def read_day(text):
    """The day that `text` begins with in ISO form, or holds in words; None if there is none."""
    text = text.strip()[:LONGEST]
    if found := ISO.match(text):
        return _day(*map(int, found.groups()))
    folded = fold(text)
    if found := WRITTEN.search(folded):
        day, month, month_first, day_after, year = found.groups()
        return _day(int(year), NUMBERS[month or month_first], int(day or day_after))
    if found := FRENCH_DIGITS.search(folded):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return None


def _day(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
