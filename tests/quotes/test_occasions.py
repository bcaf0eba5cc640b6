"""The pages of years and of places, and a quote at random."""

import re
from datetime import date

import pytest

from quotes.models import Quote
from tests import builders as make

pytestmark = pytest.mark.django_db


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def world():
    """Three years in two towns, each with a talk and words."""
    for year, city in ((2014, "Paris"), (2015, "L’Haÿ-les-Roses"), (2017, "Paris")):
        event = make.event(title=f"Rencontre {year}", starts_on=date(year, 5, 1), city=city)
        person = make.speaker(name=f"Voix de {year}")
        talk = make.talk(title=f"Exposé {year}", event=event, speakers=[person])
        make.quote(text=f"dit en {year}", talk=talk, speaker=person, themes=[make.theme(name=f"sujet {year}")])


def test_a_year_has_its_events_talks_voices_themes_and_words_and_leads_to_its_neighbours(client, world):
    page = html(client, "/annees/2015/")
    for words in ("Rencontre", "Exposé", "Voix de", "dit en", "sujet"):
        assert f"{words} 2015" in page and f"{words} 2014" not in page
    assert re.findall(r'<a rel="(\w+)" class="number" href="/annees/(\d+)/">', page) == [
        ("prev", "2014"), ("next", "2017")
    ]  # fmt: skip
    assert 'href="/interventions/?annee=2015"' in page and 'href="/citations/?annee=2015"' in page
    assert "dit en 2015" in html(client, "/en/annees/2015/")


def test_a_place_is_found_whatever_its_accents(client, world):
    page = html(client, "/lieux/l-hay-les-roses/")
    assert '<h1 lang="fr">L’Haÿ-les-Roses</h1>' in page
    assert "Rencontre 2015" in page and "Rencontre 2014" not in page
    page = html(client, "/lieux/paris/")
    assert "dit en 2014" in page and "dit en 2017" in page and "dit en 2015" not in page


@pytest.mark.parametrize("address", ["/annees/2016/", "/annees/0/", "/annees/99999999999/", "/lieux/nulle-part/"])
def test_where_nothing_was_there_is_no_page(client, world, address):
    assert client.get(address).status_code == 404


def test_a_draft_makes_neither_year_nor_place(client):
    make.event(starts_on=date(2011, 1, 1), city="Cachette", status="draft")
    assert client.get("/annees/2011/").status_code == client.get("/lieux/cachette/").status_code == 404


def test_an_event_leads_to_its_year_and_its_place_which_are_on_the_map(client, world):
    page = html(client, "/evenements/rencontre-2015/")
    assert 'href="/annees/2015/"' in page and 'href="/lieux/l-hay-les-roses/"' in page
    assert "/annees/2017/" in html(client, "/sitemap-years.xml")
    assert html(client, "/sitemap-towns.xml").count("<loc>http://testserver/lieux/paris/</loc>") == 1


def test_years_and_places_are_listed_with_their_events_and_found_from_the_list_of_events(client, world):
    make.event(starts_on=date(2016, 5, 1), city="Cachette", status="draft")
    events = html(client, "/evenements/")
    assert 'href="/annees/"' in events and 'href="/lieux/"' in events
    listed = re.compile(r'<li><a href="(/(?:annees|lieux)/[^"]+)"><span lang="fr">(.*?)</span> .*?(\d+) évènements?<')
    years = [(f"/annees/{year}/", f"{year}", "1") for year in (2017, 2015, 2014)]
    assert listed.findall(html(client, "/annees/")) == years
    towns = [("/lieux/l-hay-les-roses/", "L’Haÿ-les-Roses", "1"), ("/lieux/paris/", "Paris", "2")]
    assert listed.findall(html(client, "/lieux/")) == towns
    assert 'href="/lieux/"' in html(client, "/lieux/paris/") and 'href="/annees/"' in html(client, "/annees/2015/")


def test_a_quote_at_random_is_one_of_those_word_for_word(client):
    assert client.get("/citations/au-hasard/").status_code == 404
    quotes = [make.quote() for _number in range(3)]
    make.quote(kind=Quote.Kind.PARAPHRASE)
    make.quote(status="draft")
    answers = [client.get("/citations/au-hasard/") for _number in range(60)]
    assert {answer.url for answer in answers} == {quote.get_absolute_url() for quote in quotes}
    assert "no-store" in answers[0].headers["Cache-Control"]


def test_events_that_name_no_town_and_no_day_leave_both_lists_empty_and_say_so(client):
    make.event(starts_on=None)
    assert "ne dit encore dans quelle ville il a eu lieu." in html(client, "/lieux/")
    assert "ne dit encore quand il a eu lieu." in html(client, "/annees/")
