"""Whether a sentence denies, supposes or asks that words were said: « n’a jamais dit », « si X disait », « dirait »."""

import re
from itertools import pairwise

from .lexicon import INFINITIVE, verbs

_NOT = frozenset("pas jamais point never not".split())
_PERHAPS = re.compile(r"(?:aurai(?:en)?t\b|would$|might$|could$)")
_CONDITIONAL = re.compile(r"(?:e|d|\bdi|cri)rai(?:en)?t$")  # not « murmurait », nor « espérait »
_NOR = frozenset("ni nor neither".split())
_IF = frozenset("si if whether".split())
_PARTS = frozenset(",;:.?!—–")
_BY_OFFICE = frozenset(("office", "role-of"))  # whose cue is no verb
_FAR = 60  # tokens before the words that are looked at
_BEHIND = 200  # characters behind them
_BESIDE = 2  # tokens before a verb that may deny it
# Who denies, avoids or is accused: « dément avoir dit », « refuse de dire », « fait dire à X ».
_DENYING = re.compile(
    r"(?:dément|nie$|nié|niai|nier$|contest|réfut|récus|accus|reproch|soupçonn|refus|évit|abst|retien|retenu|gard"
    r"|fait$|font$|prêt|vue?s?$|entend|demand|ordonn|invit|conseill|suggér|interdi|oblig|forc|den(?:y|ie)|disput|refut|avoid|declin)"
)
_HAVING = (["avoir"], ["having"])
_SEEN = (["vu"], ["vue"], ["lu"], ["lue"], ["entendu"], ["entendue"])  # « a vu écrit sur un mur »
_DENYING_FAR = 8  # tokens before such a verb


def is_unsaid(article, quotation, voice, limit):
    """Whether the words are told as such, up to `limit`; `voice` tells by which verb."""
    if article.text[quotation.outer_end : limit].lstrip().startswith("?"):
        return True
    start = article.sentences[article.sentence_of(quotation.outer_start)][0]
    before = _lows(article, start, quotation.outer_start)
    behind = _lows(article, quotation.outer_end, min(limit, quotation.outer_end + _BEHIND))
    told = [(before, place) for place in _verbs(before)[-1:]] + [(behind, place) for place in _verbs(behind)[:1]]
    if voice.rule not in _BY_OFFICE:
        cue = voice.cue.casefold().split()
        by_cue = [(lows, place) for lows in (before, behind) for place in _verbs(lows) if lows[place] in cue]
        told = by_cue or [(before, place) for place in _verbs(before)[-1:]]
    return any(_is_doubted(lows, place) for lows, place in told)


def _lows(article, start, end):
    """The last words there that no marks hold."""
    lows, is_held = [], False
    for token in article.tokens[max(article.token_at(start), article.token_at(end) - _FAR) : article.token_at(end)]:
        is_held = token.text in "«“" or is_held and token.text not in "»”"
        if not is_held:
            lows.append(token.low)
    return lows


def _verbs(lows):
    return [place for place, low in enumerate(lows) if low in verbs()]


def _is_doubted(lows, verb):
    before = lows[max(0, verb - _BESIDE) : verb]
    is_denied = any(low in _NOT or low.endswith("n’t") for low in before)
    is_denied |= lows[verb + 1 : verb + 2] in (["pas"], ["jamais"], ["point"], ["plus"])
    is_denied |= not _NOR.isdisjoint(lows[:verb])
    is_denied |= _is_far_from_said(lows, verb)
    is_wished = any(map(_PERHAPS.match, before)) or bool(_CONDITIONAL.search(lows[verb]))
    return is_denied or is_wished or _is_behind_if(lows[:verb])


def _is_far_from_said(lows, verb):
    """« dément avoir dit », « refuse de dire », « denied saying »: a verb of speech is led by one of denying."""
    clause, behind = lows[max(0, verb - _DENYING_FAR) : verb], lows[verb + 1 : verb + 2]
    is_led = clause[-1:] in (*_HAVING, *_SEEN) or INFINITIVE in verbs()[lows[verb]] or lows[verb].endswith("ing")
    kinds = [verbs().get(low, set()) for low in behind]
    leads = behind in _HAVING or any(
        INFINITIVE in kind or low.endswith("ing") and kind for kind, low in zip(kinds, behind, strict=True)
    )
    return (
        is_led
        and any(map(_DENYING.match, clause))
        or clause[-1:] in _SEEN
        or leads
        and _DENYING.match(lows[verb]) is not None
    )


def _is_behind_if(lows):
    """Whether the clause begins with « si », but not « si bien que »."""
    clause = lows[next((n + 1 for n in reversed(range(len(lows))) if lows[n] in _PARTS), 0) :]
    return any(
        low in _IF and after != "bien" or low == "s’" and after in ("il", "ils")
        for low, after in pairwise([*clause, ""])
    )
