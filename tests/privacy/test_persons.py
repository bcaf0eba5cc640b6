"""Who is meant by a name that is to be forgotten: what is surely theirs goes, the rest is a question."""

import pytest

from privacy import forgetting
from privacy.persons import Ambiguous, Person, person_of
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
