"""Offices as articles and records print them, and whether two of them may be of one person."""

import re
from dataclasses import dataclass

from search.folding import fold

from .parsing.lexicon import plain, roles

# Between an office and what it is of; they tell nothing.
EMPTY = frozenset("de du des d la le les l en a au aux et the of for at in and pour chez un une y".split())
PARTED = re.compile(r"[,;/&()]|\bet\b|\band\b|\bpuis\b", re.IGNORECASE)


@dataclass(frozen=True)
class Office:
    """« directrice du théâtre » is `directeur`, f, {theatre}; `gender` is x where one form serves both."""

    base: str
    gender: str
    of: frozenset


def offices(text, organization=""):
    """The offices that `text` names, in order, held at `organization`; words without one for an office are none."""
    found = []
    for part in PARTED.split(f"{text or ''}, {organization or ''}"):
        words = re.findall(r"[\w’'-]+", part)
        head = next((place for place, word in enumerate(words) if plain(word) in roles()), None)
        if head is not None:
            base, gender = roles()[plain(words[head])]
            found.append(Office(base, gender, frozenset(fold(" ".join(words[head + 1 :])).split()) - EMPTY))
        elif found:  # « maire, Ville de Brest »
            last = found.pop()
            found.append(Office(last.base, last.gender, last.of | frozenset(fold(part).split()) - EMPTY))
    return found


def agreement(told, known):
    """1 if an office `told` of somebody is one that is `known`, -1 if all contradict, 0 if a side says nothing.

    Both are lists of `Office`. The same office of something else contradicts, as another office does, or the other
    gender: it may be another person of that name, and somebody has to say.
    """
    if not told or not known:
        return 0
    return 1 if any(_fits(one, other) for one in told for other in known) else -1


def _fits(one, other):
    genders = {one.gender, other.gender} - {"x"}
    return one.base == other.base and len(genders) < 2 and (one.of <= other.of or other.of <= one.of)
