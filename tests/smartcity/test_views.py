import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests import builders as make

pytestmark = pytest.mark.django_db


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_home_page_leads_to_what_is_to_come_the_latest_event_themes_and_quotes(client):
    theme, bare = make.theme(name="gouvernance"), make.theme(name="un thème sans rien")
    event = make.event(title="L'atelier")
    coming = make.event(title="Le suivant", starts_on=timezone.localdate() + timedelta(days=1))
    make.event(title="Un plus ancien", starts_on=event.starts_on - timedelta(days=1))
    quote = make.quote(text="la ville vit", event=event, themes=[theme])
    make.quote(text="la ville serait en mue", event=event, kind="paraphrase")
    page = html(client, "/")
    for row in (theme, event, coming, quote):
        assert f'href="{row.get_absolute_url()}"' in page
    for words in (bare.name, "Un plus ancien", "la ville serait en mue"):
        assert words not in page


def test_a_home_without_anything_is_a_page(client):
    page = html(client, "/")
    assert "Aucun thème n’est encore publié." in page
    assert "Aucun évènement n’est encore publié." in page


@pytest.mark.parametrize("address", ["/", "/evenements/atelier/", "/recherche/?q=ville", "/mentions-legales/"])
def test_each_page_has_its_twin_in_the_other_language(client, address):
    make.event(slug="atelier")
    twins = {"fr": f"http://testserver{address}", "en": f"http://testserver/en{address}"}
    for language, here in twins.items():
        page = html(client, here.removeprefix("http://testserver"))
        assert f'<html lang="{language}">' in page
        assert dict(re.findall('<link rel="alternate" hreflang="(..)" href="(.*?)">', page)) == twins
        assert f'<link rel="canonical" href="{here.partition("?")[0]}">' in page


def test_a_further_page_is_a_page_of_its_own(client):
    assert 'rel="canonical" href="http://testserver/tweets/?page=2"' in html(client, "/tweets/?page=2&x=1")
    assert 'rel="canonical" href="http://testserver/tweets/"' in html(client, "/tweets/?page=1")
    assert 'rel="canonical" href="http://testserver/tweets/"' in html(client, "/tweets/?page=%3Cb%3E")


@pytest.mark.parametrize("part", ["jour=2015-07-08", "programme=2", "tweets=2"])
def test_a_part_of_an_event_is_the_page_of_the_event(client, part):
    address = make.event(slug="atelier").get_absolute_url()
    assert '<link rel="canonical" href="http://testserver/evenements/atelier/">' in html(client, f"{address}?{part}")


def test_themes_wear_their_english_name_on_english_pages(client):
    make.theme(name="gouvernance", label_en="governance")
    assert "<h1>Governance</h1>" in html(client, "/en/themes/gouvernance/")
    assert "<h1>Gouvernance</h1>" in html(client, "/themes/gouvernance/")


def test_a_page_that_does_not_exist_helps(client):
    answer = client.get("/evenements/rien/")
    assert answer.status_code == 404
    assert 'action="/recherche/"' in answer.content.decode()


def test_markup_in_any_text_stays_words(client):
    evil = "<script>alert(1)</script>"
    person = make.speaker(name=evil, headline=evil, biography=evil)
    theme = make.theme(name=evil, description=evil, synonyms=evil)
    event = make.event(title=evil, summary=evil, venue=evil, city=evil)
    talk = make.talk(title=evil, abstract=evil, event=event, speakers=[person], themes=[theme])
    make.reference(talk=talk, label=evil, note=evil, cited_from=evil, themes=[theme])
    source = make.source(title=evil, author=evil, publisher=evil, event=event)
    quote = make.quote(text=evil, context=evil, talk=talk, speaker=person, themes=[theme], source=source)
    tweet = make.tweet(text=evil, author_name=evil, talk=talk, themes=[theme])
    for address in ["/", "/themes/", "/interventions/", *(row.get_absolute_url() for row in (
        person, theme, event, talk, quote, tweet
    ))]:  # fmt: skip
        page = html(client, address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
