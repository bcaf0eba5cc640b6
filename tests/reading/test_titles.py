"""Titles in marks, that nobody said, and who is announced beside them."""

import pytest

from reading.document import Document
from reading.parsing import parse


def found(text, kind):
    return [one for one in parse(Document(text)) if one.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        "Odile Marchand, géographe, exposait « Cartes sensibles : dessiner son quartier » devant un public conquis.",
        "Ensuite, « Peut-on vivre sans frigo à la ville ? » de Lucas Bonnet a fait rire la salle.",
        "Le thème ? « Grands jardins et petits moyens : je t’aime moi non plus ». On a débattu.",
        "Le soir, la fanfare a joué « Sous le pont, Suzon », et l’on a dansé.",
        "Une belle journée.\n\nÀ lire : Nadia Kermor, « La Nuit des passeurs », 212 pages.",
        "Programme\n\n9 h 20 – 10 h 10 Conférence inaugurale\n« Pourquoi jeter coûte-t-il moins cher ? »\nLéo Nguessan",
        "Voici un résumé.\n\n1. Pr Félix Delmas, chef du service : « Où en est la recherche ? »\n\nIl a parlé.",
        "Au menu trois ateliers : « Réparer son vélo », « Coudre un sac », « Le compost, mode d’emploi ».",
    ],
)
def test_a_title_is_no_speech(text):
    assert found(text, "quote") == []
    assert not any("«" in one.name for one in found(text, "event"))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Réduire ses déchets par Maud Kervella\n\nUne soirée riche.", ["Maud Kervella"]),
        ("Cette matinée animée par Ulysse Caro et Mina Lefort a réuni cent personnes.", ["Ulysse Caro", "Mina Lefort"]),
        ("Une balade au fil de l’eau co-animée par Maud Kervella a clos la journée.", ["Maud Kervella"]),
        ("Compte rendu de la fête par Maud Kervella\n\nUne soirée riche.", []),
    ],
)
def test_whoever_is_announced_is_told(text, people):
    assert [one.name for one in found(text, "speaker")] == people


def test_words_signed_on_the_line_below_are_of_whoever_signs_to_be_checked():
    text = "Voici.\n\n« Nous avons cru qu’il fallait grossir. »\n\nHonorine Basset, directrice du festival\n\nFin."
    (quote,) = found(text, "quote")
    assert (quote.speaker, quote.rule, quote.confidence < 0.85) == ("Honorine Basset", "signature", True)


def test_a_quotation_in_single_marks_goes_on_where_a_paragraph_opens_with_one():
    text = "Isolde Penn, director, said: ‘We could wait for the square.\n\n‘Nobody came for the paving.’\n\nThe end."
    assert [one.text for one in found(text, "quote")] == [
        "We could wait for the square.\n\n‘Nobody came for the paving.",
    ]


def test_a_person_in_capitals_is_whom_a_civility_names():
    text = "M. KONATE a dit : « Il faut un puits dans chaque quartier ». Selon KONATE AWA, tout est prêt."
    assert [one.speaker for one in found(text, "quote")] == ["Konate Awa"]


@pytest.mark.parametrize("name", ["Lire en campagne", "Jardins partagés", "Vélo pour tous", "Écrire sans crainte"])
def test_an_association_has_its_whole_name(name):
    assert [one.name for one in found(f"La soirée de l’association {name} a plu.", "organization")] == [name]
