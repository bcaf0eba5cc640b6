import pytest
from django.core.management import call_command

from curation.tallies import amiss
from events.models import Appearance, Event, Talk
from quotes.models import Quote, Tweet
from search.rebuilding import drift
from smartcity.invented.collection import invent_and_index
from smartcity.invented.words import Words, of
from speakers.models import Organization, Speaker
from themes.models import Theme


@pytest.mark.django_db
def test_the_invented_collection_is_as_large_as_an_association_s_and_right_in_every_derived_column():
    invent_and_index()

    counts = {model: model.objects.count() for model in (Event, Talk, Speaker, Organization, Quote, Tweet, Theme)}
    assert counts == {Event: 45, Talk: 430, Speaker: 250, Organization: 40, Quote: 2000, Tweet: 300, Theme: 75}
    call_command("check_visibility")
    assert amiss() == {}
    assert list(drift()) == []


@pytest.mark.any_engine
@pytest.mark.django_db
def test_it_says_that_it_is_invented_and_has_what_is_hard_to_lay_out():
    invent_and_index()

    assert not Event.objects.exclude(summary__contains="inventée").exists()
    assert Event.objects.filter(starts_on=None).count() > 3
    assert max(map(len, Talk.objects.values_list("title", flat=True))) > 150
    assert Event.objects.filter(state="cancelled").exists() and Talk.objects.filter(state="cancelled").exists()
    assert Talk.objects.filter(recordings__isnull=False, track__gt="").exists()
    assert Appearance.objects.filter(role="panelist").exists()
    assert 0 < Speaker.objects.exclude(picture="").count() < 30


def test_the_same_seed_invents_the_same_words():
    assert Words().names(9) == Words().names(9)
    assert Words(1).names(9) != Words(2).names(9)


def test_of_contracts_and_elides():
    assert [of(name) for name in ("le vélo", "l’eau", "la nuit", "Ambreval", "Vertamont")] == [
        "du vélo", "de l’eau", "de la nuit", "d’Ambreval", "de Vertamont"
    ]  # fmt: skip
