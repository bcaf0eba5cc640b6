"""Whether a sentence denies, supposes or asks that words were said: « n’a jamais dit », « si X disait », « dirait »."""

import re
from itertools import pairwise

_NOT = frozenset("pas jamais point never not".split())
_MIGHT = re.compile(r"(?:(?:aurai(?:en)?t\b|would$|might$|could$)|(?-i:may)$)", re.IGNORECASE)
_CONDITIONAL = re.compile(r"(?:e|d|\bdi|cri)rai(?:en)?t$")  # not « murmurait », nor « espérait »
_PERHAPS = re.compile(
    r"\b(?:peut-être|sans doute|(?:probable|vraisemblable|apparem|prétendu)ment|probably|perhaps|maybe|presumably)\b"
)
# Behind these, with « de » or « à », nothing is said yet: « s’apprêtait à dire », « a refusé de répondre ».
_UNDONE = re.compile(r"\b(?:apprêt|refus|renonc|envie|rêv|évit|essa[iy]|tent[eéa]|peur|crain[td]|prête?s? |about )")
_SUPPOSED = re.compile(
    r"\b(?:imagin\w*|suppos(?:e|ons|ez|er|ing)|admettons|espèr\w+|picture|wish\w*|hopes?) (?:[\w’'.-]+ ){1,7}(?:: )?$"
)
_IF = frozenset("si if whether".split())
_PARTS = frozenset(",;:.?!—–")
_TO = frozenset("de d’ à to".split())
_BESIDE = 2  # tokens before a verb that may deny it
_BEHIND = 3  # tokens from a verb that may put it off
_NEAR = 6  # tokens before it that may put it off


def is_unsaid(clauses):
    """Whether the words are told as such; `clauses` are those beside them."""
    is_supposed = _SUPPOSED.search(clauses.before.text) is not None
    return clauses.is_asked or is_supposed or any(_is_doubted(*told) for told in clauses.told)


def _is_doubted(clause, verb):
    lows = clause.lows
    before = lows[max(0, verb - _BESIDE) : verb]
    is_denied = any(low in _NOT or low.endswith("n’t") for low in before)
    is_denied |= lows[verb + 1 : verb + 2] in (["pas"], ["jamais"], ["point"])
    might = any(_MIGHT.match(token.text) for token in clause.tokens[max(0, verb - _BESIDE) : verb])
    might |= _CONDITIONAL.search(lows[verb]) is not None
    return is_denied or might or _is_put_off(lows, verb) or _is_behind_if(lows[:verb])


def _is_put_off(lows, verb):
    """« dira peut-être », « s’apprêtait à dire »"""
    near = " ".join([*_clause(lows[:verb])[-_NEAR:], *lows[verb : verb + _BEHIND]])
    is_undone = lows[verb - 1 : verb] and lows[verb - 1] in _TO and _UNDONE.search(near)
    return bool(is_undone) or _PERHAPS.search(near) is not None


def _is_behind_if(lows):
    """Whether the clause begins with « si », but not « si bien que »."""
    return any(
        low in _IF and after != "bien" or low == "s’" and after in ("il", "ils")
        for low, after in pairwise([*_clause(lows), ""])
    )


def _clause(lows):
    return lows[next((n + 1 for n in reversed(range(len(lows))) if lows[n] in _PARTS), 0) :]
