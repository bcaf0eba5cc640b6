"""Events as they are called, from one edition to the next."""

import re
from datetime import date
from typing import NamedTuple

EDITION = re.compile(r"(?<= )(?:(?:19|20)\d\d|\d{1,3}(?:e|es|er|ers|eme|emes|st|nd|rd|th)?|edition)(?= )")


class Named(NamedTuple):
    """As little of an event as tells whether it is to be looked at: its title folded, its days."""

    pk: int
    title: str
    series: str
    tag: str
    first: date | None
    last: date | None

    def may_be(self, title, series, tags, days):
        """Whether it has what was told, in one way or another."""
        is_named = bool(title) and (self.title == title or self.series == series)
        is_then = days and self.first and self.last and days[0] <= self.last and self.first <= days[1]
        return is_named or bool(self.tag) and self.tag in tags or bool(is_then)


def series_of(title):
    """What the editions of one event of that folded title are called: without year and number."""
    return EDITION.sub(" ", f" {title} ").strip()
