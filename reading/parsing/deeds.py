"""Which office a verb tells of somebody: « X préside le parc », « animé par l’écrivaine X », “chaired by X”."""

import re
from collections import defaultdict
from functools import cached_property
from itertools import takewhile

from .speech_verbs import SpeechVerbs

_BEHIND = 4  # tokens behind a name: « X, qui a présidé »
_BEFORE = 8  # tokens before a name in which « par » stands
_SMALL = frozenset(", qui who a has had avait".split())
_FRENCH = r"(?:e|ait|a|ées?|és?|ant|era)"
_VERBS = {
    role: re.compile(verb)
    for role, verb in {
        "président": rf"présid{_FRENCH}",
        "directeur": rf"dirig{_FRENCH}|dirigeait",
        "animateur": rf"anim{_FRENCH}",
        "modérateur": rf"modér{_FRENCH}|modère",
        "fondateur": rf"fond{_FRENCH}",
        "organisateur": rf"organis{_FRENCH}",
        "coordinateur": rf"coordonn{_FRENCH}",
        "chair": r"chair(?:s|ed|ing)",
        "founder": "founded",
        "editor": r"edit(?:s|ed)",
        "organizer": r"organi[sz](?:es|ed)",
        "moderator": r"moderat(?:es|ed)",
    }.items()
}


class Deeds(SpeechVerbs):
    @cached_property
    def deeds(self):
        """{role: {person of whom a verb tells it: where}}"""
        return self.first_told(self._roles_done)

    def first_told(self, words_of):
        """{word: {person of whom the article tells it: where first}}; `words_of` gives those beside a mention."""
        found = defaultdict(dict)
        for mention in self.people.mentions:
            if not mention.person.may_be and not self.article.is_inside(mention.start):
                for word in words_of(mention):
                    found[word].setdefault(mention.person, mention.start)
        return found

    def _roles_done(self, mention):
        """The roles that the verb behind a name, or before « par » and a name, tells."""
        behind = (token.low for token in self.tokens[mention.last : mention.last + _BEHIND])
        near = [*takewhile(lambda low: low in _SMALL or _role(low), behind)]
        before = range(mention.first - 1, max(0, mention.first - _BEFORE), -1)
        agent = next((place for place in before if self.tokens[place].low in ("par", "by")), None)
        near += [self.tokens[agent - 1].low] if agent else []
        return {role for low in near if (role := _role(low))}


def _role(low):
    """« président » for « préside »; or None."""
    return next((role for role, verb in _VERBS.items() if verb.fullmatch(low)), None)
