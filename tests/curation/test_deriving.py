"""Rows that were written before the code that says what follows from them."""

import pytest
from django.core.management import call_command

from curation.deriving import NEWEST
from quotes.models import Quote
from speakers.models import Speaker, SpeakerAlias
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_column_that_is_searched_from_now_on_is_found_in_all_records_once_migrated():
    quotes = [make.quote(text=f"des mots {place}", context="au marché") for place in range(2)]
    Quote.objects.update(folded="des mots")  # as said before the context was searched
    call_command("migrate", verbosity=0)
    assert ["au marche" in Quote.objects.get(pk=quote.pk).folded for quote in quotes] == [True, True]


def test_what_only_an_old_record_has_is_not_missed():
    first = make.speaker(name="Camille Martin")
    SpeakerAlias.objects.create(speaker=first, name="Cam")
    for place in range(NEWEST):
        make.speaker(name=f"Personne {place}")
    Speaker.objects.filter(pk=first.pk).update(folded="camille martin")  # as said before aliases were searched
    call_command("migrate", verbosity=0)
    first.refresh_from_db()
    assert first.folded == "camille martin cam"
