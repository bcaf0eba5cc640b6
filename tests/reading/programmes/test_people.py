"""Cells of people: who is named there, and what is nobody's name."""

import pytest

from reading.programmes.people import people_in, people_told


@pytest.mark.parametrize(
    "cell",
    [
        # Two people, of whom one may come.
        "Anne Roy ou Bo Lind", "Anne Roy pour Bo Lind", "Anne Roy avec Bo Lind", "Anne Roy vs Bo Lind",
        "Anne Roy - Paul Morel", "1. Anne Roy 2. Bo Lind", "* Anne Roy", "Anne Roy + invités",
        # Who does something else there, or is not there.
        "Traduction : Bo Lind", "Contact : Bo Lind", "Chair: Bo Lind", "présidente : Anne Roy", "ANNULÉ : Anne Roy",
        "Grande invitée : Anne Roy",
        "Anne Roy ?", "Anne Roy (excusée)", "Anne Roy (absente)", "Speaker TBD", "Hommage à Anne Roy", "feu Paul Morel",
        # What bears their name.
        "Trio Anne Roy", "Éditions Anne Roy", "lycée Paul Morel", "Les frères Roy", "Élèves du collège Victor Hugo",
        "Famille Roy", "La famille Roy", "Couple Morel", "Sœurs Roy", "Le bureau", "Madame la maire", "Maire de Sèvres",
        # Who made what is read or played.
        "Lecture de Bo Lind", "Œuvre de Victor Hugo", "Texte de Victor Hugo, lu par Anne Roy", "Traduit par Bo Lind",
        "Anne Roy remplacée par Bo Lind", "Anne Roy (remplacée par Bo Lind)", "adjoint",
        # A name and perhaps an organisation.
        "Zorbelia Pell, Tidewire",
        # An address, a title.
        "Anne Roy <anne@asso.example>", "@anneroy", "« Victor Hugo »",
        # Nobody yet.
        "Intervenants :", "Modération :", "Animé par :",
    ],
)  # fmt: skip
def test_what_is_no_name_is_nobody(cell):
    assert people_in(cell)[0] == []


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Intervenante : Anne Roy ; modération : Paul Morel", [("Anne Roy", "speaker"), ("Paul Morel", "moderator")]),
        ("Invités : Anne Roy, Paul Morel", [("Anne Roy", "speaker"), ("Paul Morel", "speaker")]),
        ("Jean \"Django\" Reinhardt", [("Jean \"Django\" Reinhardt", "speaker")]),
        ("Animesh Roy ; animation : Paul Morel", [("Animesh Roy", "speaker"), ("Paul Morel", "moderator")]),
        ("bell hooks", [("bell hooks", "speaker")]),
        ("Anne Petit-Roy ; PETIT Jean ; Léonard de Vinci", [
            ("Anne Petit-Roy", "speaker"), ("PETIT Jean", "speaker"), ("Léonard de Vinci", "speaker")]),
        ("Lester", [("Lester", "speaker")]),
        ("Speakers: Anne Roy, Bo Lind", [("Anne Roy", "speaker"), ("Bo Lind", "speaker")]),
        ("Intervenants : Zelmo Whit, Acsib Linde", [("Zelmo Whit", "speaker"), ("Acsib Linde", "speaker")]),
        ("Anne Roy (CNRS, Paris), Bo Lind (INRAE)", [("Anne Roy", "speaker"), ("Bo Lind", "speaker")]),
        ("Anne ROY, Bo LIND", [("Anne ROY", "speaker"), ("Bo LIND", "speaker")]),
        ("A. Roy, B. Lind", [("A. Roy", "speaker"), ("B. Lind", "speaker")]),
        ("Avec Anne Roy", [("Anne Roy", "speaker")]), ("Présenté par Anne Roy", [("Anne Roy", "speaker")]),
        ("Le Goff, Anne ; La Tour Anne", [("Le Goff, Anne", "speaker"), ("La Tour Anne", "speaker")]),
        ("Moderata Fonte ; Anne Roy (absentéisme)", [("Moderata Fonte", "speaker"), ("Anne Roy", "speaker")]),
    ],
)  # fmt: skip
def test_a_name_is_somebody(cell, people):
    assert [(one.name, one.kind) for one in people_in(cell)[0]] == people


@pytest.mark.parametrize(
    "told",
    ["sous réserve", "à confirmer", "idem", "en visio", "à distance", "remplace Bo Lind", "PhD", "06 12 34 56 78",
     "anne@roy.example"],
)  # fmt: skip
def test_what_is_no_function_is_none(told):
    (person,), _ = people_in(f"Anne Roy ({told})")
    assert (person.job_title, person.organization) == ("", "")


@pytest.mark.parametrize("told", ["Famille Roy", "Anne Roy, absente", "Lecture de Bo Lind", "Élèves de CM2"])
def test_nor_is_it_behind_a_dash(told):
    assert people_told(told) == ([], [told])
    assert [one.name for one in people_told("Anne Roy (à distance)")[0]] == ["Anne Roy"]
