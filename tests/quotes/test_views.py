import re
from datetime import date

import pytest

from quotes.models import Quote, QuoteLink
from tests import builders as make
from tests.shown import without_signs

pytestmark = pytest.mark.django_db
NARROW = "\u202f"


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return without_signs(response.content.decode())


def main(client, address):
    """What the page says between its header and its footer."""
    return re.search(r"<main.*</main>", html(client, address), re.DOTALL)[0]


def test_verbatim_words_stand_between_guillemets_and_no_line_breaks_inside_them(client):
    quote = make.quote(text="La ville vit !")
    page = main(client, quote.get_absolute_url())
    assert f"«{NARROW}La ville vit{NARROW}!{NARROW}»" in page
    assert "les mots mêmes, tels que la source les donne" in page


def test_reported_speech_never_wears_guillemets(client):
    person, theme = make.speaker(), make.theme()
    talk = make.talk(speakers=[person], themes=[theme])
    told = make.quote(
        text="la ville serait un majordome", kind=Quote.Kind.PARAPHRASE, talk=talk, speaker=person, themes=[theme]
    )
    for page in (told, talk, person, theme):
        page = main(client, page.get_absolute_url())
        assert "la ville serait un majordome" in page
        assert not re.search("[«»“”]", page)
        assert "<blockquote" not in page
    client.force_login(make.user(role="member"))
    assert not re.search("[«»“”]", main(client, "/citations/recherche/?q=majordome"))


def test_words_speak_their_own_language_in_its_own_quotation_marks(client):
    quote = make.quote(text="the city lives", language="en", translated_from="es")
    page = main(client, quote.get_absolute_url())
    assert '<blockquote lang="en"><p data-passage>“the city lives”</p></blockquote>' in page
    assert "Elle est traduite." in page
    assert '<blockquote lang="en"><p data-passage>“the city lives”</p></blockquote>' in main(
        client, f"/en{quote.get_absolute_url()}"
    )


def test_the_number_rules_and_other_words_lead_to_the_address_of_today(client):
    quote = make.quote(text="La ville vit")
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/citations/{quote.pk}-autre-chose/")
        assert (answer.status_code, answer.url) == (301, f"{prefix}/citations/{quote.pk}-la-ville-vit/")
        answer = client.get(f"{prefix}/c/{quote.pk}")
        assert (answer.status_code, answer.url) == (301, f"{prefix}/citations/{quote.pk}-la-ville-vit/")


def test_the_list_of_quotes_holds_verbatim_words_alone(client):
    make.quote(text="des mots mêmes")
    make.quote(text="une idée", kind=Quote.Kind.PARAPHRASE)
    page = client.get("/citations/").content.decode()
    assert "des mots mêmes" in page and "une idée" not in page


def test_a_quote_shows_its_evidence_and_the_very_passage(client):
    source = make.source(
        title="L'atelier raconté",
        author="Lab",
        publisher="Le Lab",
        url="https://exemple.fr/a",
        published_on=date(2015, 7, 13),
    )
    quote = make.quote(text="un peut-être, une ville", source=source, context="Il répond à la salle.")
    page = main(client, quote.get_absolute_url())
    assert 'cite="https://exemple.fr/a"' in page
    assert '<cite><a href="https://exemple.fr/a" rel="noopener">L’atelier raconté</a></cite>' in page
    assert '<time datetime="2015-07-13">13 juillet 2015</time>' in page
    assert 'href="https://exemple.fr/a#:~:text=un%20peut%2D%C3%AAtre%2C%20une%20ville"' in page
    assert "Il répond à la salle." in page


def test_a_long_passage_is_named_by_its_ends():
    quote = make.quote(text=" ".join(map(str, range(13))), source=make.source(url="https://exemple.fr/"))
    assert quote.passage_url == "https://exemple.fr/#:~:text=0%201%202%203%204,8%209%2010%2011%2012"


def test_reported_speech_has_no_passage():
    quote = make.quote(kind=Quote.Kind.PARAPHRASE, source=make.source(url="https://exemple.fr/"))
    assert quote.passage_url == ""


def test_a_quote_without_a_source_says_so(client):
    assert "La source n’est pas encore indiquée." in main(client, make.quote().get_absolute_url())


def test_a_quote_known_by_a_tweet_shows_the_tweet(client):
    tweet = make.tweet(text="Il dit : la ville vit")
    quote = make.quote(tweet=tweet, event=tweet.event)
    page = main(client, quote.get_absolute_url())
    assert f'href="{tweet.get_absolute_url()}"' in page
    assert "Il dit\u00a0: la ville vit" in page
    assert quote.text in main(client, tweet.get_absolute_url())


def test_quotes_of_a_talk_follow_each_other(client):
    talk = make.talk()
    first, middle, last = (make.quote(talk=talk, position=place) for place in range(3))
    page = main(client, middle.get_absolute_url())
    assert re.search(rf'rel="prev" href="{first.get_absolute_url()}"', page)
    assert re.search(rf'rel="next" href="{last.get_absolute_url()}"', page)
    assert 'rel="prev"' not in main(client, first.get_absolute_url())
    assert 'rel="next"' not in main(client, last.get_absolute_url())


def test_quotes_that_answer_each_other_say_how_from_both_sides(client):
    said, objected = make.quote(text="on vendra les données"), make.quote(text="la CNIL veille")
    QuoteLink.objects.create(source=objected, target=said, kind="contradicts", note="Sur la vente.")
    page = main(client, said.get_absolute_url())
    assert "Contredit par" in page
    assert "la CNIL veille" in page
    page = main(client, objected.get_absolute_url())
    assert "Contredit</p>" in page
    assert "on vendra les données" in page
    assert "Sur la vente." in page


def test_the_words_of_a_tweet_are_left_alone_but_for_the_breaking_of_lines(client):
    text = "#fasmartcity @carlosmorenoFR « Comment ? » c'est... 2 000\nvilles & <b>plus</b>"
    tweet = make.tweet(text=text)
    shown = text.replace("&", "&amp;").replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;").replace("'", "&#x27;")
    for address in (tweet.get_absolute_url(), "/tweets/"):
        page = main(client, address)
        assert f">{shown}</p>" in page.replace("\u00a0", " ")
        assert "«\u00a0Comment\u00a0?\u00a0»" in page


def test_a_tweet_has_its_author_day_mentions_and_hashtags(client):
    person = make.speaker(name="Camille Martin")
    tweet = make.tweet(text="#ville @camille", url="https://exemple.fr/1")
    tweet.mentioned_speakers.add(person)
    page = main(client, tweet.get_absolute_url())
    assert '<time datetime="2015-07-09">9 juillet 2015</time>' in page
    assert "@LabdesUsages" in page
    assert f'<a href="{person.get_absolute_url()}">Camille Martin</a>' in page
    assert "#ville</dd>" in page


def test_a_post_leads_to_whom_its_name_is_of_whoever_posts_for_them(client):
    house = make.organization(name="Le forum", slug="forum")
    tweet = make.tweet(speaker=make.speaker(slug="camille"), organization=house, author_name="Le forum")
    for address in (tweet.get_absolute_url(), "/tweets/"):
        page = main(client, address)
        assert f'<span class="who"><a href="{house.get_absolute_url()}">Le forum</a></span>' in page


def test_tweets_page_the_latest_first(client):
    event = make.event()
    for day in range(1, 31):
        make.tweet(event=event, posted_on=date(2015, 6, day))
        make.tweet(event=event, posted_on=date(2015, 5, day))
    last = make.tweet(event=event, posted_on=None)
    first = html(client, "/tweets/")
    assert '<span aria-current="page">1</span><a href="?page=2#tweets">2</a>' in first
    assert '<a rel="next" href="?page=2#tweets">' in first
    assert last.text not in first
    assert last.text in html(client, "/tweets/?page=3")


def test_no_tweet_yet(client):
    assert "Aucun tweet n’est encore publié." in html(client, "/tweets/")


def test_a_transcription_wears_its_guillemets_and_says_that_it_is_one(client):
    talk = make.talk()
    talk.recordings.create(url="https://exemple.fr/video.mp4")
    said = make.quote(text="Semons du lin", kind=Quote.Kind.TRANSCRIPTION, talk=talk, heard_at_second=723)
    page = main(client, said.get_absolute_url())
    assert f"«{NARROW}Semons du lin{NARROW}»" in page
    assert "Une transcription" in page and "vérifiée mot à mot" not in page
    assert 'href="https://exemple.fr/video.mp4#t=723"' in page and "à 12:03" in page
    of_talk = main(client, talk.get_absolute_url())
    assert f"«{NARROW}Semons du lin{NARROW}»" in of_talk and "transcription" in of_talk
