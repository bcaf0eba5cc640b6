"""Whether an article is another version of one that is here: its gist is compared, no text is read for it."""

from hashlib import blake2b

from django.db import models

from curation.keys import Derived
from language import dates
from language.folding import fold

MOSTLY = 0.5  # share of their letters that an article and its correction have in the same paragraphs
LEAP = 2000  # in which any day that is written without a year may be
LOOKED_AT = 200  # of the newest recaps, among which one that is corrected is looked for
MARK = 8  # bytes of the digest of a paragraph


def gist_of(text):
    """{"lines": {digest of a paragraph: its letters}, "day": the first that it names or None, "has_year": …}"""
    lines = {line.strip() for line in text.split("\n")}
    found = next(((day, has_year) for _, _, day, has_year in dates.days(text, year=LEAP)), None)
    day, has_year = found or (None, False)
    marks = {blake2b(line.encode(), digest_size=MARK).hexdigest(): len(line) for line in lines}
    return {"lines": marks, "day": day and day.isoformat(), "has_year": has_year}


class GistField(Derived, models.JSONField):
    derive = staticmethod(gist_of)


def corrected(recap):
    """The recap of which this is another version: most of the paragraphs, and neither title nor day contradicts."""
    newest = type(recap).objects.select_related("event").defer("pasted", "marks", "canonical", "gist").by_newest()
    alike = [other for other in newest[:LOOKED_AT] if not contradict(recap, other)]
    gists = dict(type(recap).objects.filter(pk__in=[other.pk for other in alike]).values_list("pk", "gist"))
    mine = recap._meta.get_field("gist").value_of(recap)
    return next((other for other in alike if _is_version(mine, gists[other.pk])), None)


def contradict(one, other):
    """Whether two articles, or an article and a source, differ in title or in the day on which they appeared."""
    days = {one.published_on, other.published_on} - {None}
    titles = sorted((f" {fold(record.title)} " for record in (one, other)), key=len)
    return len(days) > 1 or titles[0] not in titles[1]


def _is_version(one, other):
    return not _tell_other_days(one, other) and _shared(one["lines"], other["lines"]) > MOSTLY


def _tell_other_days(one, other):
    """Whether the first days that two texts name are two; a year counts where both write it."""
    named = [gist for gist in (one, other) if gist["day"]]
    years = {gist["day"][:4] for gist in named if gist["has_year"]}
    return len({gist["day"][4:] for gist in named}) > 1 or len(years) > 1


def _shared(lines, others):
    """The share of the longer text's letters that stand in paragraphs of both."""
    longer = max(sum(lines.values()), sum(others.values()))
    return sum(lines[mark] for mark in lines.keys() & others.keys()) / longer if longer else 0
