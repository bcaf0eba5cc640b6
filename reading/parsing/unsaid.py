"""Whether a sentence denies, supposes or asks that words were said: « n’a jamais dit », « si X disait », « dirait »."""

import re
from itertools import pairwise

from .lexicon import verbs

_NOT = frozenset("pas jamais point never not".split())
_PERHAPS = re.compile(r"(?:aurai(?:en)?t\b|would$|might$|could$)")
_CONDITIONAL = re.compile(r"(?:e|d|\bdi|cri)rai(?:en)?t$")  # not « murmurait », nor « espérait »
_IF = frozenset("si if whether".split())
_PARTS = frozenset(",;:.?!—–")
_BESIDE = 2  # tokens before a verb that may deny it


def is_unsaid(article, quotation, voice, limit):
    """Whether the words are told as such, up to `limit`; `voice` tells by which verb."""
    if article.text[quotation.outer_end : limit].lstrip().startswith("?"):
        return True
    start = article.sentences[article.sentence_of(quotation.outer_start)][0]
    cue = voice.cue.casefold().split()
    for first, last in ((start, quotation.outer_start), (quotation.outer_end, limit)):
        lows = [token.low for token in article.tokens[article.token_at(first) : article.token_at(last)]]
        if any(low in cue and low in verbs() and _is_doubted(lows, place) for place, low in enumerate(lows)):
            return True
    return False


def _is_doubted(lows, verb):
    before = lows[max(0, verb - _BESIDE) : verb]
    is_denied = any(low in _NOT or low.endswith("n’t") for low in before)
    is_denied |= lows[verb + 1 : verb + 2] in (["pas"], ["jamais"], ["point"])
    is_wished = any(map(_PERHAPS.match, before)) or bool(_CONDITIONAL.search(lows[verb]))
    return is_denied or is_wished or _is_behind_if(lows[:verb])


def _is_behind_if(lows):
    """Whether the clause begins with « si », but not « si bien que »."""
    clause = lows[next((n + 1 for n in reversed(range(len(lows))) if lows[n] in _PARTS), 0) :]
    return any(
        low in _IF and after != "bien" or low == "s’" and after in ("il", "ils")
        for low, after in pairwise([*clause, ""])
    )
