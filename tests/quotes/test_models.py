import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from quotes.duplicates import worded
from quotes.models import Quote, QuoteLink
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_quote_is_said_by_somebody():
    quote = builders.quote()
    quote.attribution = ""
    with pytest.raises(ValidationError) as said:
        quote.full_clean()
    assert said.value.messages == ["Il faut dire qui parle\u00a0: un intervenant, ou l’attribution de la source."]
    with pytest.raises(IntegrityError), transaction.atomic():
        quote.save()


def test_guillemets_typed_by_habit_are_not_stored():
    quote = builders.quote(text="« la ville va jouer »")
    quote.full_clean()
    assert quote.text == "la ville va jouer"


def test_quotes_of_the_same_words_are_alike():
    quote = builders.quote(text="L’élu, « moteur » !")
    builders.quote(text="L’élue moteur")
    assert list(Quote.objects.filter(worded(["l elu moteur"]))) == [quote]


def test_the_passage_at_the_source_is_a_text_fragment():
    source = builders.source(url="https://exemple.fr/recit")
    short = builders.quote(text="socio-territoriale, dit-il", source=source)
    assert short.passage_url == "https://exemple.fr/recit#:~:text=socio%2Dterritoriale%2C%20dit%2Dil"
    long = builders.quote(text=" ".join(f"mot{n}" for n in range(20)), source=source)
    assert long.passage_url.endswith("#:~:text=mot0%20mot1%20mot2%20mot3%20mot4,mot15%20mot16%20mot17%20mot18%20mot19")


def test_a_paraphrase_has_no_passage_of_its_words():
    source = builders.source(url="https://exemple.fr/recit")
    assert builders.quote(kind="paraphrase", source=source).passage_url == ""


def test_a_quote_without_source_waits_for_one():
    bare = builders.quote()
    builders.quote(source=builders.source())
    builders.quote(tweet=builders.tweet())
    assert list(Quote.objects.without_source()) == [bare]


def test_two_sources_do_not_share_an_address():
    builders.source(title="Récit", url="https://exemple.fr/recit")
    twin = builders.source()
    twin.url = "http://www.exemple.fr/recit/?utm_source=lettre"
    with pytest.raises(ValidationError) as said:
        twin.full_clean()
    assert said.value.messages == ["Une source a déjà cette adresse\u00a0: Récit."]


def test_a_quote_does_not_answer_itself():
    quote = builders.quote()
    with pytest.raises(IntegrityError), transaction.atomic():
        QuoteLink.objects.create(source=quote, kind="contradicts", target=quote)
