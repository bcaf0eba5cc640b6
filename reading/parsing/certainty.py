"""How sure a finding is: the share of what the same rule found that was right, in articles whose keys tell.

`data/certainty.txt` is made by `make certainty` from `tests/reading/passages`; a rule that was seldom met there is
never certain. Findings of which their rule itself is in doubt are counted apart.
"""

from dataclasses import replace
from functools import cache

from .candidates import Candidate
from .lexicon import lines

SURE = 0.85  # confidence from which a rule itself leaves no doubt
FEWEST = 10  # findings from which a share is believed
_MOST = 0.99  # no share of some twenty findings is the whole truth
_LEAST = 0.2  # what names nobody is never right where the key does; its words are
_SELDOM = 0.8  # the most that is believed of fewer


def measured(candidate: Candidate) -> Candidate:
    """`candidate` as sure as its rule was right."""
    is_sure = candidate.confidence >= SURE
    right, of = shares().get((candidate.kind, candidate.rule, is_sure), (0, 0))
    share = min(max(right / of, _LEAST), _MOST) if of >= FEWEST else _SELDOM
    confidence = share if is_sure else min(candidate.confidence, share)  # its own doubt is about this very finding
    return replace(candidate, confidence=round(confidence, 2))


@cache
def shares() -> dict[tuple[str, str, bool], tuple[int, int]]:
    """{(kind, rule, whether it leaves no doubt): (how many were right, of how many)}."""
    rows = (line.split() for line in lines("certainty"))
    return {(kind, rule, doubt == "sure"): (int(right), int(of)) for kind, rule, doubt, right, of in rows}
