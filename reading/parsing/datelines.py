"""The day on which an article says that it came out, and what « mardi soir » is from there."""

import re
from datetime import timedelta

from language import dates
from language.folding import fold

_SHORT = 80  # characters of a line that says when, and little more
# What may stand before a day that is no event's: « Publié le », « Par Anne Roy, le », « RENNES, ».
_BEFORE = re.compile(
    r"(?:publi[ée]e?|postée?|mise? en ligne|date|par|by|le|on|published|posted|[A-ZÀ-Ý][\w’'-]+)?"
    r"[^.!?«“\"\n]{0,45}$",
    re.I,
)
_DASH = re.compile(r"\)?[ \u00a0]*[–—-][ \u00a0]+(?=\S)")
_PLACED = re.compile(r"(?:\.|\)|[ \u00a0]:)[ \u00a0]")
_PLACE = re.compile(r"\(?[A-ZÀ-Ý][\w’' -]{1,40},[ \u00a0](?:le[ \u00a0]|on[ \u00a0])?")  # « Brest, le 9 mars 2025. »
_PARTED = re.compile(r"[ \u00a0][|·•][ \u00a0]")  # « 9 mars 2025 | Vie associative | 3 min de lecture »
_BEHIND = re.compile(r"[ \u00a0](?:dernier|passé)\b", re.IGNORECASE)
_DAYS = ("lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday", "samedi saturday",
         "dimanche sunday")  # fmt: skip
_WEEKDAY = re.compile(
    rf"(?<![\w’'-])(?:{'|'.join(word for pair in _DAYS for word in pair.split())})(?![\w-])"
    rf"(?![,.]?[ \u00a0](?:prochain|suivant|next|\d|au[ \u00a0]\w+di\b|to[ \u00a0]\w+day\b|{dates.MONTH}))",
    re.IGNORECASE,
)
_REPEATED = re.compile(
    r"\b(?:chaque|tous les|un|single|du|prochain|next|every|each|until|jusqu[’']à|avant|before|dès|a)[ \u00a0]$",
    re.IGNORECASE,
)


def dateline(article, paragraphs):
    """The day on which the article came out, by a line that says little more, by « RENNES, 6 mars – »; or None."""
    known = article.document.published_on
    for paragraph in paragraphs:
        for start, end, day, is_whole in dates.days(article.text, paragraph.start, paragraph.end, year=None):
            if is_whole and not article.in_tweet(start) and _is_of_line(article.text, paragraph, start, end):
                return day
    return known


def _is_of_line(text, paragraph, start, end):
    is_short = paragraph.end - paragraph.start <= _SHORT
    if is_short and _PARTED.search(text, paragraph.start, paragraph.end):
        return True
    if not _BEFORE.fullmatch(text, paragraph.start, start):
        return False
    is_line = is_short and len(re.findall(r"\w+", text[end : paragraph.end])) < 4
    is_placed = _PLACE.fullmatch(text, paragraph.start, start) and _PLACED.match(text, end)
    is_led = start - paragraph.start < _SHORT and _DASH.match(text, end)
    return is_line or bool(is_placed or is_led)


def weekday_before(article, paragraphs, day):
    """The last day up to `day` that the paragraphs call by its name alone: « mardi soir »; or None."""
    for paragraph in paragraphs:
        for found in _WEEKDAY.finditer(article.text, paragraph.start, paragraph.end):
            before = article.text[max(0, found.start() - 12) : found.start()]
            if not (_REPEATED.search(before) or article.in_tweet(found.start()) or article.quotation_at(found.start())):
                ago = (day.weekday() - _number(found[0])) % 7
                is_last = _BEHIND.match(article.text, found.end()) or before.lower().endswith("last ")
                return day - timedelta(days=ago or 7 * bool(is_last))  # « jeudi dernier », told on a Thursday
    return None


def is_only_dated(article, paragraphs, day):
    """Whether `day` is but that on which the article came out."""
    return day == dateline(article, paragraphs) and weekday_before(article, paragraphs, day) is None


def _number(word):
    return next(number for number, pair in enumerate(_DAYS) if fold(word) in pair.split())
