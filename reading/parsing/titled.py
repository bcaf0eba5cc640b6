"""Which quotations are titles, by what stands around them: « « Semer » par X », « X présentait « Semer » »."""

import re
from dataclasses import dataclass

from language.folding import fold

from .billing import GIVEN_BY, HOUR

_BY_OR_OF = re.compile(rf"{GIVEN_BY.pattern}|[ \u00a0](?:de[ \u00a0]|d[’'])")
_OFFICE = 6  # tokens of what may stand before a name: « par l’urbaniste X »
_PRESENTING = re.compile(
    r"(?:(?:présent|expos|propos|dévoil|projet|détaill)(?:e|ent|ait|aient|a|èrent|é|er|era)|(?:anim|donn)(?:e|ent|ait|a|é)"
    r"|present(?:s|ed|ing)?|gave|titled)$"
)
_NOUNS = re.compile(
    r"\b(?:exposés|conférences|ateliers|tables rondes|titres|films|livres|ouvrages|thèmes|interventions|présentations"
    r"|chansons|programme|documentaires|courts[- ]métrages|sessions|talks|workshops|titles|books|panels|débats"
    r"|spectacles|pièces)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[ \u00a0]*(?:[,;]|(?:,[ \u00a0]*)?(?:et|puis|ou|and|then)(?:[ \u00a0]enfin)?)[ \u00a0]*")
_THEME = re.compile(
    r"\b(?:thème|thématique|intitulée?s?|titre|theme|titled|entitled)"
    r"(?:[ \u00a0]?(?:de|est|était|is|was|d[’']\w+|of|the|la|sa|son|cette|l[’']|année|journée|soirée|rencontre"
    r"|intervention|exposé|conférence|séance|débat|table|ronde|atelier|communication|talk|session)){0,4}"
    r"[ \u00a0\u202f]*[:?]?[ \u00a0]*$",
    re.IGNORECASE,
)
_PERFORMED = re.compile(
    r"\b(?:(?:a|ont|avait|avaient)[ \u00a0](?:re)?(?:joué|chanté|interprété|projeté|diffusé|entonné|dansé)"
    r"|(?:re)?(?:joue|jouait|chante|chantait|interprète|projette|projetait|entonne)(?:nt)?"
    r"|played|sang|performed|screened|showed)[ \u00a0]+$"
)
_TO_READ = re.compile(r"(?:^|\n)[ \u00a0]*[ÀA] (?:lire|voir|écouter)\b[^«“\"\n]{0,80}$")
_NUMBERED = re.compile(r"[ \t]*\d{1,2}[.)][ \u00a0]")
# Begins a line of a programme.
_SLOT = re.compile(
    rf"[ \t\u00a0]*(?:[-–—•*][ \u00a0])?"
    rf"(?:{HOUR}|(?i:salle|amphi\w*|atelier|room|hall|studio|auditorium|plateau|stand|scène)\b)"
)
_BULLET = 20  # characters before a title that is a line: its mark, or its hour
_ASIDE = 120  # characters behind it that tell whose it is
_NEAR = 60  # characters before the marks
_FAR = 300  # characters before a verb in which its subject stands
_LONGEST = 160  # characters of a title


@dataclass(frozen=True)
class Title:
    quotation: object
    people: tuple  # mentions
    end: int
    cue: str


def titles(article):
    """{quotation: its `Title`}, in the order of the text."""
    outer = [q for q in article.quotations if q.depth == 0 and not article.in_tweet(q.outer_start)]
    known = _known(article, outer)
    found = {}
    for row in _rows(article, outer):
        is_list = len(row) > 1 and _is_list(article, row)
        for quotation in row:
            if title := _title(article, quotation, is_known=is_list or quotation in known):
                found[quotation] = title
    return found


def _title(article, quotation, *, is_known):
    """The `Title` that the first rule tells, or one without people where it is known to be a title; or None."""
    title = next((told for rule in _RULES if (told := rule(article, quotation))), None)
    is_known = is_known or _is_theme(article, quotation) or _is_of_programme(article, quotation)
    return title or (Title(quotation, (), quotation.outer_end, "") if is_known else None)


def _known(article, outer):
    """Those billed behind a name; those of two words or more that are a link's, or that a heading repeats."""
    headings = {_bare(article.text[p.start : p.end]) for p in article.paragraphs if p.is_heading}
    linked = {(mark.start, mark.end) for mark in article.document.marks if mark.kind == "link"}
    words = {q: _bare(article.text[q.start : q.end]) for q in outer}
    repeated = {q for q in outer if words[q] in headings or (q.start, q.end) in linked}
    return {q for q in repeated if " " in words[q]} | _billed(article, outer)


def _billed(article, outer):
    titles = {one.title for one in article.billings if one.title and one.names and one.names[0] < one.title}
    return {q for q in outer if (q.start, q.end) in titles}


def _bare(words):
    return fold(words.strip(" #*"))


def _rows(article, outer):
    """The quotations, those together that only commas or « et » part."""
    row = []
    for quotation in outer:
        if row and not _BETWEEN.fullmatch(article.text, row[-1].outer_end, quotation.outer_start):
            yield row
            row = []
        row.append(quotation)
    if row:
        yield row


def _is_list(article, row):
    """Whether what stands before two or more quotations in a row says that they are titles."""
    start = article.sentences[article.sentence_of(row[0].outer_start)][0]
    before = article.text[max(start, row[0].outer_start - 2 * _NEAR) : row[0].outer_start]
    return bool(_NOUNS.search(before)) and all(_looks_like_title(article, one) for one in row)


def _looks_like_title(article, quotation):
    words = article.text[quotation.start : quotation.end]
    return (
        (words[0].isupper() or words[0].isdigit())
        and len(words) <= _LONGEST
        and not re.search(r"[.!…,]$|[.…]\s", words)
    )


def _by_people(article, quotation):
    """« « Semer » par X et Y »: who is named right behind the marks gave what they hold."""
    is_asked = article.text[quotation.end - 1] == "?"  # « « Peut-on s’en passer ? » de X a fait rire »
    by = (_BY_OR_OF if is_asked else GIVEN_BY).match(article.text, quotation.outer_end)
    if not by:
        return None
    place = article.token_at(by.end())
    near = (article.people.at_token(n) for n in range(place, min(place + _OFFICE, len(article.tokens))))
    first = next(filter(None, near), None)
    if first is None or re.search(r"[.!?:;«»“”\n]", article.text[by.end() : first.start]):
        return None
    people = [first]
    while (join := article.tokens[people[-1].last : people[-1].last + 1]) and join[0].low in (",", "et", "and", "&"):
        following = article.people.at_token(people[-1].last + 1)
        if following is None:
            break
        people.append(following)
    return Title(quotation, tuple(people), people[-1].end, by[0].strip(" ,"))


def _presented(article, quotation):
    """« X présentait « Rues calmes » »: a verb of presenting right before words that look like a title."""
    place = article.token_at(quotation.outer_start) - 1
    verb = article.tokens[place] if place > 0 else None
    if verb is None or not _PRESENTING.match(verb.low) or not _looks_like_title(article, quotation):
        return None
    start = max(article.sentences[article.sentence_of(quotation.outer_start)][0], verb.start - _FAR)
    subjects = [m for m in article.people.between(start, verb.start) if m.is_subject]
    return Title(quotation, tuple(subjects[:1]), quotation.outer_end, verb.text)


def _listed(article, quotation):
    """« « Un cadastre dans la poche » — X (Les Ponts) », a line above what is told of it, is not signed words."""
    number = article.paragraph_of(quotation.outer_start)
    own, below = article.paragraphs[number], article.paragraphs[number + 1 : number + 2]
    is_alone = quotation.outer_start - own.start < _BULLET and own.end - quotation.outer_end < _ASIDE
    if not is_alone or not below or article.text[below[0].start] in '«“"—–-•*':
        return None
    people = article.people.mentions_in(quotation.outer_end, own.end)
    if not people:
        return None
    between = article.text[quotation.outer_end : people[0].start].strip(" \u00a0")
    if between not in ("—", "–", "-", ",", "|", "·") or not _looks_like_title(article, quotation):
        return None
    return Title(quotation, tuple(people), people[-1].end, between)


def _headed(article, quotation):
    """« 1. X, botaniste : « Où en sont les haies ? » »: a numbered line of which the marks hold the whole title."""
    own = article.paragraphs[article.paragraph_of(quotation.outer_start)]
    is_line = _NUMBERED.match(article.text, own.start) and own.end - quotation.outer_end < 2
    people = article.people.mentions_in(own.start, quotation.outer_start) if is_line else ()
    return Title(quotation, tuple(people), quotation.outer_end, ":") if people else None


_RULES = (_by_people, _presented, _listed, _headed)


def _is_theme(article, quotation):
    before = article.text[max(0, quotation.outer_start - _NEAR) : quotation.outer_start]
    told = _THEME.search(before) or _PERFORMED.search(before) or _TO_READ.search(before)
    return bool(told) and _looks_like_title(article, quotation)


def _is_of_programme(article, quotation):
    """Whether a title begins the line under one that a programme begins with an hour or a place, or ends that line."""
    number = article.paragraph_of(quotation.outer_start)
    own, above = article.paragraphs[number], article.paragraphs[max(0, number - 1)]
    is_far = quotation.outer_start - own.start > _LONGEST
    if is_far or not _looks_like_title(article, quotation) or article.text[own.end - 1] in ".!":
        return False
    before = article.text[own.start : quotation.outer_start].strip()
    if before:
        is_told = before[-1] == ":" or re.search(r"[.!?…]\s", before)
        return not is_told and own.end == quotation.outer_end and _SLOT.match(before) is not None
    is_line = own.end - quotation.outer_end < _ASIDE  # not « « … », confie X » below « Atelier d’écriture », and more
    return number > 0 and is_line and _SLOT.match(article.text, above.start) is not None
