"""Whether words come from another's mouth, or were written: « Y raconte que X a dit », « X écrit dans son livre »."""

import re
from itertools import pairwise

from .clauses import BY_OFFICE
from .lexicon import sections
from .speech import ACCORDING, INVERTED

ELSEWHERE = frozenset("cited unsaid retold written another-day".split())  # rules of words of nobody who was there
_REPORTING = frozenset("paraît raconte rumeur bruit it croire".split())
_TO_SOMEBODY = frozenset("tells told asks asked".split())  # “X, the mayor, told Y”
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
    r"\b(?:citée?s?|quoted|cited|relayée?s?) (?:par|by|dans|in|as)\b"
    r"|\bpar (?:la (?:voix|bouche)|l’ (?:intermédiaire|entremise)) (?:de|du|d’) "
    r"|\bthrough (?:his|her|their|an?) (?:lawyer|solicitor|attorney|agent|spokes\w+|interpreter|translator) "
    r"|[,(–—] (?:traduit|traduction|translated|translation|my translation)\w* (?!(?:en|into) [\w-]+ lang)"
    r"|, (?:jouée?|incarnée?|interprétée?|played|portrayed) (?:par|by) |\bavoir entendu\b|\bdit pour (?:lui|elle|eux)\b"
    r"|\bon (?:[\w.’-]+ ){1,4}behalf\b"
    r"|\brapport\w* (?:les|ses|ces) (?:propos|mots|paroles) |\bqui (?:(?:nous|me|m’|le|l’) )+(?:rapport|racont)\w+"
    r"|[,(–—] je traduis\b|\bpar (?:une citation|un proverbe|un dicton)\b|\bwith a (?:quote|quotation|proverb)\b"
    r"|\b(?:dans|in) (?:mon|son|un|leur|my|his|her|a) (?:rêve|cauchemar|dream|nightmare)\b"
    r"|\ben lisant |\bthe story goes\b|\blegend has it\b|, (?:critics|some|people|they) (?:say|claim) , "
    r"|(?:\b(?:line|phrase|words?|saying|formule|mots?|expression|image)|,) (?:[\w’]+ ){0,2}"
    r"(?:borrow|emprunt)\w+ (?:from|à|au) "
    r"|(?<!avec )(?<!dans )(?<!with )(?<!in )\b(?:(?:ses|leurs) propres|(?:his|her|their) own)"
    r" (?:mots|paroles|termes|phrases|words)\b"
    r"|\bs’ ?(?:est|était)(?:-\w+)? (?:entendue?|vue?) \w+(?:er|re)\b"
    r"|\b(?:is|was|are|were) (?:said|reported|supposed|thought|believed|alleged|rumou?red) to\b"
    r"|\b(?:est|sont|était) censée?s? |\b(?:paraît-il|dit-on|semble-t-il|reportedly|allegedly|apparently|supposedly)\b"
)
# In the sentence before, and then the words are of whom somebody speaks for: « X signe, Y prête sa voix. ».
_INTERPRETED = re.compile(
    r"\b(?:prêt(?:e|ait|a|é) (?:sa|leur) voix"
    r"|(?:puts?|turned|turns) (?:it|that|this|them|him|her) into"
    r"|(?:traduit|traduisait|translate[sd]|interpret(?:s|ed))(?=[.,;]| (?:pour|for|phrase|à mesure|au fur|as s?he)))\b"
)
_FAR = 400  # characters before a sentence that are looked at
_SOURCE = re.compile(r"(?:^|[,;–—-] )(?:selon|d’après|according to|à en croire)\b(?! (?:qui|l[ea]s?quel\w*|whom)\b)")
_SOURCE_BEHIND = re.compile(r"\b(?:selon|d’après) (?!lui\b|elle|eux\b|qui\b|l[ea]s?quel)")  # « a dit X d’après Y »
_NOT_OWN = re.compile(
    r"\b(?:citant|quoting|(?:entonn|fredonn|déclam|récit)\w+)$"
)  # « X entonne : », « X, citant le maire : »
_SEEN = frozenset("vu vue vus vues lu lue lus lues entendu entendue voit voient".split())  # « s’est vu répondre »
_WITH_SOURCE = frozenset(("according", "cited"))
_NOUNS = {
    kind: "|".join(sorted(sections("nouns_fr")[kind] | sections("nouns_en")[kind], key=len, reverse=True))
    for kind in ("text", "surface")
}
_LED = r"(?:[\w’'-]+ ){0,3}?"  # « une longue », « l’ », « her last »
# Who reads, hears or translates words has not made them: « … », lit X ».
_TAKEN = re.compile(
    r"\b(?:(?:re)?(?:lit|lisait|lut|lue?)|(?:récit|déclam|entend|tradui)\w+|reads?|heard|hears|recit\w+|translat\w+)$"
)
_AS_ANOTHER = re.compile(
    r"\b(?:dans|in) (?:le|la|the) (?:rôle|peau|role|part) (?:de|d’|du|of) |^playing (?:the|a) [^,]*,|\bin the voice of "
    r"|\b(?:imit|parodi|sing)ant |\bfait (?:dire|répéter|répondre) (?:à|au|par) "
    r"|\b(?:imitat|mimick|channell?|translat|impersonat)ing "
)
_IN_WRITING = re.compile(
    rf"\b(?:dans|par|via|in|by) {_LED}(?:{_NOUNS['text']}|pièce (?:de théâtre|où|qu’))\b"
    rf"|\b(?:sur|on) (?:{_LED}(?:{_NOUNS['surface']})|x)\b"
)
_RECORDED = re.compile(
    r"\b(?:amendement|motion|résolution|rédaction|formulation|vœu|amendment|wording) (?:suivante?|ci-dessous|below)\b"
    r"|\bfollowing (?:amendment|motion|wording)\b"
)
_WRITES = re.compile(
    r"\b(?:(?:ré)?écri(?:t|te|ts|tes|vent|vai(?:en)?t|vit|re|ra|vant)|wrote|writ(?:es?|ten|ing)"
    r"|(?:re)?tweet(?:e|é|ait|ed|s)|post(?:e|é|ait|ed|s)|publi(?:e|é|ait|shed|shes))\b"
)


def is_retold(clauses):
    """Whether somebody else tells that they were said; `clauses` are those beside the words."""
    return (
        _is_of_source(clauses)
        or _is_voiced(clauses)
        or _HEARD.search(clauses.before.text) is not None
        or _is_interpreted(clauses)
        or _is_told_on(clauses)
        or any(not _SEEN.isdisjoint(clause.lows[max(0, verb - 1) : verb]) for clause, verb in clauses.telling)
        or any(_is_behind_that(clauses, *told) for told in clauses.telling)
    )


def _is_of_source(clauses):
    """« … », a dit X d’après Y: whether a source is told beside who speaks, or that the words come from others."""
    before, behind = clauses.before.text, clauses.behind.text
    if any(one.search(text) for one in (_FROM_OTHERS, _AS_ANOTHER) for text in (before, behind)):
        return True
    is_by_source = clauses.voice.rule in _WITH_SOURCE or clauses.voice.cue.casefold() in ACCORDING
    told = _SOURCE.search(before) or _SOURCE.search(behind) or _SOURCE_BEHIND.search(behind)
    return told is not None and not is_by_source


def _is_voiced(clauses):
    """« … », lit X; « X entonne : »: whether the verb itself tells that the words are another's."""
    cue = clauses.voice.cue
    is_taken = clauses.voice.rule.endswith("-after") and _TAKEN.search(cue) is not None
    return is_taken or _NOT_OWN.search(cue) is not None


def _is_interpreted(clauses):
    """Whether the sentence before, of the same paragraph, tells that somebody speaks for another."""
    article = clauses.article
    number = article.sentence_of(clauses.start)
    start, end = article.sentences[max(0, number - 1)]
    start = max(start, article.begins_near(clauses.start), end - _FAR)
    return number > 0 and _INTERPRETED.search(article.text, start, max(start, end)) is not None


def is_written(clauses):
    """Whether they were written: « X écrit », « dans un communiqué »."""
    is_writing = (
        _WRITES.search(clauses.voice.cue)
        or clauses.voice.rule in BY_OFFICE
        and any(_WRITES.search(clause.lows[verb]) for clause, verb in clauses.telling)
    )
    told = (clauses.before.text, clauses.behind.text)
    return (
        bool(is_writing)
        or _is_in_work(clauses)
        or any(map(_IN_WRITING.search, told))
        or any(map(_RECORDED.search, told))
    )


def _is_in_work(clauses):
    """« Dans « Le Tram », X dit : »: whether words in marks, a title, stand right behind « dans »."""
    pairs = pairwise(clauses.before.tokens)
    return any(
        one.low in ("dans", "in") and not {"«", "“"}.isdisjoint(clauses.article.text[one.end : other.start])
        for one, other in pairs
    )


def _is_told_on(clauses):
    """Whether another tells it behind: « … », lui a dit X, raconte Y »; or before: “an earlier version said X said”."""
    behind, before = clauses.behind, clauses.before
    told = (n for n in range(_NEAR, len(behind.lows)) if behind.lows[n - 1] == "," and _tells(clauses, behind, n))
    return next(told, None) is not None or any(
        _is_behind_verb(clauses, verb) if clause is before else _leads_another(clauses, verb)
        for clause, verb in clauses.telling
    )


def _leads_another(clauses, verb):
    """Whether the name of another and their verb stand right behind a verb: “…,” X said Y had told her."""
    people, tokens = clauses.article.people, clauses.behind.tokens
    named = people.at_token(clauses.article.token_at(tokens[verb].end))
    if named is None or named.person is clauses.voice.person:
        return False
    theirs = clauses.behind.lows[: verb + _NEAR + 3]
    stop = next((n for n in range(verb, len(theirs)) if theirs[n] == ","), len(theirs))
    return any(named.end <= tokens[n].start and n < stop for n in clauses.behind.verbs)


def _tells(clauses, clause, place):
    """Whether « raconte-t-il », or a verb of speech and the name of another, stands at a place."""
    token = clause.tokens[place]
    if INVERTED.match(token.low):
        return True
    named = clauses.article.people.at_token(clauses.article.token_at(token.end))
    is_another = named is not None and named.person is not clauses.voice.person
    return place in clause.verbs and is_another and token.low not in _TO_SOMEBODY


def _is_behind_verb(clauses, verb):
    """Whether another verb of speech stands right before the name of who speaks: “Y said X said”."""
    people, tokens = clauses.article.people, clauses.before.tokens
    named = people.mentions_in(tokens[0].start, tokens[verb].start)[-1:]
    if clauses.article.language != "en" or not named or named[0].person is not clauses.voice.person:
        return False
    place = next(n for n in range(verb) if tokens[n].end >= named[0].start - 1)
    return place in clauses.before.verbs


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
