"""A relative who is told by a given name makes a family name alone that of two."""

import pytest

from tests.reading.heard import said

STAVELY = "Rupert Stavely, chief executive, came to Oslo. “The tram will leave,” Stavely said. "
FERRAND = "Paul Ferrand, maire, est venu. « Le tram partira », a dit Ferrand. "


@pytest.mark.parametrize(
    "sentence",
    [
        "His nephew Tobias, who freelances, was in the fourth row.",
        "His nephew, Tobias, was there.",
        "His nephew Zoltar was there.",
        "Stavely’s nephew Tobias was there.",
        "Tobias, his nephew, was there.",
        "Tobias, a nephew of Stavely’s, was there.",
        "His brother Paul and his sister Ann came too.",
    ],
)
def test_a_family_name_behind_a_relative_is_of_two(sentence):
    first, second = said(f"{STAVELY}{sentence} “I do miss the office,” Stavely said.")
    assert (first, second) == (("Rupert Stavely", True), ("Stavely", False))


@pytest.mark.parametrize(
    "sentence",
    [
        "Son neveu Tobias, pigiste, était au quatrième rang.",
        "Son fils, Luc, était là.",
        "Luc, son frère, était là.",
        "Luc, le frère du maire, était là.",
        "Le frère de Ferrand, Luc, était là.",
    ],
)
def test_so_it_is_in_french(sentence):
    first, second = said(f"{FERRAND}{sentence} « Le bureau me manque un peu », a dit Ferrand.")
    assert (first, second) == (("Paul Ferrand", True), ("Ferrand", False))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Le père Anselme était là.", "Ferrand"),
        ("Anne, mère de trois enfants, était là.", "Ferrand"),
        ("Son neveu Tobias était là.", "Paul Ferrand"),
        ("Sa fille Zoé était là.", "M. Ferrand"),
    ],
)
def test_it_is_not_where_nothing_else_fits(sentence, who):
    assert said(f"{FERRAND}{sentence} « Le bureau me manque un peu », a dit {who}.")[1] == ("Paul Ferrand", True)
