"""The event that an article tells of: its own day, never that on which the article came out, nor of another year."""

from datetime import date

import pytest

from recaps.parsing import parse
from recaps.parsing.document import Document


def event(text, **said):
    (found,) = [one for one in parse(Document(text, **said)) if one.kind == "event"]
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Assises du Climat organisées le 15 mars 2025 à Annecy\n\nPlus de cent personnes sont venues.", (2025, 3, 15)),
        ("Publié le 20 mars 2025\n\nLes Assises du Climat ont eu lieu le samedi 15 mars à Annecy.", (2025, 3, 15)),
        ("Par Anne Roy, le 20 mars 2025\n\nLes Assises du Climat se sont tenues le 15 mars 2025.", (2025, 3, 15)),
        ("20 mars 2025\n\nRetour sur les Assises du Climat du 15 mars 2025 à Annecy.", (2025, 3, 15)),
        ("Nées le 12 mars 2023, les Assises du Climat se sont tenues à Annecy le 15 mars 2025.", (2025, 3, 15)),
        ("Forum des Jardins\n\nMis en ligne le 9 mars 2026. Le forum s’est tenu le 7 mars 2026.", (2026, 3, 7)),
        ("Posted on 12 May 2017\n\nThe Harbour Forum was held on 9 May 2017 in Leeds.", (2017, 5, 9)),
        ("The Harbour Forum was held in Leeds on May 9, 2017. Next year’s will be on May 8, 2018.", (2017, 5, 9)),
    ],
)
def test_the_day_is_that_of_the_event(text, day):
    assert event(text).date == date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "Publié le 20 mars 2025\n\nLes Assises du Climat ont réuni cent personnes à Annecy.",
        "20 mars 2025\n\nLes Assises du Climat ont réuni cent personnes à Annecy.",
        "Les Assises du Climat ont réuni cent personnes à Annecy. Article mis à jour le 20 mars 2025.",
    ],
)
def test_the_day_on_which_an_article_came_out_is_none_of_the_event(text):
    assert event(text, published_on=date(2025, 3, 20)).date is None


def test_an_event_of_the_day_on_which_the_article_came_out_keeps_its_day():
    text = "Les Assises du Climat ont lieu ce 20 mars 2025 à Annecy."
    assert event(text, published_on=date(2025, 3, 20)).date == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Le Forum des Jardins s’est tenu du 7 au 9 mars 2026 à Vannes.", ((2026, 3, 7), (2026, 3, 9))),
        ("Le Forum des Jardins s’est tenu les 7 et 8 mars 2026 à Vannes.", ((2026, 3, 7), (2026, 3, 8))),
        ("The Harbour Forum was held in Leeds on 9–11 May 2017.", ((2017, 5, 9), (2017, 5, 11))),
    ],
)
def test_an_event_of_several_days_begins_on_the_first(text, days):
    found = event(text)
    assert (found.date, found.ends_on) == tuple(date(*day) for day in days)


@pytest.mark.parametrize(
    "text",
    [
        "Assises du Climat organisées le 15 mars 2025 à Annecy. Merci à tous ! #AssisesClimat",
        "Les Assises du Climat se sont tenues le 15 mars 2025 à Annecy. #AssisesClimat #merci #AssisesClimat",
        "Les Assises du Climat se sont tenues le 15 mars 2025 à Annecy. Sur les réseaux : #AssisesDuClimat2025",
    ],
)
def test_the_event_has_its_city_and_the_hashtag_that_says_its_name(text):
    found = event(text)
    assert found.city == "Annecy"
    assert len(found.hashtags) == 1
    assert found.hashtags[0].startswith("Assises")
