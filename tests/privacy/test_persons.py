"""Who is meant by a name that is to be forgotten: what is surely theirs goes, the rest is a question."""

import pytest

from privacy import forgetting
from privacy.persons import Ambiguous, Person, person_of
from privacy.redacting import BLOCK
from quotes.models import Quote
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_two_records_of_one_name_are_a_question():
    make.speaker(name="Anne Martin")
    make.speaker(name="Anne Martin")
    with pytest.raises(Ambiguous):
        person_of("Anne Martin")


def test_of_two_records_of_one_name_only_what_is_linked_to_the_one_is_touched():
    one, other = make.speaker(name="Anne Martin"), make.speaker(name="Anne Martin")
    quotes = [make.quote(speaker=person) for person in (one, other)]
    event = make.event(title="Avec Anne Martin")
    forgetting.forget(Person("Anne Martin", speaker=one), "anonymous")
    assert [Quote.objects.get(pk=quote.pk).author for quote in quotes] == ["une personne", "Anne Martin"]
    event.refresh_from_db()
    assert event.title == "Avec Anne Martin"


def test_an_initial_that_another_has_too_is_a_question():
    anne, _alain = make.speaker(name="Anne Martin"), make.speaker(name="Alain Martin")
    event = make.event(title="A. Martin, et Anne Martin")
    forgetting.forget(Person("Anne Martin", speaker=anne), "anonymous")
    event.refresh_from_db()
    assert event.title == "A. Martin, et une personne"


@pytest.mark.parametrize("alias", ["Mme Durand", "Durand"])
def test_one_word_is_a_question_even_if_it_is_an_alias(alias):
    anne = make.speaker(name="Anne Martin")
    anne.aliases.create(name=alias)
    event = make.event(title="Paul Durand, Mme Durand, Durand et Paul Martin")
    forgetting.forget(Person("Anne Martin", speaker=anne), "anonymous")
    event.refresh_from_db()
    assert (
        event.title
        == f"Paul Durand, {'une personne' if alias == 'Mme Durand' else 'Mme Durand'}, Durand et Paul Martin"
    )


def test_who_has_no_record_is_forgotten_by_name():
    event = make.event(title="Avec Odile Perrec")
    forgetting.forget(person_of("Odile Perrec"), "anonymous")
    event.refresh_from_db()
    assert (event.title, event.slug) == ("Avec une personne", "avec-une-personne")


def test_whose_name_holds_all_of_theirs_is_somebody_else():
    pierre, jean = make.speaker(name="Pierre Roux"), make.speaker(name="Jean-Pierre Roux", slug="jean-pierre-roux")
    said = make.quote(speaker=jean, text="des mots dits à Pierre Roux-Martin, à Marie Pierre ROUX et à Pierre Roux")
    named = make.quote(attribution="Jean-Pierre Roux, maire", text="merci à Jean-Pierre Roux et à P. Roux")
    event = make.event(title="Jean-Pierre Roux", summary="Roux, Pierre-Yves ; Roux Pierre ; Jean-Pierre Roux")
    forgetting.forget(Person("Pierre Roux", speaker=pierre), "anonymous")
    for row in (jean, said, named, event):
        row.refresh_from_db()
    assert (jean.name, jean.slug, said.speaker) == ("Jean-Pierre Roux", "jean-pierre-roux", jean)
    assert said.text == f"des mots dits à Pierre Roux-Martin, à Marie Pierre ROUX et à {BLOCK * 11}"
    assert (named.attribution, named.text) == ("Jean-Pierre Roux, maire", f"merci à Jean-Pierre Roux et à {BLOCK * 7}")
    assert (event.title, event.slug) == ("Jean-Pierre Roux", "jean-pierre-roux")
    assert event.summary == "Roux, Pierre-Yves ; une personne ; Jean-Pierre Roux"


def test_nothing_is_erased_of_whose_name_begins_as_theirs():
    pierre = make.speaker(name="Pierre Roux")
    quote = make.quote(attribution="Pierre Roux-Martin, élu")
    tweet = make.tweet(author_name="Pierre Roux-Martin", handle="prm")
    forgetting.forget(Person("Pierre Roux", speaker=pierre), "erased")
    quote.refresh_from_db()
    tweet.refresh_from_db()
    assert (quote.attribution, tweet.author_name) == ("Pierre Roux-Martin, élu", "Pierre Roux-Martin")


@pytest.mark.parametrize("handle", ["zoe.noir", "zoe-noir", "zoe@piaille.fr", "lea@zoe.fr", "azoe"])
def test_whose_handle_holds_theirs_is_somebody_else(handle):
    zoe = make.speaker(name="Zoé Roux", handle="zoe")
    other = make.tweet(author_name="Autre", handle=handle, text="des mots d’une autre")
    mention = make.tweet(text=f"bravo @{handle} et @zoe. À bientôt @zoe")
    forgetting.forget(Person("Zoé Roux", speaker=zoe), "erased")
    other.refresh_from_db()
    mention.refresh_from_db()
    assert (other.handle, other.author_name) == (handle, "Autre")
    assert mention.text == f"bravo @{handle} et {BLOCK * 4}. À bientôt {BLOCK * 4}"


def test_an_account_that_is_theirs_too_is_no_name():
    anne = make.speaker(name="Anne Martin", handle="amartin")
    tweet = make.tweet(text="Zoé et @zoe sont là", author_name="Zoé", handle="zoe")
    forgetting.forget(Person("Anne Martin", speaker=anne, also=["@zoe"]), "anonymous")
    tweet.refresh_from_db()
    assert (tweet.text, tweet.author_name, tweet.handle) == (f"Zoé et {BLOCK * 4} sont là", "une personne", "anonyme")
