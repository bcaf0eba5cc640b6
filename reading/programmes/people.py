"""People as tables name them: « Anne Roy (maire, Ville de Sèvres) ; Bo Lind »."""

import re
from dataclasses import replace

from language.folding import fold
from language.names import OFFICES

from .fields import line
from .programme import Person

_BETWEEN = re.compile(r"[;\n\r|](?![^()]{0,300}\))")  # not within parentheses
_ASIDE = re.compile(r"(?P<name>[^()]+?)\s*\((?P<aside>[^()]*)\)")


def people_in(text, kind="speaker"):
    """Who is named in a cell, between semicolons or line breaks; in parentheses, their function and organisation."""
    return [_person(line(part), kind) for part in _BETWEEN.split(text) if line(part)]


def _person(text, kind):
    found = _ASIDE.fullmatch(text)
    if not found:
        return Person(name=text, kind=kind)
    job, _, organization = found["aside"].rpartition(",")
    if not job and OFFICES.match(fold(organization)):
        job, organization = organization, ""
    return Person(name=found["name"], kind=kind, job_title=job.strip(), organization=organization.strip())


def beside(people, field, text):
    """`people` with what the cell beside them says of each; None where they are not as many, or one has it already."""
    told = [line(part) for part in _BETWEEN.split(text)]
    if len(told) != len(people) or any(getattr(one, field) for one in people):
        return None
    return [replace(one, **{field: said}) for one, said in zip(people, told, strict=True)]
