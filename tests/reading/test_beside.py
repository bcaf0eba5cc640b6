"""Who is named beside the one who speaks, or instead of them, is given no words for certain."""

import pytest

from reading.document import Document
from reading.parsing import parse
from tests.reading.heard import said

BODY = "« Il faut planter des arbres », a dit Anne Roux."
WORDS = "« Le bac ne reviendra pas cet hiver »"


@pytest.mark.parametrize(
    ("sentence", "who", "is_certain"),
    [
        (f"Paul Noir, comme Anne Roux avant lui, a dit : {WORDS}.", "Paul Noir", True),
        (f"Comme Anne Roux, Paul Noir a dit : {WORDS}.", "Paul Noir", True),
        (f"Anne Roux ou Paul Noir, on ne sait plus, a dit : {WORDS}.", "Anne Roux ou Paul Noir", False),
        (f"{WORDS}, dit Anne Roux ou Paul Noir.", "Anne Roux ou Paul Noir", False),
        (f"Ni Anne Roux ni Paul Noir n’ont dit : {WORDS}.", "Paul Noir", False),
        (f"Anne Roux (photo : Paul Noir) a dit : {WORDS}.", "Anne Roux", True),
        (f"Sur le sac de Paul Noir : {WORDS}.", "Paul Noir", False),
        (f"Le message de Paul Noir : {WORDS}.", "Paul Noir", True),
        (f"Le mot de la fin est revenu à Paul Noir : {WORDS}.", "Paul Noir", True),
        (f"{WORDS}, selon un proche de Paul Noir.", "un proche de Paul Noir", False),
        ("Paul Noir répond à la question « Le bac reviendra-t-il cet hiver ? »", "Paul Noir", False),
        (f"Paul Noir répond à la question d’une élève : {WORDS}.", "Paul Noir", True),
    ],
)
def test_who_stands_beside_is_told_from_who_speaks(sentence, who, is_certain):
    assert said(sentence) == [(who, is_certain)]


@pytest.mark.parametrize(
    ("sentence", "who", "is_certain"),
    [
        ("“The ferry will be back in March,” said Tom Hill’s lawyer.", "Tom Hill’s lawyer", False),
        ("Rose Dumont, Tom Hill’s deputy, said: “The ferry will be back in March.”", "Rose Dumont", True),
        ("Tom Hill’s deputy, Rose Dumont, said: “The ferry will be back in March.”", "Rose Dumont", True),
        ("Tom Hill, like Rose Dumont before him, said: “The ferry will be back in March.”", "Tom Hill", True),
        ("A sign on Tom Hill’s door: “The ferry will be back in March.”", "Tom Hill", False),
    ],
)
def test_so_it_is_in_english(sentence, who, is_certain):
    assert said(sentence) == [(who, is_certain)]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("L’élue Anne Roux, le maire Paul Noir et l’architecte Zoé Blin ont débattu.", "élue"),
        ("Anne Roux, la première adjointe Zoé Blin et le préfet Luc Noir sont venus.", ""),
        ("Anne Roux, l’adjointe du maire Paul Noir, est venue.", "adjointe du maire Paul Noir"),
        ("Anne Roux, la directrice du port de Brest, est venue.", "directrice"),
    ],
)
def test_the_office_of_who_is_named_next_is_not_theirs(sentence, role):
    people = [one for one in parse(Document(f"{sentence} {BODY}")) if one.kind == "speaker"]
    assert [(one.role, one.organization) for one in people if one.name == "Anne Roux"] == [
        (role, "port de Brest" if "Brest" in sentence else "")
    ]
