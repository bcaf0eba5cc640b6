"""Whether words in marks were said, and how surely: they may be a title, a term, irony."""

import re
from functools import cached_property

from .lexicon import FINITE, nouns, roles, verbs
from .names import ARTICLES
from .speech import DIRECT, IN_VIEW, INVERTED, NEAR, NOBODY, SPEECH_NOUNS
from .speech_verbs import BEING

LONG = 8  # words: so many in marks are seldom a term or a name
_TERM = 3  # words: so few behind an article are one
_NEAR = 5  # tokens before the marks
CONFIDENCE = {DIRECT: 0.95, NEAR: 0.85, IN_VIEW: 0.7, NOBODY: 0.5}
_NAMING = nouns("naming")
_TITLES = nouns("title")
_TERMS = ARTICLES | frozenset(
    "d’ de leur leurs son sa ses quelque quelques deux trois nos notre votre vos our your their his her its".split()
)
_BEFORE_TERMS = frozenset(  # between an article and a term: « un petit « guide » »
    "petit petite petits petites grand grande fameux fameuse célèbre nouveau nouvelle vieux vieille vrai vraie simple"
    " premier première little small famous new old real simple first".split()
)
_PLAYED = frozenset(("avec", "with"))  # « X a ouvert avec « La Fille du meunier » »
_BETWEEN = frozenset(",;)")
_SAYING = frozenset(("dit", "dite"))  # « X a dit : », « un mot dit « doux » »
_BY_VERB = frozenset("name-before surname-before pronoun-before group-before office role-of".split())
_AFTER = frozenset(
    "pronoun-after name-after surname-after role-after group-after role-of office signature incise".split()
)
_COPULAS = BEING | frozenset("sera seront serait être be".split())
_WEAVING = _COPULAS | {"à", "de", "que", "qu’", "pour", "comme", ":", ",", "dit", "to", "as", "that"}
_VERBAL = _COPULAS | {"que", "qu’", "à", ","}
_VERB_LIKE = re.compile(r"(?:[éi]e?s?|er|ir|ant|ait|ent|ing|ed)$")
# « présentait « Rues calmes » »: a title, as often.
PRESENTING = re.compile(
    r"(?:présent|expos|propos|dévoil|projet|détaill|abord|développ|trait|comment)\w+$|present(?:s|ed|ing)$"
)
# « défend ce qu’il appelle la « restauration par l’oreille » », “what she calls a “museum of noises””.
_CALLED = re.compile(r"\b(?:qu’ \w+|what \w+|on) (?:appell|nomm|baptis|call|nam|dub)\w+(?: (?:l’|\w+))?$")
_NAMED_BEHIND = re.compile(
    r"(?:, )?(?:(?:est |était |c’est |tel est |tel était )?(?:le |la |un |the )?(?:titre|nom|thème|title|name|theme)\b"
    r"|tel (?:est|était|fut) le (?:thème|titre|nom|sujet))"
)


def verdict(article, quotation, voice):
    """How sure it is that this was said, from 0 to 1; None where it is a term, a title or irony."""
    words = _Words(article, quotation, voice)
    if words.is_in_heading and not (words.strength == DIRECT and words.length > 4):
        return None
    if words.text[:1] in _BETWEEN:
        return None  # what stands between two quotations whose straight marks were taken the wrong way
    is_nested_term = quotation.depth and (words.strength < DIRECT and words.length < LONG or words.length < 2)
    if is_nested_term or _is_title(words):
        return None
    if words.is_behind_voice:
        return CONFIDENCE[DIRECT] if words.length > 2 else 0.75
    if words.goes_on and words.is_sentence and words.length > 1:
        return CONFIDENCE[IN_VIEW]
    return _BY_STRENGTH[words.strength](words)


class _Words:
    """What is to be known of the words in marks, and of those around them."""

    def __init__(self, article, quotation, voice):
        self.article, self.quotation, self.voice = article, quotation, voice
        self.text = article.text[quotation.start : quotation.end]
        self.strength = voice.strength if voice else NOBODY
        self.is_after = bool(voice) and voice.rule in _AFTER and self.strength == DIRECT
        self.goes_on = bool(voice) and voice.rule == "goes-on"
        self.paragraph = article.paragraphs[article.paragraph_of(quotation.outer_start)]
        self.opening = article.token_at(quotation.outer_start)

    @property
    def is_behind_voice(self):
        """Whether who speaks follows them, as far as they are no term: « espère ouvrir une « école de bord » »."""
        return self.is_after and not (self.is_term and self.length <= _TERM)

    @property
    def is_in_heading(self):
        return self.paragraph.is_heading

    @cached_property
    def length(self):
        """How many words."""
        first, last = (self.article.token_at(place) for place in (self.quotation.start, self.quotation.end))
        return sum(token.is_word for token in self.article.tokens[first:last])

    @cached_property
    def is_sentence(self):
        return is_sentence(self.text)

    @cached_property
    def is_apart(self):
        """Whether they are a sentence of their own."""
        start, end = self.article.sentences[self.article.sentence_of(self.quotation.outer_start)]
        return (start, end) == (self.quotation.outer_start, self.quotation.outer_end)

    @cached_property
    def before(self):
        """The word right before the marks, in small letters; "" at the paragraph's beginning."""
        begins = self.article.token_at(self.paragraph.start)
        return self.article.tokens[self.opening - 1].low if self.opening > begins else ""

    @cached_property
    def is_term(self):
        if self.before in _BEFORE_TERMS and self.opening > 1:
            return self.article.tokens[self.opening - 2].low in _TERMS
        return self.before in _TERMS or self.before.isdigit()

    @property
    def is_led(self):
        """Whether somebody is the subject of a verb of speech before the marks: « X a conclu la journée : »."""
        is_told = self.strength == DIRECT and self.voice.rule in _BY_VERB
        return is_told and not PRESENTING.match(self.voice.cue)

    @property
    def is_woven(self):
        """Whether they are part of the sentence around them, as « sera “polycentrique” » or « à “cultiver…” »."""
        token = self.article.tokens[self.opening - 1]
        if token.low in _WEAVING or FINITE in verbs().get(token.low, ()):
            return True
        is_noun = token.low in roles() or token.low in _TITLES
        return token.is_word and not token.is_capital and not is_noun and bool(_VERB_LIKE.search(token.low))

    @property
    def is_subject(self):
        """Whether the words are spoken of: a verb of being follows the marks."""
        place = self.article.token_at(self.quotation.outer_end)
        return place < len(self.article.tokens) and self.article.tokens[place].low in _COPULAS

    @cached_property
    def near(self):
        """The last words before the marks, the nearest first, as far as their clause goes."""
        start = self.article.token_at(self.paragraph.start)
        lows = []
        for token in reversed(self.article.tokens[max(start, self.opening - _NEAR) : self.opening]):
            if token.text in ".;!?)»”" or token.text == ":" and lows:
                break
            lows.append(token.low)
        return lows


def is_sentence(text):
    return text[:1].isupper() and bool(re.search(r"[.!?…]$", text))


# How sure it is, by how closely the words are tied to who says them


def _direct(words):
    if words.before in ("que", "qu’", "that") and words.is_subject:
        return 0.6  # « rappelle que « qui casse paie » est un vieux mot »
    if words.before == ":" or words.length > 3:
        return CONFIDENCE[DIRECT] if words.length > 2 else 0.7
    is_loose = words.is_term or not (words.voice.person or words.is_sentence)
    return None if words.length <= 2 or is_loose else CONFIDENCE[DIRECT]


def _near(words):
    is_bare = words.voice.rule == "subject" and words.before != ":"  # nothing says that they speak
    is_named = is_bare and (_is_named(words) or words.before in _PLAYED and not words.is_sentence)
    if words.length <= 2 or words.is_term and words.length <= 3 or is_named:
        return None
    return CONFIDENCE[NEAR] if words.length > 4 else 0.65


def _in_view(words):
    if _is_named(words):
        return None
    if _says_enough(words) or words.is_sentence and words.is_apart and words.length > 1:
        return CONFIDENCE[IN_VIEW]
    return 0.6 if words.length >= 3 and not words.is_term and words.is_woven else None


def _nobody(words):
    return CONFIDENCE[NOBODY] if _says_enough(words) and not _is_named(words) else None


_BY_STRENGTH = {DIRECT: _direct, NEAR: _near, IN_VIEW: _in_view, NOBODY: _nobody}


def _is_named(words):
    """« une “Lettre de rupture à l’imprimante” »"""
    return words.is_term and not words.is_sentence and (words.length < LONG or words.text[0].isupper())


def _says_enough(words):
    return words.length >= LONG or words.length >= 5 and words.is_sentence


# Titles, and terms


def _is_title(words):
    """Whether the words before or after the marks say that they hold a title, or a term."""
    if not words.is_after and (words.near[:1] == ["’s"] or _is_in_title_case(words)):
        return True
    if _is_behind_naming(words):
        is_told = words.is_after and words.length > 5 or words.near[0] == ":" and words.length >= LONG
        return not is_told
    has_colon = words.near[:1] == [":"]
    if has_colon and (words.is_led or not SPEECH_NOUNS.isdisjoint(words.near[1:4])):
        return False
    if _is_behind_noun(words, has_colon):
        return not (words.is_after and words.length > 4) and not (has_colon and words.length > 6)
    return _is_named_behind(words)


def _is_behind_naming(words):
    """« intitulé « Semer » »; of somebody who is told to speak, « a dit » names nothing."""
    if _CALLED.search(" ".join(reversed(words.near))):
        return True
    is_told = words.is_led or words.voice is not None and words.voice.rule == "cited"
    naming = _NAMING - _SAYING if is_told else _NAMING
    return not naming.isdisjoint(words.near[:3])


def _is_behind_noun(words, has_colon):
    """« le livre « Semer » », « son thème : « Semer » », and no verb between."""
    noun = next((place for place, low in enumerate(words.near[:4]) if low in _TITLES), None)
    if noun is None or noun > 2 + has_colon or any(map(_is_verb, words.near[:noun])):
        return False
    is_name = words.text[0].isupper() or words.length <= 4
    return is_name and _VERBAL.isdisjoint(words.near[1:noun])


def _is_verb(low):
    return FINITE in verbs().get(low, ()) or INVERTED.match(low) is not None


def _is_named_behind(words):
    """« « Semer », tel était le thème »"""
    tokens, place = words.article.tokens, words.article.token_at(words.quotation.outer_end)
    lows = [token.low for token in tokens[place : place + 6] if token.start < words.paragraph.end]
    return _NAMED_BEHIND.match(" ".join(lows)) is not None


def _is_in_title_case(words):
    """Whether words are printed as titles and names are: « Software for the Long Winter », « Voie des Muletiers »."""
    long = re.findall(r"[^\W\d_]{4,}", words.text)
    return len(long) > 1 and all(map(str.istitle, long)) and words.text[-1] not in ".!?…,"
