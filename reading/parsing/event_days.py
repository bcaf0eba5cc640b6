"""When the event that an article tells of was held, among all the days, months and years that it says."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from language import dates
from language.folding import fold

from .datelines import dateline, weekday_before

# Before the day on which an article came out, or was corrected.
_PUBLISHED = re.compile(
    r"(?:publi[ée]e?|mis[e]? (?:en ligne|à jour)|\bpostée?|écrite?|rédigée?|modifiée?|actualisée?|paru[e]?|posted"
    r"|published|updated|written|modified)\s*(?:le|on|en|in|:)?\s*(?:\w+day,?|\w+di)?\s*$"
    r"|(?:^|\n)\s*(?:par|by)\s[^\n.]{3,60}$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:organis\w+|\bten(?:u|ue|us|ues|ait|aient|ir)\b|\b(?:eu|a|ont|aura|avait) lieu|déroul\w+|réuni\w*|accueill\w+"
    r"|\bheld\b|took place|organi[sz]ed|gathered|hosted|met)\b[^.!?\n]{0,60}$",
    re.IGNORECASE,
)
# Small words that may stand between what tells of another edition and its day.
_SMALL = r"(?:\s*(?:le|la|les|l[’']|de|du|des|d[’']|en|au|à|the|of|in|on|from|its|sa|son|une?|a|\w+di|\w+day|,|\())*\s*"
_EDITIONS = (
    r"édition|edition|version|session|celles?|celui|ceux|rencontre|rendez-vous|millésime|one|première|précédente"
    r"|dernière|first|last|previous"
)
_BORN = re.compile(
    r"\b(?:nées?|créée?s?|lancée?s?|fondée?s?|depuis|since|founded|launched|créations?)\b[^.,;:!?\n]{0,40}$", re.I
)
_COMPARED = re.compile(
    r"\b(?:comme|contrairement à|par rapport à|à la différence de|face à|mieux qu[e’']|plus qu[e’']|moins qu[e’']"
    r"|qu[’']|as|unlike|than|compared (?:with|to))"
    rf"(?:{_SMALL}(?:{_EDITIONS})\b)*{_SMALL}$",
    re.I,
)
_OTHER_EDITION = re.compile(
    r"\b(?:l[’']an (?:dernier|passé|prochain)|l[’']année (?:dernière|passée|précédente|prochaine)"
    r"|(?:next|last) year(?:[’']s)?"
    r"|(?:précédent|prochain|dernier|ancien|premi[eè]r|deuxièm|second)e?s? (?:édition|rencontre|session|rendez-vous"
    r"|forum|assises|festival|fois)s?|(?:édition|session)s? (?:précédente|passée|prochaine|antérieure|suivante)s?"
    r"|(?:previous|next|last|first|earlier|former) (?:edition|one|forum|conference|gathering|time))\b"
    rf"(?:[^.,;:!?\n]{{0,60}}|{_SMALL})$",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:rendez-vous(?: est)?(?: (?:pris|donné|fixé))?|reviend\w+|revenir|à bientôt|see you|will be back|will return"
    rf"|returns?)\b(?: pour| dès| again)?{_SMALL}$",
    re.I,
)
_PLUPERFECT = (
    r"\b(?:avai(?:t|en)t?|s[’']étai(?:t|ent)|had)\s+(?:\w+ment\s+)?"
    r"(?!lieu\b)\w*(?:[éiu]e?s?|is|it|rt|ed|n|wn|held)\b"
)
_HAD_BEFORE = re.compile(rf"{_PLUPERFECT}[^.,;:!?\n]{{0,60}}$", re.I)
_HAD_AFTER = re.compile(rf"\s*,[^.,;:!?\n]{{0,40}}?{_PLUPERFECT}", re.I)
_AFTER = r"\b(?:après|avant|depuis|suit|after|before|since|follow(?:s|ing))"
_AFTER_ANOTHER = re.compile(rf"{_AFTER}(?:{_SMALL}(?:{_EDITIONS})\b)*{_SMALL}$", re.I)
_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?\s*(?:au|et|&|–|-|to|and)\s*(?:le\s+)?$")
_LAST = re.compile(r"\s*(?:–|-|to|and)\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+((?:19|20)\d\d))?(?!\d)")
_EDITION_BEFORE = re.compile(r"\b(?:édition|edition|version|cru)\s+(?:de\s+l[’']année\s+|de\s+|of\s+)?$", re.I)
_EDITION_AFTER = re.compile(r"\s+(?:edition|version)\b", re.I)
_IN = re.compile(r"\b(?:en|in|mois de|mois d[’']|fin|début|mi-|courant|early|late|mid-)\s*(?:the year\s)?$", re.I)
_BESIDE = re.compile(r"[\s,(–—:|-]*(?:de l[’']année\s|de\s|en\s|in\s|of\s)?$", re.I)
_MARGIN = 25  # characters beside a day that is a line of its own
_LATEST = 180  # days after which a day without a year is one of the year before
_BEFORE = 90  # characters that are read before a day


@dataclass(frozen=True)
class When:
    day: date | None = None
    last: date | None = None
    year: int | None = None
    month: int | None = None


def when(article, name, places, limit, *, year):
    """`When` the event was held that is called `name` and stands at the `places`, [(start, end), …], up to `limit`.

    `year` is that of days that are told without one.
    """
    paragraphs = [one for one in article.paragraphs if one.start < limit]
    line = dateline(article, paragraphs)
    told = _Told(article, name, places, line)
    partial = told.partial(limit)
    first = told.day(limit, year=partial.year or year, within=partial)
    if line and (first is None or first.day == line) and (day := weekday_before(article, paragraphs, line)):
        return When(day, None, day.year, day.month)
    return first or (partial if partial.year or not partial.month else When(year=year, month=partial.month))


def is_of_another(text, start, end):
    """Whether the day, month or year in `text` is that of another edition, or of the beginnings: « comme en 2023 »."""
    return _is_told_of_another(text, start) or _has_pluperfect(text, end)


def _is_told_of_another(text, start):
    before = text[max(0, start - _BEFORE) : start]
    patterns = (_BORN, _COMPARED, _OTHER_EDITION, _TO_COME, _HAD_BEFORE, _AFTER_ANOTHER)
    return any(pattern.search(before) for pattern in patterns)


def _has_pluperfect(text, end):
    """Whether a pluperfect follows a day: « le 12 mars, les Rencontres avaient réuni … », mostly of another edition."""
    return bool(_HAD_AFTER.match(text, end))


class _Told:
    def __init__(self, article, name, places, line):
        self.article, self.text, self.line = article, article.text, line
        self.places = places
        noun = re.compile(rf"(?<!\w){re.escape(name.split()[0])}(?!\w)", re.IGNORECASE)
        nouns = [found.start() for found in noun.finditer(self.text, 0, article.paragraphs[-1].end)]
        self.starts = sorted({start for start, _ in places})
        self.sentences = {article.sentence_of(start) for start in self.starts}
        self.mentioned = {article.sentence_of(start) for start in nouns} | self.sentences
        self.nouns = nouns
        words = "|".join(map(re.escape, name.split()))
        self._after_itself = re.compile(rf"{_AFTER}(?:{_SMALL}(?:{words})\b)+{_SMALL}$", re.I)

    def day(self, limit, *, year, within):
        """`When` by the day that is most the event's, one of the month and year of `within`; None if none is told."""
        told = [
            (self._rank(start), start, end, day)
            for start, end, day, is_whole in self._days(limit, year)
            if not self._is_of_article(start, end, day, is_whole)
            and not self._is_told_again(start)
            and within.year in (None, day.year)
            and within.month in (None, day.month)
        ]
        days = [one for one in told if not _has_pluperfect(self.text, one[2])] or told  # « Le 8, on avait choisi … »
        days = [one for one in days if one[3] != self.line] or days  # its dateline is the last to be meant
        if not days:
            return None
        _, start, end, day = min(days)
        first, last = _span(self.text, start, end, day)
        return When(first, last, first.year, first.month)

    def _days(self, limit, year):
        published = self.article.document.published_on
        for start, end, day, is_whole in dates.days(self.text, 0, limit, year=year):
            if not is_whole and published and (day - published).days > _LATEST:
                day = _moved(day, year=day.year - 1) or day
            if not self.article.in_tweet(start):
                yield start, end, day, is_whole

    def _is_of_article(self, start, end, day, is_whole):
        """Whether a day is that on which the article came out: it is said, or the line says no more."""
        if _PUBLISHED.search(self.text[max(0, start - 80) : start]):
            return True
        paragraph = self.article.paragraphs[self.article.paragraph_of(start)]
        is_alone = paragraph.end - paragraph.start - (end - start) <= _MARGIN
        has_noun = re.search(r"[^\W\d_]{4,}", self.text[paragraph.start : start] + self.text[end : paragraph.end])
        return is_alone and not has_noun and is_whole and self.article.document.published_on in (None, day)

    def is_of_another(self, start, end):
        return self._is_told_again(start) or _has_pluperfect(self.text, end)

    def _is_told_again(self, start):
        """« comme le 12 mars 2023 », « après les Assises de 2023, les Assises … »."""
        if _is_told_of_another(self.text, start):
            return True
        sentence = self.article.sentence_of(start)
        after = self.nouns[bisect_left(self.nouns, start) :][:1]
        is_again = bool(after) and self.article.sentence_of(after[0]) == sentence
        return is_again and bool(self._after_itself.search(self._before(start)))

    def _before(self, start):
        return self.text[max(0, start - _BEFORE) : start]

    def _rank(self, start):
        """The less, the more a day is the event's: what is said of it, whether its name is in the sentence, how far."""
        is_beside = self.article.sentence_of(start) in self.sentences
        after = bisect_left(self.starts, start)
        distance = min(abs(place - start) for place in self.starts[max(0, after - 1) : after + 1])
        return not (is_beside and _HELD.search(self._before(start))), not is_beside, distance

    def partial(self, limit):
        """`When` by the year, and the month, that the article says of the event itself, no day being read."""
        in_days = {n for found in dates.DAY.finditer(self.text, 0, limit) for n in range(*found.span())}
        told = [one for one in self._years_and_months(limit) if one[0] not in in_days]
        ranked = [(*self._rank(start), year, month) for start, end, year, month in told if self._is_told(start, end)]
        if not ranked:
            return When()
        ranked.sort(key=lambda one: one[:3])
        year = ranked[0][3]
        month = next((one[4] for one in ranked if one[4] and one[3] == year), None)
        return When(None, None, year, month)

    def _years_and_months(self, limit):
        in_months = set()
        for found in dates.MONTH_AND_YEAR.finditer(self.text, 0, limit):
            number = dates.MONTHS.get(fold(found["month"]))
            is_written = found["year"] or _IN.search(self.text[max(0, found.start() - 12) : found.start()])
            if number and is_written and not self.article.in_tweet(found.start()):
                in_months.add(found.end())
                yield found.start(), found.end(), int(found["year"]) if found["year"] else None, number
        for found in dates.YEAR.finditer(self.text, 0, limit):
            if found.end() not in in_months and not self.article.in_tweet(found.start()):
                yield found.start(), found.end(), int(found[0]), None

    def _is_told(self, start, end):
        """Whether a year, or a month, is said of the event: beside its name, of an edition, of what was held."""
        before = self.text[max(0, start - _BEFORE) : start]
        if self.is_of_another(start, end) or _PUBLISHED.search(before):
            return False
        near = bisect_left(self.places, (start, start))
        if any(self._is_at(place, start, end) for place in self.places[max(0, near - 1) : near + 1]):
            return True
        if _EDITION_BEFORE.search(before) or _EDITION_AFTER.match(self.text, end):
            return True
        if not _IN.search(before) and not re.search(r"\s(?:of|de)\s$", before):
            return False
        sentence = self.article.sentence_of(start)
        is_opening = not self.text[self.article.sentences[sentence][0] : start].strip().count(" ")
        if _HELD.search(before):  # « Elles se sont tenues en mars 2025 », right behind what names it
            return not self.mentioned.isdisjoint((sentence, sentence - 1))
        return is_opening and sentence in self.mentioned

    def _is_at(self, place, start, end):
        """Whether it stands in the name at `place`, right behind it, or right before it."""
        first, last = place
        is_behind = last <= start and start - last < 16 and _BESIDE.fullmatch(self.text, last, start)
        is_before = end <= first and not self.text[end:first].strip()
        return first <= start < last or bool(is_behind) or is_before


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
