"""Whole pages, as the systems make them with which associations, town halls and blogs are run: `pages/`."""

from datetime import date
from pathlib import Path

import pytest

from reading.formats import read

PAGES = Path(__file__).parent / "pages"
ADDRESS = "https://site.example/a"

SAID = {
    "copied-from-browser": {"title": "Une soirée pour les ponts", "author": "Inès Roux"},
    "drupal": {
        "title": "Les données au service des mobilités",
        "publisher": "Métropole de Valombre",
        "published_on": date(2021, 9, 23),
        "address": "https://metropole.example/actualites/mobilites",
        "language": "fr",
    },
    "government-blog": {
        "title": "Plain talk at the open records day",
        "author": "Kim Doe",
        "publisher": "Records.gov",
        "published_on": date(2016, 4, 19),
        "language": "en",
    },
    "hand-made-2005": {"title": "Forum des associations 2005"},
    "medium-like": {
        "title": "What we learned from ten mayors",
        "author": "Ruth Hale",
        "publisher": "Civic Notes",
        "published_on": date(2022, 2, 1),
        "language": "en",
    },
    "spip": {
        "title": "Compte rendu de l’atelier compteurs",
        "author": "Yves Tanguy",
        "published_on": date(2016, 11, 3),
        "language": "fr",
    },
    "squarespace": {
        "title": "Bridges, not walls",
        "author": "Tom Field",
        "publisher": "The Harbour Forum",
        "published_on": date(2017, 5, 9),
        "address": "https://harbour.example/blog/bridges",
        "language": "en",
    },
    "wordpress-blocks": {
        "title": "Trois heures avec les maires",
        "author": "Samuel Oury",
        "publisher": "Le Carnet des territoires",
        "published_on": date(2023, 6, 2),
        "language": "fr",
    },
    "wordpress-classic": {
        "title": "Retour sur la journée « Villes calmes »",
        "author": "Jeanne Lefort",
        "publisher": "Association Rues Vives",
        "published_on": date(2019, 3, 14),
        "address": "https://ruesvives.example/2019/03/villes-calmes/",
        "language": "fr",
    },
}


def document(name):
    return read((PAGES / f"{name}.html").read_bytes(), name=f"{name}.html", address=ADDRESS)


def test_every_page_is_tested():
    assert {path.stem for path in PAGES.glob("*.html")} == set(SAID)


@pytest.mark.parametrize("name", SAID)
def test_exactly_the_article_remains(name):
    assert document(name).text == (PAGES / f"{name}.txt").read_text(encoding="utf-8").strip("\n")


@pytest.mark.parametrize("name", SAID)
def test_the_page_says_who_wrote_it_when_and_where(name):
    nothing = {"title": "", "author": "", "publisher": "", "published_on": None, "address": ADDRESS, "language": "fr"}
    found = document(name)
    assert {field: getattr(found, field) for field in nothing} == nothing | SAID[name]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("government-blog", "https://twitter.com/kimdoe/status/722400000000000004"),
        ("squarespace", "https://twitter.com/i/status/861900000000000003"),
        ("wordpress-blocks", "https://twitter.com/carnet_terr/status/1664500000000000002"),
        ("wordpress-classic", "https://twitter.com/ruesvives/status/1105400000000000001"),
    ],
)
def test_a_page_keeps_the_posts_that_it_shows(name, address):
    assert [mark.value for mark in document(name).marks if mark.kind == "tweet"] == [address]
