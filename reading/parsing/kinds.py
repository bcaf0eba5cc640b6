"""What each word beside a quotation is, as one letter, so that what stands there may be compared with shapes."""

import re
from functools import cache

from .clauses import BY_OFFICE
from .lexicon import FINITE, INFINITIVE, PARTICIPLE, genders, nouns, roles, sections, verbs, words
from .names import LEADING, TITLES
from .offices import PEOPLE
from .speech import INVERTED
from .speech_verbs import DETERMINERS, THIRD, WITH

KINDS = {
    # those of `data/plain.txt`, in its order
    "not": "t", "unreal": "t", "source": "E", "ago": "m", "unspoken": "W", "if": "i", "when": "k", "like": "s",
    "that": "T", "which": "r", "has": "A", "clitic": "c", "and": "j", "it": "h", "number": "n", "adverb": "a",
    "with": "p", "before": "v", "at": "q", "in": "b", "about": "S", "of": "f", "by": "B", "occasion": "o",
    "ready": "L", "loath": "H",
    # others
    "name": "N",  # of who speaks
    "other": "O",  # the name of another
    "pronoun": "P",
    "person": "R",  # a noun of somebody
    "says": "V", "said": "Q", "say": "D",  # finite, participle, or either
    "to_say": "F", "saying": "G", "inverted": "I",  # « dit-il »
    "text": "w", "surface": "u",  # what is written, and on what
    "year": "y",  # not that of the event
    "determiner": "d", "the": "l",  # which is a clitic as well
    "done": "e", "doing": "g", "capital": "K", "word": "x", "own": "z",  # « ’s »
}  # fmt: skip
_VERBS = {KINDS[kind] for kind in ("says", "said", "say", "to_say", "saying", "inverted", "ready")}
_WHO = ("name", "pronoun", "person")
_MARKS = dict.fromkeys(",()[]–—", ",") | {";": ";", ":": ":"}
_THE = frozenset("le la les l’ leurs".split())
_LOOSE = WITH.keys() - frozenset("dispose disposent disposait prévoit prévoient prévoyait".split()) | frozenset(
    "vu vue vus vues voit voyait retient retenu".split()
)
_CONDITIONAL = re.compile(r"(?:e|d|\bdi|cri)rai(?:en)?t$")
_SOUND = re.compile(r"(?:murmur|assur|déclar|narr|jur|soupir|admir)ai(?:en)?t$")
_DONE = re.compile(r"\w+(?:[éiu]e?s?|ed|built|held)$")
_DOING = re.compile(r"\w{2,}(?:ant|ing)$")
_MANNER = re.compile(r"\w{3,}(?:ment|ly)$")
_YEARS = re.compile(r"(?:1\d|20)\d\d(?:[-–](?:1\d|20)\d\d)?$")
_PAST = re.compile(r"ai(?:en)?t$")
_OF_LANGUAGE = {("a", "en"): "determiner", ("on", "en"): "in", ("on", "fr"): "not"}
_BESIDE = {  # (a word, the one behind it)
    ("had", "to"): "ready", ("lu", "son"): "said", ("lu", "sa"): "said", ("at", "once"): "adverb",
    ("once", "more"): "adverb", ("once", "again"): "adverb", ("traduit", "en"): "done", ("traduite", "en"): "done",
    ("translated", "into"): "done", ("part", "of"): "not", ("d’", "être"): "ago",
    ("voix", "de"): "not", ("voix", "du"): "not", ("voix", "d’"): "not",
}  # fmt: skip
_BEHIND = {
    ("at", "once"): "adverb",
    ("après", "avoir"): "word",
    ("after", "having"): "word",
    ("la", "réponse"): "text",
    ("the", "answer"): "text",
    ("the", "reply"): "text",
    ("the", "response"): "text",
}  # (the one before it, a word)
_THEN = frozenset("alors encore then still".split())  # « alors ministre »
_OPEN = _THEN | frozenset("en toujours avoir having".split())
_SAID = frozenset("mot mots discours speech question questions ligne point idée word words".split())  # of who speaks
_TEXTS = nouns("text", "cited", "borrowed") - _SAID
_DEGREES = frozenset("très trop very too".split())


def shape(*texts):
    """The regular expression of a shape, or of several, in which kinds stand by their names."""
    letters = re.sub(r"[a-z_]{2,}", lambda found: KINDS[found[0]], "|".join(texts))
    return re.compile(re.sub(r"\s", "", f"(?:{letters})"))


_LEADS_NOUN = shape("[determiner at in of with before about] $", "(?<! [pronoun name clitic when which] ) the $")
# « (photo : Y) », « Y (1802-1885) », « 2,3 millions »
_CREDITS = shape(", word : [other capital]+ ,", "(?<= other ) , year ,", "(?<= number ) , (?= number )")


class Reading:
    """The kinds of words, one letter each, and the words; a name is one."""

    def __init__(self, clauses, tokens):
        self.article, self.person = clauses.article, clauses.voice.person
        self.cue = clauses.voice.cue.casefold().replace("'", "’").split()
        self.kinds, self.lows = "", []
        end = -1
        for place, token in enumerate(tokens):
            if token.start >= end:
                named = self.article.people.at_token(self.article.token_at(token.start))
                end = named.end if named else end
                after = "".join(one.low for one in tokens[place + 1 : place + 2])
                self._take(token, self._named(named) if named else self._kind(token, after))
        for aside in reversed(list(_CREDITS.finditer(self.kinds))):
            start, end = aside.span()
            self.kinds, self.lows = self.kinds[:start] + self.kinds[end:], self.lows[:start] + self.lows[end:]

    def verb(self):
        """The place of the verb that tells the words: the last of the cue, else the last."""
        told = [place for place, kind in enumerate(self.kinds) if kind in _VERBS]
        return next(iter([place for place in told if self.lows[place] in self.cue][-1:] or told[-1:]), 0)

    def subject(self, verb, rule):
        """The place of who speaks before the verb at `verb`; -1 where nobody is told there."""
        wanted = "pronoun" if rule.startswith("pronoun") else "person" if rule in BY_OFFICE else "name"
        told = self.kinds.rfind(KINDS[wanted], 0, verb)
        return told if told >= 0 else max(self.kinds.rfind(KINDS[kind], 0, verb) for kind in _WHO)

    def _take(self, token, kind):
        if kind:
            self.kinds += KINDS.get(kind, kind)
            self.lows.append(token.low)

    def _named(self, mention):
        return "name" if mention.person is self.person else "other"

    def _kind(self, token, after):
        low = token.low
        if not token.is_word:
            return "own" if low == "’s" else _MARKS.get(low)
        return (
            self._by_neighbour(low, after)
            or _listed().get(low)
            or _closed(low, self.article.year)
            or self._verb(low)
            or _noun(low)
            or self._by_form(token)
        )

    def _by_neighbour(self, low, after):
        """The kind of a word that is of another in the other language, or beside another word; or None."""
        before = self.lows[-1] if self.lows else ""
        told = _OF_LANGUAGE.get((low, self.article.language)) or _BESIDE.get((low, after)) or _BEHIND.get((before, low))
        return told or (self._open(low, before, after) if low in _OPEN else None)

    def _open(self, low, before, after):
        if low in _THEN:
            return "ago" if after in roles() or after in ("a", "an") else None
        if low == "en":
            return "clitic" if FINITE in verbs().get(after, ()) or _listed().get(after) == "has" else "at"
        if low == "toujours":  # « répète toujours », not « disait toujours »
            is_present = self.kinds[-1:] in (KINDS["says"], KINDS["say"]) and not _PAST.search(before)
            return "adverb" if is_present else "ago"
        return "not" if after in verbs() or after in _listed() else "word"  # « avoir dit »

    def _verb(self, low):
        kinds = verbs().get(low)
        if not kinds:
            is_cue = low in self.cue and low not in roles()
            return ("said" if _DONE.match(low) else "says") if is_cue else None
        if kinds == {INFINITIVE} and low not in roles():
            return "to_say"
        if self._is_no_verb(low) or low in _LOOSE and low not in self.cue:
            return None
        return _form(low, kinds)

    def _is_no_verb(self, low):
        """Whether a form that may be one is a noun there: « la demande », « X, élève », « très inquiète »."""
        before = self.lows[-1] if self.lows else ""
        if before in _DEGREES:
            return True
        if self.kinds[-1:] in ("", ","):
            return low in roles() or low in genders("persons")
        return before != "to" and _LEADS_NOUN.search(self.kinds) is not None

    def _by_form(self, token):
        if _MANNER.match(token.low) and not _LEADS_NOUN.search(self.kinds):
            return "not"  # « intérieurement »
        if _DOING.match(token.low):
            return "doing"
        if token.is_capital and self.kinds:
            return "capital"
        return "done" if _DONE.match(token.low) else "word"


def _form(low, kinds):
    if FINITE in kinds and PARTICIPLE in kinds:
        return "say"
    if FINITE in kinds:
        return "not" if _is_conditional(low) else "says"
    return "said" if PARTICIPLE in kinds else "to_say" if INFINITIVE in kinds else "saying"


def _closed(low, year):
    if low in THIRD:
        return "pronoun"
    if low in _THE:
        return "the"
    if low in LEADING:
        return "adverb"
    if low in DETERMINERS:
        return "determiner"
    if _YEARS.match(low) and low != str(year):
        return "year"
    if low[0].isdigit():
        return "number"
    inverted = INVERTED.match(low)
    if not inverted:
        return None
    is_said = _listed().get(inverted["verb"], "has") in ("has", "ready", "loath")
    return "inverted" if is_said and not _is_conditional(inverted["verb"]) else "not"


def _is_conditional(low):
    return _CONDITIONAL.search(low) is not None and not _SOUND.search(low)


def _noun(low):
    if low in nouns("surface"):
        return "surface"
    is_person = low in roles() or low in TITLES or low in genders("persons") or low in words("groups")
    if low in _TEXTS and not is_person:
        return "text"
    return "person" if is_person or PEOPLE.match(low) else None


@cache
def _listed():
    return {low: kind for kind, lows in reversed(sections("plain").items()) for low in lows}
