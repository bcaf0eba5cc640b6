"""Verbs of speech in an article: which words are one, and of what form."""

import re
from itertools import takewhile

from .lexicon import FINITE, GERUND, INFINITIVE, PARTICIPLE, verbs
from .names import ARTICLES, GENDERS, PREPOSITIONS

PLURAL = {"ils", "elles", "on", "they", "we", "nous"}
SELF = {"je", "j’", "i"}
THIRD = frozenset("il elle he she".split())
PRONOUNS = GENDERS.keys() | PLURAL | SELF
BEING = frozenset("est sont était étaient fut soit es suis is are was were been été".split())
AUXILIARIES = frozenset(
    "a ont avait avaient aura auront aurait auraient ait eut est sont était étaient fut as ai has have had ayant"
    " having avoir".split()
)
RELATIVES = frozenset("qui que qu’ dont which who whom that".split())
DETERMINERS = ARTICLES | frozenset(
    "son sa ses leur leurs notre nos votre vos mon ma mes quel quelle aucun aucune chaque his her its their our".split()
)
_BY = frozenset("comme as par by".split())
_CLITICS = frozenset("le la les l’".split())
# Verbs that report only with one of these words after them: « fait valoir », « met en garde ».
WITH = (
    dict.fromkeys(
        "fait faisait font faisant fera faire".split(),
        "valoir observer remarquer savoir part état écho noter comprendre".split(),
    )
    | dict.fromkeys("dispose disposent disposait prévoit prévoient prévoyait".split(), [":", "que", "qu’"])
    | dict.fromkeys("met mettait mis mettent mit mettant".split(), ["garde"])
    | dict.fromkeys("shot shoots shoot fired fires fire hit hits".split(), ["back"])
)


# « disent », « expliquent »; not « convient », « soutient », « dément ».
_OF_SEVERAL = re.compile(r"(?:(?<![vt]i)(?<!dém)ent|ont)$")
_HAVE = frozenset("ont avaient sont étaient aient auraient auront".split())
_BESIDE_VERB = 4  # tokens before a participle in which its auxiliary stands


class SpeechVerbs:
    def __init__(self, article):
        self.article, self.tokens, self.people = article, article.tokens, article.people
        self.small = {token.low for token in self.tokens if not token.is_capital}

    def verb_at(self, place):
        """The kind of the verb of speech at the token `place`, or None."""
        token = self.tokens[place]
        kinds = verbs().get(token.low)
        if not kinds or token.is_capital and not self.begins(place) or not self._is_complete(place):
            return None
        before = self.tokens[place - 1].low if place else ""
        if before == "’s" or PARTICIPLE in kinds and self._is_passive(place, before):
            return None  # « X’s promise », « was challenged by »
        return next((kind for kind, is_led in _LED.items() if kind in kinds and is_led(self, place, before)), None)

    def is_of_several(self, verb):
        """Whether a French verb, or its auxiliary, is that of several: « disent », « ont tous dit »."""
        if self.article.language == "en":
            return False
        near = range(verb - 1, max(-1, verb - _BESIDE_VERB), -1)
        before = takewhile(lambda n: self.tokens[n].is_word and not self.people.is_named(n), near)
        return bool(_OF_SEVERAL.search(self.tokens[verb].low)) or any(self.tokens[n].low in _HAVE for n in before)

    def _is_complete(self, place):
        """Whether the words stand behind a verb that make it report: « fait valoir »."""
        wanted = WITH.get(self.tokens[place].low)
        return wanted is None or any(token.low in wanted for token in self.tokens[place + 1 : place + 4])

    def _is_passive(self, place, before):
        """« was challenged by », « X, décrit comme » ; not « s’est écrié »."""
        is_begun = self.begins(place) or before in (",", "(")
        is_done = is_begun and place + 1 < len(self.tokens) and self.tokens[place + 1].low in _BY
        return is_done or before in BEING and (place < 2 or self.tokens[place - 2].low not in ("s’", "se"))

    def _is_led_as_participle(self, place, before):
        return (before not in DETERMINERS or before == "a") and self._has_auxiliary(place)

    def _is_led_as_finite(self, place, before):
        """Whether no noun is meant: « le rappelle » has an object before it, « la promesse » an article."""
        if before in _CLITICS:
            return self._is_clitic(place - 1)
        return before not in DETERMINERS and before not in PREPOSITIONS

    def begins(self, place):
        return self.tokens[place].start == self.article.sentences[self.article.sentence_of(self.tokens[place].start)][0]

    def _has_auxiliary(self, place):
        """Whether « a dit », « s’est réjoui », but not « est dit », « sont résumés » lead to the participle."""
        for near in range(place - 1, max(-1, place - 5), -1):
            low = self.tokens[near].low
            if low in BEING:
                return near > 0 and self.tokens[near - 1].low in ("s’", "se", "m’")
            if low in AUXILIARIES or low.startswith(("a-t-", "avait-", "ont-", "aurait-", "s’est-")):
                return True
            if not self.tokens[near].is_word and low not in ("’",):
                return False
        return False

    def _is_clitic(self, place):
        """Whether « le », « la », « les », « l’ » before a verb stands for an object: « comme le rappelle »."""
        before = self.tokens[place - 1].low if place else ""
        return before in PRONOUNS or before in ("comme", "ne", "nous", "qui", "me") or self.people_ends_at(place)

    def people_ends_at(self, place):
        return any(
            m.last == place for m in self.people.between(self.tokens[place].start - 60, self.tokens[place].start)
        )


_LED = {  # what leads a form of each kind, in the order in which a form of two is tried
    PARTICIPLE: SpeechVerbs._is_led_as_participle,
    FINITE: SpeechVerbs._is_led_as_finite,
    GERUND: lambda speech, place, before: True,
    INFINITIVE: lambda speech, place, before: before in ("à", "de", "d’", "par", "pour", "to"),
}
