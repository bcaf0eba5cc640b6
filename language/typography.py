"""French and English typography, added when stored text is shown: what is stored keeps its author's own characters.

Sources: the "Lexique des règles typographiques en usage à l’Imprimerie nationale"; U+202F is the "fine insécable".
"""

import datetime
import re
import unicodedata
from itertools import takewhile

from language.months import MONTHS

NO_BREAK = "\u00a0"
NARROW = "\u202f"
SPACES = " \t\u00a0\u2009\u202f"
SPACE = f"[{SPACES}]"
# The spaces typed before a mark, or the place where they lack after a word or what closes one.
BEFORE = rf"(?:(?<=\S){SPACE}+|(?<=[\w)\]…»”’'.%€]))"

# Each alternative is (name, what it replaces); the first that matches wins, and "kept" is given back as it was.
EVERYWHERE = {
    "kept": r"(?:https?://|www\.)[^\s<>«»“”]+|`[^`\n]+`|&\#?\w+;",
    "ellipsis": r"(?<![./\\])\.{3}(?![./\\])",
    "opening": r"(?<!\w)'(?=\w[^'‘’\n]*'(?!\w))",
    "apostrophe": r"(?<=[\w.,!?…])'(?!\d)|'(?=[^\W\d_])",
}
FRENCH = EVERYWHERE | {
    "thousands": rf"(?<![\d.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)",
    "guillemet": rf"«{SPACE}*",
    "narrow": rf"{BEFORE}(?=[;!?]++(?![\w=/]))|(?<=[^\s«]){SPACE}*(?=»)",
    "wide": rf"{BEFORE}(?=:(?:[\s»]|$))|(?<=\d){SPACE}*(?=(?:[%‰]|(?:k|M|Md)?€)(?!\w))",
    "title": rf"(?<!\w)(?:[Nn]°{SPACE}*(?=\d)|(?:MM?\.|Mmes?|Mlles?|Dr|Pr){SPACE}+(?=[^\W\d_]))",
}
REPLACEMENTS = {
    "kept": lambda found: found,
    "ellipsis": lambda found: "…",
    "opening": lambda found: "‘",
    "apostrophe": lambda found: "’",
    "thousands": lambda found: re.sub(SPACE, NARROW, found),
    "guillemet": lambda found: "«" + NARROW,
    "narrow": lambda found: NARROW,
    "wide": lambda found: NO_BREAK,
    "title": lambda found: found.rstrip() + NO_BREAK,
}


def _pattern(rules):
    return re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules.items()))


# Without one of these no rule applies; most sentences have none, and trying every rule at every letter takes long.
# Nor is « ... » among them, which would make the search for these many times slower.
TOUCHED = re.compile(r"[';:!?«»%‰€°\d]|M[.Mml]|[DP]r")
RULES = {"fr": _pattern(FRENCH), "en": _pattern(EVERYWHERE)}


def _is_french(language):
    return language[:2] == "fr"


def typeset(text: str, *, language: str = "fr") -> str:
    """`text` with the apostrophes, ellipses and, in French, the no-break spaces that printers want.

    Leaves addresses, `code`, times (14:30), @handles and #hashtags alone. Twice is once.
    """
    if not TOUCHED.search(text) and "..." not in text:
        return text[:]  # a plain string: what was marked as safe is not, once typeset
    rules = RULES["fr" if _is_french(language) else "en"]
    return rules.sub(lambda match: REPLACEMENTS[match.lastgroup](match[0]), text)


def unbroken(text: str) -> str:
    """`text` as it is, but for the spaces beside guillemets and before high marks: no line ends there."""
    return re.sub(r"(?<=«) | (?=[»;:!?])", NO_BREAK, text)


STRAIGHT_PAIR = re.compile(r'"(?<!\w")(?=\S)([^"\n]*)(?<=\S)"(?!\w)')


def in_guillemets(text: str, *, language: str = "fr") -> str:
    """`text` typeset between the quotation marks of its language, with the second pair for quotes within it."""
    if _is_french(language):
        inner = re.sub(rf"«{SPACE}*", "“", text)
        if "»" in inner:  # it takes long to look for spaces before one at every letter
            inner = re.sub(rf"(?<!{SPACE}){SPACE}*»", "”", inner)
        inner = STRAIGHT_PAIR.sub(r"“\1”", inner)
        return f"«{NARROW}{typeset(inner.strip(SPACES), language=language)}{NARROW}»"
    inner = STRAIGHT_PAIR.sub(r"‘\1’", text.translate({ord("“"): "‘", ord("”"): "’"}))
    return f"“{typeset(inner, language=language)}”"


STOP_BEHIND = re.compile(r"(?<=[»”“\"›])\s*[.,;]$")
CLOSING = {"«": "»", "“": "”", "„": "“", '"': '"', "‹": "›"}


def strip_guillemets(text: str) -> str:
    """`text` without the quotation marks, and a stop behind them, around all of it; « a » et « b » keeps its own."""
    text = text.strip()
    while bare := next(filter(_is_enclosed, (text, STOP_BEHIND.sub("", text))), ""):
        text = bare[1:-1].strip()
    return text


def _is_enclosed(text):
    opening, closing = text[:1], CLOSING.get(text[:1])
    if len(text) < 2 or text[-1] != closing:
        return False
    inside = text[1:-1]
    if opening == closing:
        return opening not in inside
    depth = 1
    for char in inside:
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return False
    return depth == 1


# Reordering marks make text read otherwise than it is, and the last ones are no characters: XML has no place for them.
# U+200D and U+200C stay, emoji and some scripts need them.
REMOVED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
NEW_LINE = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """`text` as it is stored: NFC, "\\n" for new lines, no control or reordering characters, nothing around it."""
    return unicodedata.normalize("NFC", REMOVED.sub("", NEW_LINE.sub("\n", text))).strip()


def one_line(text: str) -> str:
    """`text` cleaned, and a space where a new line or a tabulation was."""
    parts = (part.strip() for part in re.split(r"[\n\t]+", clean(text)))
    return " ".join(filter(None, parts))


def french_date(day: datetime.date, *, language: str = "fr") -> str:
    """« 1er juillet 2015 »; "1 July 2015" in English."""
    return " ".join(_date_words(day, language))


def _date_words(day, language):
    language = "fr" if _is_french(language) else "en"
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return number, MONTHS[language][day.month - 1], str(day.year)


def range_parts(start: datetime.date, end: datetime.date, *, language: str = "fr") -> tuple[str, str, str]:
    """The sentence of a range, with a place for each of its ends, and the words of both ends.

    The first end does not say what the second one repeats: « du {} au {} », « 6 », « 10 juillet 2015 ».
    """
    first, last = _date_words(start, language), _date_words(end, language)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(first[:0:-1], last[:0:-1], strict=True))))
    first = first[: len(first) - shared]
    english = "{}–{}" if len(first) == 1 else "{} – {}"
    sentence = "du {} au {}" if _is_french(language) else english
    return sentence, " ".join(first), " ".join(last)


def date_range(start: datetime.date, end: datetime.date | None = None, *, language: str = "fr") -> str:
    """« du 6 au 10 juillet 2015 », or the one day."""
    if end is None or end == start:
        return french_date(start, language=language)
    sentence, *ends = range_parts(start, end, language=language)
    return sentence.format(*ends)


def clock(seconds: int) -> str:
    """« 1:02:03 », « 12:03 »: how far into a recording."""
    return str(datetime.timedelta(seconds=seconds)).removeprefix("0:")


def french_time(time: datetime.time | datetime.datetime, *, language: str = "fr") -> str:
    """« 14 h 30 », unbreakable; "14:30" in English."""
    if not _is_french(language):
        return f"{time:%H:%M}"
    minutes = f"{NO_BREAK}{time:%M}" if time.minute else ""
    return f"{time.hour}{NO_BREAK}h{minutes}"


def french_moment(moment: datetime.datetime, *, language: str = "fr") -> str:
    """« 1er juillet 2015, 14 h 30 »; "1 July 2015, 14:30" in English."""
    return f"{french_date(moment, language=language)}, {french_time(moment, language=language)}"
