"""A quote in somebody else's page."""

import json
from urllib.parse import urlencode

import pytest
from lxml import html

from quotes.models import Quote
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
HERE = "http://testserver"


@pytest.fixture
def quote():
    speaker = make.speaker(name="Camille Martin", slug="camille")
    source = make.source(url="https://exemple.fr/a")
    return make.quote(text="La ville <vit>", speaker=speaker, source=source, event=make.event(title="Atelier"))


def asked(client, url, **more):
    return client.get(f"/oembed?{urlencode({'url': url, **more})}")


def policy(response):
    return dict(directive.split(" ", 1) for directive in response.headers["Content-Security-Policy"].split("; "))


def test_one_page_alone_may_be_framed_and_runs_no_script(client, quote):
    framed = client.get(f"/citations/{quote.pk}/integrer/")
    assert "X-Frame-Options" not in framed.headers
    told = policy(framed)
    assert (told["frame-ancestors"], told["script-src"], told["form-action"]) == ("*", "'none'", "'none'")
    assert list(html.fromstring(framed.content).iter("script", "form", "img", "iframe")) == []
    for page in (quote.get_absolute_url(), "/", "/citations/", "/connexion/"):
        response = client.get(page)
        assert (response.headers["X-Frame-Options"], policy(response)["frame-ancestors"]) == ("DENY", "'none'")


def test_the_frame_says_who_said_it_where_and_leads_to_the_page_and_the_source(client, quote):
    page = html.fromstring(client.get(f"/citations/{quote.pk}/integrer/").content.decode())
    assert page.findtext(".//blockquote/p") == "«\u202fLa ville <vit>\u202f»"
    assert {"Camille Martin", "Atelier"} <= {span.text_content() for span in page.iter("span")}
    links = [link.get("href") for link in page.iter("a")]
    assert links == ["https://exemple.fr/a", f"{HERE}{quote.get_absolute_url()}"]


def test_reported_speech_is_framed_without_marks_and_says_what_it_is(client, quote):
    Quote.objects.update(kind=Quote.Kind.PARAPHRASE)
    page = html.fromstring(client.get(f"/citations/{quote.pk}/integrer/").content.decode())
    assert page.find(".//blockquote") is None
    assert "«" not in page.text_content()
    assert "Propos rapporté" in page.text_content()


def test_words_that_are_translated_say_so_in_the_frame(client, quote):
    Quote.objects.update(translated_from="en")
    page = html.fromstring(client.get(f"/citations/{quote.pk}/integrer/").content.decode())
    assert "Traduit de l’anglais" in [span.text_content() for span in page.iter("span")]


def test_a_page_leads_who_embeds_it_to_its_answer(client, quote):
    page = html.fromstring(client.get(quote.get_absolute_url()).content.decode())
    [link] = page.xpath("//link[@type='application/json+oembed']")
    answer = client.get(link.get("href")).json()
    assert (answer["version"], answer["type"], answer["author_name"]) == ("1.0", "rich", "Camille Martin")
    assert answer["title"] == "Camille Martin, Atelier"
    assert answer["author_url"] == f"{HERE}/intervenants/camille/"
    assert client.get(answer["thumbnail_url"]).headers["Content-Type"] == "image/png"
    shown = html.fromstring(answer["html"])
    assert shown.find(".//blockquote").get("cite") == "https://exemple.fr/a"
    assert "<vit>" in shown.findtext(".//blockquote/p")
    assert {node.tag for node in shown.iter()} == {"figure", "blockquote", "p", "figcaption", "a"}


def test_the_answer_is_no_larger_than_asked_and_in_the_language_of_the_page(client, quote):
    answer = asked(client, f"{HERE}/en/citations/{quote.pk}-x/?a=b#c", maxwidth=300, maxheight=200).json()
    assert (answer["width"], answer["height"] <= 200, "thumbnail_url" in answer) == (300, True, False)
    assert answer["provider_url"] == f"{HERE}/en/"
    assert "8 July 2015" in answer["html"]


def test_what_is_no_public_quote_of_ours_is_not_found(client, quote):
    draft = make.quote(event=make.event(), status="draft")
    for url in (
        f"{HERE}/citations/{draft.pk}-x/", f"https://ailleurs.example/c/{quote.pk}", f"{HERE}/", "", "javascript:1",
        f"{HERE}/citations/{'9' * 30}-x/", f"{HERE}/de/c/{quote.pk}",
    ):  # fmt: skip
        assert asked(client, url).status_code == 404, url
    assert asked(client, f"{HERE}/c/{quote.pk}").status_code == 200
    assert asked(client, f"{HERE}/c/{quote.pk}", format="xml").status_code == 501
    assert client.get(f"/citations/{draft.pk}/integrer/").status_code == 404


def test_the_markup_to_paste_shows_the_frame(client, quote):
    page = html.fromstring(client.get(f"{quote.get_absolute_url()}partager/").content.decode())
    frame = html.fromstring(page.get_element_by_id("frame").text)
    assert client.get(frame.get("src").removeprefix(HERE)).status_code == 200
    detail = client.get(quote.get_absolute_url()).content.decode()
    assert f'href="{quote.get_absolute_url()}partager/#integrer"' in detail
    assert json.dumps(frame.get("title")) == '"Camille Martin"'
