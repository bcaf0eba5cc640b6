"""The days of the event that an article tells of, among all the days that it says."""

import re
from bisect import bisect_left
from datetime import date

from . import dates

# Before the day on which an article came out, or was corrected.
_PUBLISHED = re.compile(
    r"(?:publi[ée]e?|mis[e]? (?:en ligne|à jour)|post[ée]e?|écrite?|rédigée?|modifiée?|actualisée?|paru[e]?|posted"
    r"|published|updated|written|modified)\s*(?:le|on|:)?\s*(?:\w+day,?|\w+di)?\s*$|(?:^|\n)\s*(?:par|by)\s[^\n.]{3,60}$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:organis\w+|\bten(?:u|ue|us|ues|ait|aient|ir)\b|\b(?:eu|a|ont|aura|avait) lieu|déroul\w+|réuni\w*|accueill\w+"
    r"|\bheld\b|took place|organi[sz]ed|gathered|hosted|met)\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
_OTHER_YEARS = re.compile(
    r"(?:nées?|créée?s?|l’an (?:dernier|prochain)|next year|last year|depuis|since)[^.!?\n]{0,40}$", re.I
)
_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s*(?:au|et|&|–|-|to|and)\s*(?:le\s+)?$")
_LAST = re.compile(r"\s*(?:–|-|to|and)\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+((?:19|20)\d\d))?(?!\d)")
_MARGIN = 25  # characters beside a day that is a line of its own
_LATEST = 180  # days after which a day without a year is one of the year before


def event_days(article, names, limit, *, year):
    """(first day, last day or None) of the event whose name stands at the `names`, [(start, end), …]; or Nones."""
    told = [day for day in _days(article, limit, year) if not _is_of_article(article, *day)]
    places = [start for start, _ in names]
    sentences = {article.sentence_of(start) for start in places}
    ranked = [(_rank(article, places, sentences, start), start, end, day) for start, end, day, _ in told]
    if not ranked:
        return None, None
    _, start, end, day = min(ranked)
    return _span(article.text, start, end, day)


def _days(article, limit, year):
    published = article.document.published_on
    for start, end, day, is_whole in dates.days(article.text, 0, limit, year=year):
        if not is_whole and published and (day - published).days > _LATEST:
            day = _moved(day, year=day.year - 1) or day
        if not article.in_tweet(start):
            yield start, end, day, is_whole


def _is_of_article(article, start, end, day, is_whole):
    """Whether a day is that on which the article came out: it is said, or the line says no more."""
    if _PUBLISHED.search(article.text[max(0, start - 80) : start]):
        return True
    paragraph = article.paragraphs[article.paragraph_of(start)]
    is_alone = paragraph.end - paragraph.start - (end - start) <= _MARGIN
    has_noun = re.search(r"[^\W\d_]{4,}", article.text[paragraph.start : start] + article.text[end : paragraph.end])
    return is_alone and not has_noun and is_whole and article.document.published_on in (None, day)


def _rank(article, places, sentences, start):
    """The less, the more a day is the event's: what is said of it, whether its name stands in the sentence, how far."""
    before = article.text[max(0, start - 90) : start]
    is_beside = article.sentence_of(start) in sentences
    after = bisect_left(places, start)
    distance = min(abs(place - start) for place in places[max(0, after - 1) : after + 1])
    return bool(_OTHER_YEARS.search(before)), not (is_beside and _HELD.search(before)), not is_beside, distance


def _span(text, start, end, day):
    if found := _FIRST.search(text[max(0, start - 12) : start]):
        first = _moved(day, day=int(found[1]))
        return (first, day) if first and first < day else (day, None)
    if found := _LAST.match(text, end):
        last = _moved(day, day=int(found[1]), year=int(found[2] or day.year))
        return (_moved(day, year=last.year), last) if last and last > day else (day, None)
    return day, None


def _moved(known, *, day=None, year=None):
    """A day of the same month with another number, or in another year; None where there is none."""
    try:
        return date(year or known.year, known.month, day or known.day)
    except ValueError:
        return None
