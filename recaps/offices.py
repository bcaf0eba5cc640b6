"""Whether the offices that an article gives to somebody may be those that the base knows of a person."""

import re
from dataclasses import replace

from search.folding import fold

from .parsing.lexicon import LANGUAGES
from .parsing.offices import offices_in
from .parsing.tokens import tokenize

# One who was mayor, or will be, is the one who is.
OVER_TIME = set("ancien ex former past futur future honoraire honorary outgoing incoming alors".split())
EMPTY = set("de du des d la le les l the of at a au aux et and".split())


def offices(text, organization=""):
    """The offices that `text` names, one after the other, the last at `organization`: « maire, Ville de Brest »."""
    found = []
    for part in re.split("[,;/()]", f"{text},{organization}"):
        if named := _named(part):
            found += named
        elif found:
            of = found[-1].of | set(fold(part).split()) - EMPTY
            found[-1] = replace(found[-1], of=of)
    return [replace(office, ranks=office.ranks - OVER_TIME) for office in found]


def _named(part):
    tokens = tokenize(part)
    readings = (offices_in(tokens, 0, len(tokens), language=language) for language in LANGUAGES)
    return next(filter(None, readings), [])


def agreement(told, known):
    """1 if an office `told` of somebody is one that is `known`, -1 if all contradict, 0 if a side says nothing.

    The same office of something else contradicts, as another office does, or the other gender: it may be another
    person of that name, and somebody has to say.
    """
    if not told or not known:
        return 0
    return 1 if any(_fits(one, other) for one in told for other in known) else -1


def _fits(one, other):
    if (one.role, one.ranks) != (other.role, other.ranks) or len({one.gender, other.gender} - {"x"}) > 1:
        return False
    return one.of <= other.of or other.of <= one.of
