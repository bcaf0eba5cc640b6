"""Whether words were said on another day: « disait-il en 1998 », « X avait prévenu », « C’était en 2008. X disait »."""

import re

from .speech import INVERTED

_DAY = (
    r"(?P<day>(?i:la veille|l’ (?:an|année) (?:dernière?|passée?|précédente)"
    r"|(?:la semaine|le mois|le printemps|l’ (?:été|automne|hiver)) (?:dernière?|passée?|précédente?)"
    r"|lors de la précédente \w+|il y a (?:\S+ ){1,3}?(?:ans?|années?|mois|semaines?|jours?|siècles?)"
    r"|(?:\S+ ){1,2}?(?:ans?|années?|mois|semaines?|jours?) (?:plus tôt|auparavant|avant)"
    r"|last (?:year|month|week|spring|summer|autumn|winter)|the (?:day|week|month|year) before"
    r"|(?:\S+ ){1,2}?(?:years?|months?|weeks?|days?) (?:ago|earlier|before)|(?:back )?(?:en|in) (?:1\d|20)\d\d)\b)"
)
_NAME = r"(?:[A-ZÀ-Ý]\S* (?:\. )?|d[eu’] )"
_ROLE = rf"(?i:le|la|l’|the) \w+ (?:{_NAME})*"
_WHO = rf"(?:(?i:c’ est|c’ était|it was) )?(?:(?i:il|elle|he|she) |{_ROLE}|(?:{_NAME})+)(?:, [^,]*, )?"
_PLACE = r"(?:(?i:à|au|aux|chez|dans|devant|en|face|lors|sur|at|before|in|on) [^,]*, )?"
_SMALL = r"(?:(?:déjà|encore|a|avait|had|s’|se|lui|nous|l’|qui|who|,) )*"
_DAY_BEFORE = re.compile(
    rf"(?:(?i:et|mais|and|but) )?{_PLACE}{_DAY} {_SMALL}(?:(?:sur|dans|à|on|in) [^,]*, )?{_WHO}{_SMALL}"
)
_DAY_BEHIND = re.compile(rf"{_SMALL}(?:{_WHO})?{_SMALL}{_DAY}")
# « a confié à un journal en 2020 », “told a trade magazine in 2022”.
_TO_SOMEBODY_THEN = re.compile(rf"(?:\S+ (?:à|au|aux|to)|told|tells) (?:[\w’-]+ ){{1,4}}?{_DAY}")
_HAD = re.compile(r"(?:avai(?:en)?t\b|had$|avoir$|having$)")  # « avait dit », « s’excuse d’avoir dit »
_AFTER = frozenset("après sans pour after without".split())  # « après avoir dit »
_MUST = frozenset("à to".split())  # « avait à dire »
_AGAIN = frozenset("at more again".split())  # “at once”
_ONCE = frozenset("once autrefois jadis naguère".split())
_OFTEN = frozenset("toujours souvent".split())  # « disait-il toujours »: of no one day
_PAST = re.compile(r"ai(?:en)?t\b")
_HABIT = re.compile(
    r"\b(?:aim\w+ (?:à |bien )?|coutume de |habitude de |(?:a|ont|has|have) (?:toujours|always) |likes? to |liked to "
    r"|used to |fond of |famously )$"
)
# « C’était en 2008. X disait : », and nothing since says that it is another day.
_WAS_THEN = re.compile(
    r"(?:c’ (?:était|est)|nous (?:sommes|étions)|on (?:est|était)|(?:it|that) (?:was|is)|we (?:are|were)) "
    rf"(?:déjà |back )?(?:{_DAY}|(?:1\d|20)\d\d) ?(?=[.,;:!…])",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:aujourd’hui|désormais|depuis|maintenant|now|today|since)\b", re.IGNORECASE)
_SENTENCES = 3  # before that of the words, in which it stands
_LONGEST = 40  # tokens of such a sentence that are looked at
_YEAR = re.compile(r"\b((?:1\d|20)\d\d) ?$")
_BESIDE = 2  # tokens between « avait » and its participle, and one more
_DEAD_BEHIND = re.compile(
    r" \(1\d{3} ?[-–] ?[12]\d{3}\)|, (?:qui est )?(?:morte?|décédée?|disparue?) (?:en|le|il) |, who died "
)
_DEAD_BEFORE = re.compile(r"\b(?:feue?|l[ae] regrettée?|the late) $", re.IGNORECASE)
_TELLING = 10  # tokens from a verb in which it tells to whom, and when
_LATE = 16  # characters before a name in which that stands


def is_of_another_day(clauses):
    """Whether the text tells them as said on a day that is not that of the event."""
    year = clauses.article.year
    return any(_is_then(*told, year) for told in _tellings(clauses)) or _is_dead(clauses) or _was_then(clauses, year)


def _was_then(clauses, year):
    """Whether one of the last sentences of the paragraph sets another day: « C’était en 2008. »."""
    article = clauses.article
    number, first = (article.sentence_of(place) for place in (clauses.start, article.begins_near(clauses.start)))
    for near in range(number, max(first, number - _SENTENCES) - 1, -1):
        start, end = (article.token_at(min(place, clauses.start)) for place in article.sentences[near])
        text = "".join(f"{token.low} " for token in article.tokens[start : min(end, start + _LONGEST)])
        if told := _WAS_THEN.match(text):
            return not _is_of_year(told[0], year)
        if _NOW.search(text):
            return False
    return False


def _is_of_year(day, year):
    """Whether a day is told by nothing but the year of the event: « en 2015 »."""
    told = _YEAR.search(day)
    return told is not None and int(told[1]) == year


def _is_dead(clauses):
    """Whether who speaks is told there to be dead."""
    article = clauses.article
    sides = [clause.tokens for clause in (clauses.before, clauses.behind) if clause.tokens]
    named = [mention for side in sides for mention in article.people.mentions_in(side[0].start, side[-1].end)]
    return any(
        _DEAD_BEHIND.match(article.text, mention.end)
        or _DEAD_BEFORE.search(article.text[max(0, mention.start - _LATE) : mention.start])
        for mention in named
        if mention.person is clauses.voice.person
    )


def _tellings(clauses):
    """Those of `clauses`, and « disait-il » behind the words."""
    inverted = (n for n, low in enumerate(clauses.behind.lows[:_BESIDE]) if INVERTED.match(low))
    return clauses.telling + [(clauses.behind, n) for n in inverted]


def _is_then(clause, verb, year):
    words = [token.text.replace("'", "’") + " " for token in clause.tokens]
    before, behind = "".join(words[:verb]), "".join(words[verb + 1 :])
    told = _TO_SOMEBODY_THEN.match("".join(words[verb : verb + _TELLING]))
    days = (_DAY_BEFORE.fullmatch(before), _DAY_BEHIND.match(behind), told)
    is_habit = _is_habit(clause.lows, verb) or _HABIT.search(before.casefold())
    return (
        _has_had(clause.lows, verb) or bool(is_habit) or any(day and not _is_of_year(day["day"], year) for day in days)
    )


def _has_had(lows, verb):
    """« avait dit », « s’excuse d’avoir dit »; not « avait à dire », nor « après avoir dit »."""
    had = (n for n in range(max(0, verb - _BESIDE), verb) if _HAD.match(lows[n]) and lows[n + 1] not in _MUST)
    return any(n == 0 or lows[n - 1] not in _AFTER for n in had)


def _is_habit(lows, verb):
    """« disait autrefois », « disait toujours »"""
    near = range(max(0, verb - 1), min(verb + _BESIDE, len(lows)))
    was_once = any(lows[n] in _ONCE and _AGAIN.isdisjoint(lows[max(0, n - 1) : n + 2]) for n in near)
    return was_once or _PAST.search(lows[verb]) and any(lows[n] in _OFTEN for n in near)
