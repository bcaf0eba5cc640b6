"""The forms in which posts are printed: signed behind their words, in one line, or headed, as sites show them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from language import dates

from .networks import HANDLE

_SPACE = r"[ \t\u00a0\u202f]"
# The strongest dash signs; a hyphen needs spaces, for it may be part of a name.
_DASHED = (
    r"(?:[—―]\s{0,4}(?P<name>[^\n()@—―]{0,80}?)|–\s{0,4}(?P<name2>[^\n()@—–―]{0,80}?)"
    r"|--?\s{1,4}(?P<name3>(?:(?!\s-\s)[^\n()@—–―]){0,80}?))"
)
_SIGNATURE = re.compile(
    rf"(?:^|(?<=\s)|(?<=[^\s\-–—])){_DASHED}"
    rf"(?:\s{{0,4}}\(@(?P<handle>{HANDLE})\)|{_SPACE}{{1,4}}@(?P<bare>{HANDLE}))"
    # « (@identifiant, 8 juillet) », « (Auteur, @identifiant, 8 juillet) »: a line, or what ends one
    rf"|(?:^{_SPACE}*|(?<=\s))\((?:(?P<name4>[^\n()@,]{{2,60}}),{_SPACE})?@(?P<alone>{HANDLE})"
    rf"(?=,[^()\n]{{4,40}}\){_SPACE}*$)"
    rf"|(?<=[»”\"])(?:,{_SPACE}|{_SPACE})(?P<name5>[^\s()@»”\"—―–-][^\n()@»”\"]{{1,60}}?)(?:,{_SPACE}|{_SPACE})\(?@(?P<behind>{HANDLE})\)?",
    re.MULTILINE,
)
_NAMES, _HANDLES = ("name", "name2", "name3", "name4", "name5"), ("handle", "bare", "alone", "behind")
_BEFORE_DAY = re.compile(
    rf"(?:[\s,:·•|–—-]++|(?:le|on|à|at)\b|{dates.WEEKDAY}\.?|\d{{1,2}}[:h]\d\d(?:\s?[AP]M)?){{0,6}}"
)
LINE = re.compile(
    rf"^(?P<mark>RT[ \u00a0]+)?@(?P<handle>{HANDLE})[ \u00a0]?:[ \u00a0]+(?P<text>\S[^\n]{{5,300}}?)"
    r"[ \u00a0]*\((?P<rest>[^()\n]{4,40})\)[ \u00a0]*$",
    re.MULTILINE,
)
LED = re.compile(
    rf"^(?:[-–•*]{_SPACE})?(?:(?P<name>[^\n@():]{{2,60}}?)(?:,{_SPACE}|{_SPACE}))?\(?@(?P<handle>{HANDLE})\)?"
    rf"(?:,{_SPACE}|{_SPACE}\(|{_SPACE})(?P<rest>[^\n():]{{4,40}}?)\)?{_SPACE}?:{_SPACE}+(?P<text>\S[^\n]{{5,300}}?){_SPACE}*$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Signature:
    """« — Auteur (@identifiant) 8 juillet 2015 »; `stop` is the end of the day, or else of the account."""

    start: int
    stop: int
    name: str
    handle: str
    is_bare: bool  # no parentheses around the account
    day: date | None


def signatures(text, start=0, end=None, *, year=None):
    """Yield the `Signature`s in a text; `year` is that of a day without one in a line of its own."""
    end = len(text) if end is None else end
    for found in _SIGNATURE.finditer(text, start, end):
        name, handle = (_first(found, kind) for kind in (_NAMES, _HANDLES))
        day = day_behind(text, found.end(), end, year=year if found["alone"] else None)
        yield Signature(
            found.start(), day[1] if day else found.end(), " ".join(name.split()).strip(" ,*_"), handle,
            bool(found["bare"] or found["behind"]), day[0] if day else None,
        )  # fmt: skip


def _first(found, groups):
    return next((found[group] for group in groups if found[group]), "")


_NAMELESS = re.compile(rf"(?:^|(?<=\s)|(?<=[^\s\-–—])){_DASHED}(?=,?{_SPACE}{{0,2}}(?:le |on )?\d)", re.MULTILINE)


def nameless_signatures(text, start, end):
    """Yield the same of a network without accounts: « — Auteur, 8 juillet 2015 »."""
    for found in _NAMELESS.finditer(text, start, end):
        name = found["name"] or found["name2"] or found["name3"] or ""
        day = day_behind(text, found.end(), end)
        if name and day:
            yield Signature(found.start(), day[1], " ".join(name.split()), "", True, day[0])


def day_behind(text, place, limit, *, year=None):
    """(date, end) of the day written at `place` but for a mark, an hour; None where there is none."""
    opening = _BEFORE_DAY.match(text, place).end()
    for start, end, day, _ in dates.days(text, opening, min(limit, opening + 30), year=year):
        return (day, end) if start == opening else None
    return None


_TIME = r"\d{1,2}\s?[:h]\s?\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?"
_AMOUNT = r"\d[\d.,\s]{0,12}(?:k|m|mio|mille|mil|mila|tsd\.)?\s{0,2}"
_TIMED = re.compile(_TIME)
_HOUR = re.compile(rf"\W*{_TIME}\W*", re.IGNORECASE)
_COUNTED = (
    r"(?:(?:mentions )?j[’']aime|likes?|vues?|views?|reposts?|retweets?|tweets?|citations?|quotes?|réponses?"
    r"|repl(?:y|ies)|signets?|bookmarks?|partages?|shares?|boosts?|favoris?|favou?rites?|commentaires?|comments?"
    r"|republications?|mal angezeigt|reproducciones|visualizaciones|visualizzazioni)\b"
)
_COUNTER = rf"(?:{_AMOUNT}{_COUNTED}|\d[\d.,]{{0,8}}\s?[kKM]\b)"
_ACTION = (
    r"(?:répondre|reply|reposter|repost|retweeter|retweet|republier|j[’']aime|aimer|like|partager|share|citer|quote"
    r"|enregistrer|save|signet|bookmark|booster|boost|favori|ajouter aux favoris|copier le lien|copy link|commenter"
    r"|comment|envoyer|send|(?:traduire|translate) (?:le )?(?:post|tweet)|voir la traduction|suivre|follow|abonné"
    r"|tout le monde peut répondre|everybody can reply"
    r"|post|conversation|voir les nouveaux (?:post|tweet)s|see new posts|publier votre réponse|post your reply)\b"
)
_BESIDE_DAY = re.compile(
    rf"(?:{_TIME}|{_COUNTER}|{dates.WEEKDAY}|\b(?:le|on|à|at|um|uhr|vorm|nachm|alle|ore|a las|modifié|(?:last )?edited"
    r"|dernière modification|publié|posted|utc|cet|cest)\b|[\W_])*",
    re.IGNORECASE,
)
_WRITTEN_WITH = re.compile(r"\s*[·•]\s*[^\W\d][^·•\d]{1,24}")  # « · Web · », « · Tusky »
_RELATIVE = re.compile(r"\W*\d{1,2}\s?(?:s|min|m|h|j|d|sem|w|mois|mo|ans?|y)\b\W*(?:modifié|edited)?\W*", re.IGNORECASE)
_FOOT = re.compile(rf"\W*(?:(?:{_COUNTER}|{_COUNTED}|{_ACTION})[\W_]*)+", re.IGNORECASE)
_NUMBER_OF = re.compile(_COUNTER, re.IGNORECASE)
_ONE_WORD = re.compile(rf"\W*(?:{_COUNTED}|{_ACTION})\W*", re.IGNORECASE)
_LONGEST_LINE = 120  # characters of a line that is no words


@dataclass(frozen=True)
class Moment:
    """A line that only says when: `day` is None where it does not say of which year, or how long ago."""

    day: date | None
    has_time: bool = False


def moment(line, *, relative=False, year=None):
    """The `Moment` that a line is, counters beside; None of any other. « 3 h » is one if it may be `relative`.

    `year` is that of days which are written without one.
    """
    if len(line) > _LONGEST_LINE:
        return None
    around, number = dates.DAY.subn("", line)
    has_time = bool(_TIMED.search(around))
    if number and _BESIDE_DAY.fullmatch(_WRITTEN_WITH.sub("", around) if has_time else around):
        return Moment(next((day for _, _, day, _ in dates.days(line, year=year)), None), has_time)
    if relative and _HOUR.fullmatch(line):
        return Moment(None, True)
    return Moment(None) if relative and _RELATIVE.fullmatch(line) else None


def is_foot(line):
    """Whether a line holds what sites print under posts: counters, or what one may do with them."""
    return len(line) <= _LONGEST_LINE and bool(_FOOT.fullmatch(line))


def is_counter(line):
    """Whether such a line counts something, or offers more than one thing: a word alone may be the author's."""
    return is_foot(line) and bool(_NUMBER_OF.search(line) or not _ONE_WORD.fullmatch(line))


def is_blank(line):
    """Whether a line has no letter and no digit: what sites print between."""
    return not any(char.isalnum() for char in line)


_ACCOUNT_AND_REST = (
    rf"\(?@(?P<handle>{HANDLE})\)?(?P<rest>(?:{_SPACE}*[,·•|—–-][^\n]{{0,60}}|{_SPACE}+\d[^\n]{{0,60}})?){_SPACE}*"
)
_NAMED = re.compile(rf"{_SPACE}*(?P<name>[^\n@·•|—–.!?]{{2,60}}?){_SPACE}*(?:[·•|,]{_SPACE}*)?{_ACCOUNT_AND_REST}")
_ACCOUNT = re.compile(rf"{_SPACE}*{_ACCOUNT_AND_REST}")
_NAME = re.compile(r"[^\n@]{2,60}")
_FOLLOW = re.compile(r"\W*(?:suivre|follow|abonné|following)\W*", re.IGNORECASE)
_VERIFIED = re.compile(r"\W*(?:compte certifié|verified account)\W*", re.IGNORECASE)
# What sites print over the words of a reply.
_REPLYING = re.compile(r"\s*(?:en réponse à|replying to|in reply to)\s+@[^\n]{1,200}", re.IGNORECASE)
_OFFICE_LINES = 3  # between a name and the day, on LinkedIn


@dataclass(frozen=True)
class Head:
    """« Auteur @identifiant · 8 juillet 2015 », in one line or in those of a site; `after` is the next one."""

    name: str
    handle: str
    told: Moment | None
    after: int
    is_copied: bool = False  # in lines of its own, as a browser copies it

    @property
    def day(self):
        return self.told.day if self.told else None


def head_at(lines, number, *, year=None):
    """The `Head` that begins with the line `number`, or None. What stands behind the account must be a moment."""
    line, after = lines[number], number + 1
    found = _NAMED.fullmatch(line) or _ACCOUNT.fullmatch(line)
    name = found.groupdict().get("name", "") if found else line
    if found is None and _NAME.fullmatch(line) and not (is_blank(line) or _VERIFIED.fullmatch(line)):
        after = _next_full(lines, after)
        found = _ACCOUNT.fullmatch(lines[after]) if after < len(lines) else None
        after += 1
    if found is None:
        return None
    told = moment(found["rest"], relative=True, year=year)
    if told is None and not (name and is_blank(found["rest"])):
        return None
    return _dated(lines, after, Head(name.strip(), found["handle"], told, after, is_copied=after > number + 1))


def moment_below(head, line):
    """The `Moment` that a line below the words is, of the post that has this head; None where it tells another day."""
    told = moment(line)
    return told if told and (head.day is None or told.day in (None, head.day)) else None


def nameless_head_at(lines, number):
    """The same of a network without accounts: a name, what the person is, and the day or how long ago that was."""
    name, _, rest = lines[number].partition(" · ")
    if not _NAME.fullmatch(name) or is_blank(name) or "://" in name:
        return None
    if told := moment(rest, relative=True):
        return Head(name.strip(), "", told, number + 1)
    for after in range(number + 1, min(number + 2 + _OFFICE_LINES, len(lines))):
        if told := moment(lines[after], relative=True):
            return Head(name.strip(), "", told, after + 1)
    return None


def _dated(lines, after, head):
    """A head with the moment that follows in a line of its own, « · » and « Suivre » between."""
    while head.told is None and after < len(lines) and (is_blank(lines[after]) or _FOLLOW.fullmatch(lines[after])):
        after += 1
    told = moment(lines[after], relative=True) if head.told is None and after < len(lines) else None
    if told:
        head, after = replace(head, told=told, is_copied=True), after + 1
    is_reply = after < len(lines) and _REPLYING.fullmatch(lines[after])
    return replace(head, after=after + bool(is_reply))


def _next_full(lines, number):
    """The number of the next line with words of the author's, at most two lines on."""
    for near in range(number, min(number + 3, len(lines))):
        if not (is_blank(lines[near]) or _VERIFIED.fullmatch(lines[near])):
            return near
    return len(lines)
