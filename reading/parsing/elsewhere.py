"""Whether words were thought, written, put into words for another, or said on another day, as the text tells it.

What only the sentence around them leaves open is another module's (`plain.py`).
"""

import re

from .clauses import BY_OFFICE, outside
from .lexicon import nouns, sections

ELSEWHERE = frozenset(  # rules of words of nobody who was there for certain
    "cited unsaid retold written another-day unclear".split()
)
# Nobody else has heard them: « se dit-elle », « s’est dit X », “said to herself”, « songe X ».
_THOUGHT = re.compile(
    r"\b(?:se|s’) (?:(?:est|était|sont) )?(?:dit|disent|disait|disaient)(?:-\w+)? (?:alors |aussitôt |enfin |soudain )?"
    r"|\bto (?:him|her|them)sel(?:f|ves) "
)
_THINKS = re.compile(r"(?:song\w+|pens(?:a|èrent|ait|aient)|thought)$")
# In the two sentences before, and then the words are of whom somebody speaks for: « X signe, Y prête sa voix. ».
_INTERPRETED = re.compile(
    r"\b(?:prêt(?:e|ait|a|é) (?:sa|leur) voix"
    r"|(?:puts?|turned|turns) (?:it|that|this|them|him|her) into"
    r"|(?:traduit|traduisait|translate[sd]|interpret(?:s|ed))"
    r"(?=[.,;]| (?:[A-ZÀ-Ý]|pour|for|phrase|à mesure|au fur|as s?he)))\b"
)
# Who does that says what another has said.
_PASSED_ON = re.compile(
    r"\b(?:rapport(?:e|ait|a|é)|relat(?:e|ait|a|é)|transmet(?:tait)?|transmis|mentionn(?:e|ait|é)|relay(?:ait|é)|relaie"
    r"|parodi(?:e|ait|é)|re(?:lay|port)(?:s|ed)|mimics|mimicked|parodie[sd])$"
)
_FAR = 400  # characters of a sentence beside, or of a paragraph, that are looked at
# A short sentence beside says that nobody has said them: « Intox. », « Non, je plaisante. », “Or so they say.”
_UNREAL = "|".join(sorted(sections("plain")["unreal"]))
_FEIGNED = re.compile(
    rf"\b(?:{_UNREAL}|(?:imagin|suppos)(?:ons|ez|e)|plaisant\w+|invent(?:ée?s?|ed)"
    r"|(?:c’ est|it is|it was) (?:une blague|a joke))\b"
)
_TAKEN_BACK = re.compile(
    r"^(?:or (?:so|words|something)|ou (?:presque|quelque chose)|(?:c’ est )?du moins|enfin , c’|at least) "
    r"|-on [.,]|\b(?:qu’ on (?:dit|raconte)|they say|de mémoire|from memory|kidding|joking|dément|nie|denie[sd]|citait"
    r"|quoting|(?:personne|nobody) .*(?:entend\w+|heard)"
    r"|(?:mot|formule|phrase|line) (?:est|is|was|était) (?:de|d’|du|her|his|from|by|inventée|apocryphe)) "
)
_NOUNS = {kind: "|".join(sorted(nouns(kind), key=len, reverse=True)) for kind in ("text", "surface")}
# « X donne lecture de sa lettre. », “X read out her statement”: what X says below may be the letter still.
_READ_OUT = re.compile(
    rf"\b(?:lecture|li(?:t|sent|sait|saient)|lut|read(?:s|ing)?) (?:[\w’-]+ ){{0,5}}?(?:d[’'])?(?:{_NOUNS['text']})\b"
    rf"|\b(?:{_NOUNS['text']}) (?:[\w’-]+ ){{0,4}}?(?:est|a été|sont|was|is|were) (?:lu(?:e?s?)|read)\b"
)
_TITLED = re.compile(
    rf"(?:{'|'.join(sorted(nouns('title', 'text'), key=len, reverse=True))}) [.!]"
)  # « Film. X : « … » »
_LED = r"(?:[\w’'-]+ ){0,3}?"  # « une longue », « l’ », « her last »
_IN_WRITING = re.compile(
    rf"\b(?:dans|par|via|in|by) {_LED}(?:{_NOUNS['text']}|pièce (?:de théâtre|où|qu’))\b"
    rf"|\b(?:sur|on) (?:{_LED}(?:{_NOUNS['surface']})|x)\b"
)
_RECORDED = re.compile(
    r"\b(?:amendement|motion|résolution|rédaction|formulation|vœu|amendment|wording) (?:suivante?|ci-dessous|below)\b"
    r"|\bfollowing (?:amendment|motion|wording)\b"
)
_WRITES = re.compile(
    r"\b(?:(?:ré)?écri(?:t|te|ts|tes|vent|vai(?:en)?t|vit|re|ra|vant)|wrote|writ(?:es?|ten|ing)"
    r"|(?:re)?tweet(?:e|é|ait|ed|s)|post(?:e|é|ait|ed|s)|publi(?:e|é|ait|shed|shes))\b"
)
# « C’était en 2008. X disait : », « Il y a dix ans. », and nothing since says that it is another day.
_WAS_THEN = re.compile(
    r"(?P<told>(?:c’ (?:était|est)|nous (?:sommes|étions)|on (?:est|était)|(?:it|that) (?:was|is)|we (?:are|were)) )?"
    r"(?:(?:déjà|back|retour) )?(?:la veille|l’ (?:an|année|été|hiver) \w+|(?:la|le) (?:semaine|mois|printemps) \w+"
    r"|last \w+|il y a [^.,;:!…]+|(?:[\w’-]+ ){1,5}(?:ago|earlier|plus tôt|auparavant)"
    r"|(?:(?:en|in|to) )?(?P<year>(?:1\d|20)\d\d)) ?(?(told)[.,;:!…]|[.!…])"
)
_NOW = re.compile(r"\b(?:aujourd’hui|désormais|depuis|maintenant|now|today|since)\b")
_HEAD = 4  # tokens of a sentence that says what a paragraph is about
_SHORT = 12  # tokens of a sentence that says no more than that
_SENTENCES = 3  # before that of the words, in which it stands
_LONGEST = 40  # tokens of such a sentence that are looked at


def is_unsaid(clauses):
    return _is_thought(clauses) or _is_unreal(clauses)


def _is_unreal(clauses):
    """Whether a short sentence beside, of the same paragraph, takes the words back."""
    before, behind = _beside(clauses, clauses.start, -1), _beside(clauses, clauses.end - 1, 1)
    if _is_titled(clauses, before):
        return True
    return any(map(_FEIGNED.search, (before, behind))) or _TAKEN_BACK.search(behind) is not None


def _is_titled(clauses, before):
    """Whether a sentence of a word or two is what the words are: « Film. X : « … » », « À l’affiche. X : « … » »."""
    article = clauses.article
    number, first = article.sentence_of(clauses.start), article.begins_near(clauses.start)
    is_headed = number > 0 and article.sentences[number - 1][0] == first and 0 < len(before.split()) <= _HEAD
    return _TITLED.match(before) is not None or is_headed and clauses.voice.rule == "name-colon"


def _beside(clauses, place, step):
    """The sentence so many before or behind that of a place, if it is short and of the same paragraph; or ""."""
    article = clauses.article
    number = article.sentence_of(place) + step
    start, end = article.sentences[number] if 0 <= number < len(article.sentences) else (0, 0)
    clause = outside(article, start, end)
    is_near = start < end and article.paragraph_of(start) == article.paragraph_of(place)
    return clause.text if is_near and len(clause.tokens) <= _SHORT else ""


def _is_thought(clauses):
    before, behind = clauses.before.text, clauses.behind.text
    is_led = before.endswith(": ") and any(found.end() >= len(before) - 2 for found in _THOUGHT.finditer(before))
    is_followed = _THOUGHT.match(behind.lstrip(", "))
    return bool(is_led or is_followed or _THINKS.search(clauses.voice.cue))


def is_interpreted(clauses):
    """Whether the verb, or the two sentences before, of the same paragraph, tell that somebody speaks for another; or
    it, further up, that something is read out."""
    article = clauses.article
    number = article.sentence_of(clauses.start)
    (start, _end), (_start, end) = article.sentences[max(0, number - 2)], article.sentences[max(0, number - 1)]
    first = max(article.begins_near(clauses.start), end - _FAR)
    start = max(start, first)
    is_spoken_for = _INTERPRETED.search(article.text, start, max(start, end))
    is_before = number > 0 and bool(is_spoken_for or _READ_OUT.search(article.text, first, clauses.start))
    return is_before or _PASSED_ON.search(clauses.voice.cue) is not None


def is_written(clauses):
    """« X écrit », « dans un communiqué »"""
    lows = clauses.before.lows + clauses.behind.lows if clauses.voice.rule in BY_OFFICE else ()
    is_writing = _WRITES.search(clauses.voice.cue) or any(map(_WRITES.fullmatch, lows))
    told = (clauses.before.text, clauses.behind.text)
    return bool(is_writing) or any(map(_IN_WRITING.search, told)) or any(map(_RECORDED.search, told))


def was_then(clauses):
    """Whether a sentence beside, of the paragraph, sets another day: « C’était en 2008. »."""
    article = clauses.article
    number, first = (article.sentence_of(place) for place in (clauses.start, article.begins_near(clauses.start)))
    texts = [_beside(clauses, clauses.end - 1, 1)]
    for near in range(number, max(first, number - _SENTENCES) - 1, -1):
        start, end = (article.token_at(min(place, clauses.start)) for place in article.sentences[near])
        texts.append("".join(f"{token.low} " for token in article.tokens[start : min(end, start + _LONGEST)]))
        if _NOW.search(texts[-1]):
            break
    told = next(filter(None, map(_WAS_THEN.match, texts)), None)
    return told is not None and told["year"] != str(article.year)
