"""People as tables name them: « Anne Roy (maire, Ville de Sèvres) ; Bo Lind », or lines, with commas."""

import re
from dataclasses import replace

from language.folding import fold
from language.names import OFFICES
from reading.parsing.lexicon import is_given, plain, roles, words
from reading.parsing.line_names import NAME, is_name, untitled

from .fields import line
from .programme import Person

_BETWEEN = re.compile(r"[;\n\r|](?![^()]{0,300}\))")  # not within parentheses
_TOGETHER = re.compile(r"(,?\s+(?:et|and|&)\s+|\s*/\s*|,\s*)(?![^()]{0,300}\))")
_LOOSE = re.compile(r"^(?:[,/&]\s*)+|(?:\s*[,/&]|\s(?:et|and))+$")  # with nobody on one side
_NOBODY = re.compile(
    r"à \w+er|à venir|n\.? ?[nc]\.?|n/?a|null|none|nan|aucune?s?|tb[acd]|to be \w+|inconnue?s?|anonymes?|[^\w]+",
    re.IGNORECASE,
)
_MODERATING = re.compile(
    r"(?:(?:co-?)?anim(?:ée?s?|e|ation|ateurs?|atrices?)|modér\w+|moderat(?:ed?|ion|ors?))(?: (?:par|by))?(?: ?: ?| )",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:intervenant|invité|orateur|oratrice|conférencier|conférencière|speaker|guest|panelist)e?"
    r"(?P<are_several>s)? ?: ?"
    r"|(?:présentée?s? par|presented by|avec|with|par|by) (?=(?-i:[A-ZÀ-Ý]))",
    re.IGNORECASE,
)
# What no name holds: « Chair: Bo Lind », « Anne Roy ou Bo Lind », « Anne Roy – maire », « * Anne Roy ».
_NO_NAME = re.compile(
    r"[:?@*•→<>+\d]|^[«\"“]|[»\"”]$| [-–—] | (?:ou|or|avec|with|pour|for|vs\.?|contre|d[’']après|par|by) "
    r"|^(?:les|the|hommage|feu|d[’']après|couple|époux|famille|family|duo|sœurs|frères|sisters|brothers) |^staff$"
    r"|^(?:(?:madame|monsieur|mme|m\.) )?(?:l[ae] |l[’']|une? |des )(?-i:[a-zà-ÿ])"
    r"|^(?:lecture|texte|œuvre|poème|musique|film|livre|pièce|conte|récit|message)s? d(?:e|u|es|[’'])\b"
    r"|\btb[acd]\b|\bannulé",
    re.IGNORECASE,
)
_OF = re.compile(r" (?:de|du|d[’']|of)\b")
_AWAY = re.compile(
    r"(?:remplacé|replaced|excus(?:é|ed)|absent|annulé|cancell?ed|décommandé|empêché)e?s?\b", re.IGNORECASE
)
# How, or how to reach them: no function, nor an organisation.
_NO_FUNCTION = re.compile(
    r"^(?:sous réserve|à confirmer|tbc|idem|id\.|(?:en|par) (?:visio\w*|ligne|distanciel|présentiel|téléphone)"
    r"|à distance|online|remote(?:ly)?|in person|rempla(?:ce|çant) .*|en remplacement .*|[js]r\.?|ph\.?d\.?"
    r"|[+\d][\d .()/-]{6,}|\S+@\S+)$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^\d+(?:ère|ème|er|e|st|nd|rd|th)\s+")
_COMMA = re.compile(r",\s*")
_INITIAL = re.compile(r"[A-ZÀ-Ý]\.(?:-?[A-ZÀ-Ý]\.)*")
_ASIDE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<aside>[^()]*)\)")


def people_in(text, kind="speaker"):
    """([Person], [what is nobody's name]) of a cell: between semicolons, line breaks, « et » and commas if names stand
    on both sides; in parentheses, or behind a comma, their function and organisation."""
    people, left = [], []
    for part in filter(None, map(line, _BETWEEN.split(text))):
        who, role, are_several = _led(part, kind)
        if not who:
            continue
        who = _LOOSE.sub("", who) or who
        found = _apart(who, role, are_several) or [_person(who, role)]
        people += [one for one in found if not _is_away(one)]
        left += [one.name for one in found if _is_away(one)]
    return people, left


def _led(text, kind):
    """(whom a part of a cell names, what they do there, whether it says that they are several): « Invités : … »."""
    if moderating := _MODERATING.match(text):
        return text[moderating.end() :], "moderator", False
    label = _LABEL.match(text)
    return text[label.end() :] if label else text, kind, bool(label and label["are_several"])


def _apart(text, kind, are_several):
    """The people of « Anne Roy et Bo Lind », « Anne Roy, maire, Zoé Lind »; none of « Roy, Anne ».

    Where they `are_several`, two words behind a comma are one of them, not an organisation.
    """
    first, *rest = _TOGETHER.split(text)
    pairs = [(sign.strip() == ",", piece) for sign, piece in zip(rest[::2], rest[1::2], strict=True)]
    are_people = are_several or _are_people(first, rest[1::2])
    is_known = not are_people and any(is_listed and not _is_told(piece) for is_listed, piece in pairs)
    if not pairs or not _is_whole(first, is_known=is_known):
        return []
    found = [[first]]
    for is_listed, piece in pairs:
        if _is_whole(piece, is_known=is_listed and not are_people):
            found.append([piece])
        elif is_listed and not is_given(plain(piece)) and not _is_whole(piece):  # not « Anne Roy, Bo Lind »
            found[-1].append(piece)
        else:
            return []
    return [_with(_person(name, kind), told) for name, *told in found]


def _with(person, told):
    return _described(person.name, ", ".join(told), person.kind) if told else person


def _is_whole(text, *, is_known=False):
    """Whether these are two words of a name; one of them a known given name if it `is_known`."""
    named = _ASIDE.fullmatch(text)
    name = (named["name"] if named else text).strip()
    is_two = NAME.fullmatch(name) is not None and is_name(name) and " " in name and not _is_told(name)
    return is_two and (not is_known or any(map(is_given, map(plain, name.split()))))


def _are_people(first, pieces):
    """Whether what stands behind commas is as sure to be a name as the first is."""
    is_list = len(pieces) > 1 and all(map(_is_whole, (first, *pieces)))
    return is_list or any(_are_alike(first, piece) for piece in pieces)


def _are_alike(first, piece):
    """« Anne Roy (CNRS), Bo Lind (INRAE) », « Anne ROY, Bo LIND », « A. Roy, B. Lind »: two printed in one way."""
    one, other = (text.split() for text in (first, piece))
    in_capitals = all(len(words) == 2 and words[1].isupper() and not words[0].isupper() for words in (one, other))
    by_initial = all(_INITIAL.fullmatch(words[0]) for words in (one, other))
    return in_capitals or by_initial or all(map(_ASIDE.fullmatch, (first, piece)))


def _is_told(text):
    """Whether this is said of somebody: a function, or a body."""
    text = _ORDINAL.sub("", text)
    return text[:1].islower() or _is_body(text) or OFFICES.match(fold(text)) is not None


def _is_body(text):
    """« Ministère de la Culture », « Fondation Jean Roy »; not « PETIT Jean », as registers write."""
    first, *rest = map(plain, text.split() or [""])
    return first in words("orgs") and not (len(rest) == 1 and is_given(rest[0]))


def _is_away(person):
    """Whether somebody is nobody, or is told not to come: « Anne Roy (excusée) »."""
    return _is_nobody(person.name) or _AWAY.match(person.job_title) is not None


def is_yet_unknown(name):
    """« à confirmer », « TBA »"""
    return _NOBODY.fullmatch(name) is not None


def _is_nobody(name):
    """« à confirmer », « Collectif des usagers », « Anne et Paul Roy », « Xu Li, Bo Lind »: what may be one name or two
    is none."""
    is_office = OFFICES.match(fold(name)) is not None and _OF.search(name) is not None  # « Maire de Sèvres »
    is_no_name = is_office or _NO_NAME.search(name) is not None or is_yet_unknown(name)
    is_several = any(sign.strip() != "," for sign in _TOGETHER.findall(name))
    is_no_name = is_no_name or plain(name) in roles()  # « adjoint »
    return is_no_name or is_several or _is_group(name) or _is_list(_COMMA.split(name))


def _is_group(name):
    parts = list(map(plain, name.split()))
    is_body = parts[0] in words("orgs") and not any(map(is_given, parts if len(parts) < 3 else parts[:1]))
    return is_body or parts[0] in words("groups")


def _is_list(listed):
    """« Xu Li, Bo Lind », « Zoltar Pell, Tidewire », « Roy, Anne, Lind, Bo »; not « Le Goff, Anne Marie »."""
    are_whole = len(listed) > 1 and all(" " in one and all(word[0].isupper() for word in one.split()) for one in listed)
    is_beside = len(listed) == 2 and _is_whole(listed[0]) and not is_given(plain(listed[1].split()[0]))
    return len(listed) > 2 or is_beside or are_whole and not all(map(is_given, map(plain, listed[1].split())))


def _person(text, kind):
    text = text.strip("'")  # as some programs write whom they know by name
    found = _ASIDE.fullmatch(text)
    return _described(found["name"], found["aside"], kind) if found else Person(name=text, kind=kind)


def _described(name, told, kind):
    """The person of whom a function and an organisation, or one of them, are told."""
    job, _, organization = _NO_FUNCTION.sub("", told).rpartition(",")
    if not job and _is_told(organization.strip()) and not _is_body(organization):
        job, organization = organization, ""
    return Person(name=name, kind=kind, job_title=job.strip(), organization=organization.strip())


def people_told(text):
    """([Person], [what is no name]) of « Anne Roy, maire, Ville de Sèvres ; animé par Bo Lind »."""
    people, left = [], []
    for part in filter(None, map(line, _BETWEEN.split(text))):
        who, role, are_several = _led(part, "speaker")
        found = [_named(one) for one in _apart(who, role, are_several) or [_one_told(who, role)]]
        people += filter(None, found)
        left += [part] if None in found else []
    return people, left


def _one_told(text, kind):
    person = _person(text, kind)
    if person.name != text or _is_whole(text.partition(",")[2].strip()):  # « Anne Roy, Bo Lind »
        return person
    return _described(*(one.strip() for one in text.partition(",")[::2]), kind)


def _named(person):
    """The person without a civility; None of what is no name."""
    name = None if _is_away(person) else NAME.fullmatch(person.name)
    if not name or not (is_name(name[0]) or is_given(plain(name[0].split()[0]))):
        return None
    start, end = untitled(name)
    return replace(person, name=person.name[start:end])


def beside(people, field, text):
    """`people` with what the cell beside them says of each; None where they are not as many, or one has it already."""
    told = [line(part) for part in _BETWEEN.split(text)]
    if len(told) != len(people) or any(getattr(one, field) for one in people):
        return None
    return [replace(one, **{field: said}) for one, said in zip(people, told, strict=True)]
