"""The lines around an article: when it came out, which paper printed it, and what its title says was held."""

from datetime import date

import pytest

from reading.document import Document
from reading.parsing import parse

CAME_OUT = [
    "Sainte-Émérance, le {}. ", "Sainte-Émérance, {} : ", "SAINTE-ÉMÉRANCE ({}) – ", "(Sainte-Émérance, {}) ", "{} – ",
    "{} | Vie associative | 3 min de lecture\n\n", "Léa Roy · {} · Temps de lecture : 4 min\n\n",
    "La Gazette du Val, {}\n\n",
]  # fmt: skip
LETTER = """La lettre du réseau — 12 décembre 2025
Bonjour à toutes et à tous,
Le froid est là.
Dans ce numéro, un webinaire.

▪ À LA UNE
« Lire tard » : le webinaire qui a sauté
Jeudi 4 décembre, vous étiez 311 derrière vos écrans."""
PAPER = """The Carrow Valley Leader
Friday, November 21, 2025

Full house in Temperance Hall

More than a hundred met on November 12."""


def event(text):
    (found,) = [one for one in parse(Document(text)) if one.kind == "event"]
    return found


@pytest.mark.parametrize("line", CAME_OUT)
@pytest.mark.parametrize(
    "told",
    [
        "Plus de 260 personnes ont pris part, le 2 octobre 2025, au colloque « Vieillir au village ».",
        "Le 2 octobre, le colloque « Vieillir au village » a réuni 260 personnes.",
        "Jeudi dernier, le colloque « Vieillir au village » a réuni 260 personnes.",
    ],
)
def test_a_line_that_says_when_the_article_came_out_is_not_the_day(line, told):
    text = "Vieillir au village : on a débordé\n\n" + line.format("9 octobre 2025") + told
    assert event(text).date == date(2025, 10, 2)  # the 9th is a Thursday, too


def test_the_day_may_stand_under_a_heading_far_down_in_a_letter():
    assert event(LETTER).date == date(2025, 12, 4)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Vieillir au village : le colloque qui a débordé", "Colloque «\u202fVieillir au village\u202f»"),
        ("« Lire tard » : le webinaire qui a sauté", "Webinaire « Lire tard »"),
    ],
)
def test_a_title_tells_what_was_held_behind_its_colon(title, name):
    assert event(f"{title}\n\nJeudi 4 décembre 2025, 260 personnes sont venues à Brest.").name == name


def test_a_paper_is_no_event():
    assert event(PAPER).name == "Full house in Temperance Hall"
