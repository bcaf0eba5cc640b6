import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alerts import sending
from alerts.models import Delivery
from alerts.publications import note
from quotes.models import Quote
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
COST = 17  # queries, of a digest that is made, sent and marked; two of them to understand its search as the page does


def sent():
    call_command("send_alerts")
    [message] = mail.outbox
    mail.outbox.clear()
    return message


def page(message):
    [(content, kind)] = message.alternatives
    assert kind == "text/html"
    return content


def test_a_mail_says_who_where_when_and_the_permanent_address(settings):
    settings.SITE_URL = "https://savoirs.example.org"
    follow()
    person = make.speaker(name="Camille Martin")
    event = make.event(title="L'atelier")
    quote = make.quote(text='La gouvernance, "c\'est nous"', speaker=person, event=event, context="Vers la fin.")
    message = sent()
    assert message.body.splitlines()[2:7] == [
        "Camille Martin",
        "«\u202fLa gouvernance, “c’est nous”\u202f»",
        "Vers la fin.",
        "L’atelier, 8 juillet 2015",
        f"https://savoirs.example.org/c/{quote.pk}",
    ]
    for words in ["Camille Martin", "“c’est nous”", "Vers la fin.", "L’atelier", f"org/c/{quote.pk}"]:
        assert words in page(message)


def test_reported_speech_wears_no_guillemets_and_a_tweet_is_as_it_was():
    follow()
    make.quote(text="la gouvernance se partage", kind=Quote.Kind.PARAPHRASE, attribution="une élue")
    make.tweet(text="La #gouvernance <vue> d'ici")
    message = sent()
    assert message.subject == "2 nouveautés\u00a0: gouvernance"
    assert "Une élue, propos rapporté\nla gouvernance se partage\n" in message.body
    assert "La #gouvernance <vue> d'ici\n" in message.body
    assert "La #gouvernance &lt;vue&gt; d&#x27;ici" in page(message)


def test_words_that_were_noted_down_or_translated_are_quoted_and_say_what_they_are():
    follow()
    make.quote(text="la gouvernance,\nc'est nous", kind=Quote.Kind.TRANSCRIPTION, translated_from="en", attribution="X")
    message = sent()
    assert "X, transcription, traduit de l’anglais\n«\u202fla gouvernance,\nc’est nous\u202f»\n" in message.body
    assert "propos rapporté" not in message.body
    assert " · transcription, traduit de l’anglais · " in page(message)
    assert "white-space: pre-line" in page(message)


@pytest.mark.parametrize(("content", "posted"), [("words", "Zoé, @zoe, 4 mars 2019"), ("titles", ", 4 mars 2019")])
def test_the_day_of_a_tweet_is_not_that_of_the_event_it_is_about(content, posted):
    follow(content=content)
    said = {"event": make.event(title="Veillée", starts_on=date(2019, 3, 2)), "author_name": "Zoé", "handle": "zoe"}
    make.tweet(text="la gouvernance de nuit", posted_on=date(2019, 3, 4), **said)
    make.tweet(text="la gouvernance de jour", posted_on=None, **said)
    message = sent()
    body = message.body.replace("\u00a0", " ")
    assert posted in body
    assert body.splitlines().count("à propos de Veillée, 2 mars 2019") == 2
    assert body.count("4 mars") == page(message).count("4 mars") + page(message).count("4\u00a0mars") == 1
    assert not re.search(r"Veillée(</span>)?, 4", page(message))


@pytest.mark.parametrize(
    ("kinds", "subject"),
    [
        (["verbatim"], "1 nouvelle citation"),
        (["verbatim", "paraphrase"], "2 nouveaux propos"),
        (["tweet"] * 2, "2 nouveaux tweets"),
        (["talk"] * 3, "3 nouvelles interventions"),
        (["talk", "tweet"], "2 nouveautés"),
    ],
)
def test_a_subject_says_how_much_there_is_of_what(kinds, subject):
    event = make.event()
    follow(event=event, name="Atelier\nBcc: autre@exemple.fr")
    for kind in kinds:
        make.quote(event=event, kind=kind) if kind in Quote.Kind else getattr(make, kind)(event=event)
    assert sent().subject == f"{subject}\u00a0: Atelier Bcc: autre@exemple.fr"


def test_titles_only_are_short():
    follow(content="titles", event=(event := make.event()))
    make.quote(text="mot " * 80, context="Un contexte.", event=event, attribution="une élue")
    make.talk(title="Exposé", abstract="Un long résumé.", event=event)
    message = sent()
    for body in (message.body, page(message)):
        assert "une élue\u00a0: «\u202fmot mot" in body
        assert "Exposé" in body
        assert "Un contexte." not in body
        assert "Un long résumé." not in body
        assert "mot " * 40 not in body


def test_a_mail_is_in_the_language_in_which_the_alert_was_saved():
    follow(language="en")
    quote = make.quote(text="la gouvernance")
    message = sent()
    assert message.subject == "1 new quote: gouvernance"
    assert f"/en/c/{quote.pk}\n" in message.body
    assert "8 July 2015" in message.body
    assert "/en/alertes/arret/" in message.body


def test_mail_programs_know_how_to_stop_it_in_one_click_and_that_no_one_wrote_it():
    alert = follow()
    make.quote(text="la gouvernance")
    message = sent()
    stop = message.extra_headers["List-Unsubscribe"]
    assert re.fullmatch(rf"<http://testserver/alertes/arret/{re.escape(alert.token)}/>", stop)
    assert stop.strip("<>") in message.body
    assert stop.strip("<>") in page(message)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"] == Delivery.objects.get().message_id


def test_a_mail_asks_nothing_of_anybody_when_it_is_read():
    follow()
    make.quote(text="la gouvernance", source=make.source(url="https://exemple.fr/article"))
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(page(sent()))
    assert {tag for tag, _ in found} & {"img", "link", "script", "iframe", "object", "video", "form"} == set()
    assert "url(" not in "".join(attributes.get("style", "") for _, attributes in found)
    links = {attributes["href"] for tag, attributes in found if tag == "a"}
    assert all(link.startswith("http://testserver/") for link in links)
    assert not any("?" in link.replace("?q=gouvernance", "") for link in links)


@pytest.mark.parametrize("number", [1, 498])
def test_a_digest_costs_the_same_for_one_quote_and_for_five_hundred_things(number):
    theme, person = make.theme(slug="ville"), make.speaker(slug="camille")
    alert = follow(query="q=gouvernance&theme=ville")
    for place in range(number):
        event = make.event()
        talk, source = make.talk(event=event), make.source(event=event)
        make.quote(text=f"gouvernance {place}", talk=talk, speaker=person, themes=[theme], source=source)
    for text in ("gouvernance", "la gouvernance"):
        make.tweet(text=text, themes=[theme])
    assert sending.prepare(alert.pk, note(), timezone.now())
    with CaptureQueriesContext(connection) as queries:
        assert sending.post(alert.pk, timezone.now(), mail.get_connection()) == 1
    [message] = mail.outbox
    assert message.body.count("http://testserver/c/") == number
    assert message.body.count("http://testserver/tweets/") == 2
    assert len(queries) == COST
