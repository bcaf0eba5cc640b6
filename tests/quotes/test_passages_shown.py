import re

import pytest

from quotes.models import Quote
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
MISSING = "Le passage que cette adresse désigne n’est pas dans ce texte."


def page(client, record, passage):
    response = client.get(record.get_absolute_url(), {"passage": passage})
    assert response.status_code == 200
    return response.content.decode()


def marked(html):
    return re.findall(r'<mark id="passage">(.*?)</mark>', html)


def test_the_words_of_a_quote_are_marked_as_they_are_typeset(client):
    quote = make.quote(text='L\'élu dit "oui" : la ville vit !')
    html = page(client, quote, "elu dit oui la")
    assert marked(html) == ["élu dit “oui”\u00a0: la"]
    assert f'<link rel="canonical" href="http://testserver{quote.get_absolute_url()}">' in html
    assert MISSING not in html


def test_words_that_are_not_there_mark_nothing_and_the_page_says_so(client):
    html = page(client, make.quote(text="la ville vit"), "vil <b>")
    assert marked(html) == []
    assert MISSING in html
    assert "<b>" not in html


def test_a_page_without_a_passage_says_nothing_of_it(client):
    html = client.get(make.quote().get_absolute_url()).content.decode()
    assert marked(html) == []
    assert MISSING not in html


def test_what_is_marked_is_escaped(client):
    assert marked(page(client, make.tweet(text="a <b>gras</b> & z"), "gras … z")) == ["gras&lt;/b&gt; &amp; z"]


def test_reported_speech_and_tweets_have_passages(client):
    told = make.quote(text="la ville serait vivante", kind=Quote.Kind.PARAPHRASE)
    assert marked(page(client, told, "serait vivante")) == ["serait vivante"]
    assert marked(page(client, make.tweet(text="une ville à vivre"), "a vivre")) == ["à vivre"]


def test_a_talk_marks_its_abstract_and_what_was_said_in_it_once(client):
    talk = make.talk(abstract="De la ville.")
    for _ in range(2):
        make.quote(text="la vie vit", talk=talk)
    make.quote(text="la vie irait", talk=talk, kind=Quote.Kind.PARAPHRASE)
    assert marked(page(client, talk, "la ville")) == ["la ville"]
    assert marked(page(client, talk, "la vie vit")) == ["la vie vit"]
    assert marked(page(client, talk, "vie irait")) == ["vie irait"]


def test_the_words_of_another_quote_are_not_a_passage_of_this_one(client):
    talk = make.talk()
    quote = make.quote(text="la ville vit", talk=talk)
    make.quote(text="la vie aussi", talk=talk)
    assert marked(page(client, quote, "la vie aussi")) == []


def test_a_passage_follows_the_quote_to_its_address_of_today(client):
    quote = make.quote(text="la ville vit")
    for address in (f"/c/{quote.pk}", f"/citations/{quote.pk}-autre/"):
        answer = client.get(address, {"passage": "ville"})
        assert (answer.status_code, answer.url) == (301, f"{quote.get_absolute_url()}?passage=ville")


def test_a_passage_costs_no_query(client, django_assert_num_queries):
    quote = make.quote(text="la ville vit")
    client.get(quote.get_absolute_url())  # a process asks for the content type once
    with django_assert_num_queries(9):
        client.get(quote.get_absolute_url())
    with django_assert_num_queries(9):
        page(client, quote, "ville")
