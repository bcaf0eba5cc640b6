"""What somebody typed, understood: every text is a query, and what was not understood is told."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby

from language.folding import fold

from .analysis import ASKING, FRAMING, LONGEST, STOP_WORDS, Token, alternatives, as_begun, tokens
from .learnt import forms
from .variants import variants

LONGEST_QUERY = 10_000  # characters
MOST = 32  # words, phrases and operators; a phrase has as many words at most
SHORTEST_PREFIX = 2  # letters

SCOPES = {"author": "de par by", "theme": "theme about", "event": "evenement event"}
CHOICES = {"kind": "nature kind", "year": "annee year", "language": "langue language lang"}
BOUNDS = {"since": "du depuis since from", "until": "au until"}
OPERATORS = {
    typed: name for table in (SCOPES, CHOICES, BOUNDS) for name, all_ in table.items() for typed in all_.split()
}
KINDS = {
    "verbatim": "citation citations verbatim quote quotes",
    "paraphrase": "paraphrase paraphrases propos rapporte reported",
    "transcription": "transcription transcriptions transcript transcripts",
    "tweet": "tweet tweets",
}
LANGUAGES = {"fr": "fr francais french", "en": "en anglais english"}
INVERTED = {"je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "t"}  # « que disait-il ? »
NOUNS = {"rendez"}  # « le rendez-vous »

MINUS = "-\u2212"
# A phrase may lack its end: it is still being typed.
_PIECE = re.compile(r"""(?P<quote>"[^"]*"?|«[^»]*»?|“[^”]*”?)|[^\s"«“]+""")
_OPERATOR = re.compile(f"[{MINUS}]?([^\\W\\d_]+):")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FRENCH = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")


@dataclass(frozen=True)
class Part:
    """What was typed at a place; by itself, what has no meaning."""

    start: int  # code points into the query's text
    end: int
    excluded: bool = False

    @property
    def is_understood(self):
        return type(self) is not Part


@dataclass(frozen=True)
class Words(Part):
    """A loose word, a phrase, or the beginning of a word; in a scope if an operator says so.

    A loose one has several words if they are written as one or make a number, and `others` are other ways to write it.
    `named` is {kind: facets} of what is named so, as pairs, once that was looked up (see `named`); `is_cut` if more is.
    """

    words: tuple[str, ...] = ()  # folded
    others: tuple[tuple[str, ...], ...] = ()  # folded words, each
    phrase: bool = False
    prefix: bool = False
    scope: str = ""
    named: tuple | None = None
    is_cut: bool = False

    @property
    def is_loose(self):
        return not (self.phrase or self.prefix or self.scope or self.excluded)

    @property
    def is_stop_word(self):
        return self.is_loose and STOP_WORDS.issuperset(self.words)

    @cached_property
    def begun(self):
        """The terms of the collection's words that begin so, and do not themselves: they may be shorter. One query."""
        typed = as_begun("".join(self.words))
        terms = {term for form in forms(typed) for term in alternatives(form)}
        return tuple(sorted(term for term in terms if not term.startswith(typed)))

    @property
    def may_begin(self):
        """Whether it is long enough for what begins so to be few."""
        return len("".join(self.words)) >= SHORTEST_PREFIX

    @property
    def is_number(self):
        return any(word.isdecimal() for way in self.others for word in way)

    @property
    def is_framing(self):
        """Whether it may only frame a question."""
        return self.is_loose and (STOP_WORDS | FRAMING).issuperset(self.words)


@dataclass(frozen=True)
class Choice(Part):
    """A value of a facet: a kind, a year, a language."""

    facet: str = ""
    value: str = ""


@dataclass(frozen=True)
class Bound(Part):
    name: str = ""  # since or until
    day: date = date.min


@dataclass(frozen=True)
class Query:
    text: str
    parts: tuple[Part, ...] = ()
    ignored: tuple[str, ...] = ()  # what was typed and has no meaning, for the page to say

    @property
    def is_empty(self):
        """Nothing to look for: neither words nor operators."""
        return not self.parts

    @cached_property
    def words(self):
        return tuple(part for part in self.parts if isinstance(part, Words))

    @cached_property
    def loose(self):
        """Every loose word, in order, stop words among them."""
        return tuple(part for part in self.words if part.is_loose)

    @cached_property
    def rest(self):
        """This query without its loose words."""
        return replace(self, parts=tuple(part for part in self.parts if part not in self.loose))

    @cached_property
    def run(self):
        """The loose words as they were typed one after another, also those that were typed twice; of a question, from
        the first that is wanted to the last."""
        if len(self.loose) < len(self.parts):
            return [word for part in self.loose for word in part.words]
        asked = self.wanted if self.is_question else ()
        start, end = min((part.start for part in asked), default=0), max((part.end for part in asked), default=None)
        return [token.word for token in tokens(self.text[start:end])][:MOST]

    @cached_property
    def wanted(self):
        """What has to be there; without stop words, and those that frame a question, if anything else is."""
        asked = [part for part in self.words if not part.excluded]
        told = [part for part in asked if not part.is_stop_word] or asked
        return tuple(self.is_question and [part for part in told if not part.is_framing] or told)

    @property
    def is_question(self):
        """« qui a dit… », “what did…”; or anything with a question mark at its end."""
        return self.text.rstrip().endswith("?") or bool(self.loose and self.loose[0].words[0] in ASKING)

    @cached_property
    def unwanted(self):
        return tuple(part for part in self.words if part.excluded)

    @cached_property
    def choices(self):
        return tuple(part for part in self.parts if isinstance(part, Choice))

    @property
    def since(self):
        return max((part.day for part in self.parts if isinstance(part, Bound) and part.name == "since"), default=None)

    @property
    def until(self):
        return min((part.day for part in self.parts if isinstance(part, Bound) and part.name == "until"), default=None)

    def typed(self, part):
        return self.text[part.start : part.end]

    def without(self, part):
        """The text of this query but for what was typed of one part."""
        places = dict.fromkeys((other.start, other.end) for other in self.parts)
        return " ".join(self.text[start:end] for start, end in places if (start, end) != (part.start, part.end))


def read(text):
    """The query of any text. Never raises; what follows the first 10,000 characters is ignored."""
    whole, text = text, text[:LONGEST_QUERY]
    parts, ignored = [], []
    for part in _together(text, _read(text)):
        # Two parts are the same if they differ only in their place.
        if not any(replace(part, start=old.start, end=old.end) == old for old in parts):
            (parts if part.is_understood and len(parts) < MOST else ignored).append(part)
    told = [*(text[part.start : part.end] for part in ignored), *filter(None, [whole[LONGEST_QUERY:]])]
    query = Query(text, tuple(parts), tuple(dict.fromkeys(some[:LONGEST] for some in told)))
    return replace(query, parts=tuple(map(_without_subject, parts))) if query.is_question else query


def _without_subject(part):
    """« restent-ils » of a question as « restent »."""
    if isinstance(part, Words) and part.is_loose and INVERTED.issuperset(part.words[1:]) and len(part.words) > 1:
        return part if part.words[0] in NOUNS else replace(part, words=part.words[:1], others=())
    return part


def _together(text, parts):
    """Yield the same, but loose words that are written as one, or make a number, as one part."""
    for is_loose, some in groupby(parts, lambda part: isinstance(part, Words) and part.is_loose):
        same = list(some)
        yield from _written_together(text, same) if is_loose else same


def _written_together(text, loose):
    found, last = [Token(part.start, part.end, part.words[0]) for part in loose], 0
    for first, after, ways in variants(text, found):
        yield from loose[last:first]
        words = tuple(token.word for token in found[first:after])
        yield Words(found[first].start, found[after - 1].end, words=words, others=ways)
        last = after
    yield from loose[last:]


def _read(text):
    """Yield the parts of a text as they stand in it."""
    head = None  # where an operator or a minus began, whose value comes next
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if head is not None and (text[head:start].strip() in set(MINUS) and head + 1 != start):
            head = None  # a dash that stands alone
        if head is None:
            head = start
        operator = _OPERATOR.match(text, head, end)
        name = OPERATORS.get(fold(operator[1])) if operator else None
        value_at = operator.end() if name else head + (text[head] in MINUS)
        if not piece["quote"] and (not text[value_at:end].strip()):
            continue  # the value is the next piece
        yield from _value(text, head, max(value_at, start), end, name, quoted=bool(piece["quote"]))
        head = None
    if head is not None and text[head:].strip(f"{MINUS} \t\n"):
        yield Part(head, len(text.rstrip()))


def _value(text, head, start, end, name, *, quoted):
    """Yield the parts that text[start:end] says, as the value of the operator `name` or by itself."""
    place = {"start": head, "end": end, "excluded": text[head] in MINUS}
    if name in CHOICES:
        value = _choice(name, fold(text[start:end]))
        yield Choice(**place, facet=name, value=value) if value else Part(**place)
    elif name in BOUNDS:
        days = period(text[start:end].strip('"«»“” '))
        known = days and not place["excluded"]
        yield Bound(**place, name=name, day=days[name == "until"]) if known else Part(**place)
    else:
        yield from _words(text, place, start, end, scope=name or "", quoted=quoted)


def _words(text, place, start, end, *, scope, quoted):
    found = [(token.start + start, token.end + start, token.word) for token in tokens(text[start:end])]
    words = tuple(word for _, _, word in found)
    prefix = bool(found) and text[end - 1] == "*" and found[-1][1] == end - 1 and len(words[-1]) >= SHORTEST_PREFIX
    if not found:
        yield from [Part(**place)] if text[place["start"] : end].strip(MINUS) else ()
    elif quoted or (place["excluded"] and len(words) > 1 and not prefix):
        yield Words(**place, words=words[:MOST], phrase=True, scope=scope)
    elif scope or place["excluded"]:
        for word in words:
            yield Words(**place, words=(word,), scope=scope, prefix=prefix and word is words[-1])
    else:
        for begin, stop, word in found:
            last = prefix and stop == end - 1
            typed = text[begin : stop + last]
            letters = (tuple(fold(typed).split()),) if "." in typed else ()  # « J.R.R. » is « J. R. R. », too
            yield Words(begin, stop + last, words=(word,), others=letters, prefix=last)


def _choice(facet, folded):
    if facet == "year":
        return folded if re.fullmatch(r"[1-9]\d{3}", folded) else None
    for value, typed in (KINDS if facet == "kind" else LANGUAGES).items():
        if folded and set(folded.split()) <= set(typed.split()):
            return value
    return folded if facet == "language" and re.fullmatch("[a-z]{2}", folded) else None


def period(text):
    """(first day, last day) of 2015, 2015-06, 2015-06-30, 06/2015 or 30/06/2015; None for anything else."""
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _FRENCH.fullmatch(text):
        day, month, year = found.groups()
    else:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    last_month = int(month or 12)
    return first, date(int(year), last_month, int(day or monthrange(int(year), last_month)[1]))
