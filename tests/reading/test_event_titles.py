"""The event of an article whose first lines are those of a page or a paper: its title, and a day further below."""

from datetime import date

import pytest

from reading.document import Document
from reading.parsing import parse


def event(text):
    (found,) = [one for one in parse(Document(text)) if one.kind == "event"]
    return found


PROSE = (
    "Il fallait arriver tôt, jeudi 9 octobre, pour trouver une chaise dans la salle des fêtes de Vauzelles, disait-on."
)


@pytest.mark.parametrize(
    "head",
    [
        "REDON MAG’ | N° 88 | OCTOBRE 2025",
        "Mairie de Redon > Actualités > Retour en images",
        "Billet posté dans Journées d’étude, Métier – 4 commentaires",
        "Catégorie : Forum du lin",
        "Filed under Flax Festival",
    ],
)
def test_a_line_of_the_page_is_no_title(head):
    found = event(f"{head}\n\nLe lin a fait salle comble\n\nRedon, le 11 octobre 2025\n\n{PROSE}")
    assert (found.name, found.date) == ("Le lin a fait salle comble", date(2025, 10, 9))


def test_a_title_may_hold_marks_behind_the_name_of_a_town():
    found = event(f"VAUZELLES\n\nEau : « On se bat pour l’heure »\n\nDe notre envoyé – 11 octobre 2025\n\n{PROSE}")
    assert (found.name, found.date) == ("Eau : « On se bat pour l’heure »", date(2025, 10, 9))


def test_a_day_behind_a_list_is_read():
    listed = "\n\n".join(f"• {number} hectares de lin" for number in range(5))
    text = (
        f"COMMUNIQUÉ\n\nRedon, le 30 juin 2025\n\nLe lin a fait salle comble\n\n{listed}\n\nSamedi 28 juin, on a semé."
    )
    assert event(text).date == date(2025, 6, 28)


def test_the_day_on_which_an_article_came_out_is_the_last_to_be_meant():
    text = (
        "University of Redon | News | 21 October 2025\n\nFlax growers are thanked with cake\n\nOn Thursday 16 October"
        " the growers came. One of them has not missed a single Sunday."
    )
    assert event(text).date == date(2025, 10, 16)


def test_a_day_of_the_week_before_to_is_no_span():
    text = "Fennick Courier, Friday 5 September 2025\n\nFlax wins\n\nSixty came to Low Fennick on Wednesday to see it."
    assert event(text).date == date(2025, 9, 3)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Objet : Retour sur notre journée du lin + ordonnances", "Journée du lin"),
        ("Rencontres du lin textile - Redon, halle Courbe - 6 février 2025", "Rencontres du lin textile"),
        ("Table ronde n° 3 : « Qui tient le robinet ? »\n\nOn parle.", "Table ronde n° 3 : « Qui tient le robinet ? »"),
        ("Minutes of the Tenth Annual General Meeting\n\nHeld at Redon.", "Tenth Annual General Meeting"),
        ("40 habitants inaugurent la filature, à Redon\n\nOn danse.", "Inauguration de la filature"),
    ],
)
def test_a_name_ends_where_something_else_begins(text, name):
    assert event(f"De : Anne Roy\n{text}" if text.startswith("Objet") else text).name == name
