import pytest

from quotes.citing import FORMATS, describe, write
from speakers.models import Speaker
from tests import builders as make

pytestmark = pytest.mark.django_db


def corrected(person, name):
    person = Speaker.objects.get(pk=person.pk)
    person.name = name
    person.save()
    return person


def cited(person, name):
    return write([describe(make.quote(speaker=person), base_url="https://exemple.fr")], FORMATS[name])


@pytest.mark.parametrize("name", FORMATS)
def test_a_corrected_name_is_corrected_in_every_export(name):
    person = corrected(make.speaker(name="Anne Durnad"), "Anne Durand")
    assert "Durand" in cited(person, name) and "urnad" not in cited(person, name).lower()


def test_a_corrected_name_takes_its_place_in_the_list():
    late, first = make.speaker(name="Luc Zanin"), make.speaker(name="Luc Blanc")
    corrected(late, "Luc Albin")
    assert [person.pk for person in Speaker.objects.by_name()] == [late.pk, first.pk]


def test_the_place_that_somebody_typed_stays():
    person = make.speaker(name="Vincent van Gohg", sort_name="Gogh, Vincent van")
    person = corrected(person, "Vincent van Gogh")
    assert (person.filed_as, person.sort_key) == ("Gogh, Vincent van", "gogh vincent van")
    assert "AU  - Gogh, Vincent van" in cited(person, "ris")
