"""The day of a page, as it is printed or as its machine-readable attributes say it."""

import re
from datetime import date

from language.dates import first_day

# ISO 8601, what follows the day left out.
ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
LONGEST = 200
# What comes before the day in a line of its own, folded.
PUBLISHED = re.compile(r"(?:(?:article )?(?:publie|mis en ligne|poste|ecrit|redige)|posted|published)\b")


def read_day(text):
    """The day that `text` begins with in ISO form, or the first that it says in words; None if there is none."""
    text = text.strip()[:LONGEST]
    if found := ISO.match(text):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return first_day(text)
