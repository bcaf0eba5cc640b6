"""Whether a sentence says that words were not said: denied, supposed, wished, asked, only thought, or behind « si »."""

import re
from itertools import pairwise

from .lexicon import INFINITIVE, verbs

_NOT = frozenset("pas jamais point rien never not almost nearly".split())
_NOT_BEHIND = frozenset("pas jamais point plus".split())
_NOR = frozenset("ni nor neither".split())
_MIGHT = re.compile(r"(?:(?:aurai(?:en)?t\b|would$|might$|can$|could$|should$|\S+’ll$)|(?-i:may|will)$)", re.IGNORECASE)
_CONDITIONAL = re.compile(r"(?:e|d|\bdi|cri)rai(?:en)?t$")  # not « murmurait », nor « espérait »
# « Demain, X dira », not « dira X ».
_TO_COME = re.compile(r"\b(?:(?:après-)?demain|bientôt|prochaine?|un jour|à venir)\b")
_PERHAPS = re.compile(
    r"\b(?:peut-être|sans doute|(?:probable|vraisemblable|apparem|prétendu)ment|probably|perhaps|maybe|presumably"
    r"|en substance|en somme|en résumé|je résume|in short(?! order)|in sum|à peu près|en gros"
    r"|quelque chose comme|je crois|something like|more or less|i think)\b"
)
# Nobody else has heard them: « se dit-elle », « s’est dit X », “said to herself”, « songe X ».
_THOUGHT = re.compile(
    r"\b(?:se|s’) (?:(?:est|était|sont) )?(?:dit|disent|disait|disaient)(?:-\w+)? (?:alors |aussitôt |enfin |soudain )?"
    r"|\bto (?:him|her|them)sel(?:f|ves) "
)
_THINKS = re.compile(r"(?:song\w+|pens(?:a|èrent|ait|aient)|thought)$")
# « …, dit X, si j’ai bien entendu », “or words to that effect”.
_ROUGHLY = re.compile(
    r"\b(?:si j’ ai|si je|if i) (?:[\w’]+ ){0,3}?(?:entend|compri|souvi|rappel|heard|understood|remember|recall)"
    r"|\bne pas avoir (?:dit|répondu|crié|ajouté)\b|\bde mémoire\b|\bfrom memory\b"
    r"|\bor (?:words to that effect|something (?:like|to))|\bou quelque chose (?:d’|comme)"
)
# What these lead was not said, or by another: « dément avoir dit », « s’apprêtait à dire », « fait dire à X ».
_UNDOING = re.compile(
    r"(?:dément|nie$|nié|niai|nier$|contest|réfut|récus|accus|reproch|soupçonn|refus|renonc|évit|abst|retien|retenu|gard"
    r"|apprêt|prêt|envie|rêv|essa[iy]|tent[eéa]|peur|crain[td]|fait$|font$|demand|ordonn|invit|conseill|suggér|interdi"
    r"|empêch|oblig|forc|appr(?:en|is)|taught$|teach|den(?:y|ie)|disput|refut|avoid|declin|about$|ask(?:s|ed|ing)?$"
    r"|told$|tells?$)"
)
_WISHING = re.compile(r"vou[ld]|veu[tlx]")  # « voulait dire », not « veut croire »
# Not « n’a cessé de dire », nor « n’a pu s’empêcher de dire ».
_CEASING = re.compile(
    r"cess|hésit|oubli|manqu|empêch|craign|crain[dt]|peur$|refus|évit|retenir|fail|forg[eo]t|help$|shy$|resist"
)
_NE = frozenset("ne n’".split())
_NEGATED = _NE | {"not", "never", "didn’t", "doesn’t"}
# Right before a verb: « sans dire », “instead of saying”, « a feint de dire », “all but said”.
_NOT_DONE = re.compile(
    r"\b(?:sans|without|instead of|far from|short of|yet to|no longer|all but|fein\w+ (?:de|d’)|plutôt que (?:de|d’)"
    r"|au lieu (?:de|d’)|loin (?:de|d’)) $"
)
_SUPPOSED = re.compile(
    r"\b(?:imagin\w*|suppos(?:e|ons|ez|er|ing)|admettons|espèr\w+|picture|wish\w*|hopes?|comme pour|as if to)"
    r" (?:[\w’'.-]+ ){1,7}(?:: )?$"
)
_IF = frozenset("si if whether until unless whenever".split())
_AS_LONG = frozenset(("tant", "fois"))  # before « que »
_NOT_WHO = re.compile(r"(?:\b(?:est|était|is|was) (?:pas|not)|\b(?:is|was)n’t|^(?:pas|jamais|not)(?: [^,;:]*)?) $")
_PARTS = frozenset(",;:.?!—–")
_HAVING = frozenset("avoir having".split())
_LEADING = _HAVING | {"to"}
_PURPOSE = frozenset("pour avant before".split())  # « a refusé le micro pour dire »
_BESIDE = 2  # tokens before a verb that may deny it
_BEHIND = 4  # tokens from a verb that may put it off, and before one that lead it
_NEAR = 6  # tokens of its clause before it that may
_FAR = 10  # tokens before it, of any clause, that may undo it


def is_unsaid(clauses):
    """Whether the words are told as such; `clauses` are those beside them."""
    is_supposed = _SUPPOSED.search(clauses.before.text) is not None
    return (
        clauses.is_asked
        or is_supposed
        or _is_thought(clauses)
        or _ROUGHLY.search(clauses.behind.text) is not None
        or _is_not_who(clauses)
        or any(_is_doubted(*told) for told in clauses.telling)
    )


def _is_thought(clauses):
    before, behind = clauses.before.text, clauses.behind.text
    is_led = before.endswith(": ") and any(found.end() >= len(before) - 2 for found in _THOUGHT.finditer(before))
    is_followed = _THOUGHT.match(behind.lstrip(", "))
    return bool(is_led or is_followed or _THINKS.search(clauses.voice.cue))


def _is_not_who(clauses):
    """« Ce n’est pas X qui a dit », “it was not X who said”."""
    tokens, article = clauses.before.tokens, clauses.article
    named = article.people.mentions_in(tokens[0].start, tokens[-1].end)[-1:] if tokens else ()
    if not named or named[0].person is not clauses.voice.person:
        return False
    start = article.tokens[named[0].first].start
    return _NOT_WHO.search("".join(f"{token.low} " for token in tokens if token.start < start)) is not None


def _is_doubted(clause, verb):
    lows = clause.lows
    led = "".join(f"{low} " for low in lows[max(0, verb - _NEAR) : verb])
    is_not_done = _NOT_DONE.search(led) is not None and not _CEASING.match(lows[verb])  # « dit sans hésiter »
    return (
        is_not_done
        or _might(clause, verb)
        or _is_denied(lows, verb)
        or _is_undone(lows, verb)
        or _is_behind_if(lows[:verb])
    )


def _might(clause, verb):
    """« aurait dit », « dirait », « dira », « a peut-être dit »"""
    lows, beside = clause.lows, clause.tokens[max(0, verb - _BESIDE) : verb]
    near = " ".join([*_behind_last(_PARTS, lows[:verb])[-_NEAR:], *lows[verb : verb + _BEHIND]])
    is_conditional = any(_MIGHT.match(token.text) for token in beside) or _CONDITIONAL.search(lows[verb])
    is_to_come = lows[verb].endswith(("ra", "ront")) and _TO_COME.search(clause.text)
    return bool(is_conditional or is_to_come or _PERHAPS.search(near))


def _is_denied(lows, verb):
    beside = lows[max(0, verb - _BESIDE) : verb]
    if _is_led(lows, verb) and _is_done_all_the_same(lows[max(0, verb - _FAR) : verb]):
        return False
    is_negated = any(low in _NOT or low.endswith("n’t") for low in beside) or not _NE.isdisjoint(beside)
    return is_negated or not _NOT_BEHIND.isdisjoint(lows[verb + 1 : verb + 2]) or not _NOR.isdisjoint(lows[:verb])


def _is_done_all_the_same(led):
    """« n’hésite pas à dire », « n’a pas manqué de dire »"""
    return not _NEGATED.isdisjoint(led) and any(map(_CEASING.match, led))


def _is_undone(lows, verb):
    """« dément avoir dit », « denied saying », or itself « dément avoir »."""
    led = _behind_last(_PURPOSE, lows[max(0, verb - _FAR) : verb]) if _is_led(lows, verb) else []
    leading = lows[verb : verb + 1] if _leads(lows, verb) else []
    is_wished = lows[verb] == "dire" and any(map(_WISHING.match, led))
    is_wished = is_wished or lows[verb + 1 : verb + 2] == ["dire"] and _WISHING.match(lows[verb]) is not None
    is_done = _is_done_all_the_same(led)
    return is_wished or not is_done and any(_CEASING.match(low) or _UNDOING.match(low) for low in led + leading)


def _is_led(lows, verb):
    """Whether another verb may lead one: « avoir dit », « dire », « to say », « saying »."""
    is_infinitive = INFINITIVE in verbs()[lows[verb]] or lows[verb].endswith("ing")
    return is_infinitive or not _LEADING.isdisjoint(lows[max(0, verb - 1) : verb])


def _leads(lows, verb):
    return any(
        low in _HAVING or INFINITIVE in verbs().get(low, ()) or low in verbs() and low.endswith("ing")
        for low in lows[verb + 1 : verb + 2]
    )


def _is_behind_if(lows):
    """Whether the clause begins with « si », « tant que » or “until”, but not « si bien que »."""
    return any(
        low in _IF
        and after != "bien"
        or low == "s’"
        and after in ("il", "ils")
        or low in _AS_LONG
        and after in ("que", "qu’")
        for low, after in pairwise([*_behind_last(_PARTS, lows), ""])
    )


def _behind_last(parting, lows):
    """Those behind the last that parts them."""
    return lows[next((n + 1 for n in reversed(range(len(lows))) if lows[n] in parting), 0) :]
