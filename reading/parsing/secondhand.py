"""Whether words come from another's mouth, or were written: « Y raconte que X a dit », « X écrit dans son livre »."""

import re

from .clauses import BY_OFFICE
from .lexicon import sections
from .speech import ACCORDING

ELSEWHERE = frozenset("cited unsaid retold written".split())  # rules of words that tell of nobody who was there
_REPORTING = frozenset("paraît raconte rumeur bruit it croire".split())
_THAT = frozenset("que qu’ that".split())
_JOINING = frozenset("et mais puis and but then".split())
_MARKS = frozenset(",;:()–—")
_NEAR = 4  # tokens before « que » in which a verb of speech leads it
# Told to who tells it, or heard: « a entendu X dire : », « on lui a répondu : », “had been told:”.
_HEARD = re.compile(
    r"\b(?:entend\w*|(?:over)?hear[ds]?|(?:been|was|were) told|on (?:lui|leur) a \w+) "
    r"(?:(?!et |and )[\w’'.-]+ ){0,6}(?:: )?$"
)
_FROM_OTHERS = re.compile(
    r"\b(?:citée?s?|quoted|cited|relayée?s?) (?:par|by|dans|in)\b"
    r"|\b(?:is|was|are|were) (?:said|reported|supposed|thought|believed|alleged|rumou?red) to\b"
    r"|\b(?:est|sont|était) censée?s? |\b(?:paraît-il|dit-on|semble-t-il|reportedly|allegedly|apparently|supposedly)\b"
)
_SOURCE = re.compile(r"(?:^|[,;–—-] )(?:selon|d’après|according to|à en croire)\b")
_SEEN = frozenset("vu vue vus vues lu lue lus lues entendu entendue voit voient".split())  # « s’est vu répondre »
_WITH_SOURCE = frozenset(("according", "cited"))
_NOUNS = {
    kind: "|".join(sorted(sections("nouns_fr")[kind] | sections("nouns_en")[kind], key=len, reverse=True))
    for kind in ("text", "surface")
}
_LED = r"(?:[\w’'-]+ ){0,3}?"  # « une longue », « l’ », « her last »
_IN_WRITING = re.compile(
    rf"\b(?:dans|par|via|in|by) {_LED}(?:{_NOUNS['text']})\b|\b(?:sur|on) {_LED}(?:{_NOUNS['surface']})\b"
)
_WRITES = re.compile(r"\b(?:(?:ré)?écri(?:t|te|ts|tes|vent|vai(?:en)?t|vit|re|ra|vant)|wrote|writ(?:es?|ten|ing))\b")


def is_retold(clauses):
    """Whether somebody else tells that they were said; `clauses` are those beside the words."""
    texts = clauses.before.text, clauses.behind.text
    is_by_source = clauses.voice.rule in _WITH_SOURCE or clauses.voice.cue.casefold() in ACCORDING
    is_of_another = not is_by_source and any(map(_SOURCE.search, texts))
    return (
        is_of_another
        or _HEARD.search(clauses.before.text) is not None
        or any(map(_FROM_OTHERS.search, texts))
        or any(not _SEEN.isdisjoint(clause.lows[max(0, verb - 1) : verb]) for clause, verb in clauses.telling)
        or any(_is_behind_that(clauses, *told) for told in clauses.telling)
    )


def is_written(clauses):
    """Whether they were written: « X écrit », « dans un communiqué »."""
    is_writing = (
        _WRITES.search(clauses.voice.cue)
        or clauses.voice.rule in BY_OFFICE
        and any(_WRITES.search(clause.lows[verb]) for clause, verb in clauses.telling)
    )
    return bool(is_writing) or any(map(_IN_WRITING.search, (clauses.before.text, clauses.behind.text)))


def _is_behind_that(clauses, clause, verb):
    """Whether a verb, or whoever speaks, stands behind « que » and another verb: « Y raconte que X a dit »."""
    that = next((n for n in reversed(range(verb)) if clause.lows[n] in _THAT and _is_told(clause, n)), None)
    if that is None:
        return False
    between = clause.lows[that + 1 : verb]
    if ";" in between:
        return False
    is_of_clause = between.count(",") % 2 == 0 and _JOINING.isdisjoint(between)
    return is_of_clause or _is_named(clauses, clause.tokens[that], clause.tokens[verb])


def _is_told(clause, that):
    """Whether a verb of speech leads « que », a few words before it, and no mark stands between."""
    for place in reversed(range(max(0, that - _NEAR), that)):
        if clause.lows[place] in _MARKS or clause.lows[place : place + 2] == ["si", "bien"]:
            return False
        if place in clause.verbs or clause.lows[place] in _REPORTING:
            return True
    return False


def _is_named(clauses, that, verb):
    """Whether whoever speaks is the first whom the clause from the token `that` names."""
    named = clauses.article.people.mentions_in(that.end, verb.start)
    is_within = bool(named) and "," not in clauses.article.text[that.end : named[0].start]
    return is_within and named[0].person is clauses.voice.person
