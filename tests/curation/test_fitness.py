"""What is typed into a picker takes the record that is meant."""

import pytest

from curation.fitness import by_fitness, form_that_answers
from events.models import Event
from speakers.models import Organization, Speaker
from tests import builders as b
from themes.models import Theme

pytestmark = pytest.mark.django_db


def found(model, typed):
    return [str(row) for row in by_fitness(model.objects.order_by("pk"), typed)]


def test_the_beginning_of_a_name_goes_before_the_beginning_of_its_words_and_before_synonyms():
    b.theme(name="participation", synonyms="gouvernement ouvert")
    b.theme(name="contre-gouvernance")
    b.theme(name="e-gouvernement")
    b.theme(name="budget", description="Ce que gouverne un conseil.")
    b.theme(name="gouvernance")
    assert found(Theme, "gouv") == ["gouvernance", "contre-gouvernance", "e-gouvernement", "participation", "budget"]


def test_the_name_itself_goes_before_longer_ones_and_inner_letters_come_after_words():
    for name in ("eaux usées", "eau potable", "plateau", "l’eau et la ville", "eau"):
        b.theme(name=name)
    assert found(Theme, "eau") == ["eau", "eaux usées", "eau potable", "l’eau et la ville", "plateau"]


def test_accents_case_and_apostrophes_do_not_matter():
    b.theme(name="Les îlots d’énergie")
    b.theme(name="Économie d’énergie")
    assert found(Theme, "ECONOMIE D'ÉNER") == ["Économie d’énergie"]


def test_the_words_of_a_name_may_be_typed_in_any_order():
    b.speaker(name="Morgane Carlier")
    b.speaker(name="Carlos Moreno")
    assert found(Speaker, "mor carl") == ["Morgane Carlier", "Carlos Moreno"]
    assert found(Speaker, "moreno carlos") == ["Carlos Moreno"]


def test_people_are_found_by_their_names_then_by_other_forms_then_by_what_they_are():
    b.speaker(name="Anne Le Roux", headline="biographe de Carlos Moreno")
    b.speaker(name="Urbain Morand", handle="carlosmoreno_fr")
    b.speaker(name="Charles Morin").aliases.create(name="Carlos Moreno-Ruiz")
    b.speaker(name="Carlos Moreno")
    assert found(Speaker, "carlos moreno") == ["Carlos Moreno", "Charles Morin", "Urbain Morand", "Anne Le Roux"]
    assert found(Speaker, "carlosm") == ["Urbain Morand"]


def test_a_form_that_came_went_or_changed_counts_at_once():
    person = b.speaker(name="Charles Morin")
    alias = person.aliases.create(name="Ch. Morin")
    alias.name = "Karl Morin"
    alias.save()
    b.speaker(name="Jean Valjean", headline="ami de Karl")
    assert found(Speaker, "karl") == ["Charles Morin", "Jean Valjean"]
    alias.delete()
    assert found(Speaker, "karl") == ["Jean Valjean"]


def test_organisations_and_events_too():
    b.organization(name="Agence de l’eau", description="Elle suit la Métropole.")
    b.organization(name="Métropole du Ponant")
    assert found(Organization, "metro") == ["Métropole du Ponant", "Agence de l’eau"]
    b.event(title="Rencontre", summary="Avant les Assises.")
    b.event(title="Journées", hashtag="AssisesClimat")
    b.event(title="Nos assises")
    b.event(title="Assises du climat")
    assert found(Event, "assises") == ["Assises du climat", "Nos assises", "Journées", "Rencontre"]


@pytest.mark.parametrize("typed", ["", "  ", "«»", "%", "_"])
def test_nothing_typed_keeps_the_order(typed):
    b.theme(name="b_c")
    b.theme(name="a%")
    assert found(Theme, typed) == ["b_c", "a%"]


@pytest.mark.parametrize("typed", ["mot " * 1500, "m" * 60_000, "' OR 1=1 --", "\0", "\n", "日本"])
def test_nothing_that_can_be_typed_breaks_it(typed):
    b.theme(name="ville")
    assert found(Theme, typed) in ([], ["ville"])


@pytest.mark.parametrize(
    ("typed", "form"),
    [("ville", None), ("cite", "cité"), ("TOWN", "town"), ("town cité", None), ("urb", "milieu urbain")],
)
def test_the_form_that_answers(typed, form):
    theme = b.theme(name="ville", label_en="town", synonyms="cité\nmilieu urbain")
    assert form_that_answers(theme, typed) == form
