"""Whether the offices that an article gives to somebody may be those that the base knows of a person."""

import re
from dataclasses import replace

from language.folding import fold
from reading.parsing.lexicon import LANGUAGES
from reading.parsing.offices import offices_in
from reading.parsing.tokens import tokenize

# One who was mayor, or will be, is the one who is.
OVER_TIME = frozenset("ancien ex former past futur future honoraire honorary outgoing incoming alors".split())
EMPTY = frozenset("de du des d la le les l the of at a au aux et and".split())


def offices(text):
    """The offices that `text` names; what follows a comma belongs to the last of them: « maire, Ville de Brest »."""
    found = []
    for part in re.split("[,;/()]", text):
        if named := _named(part):
            found += named
        elif found:
            found[-1] = replace(found[-1], of=found[-1].of | _words(part))
    return [replace(office, ranks=office.ranks - OVER_TIME) for office in found]


def _named(part):
    tokens = tokenize(part)
    readings = (offices_in(tokens, 0, len(tokens), language=language) for language in LANGUAGES)
    return next(filter(None, readings), [])


def _words(text):
    return frozenset(fold(text).split()) - EMPTY


def agreement(told, known, *, gender="x"):
    """1 if all that is `told` of somebody fits what is `known`, -1 if something contradicts, 0 if nothing can be said.

    Both are texts of the kind of « maire de Brest ». The same office of something else contradicts, as another office
    does, or the other gender: it may be another person of that name, and somebody has to say.
    """
    held = [office for text in known for office in offices(text)]
    genders = {office.gender for office in held} - {"x"}
    if gender != "x" and genders and gender not in genders:
        return -1
    words = frozenset().union(*map(_words, known))
    fits = [_fit(text, held, words) for text in told if _words(text)]
    return min(fits, default=0)


def _fit(text, held, words):
    named = offices(text)
    if not held:
        return 0
    if not named:  # « luthier », « de Greenpeace »
        return 1 if _words(text) & words else -1
    return 1 if any(_is_same(one, other) for one in named for other in held) else -1


def _is_same(one, other):
    if (one.role, one.ranks) != (other.role, other.ranks) or len({one.gender, other.gender} - {"x"}) > 1:
        return False
    return one.of <= other.of or other.of <= one.of
