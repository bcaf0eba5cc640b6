"""People as tables name them: « Anne Roy (maire, Ville de Sèvres) ; Bo Lind », or lines, with commas."""

import re
from dataclasses import replace

from language.folding import fold
from language.names import OFFICES
from reading.parsing.lexicon import is_given, plain
from reading.parsing.line_names import NAME, is_name, untitled

from .fields import line
from .programme import Person

_BETWEEN = re.compile(r"[;\n\r|](?![^()]{0,300}\))")  # not within parentheses
_MODERATING = re.compile(r"(?:(?:co-?)?anim\w+|modér\w+|moderat\w+)(?: (?:par|by))?(?: ?: ?| )", re.IGNORECASE)
_ASIDE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<aside>[^()]*)\)")


def people_in(text, kind="speaker"):
    """Who is named in a cell, between semicolons or line breaks; in parentheses, their function and organisation."""
    return [_person(line(part), kind) for part in _BETWEEN.split(text) if line(part)]


def _person(text, kind):
    found = _ASIDE.fullmatch(text)
    return _described(found["name"], found["aside"], kind) if found else Person(name=text, kind=kind)


def _described(name, told, kind):
    """The person of whom a function and an organisation, or one of them, are told."""
    job, _, organization = told.rpartition(",")
    if not job and (OFFICES.match(fold(organization)) or organization.strip()[:1].islower()):
        job, organization = organization, ""
    return Person(name=name, kind=kind, job_title=job.strip(), organization=organization.strip())


def people_told(text):
    """([Person], [what is no name]) of « Anne Roy, maire, Ville de Sèvres ; animé par Bo Lind »."""
    people, left = [], []
    for part in filter(None, map(line, _BETWEEN.split(text))):
        moderating = _MODERATING.match(part)
        who = part[moderating.end() :] if moderating else part
        person = _person(who, "moderator" if moderating else "speaker")
        if not person.job_title and not person.organization:
            person = _described(*(one.strip() for one in who.partition(",")[::2]), person.kind)
        name = NAME.fullmatch(person.name)
        if name and (is_name(name[0]) or is_given(plain(name[0].split()[0]))):
            start, end = untitled(name)
            people.append(replace(person, name=person.name[start:end]))
        else:
            left.append(part)
    return people, left


def beside(people, field, text):
    """`people` with what the cell beside them says of each; None where they are not as many, or one has it already."""
    told = [line(part) for part in _BETWEEN.split(text)]
    if len(told) != len(people) or any(getattr(one, field) for one in people):
        return None
    return [replace(one, **{field: said}) for one, said in zip(people, told, strict=True)]
