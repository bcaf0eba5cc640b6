from datetime import date

import pytest

from events.models import Appearance
from speakers.apart import marks
from tests import builders as b

pytestmark = pytest.mark.django_db


def appear(person, *, title, day, status="published", **fields):
    event = b.event(title=title, starts_on=day, status=status)
    return Appearance.objects.create(event=event, talk=b.talk(event=event), speaker=person, **fields)


def test_two_people_of_one_name_are_told_apart_by_what_they_are_and_where_they_were():
    mayor, scholar = b.speaker(name="Henri Jourdain"), b.speaker(name="Henri Jourdain")
    city = b.organization(name="Ville de Brest")
    appear(mayor, title="Forum des maires", day=date(2008, 5, 2), job_title="adjoint")
    appear(mayor, title="Assises du climat", day=date(2023, 3, 12), job_title="maire", organization=city)
    appear(scholar, title="Nuit des archives", day=date(2019, 1, 8), job_title="chercheur en histoire")
    told = marks([mayor, scholar])
    assert str(told[mayor.pk]) == ("maire, Ville de Brest · Assises du climat, 2023 · 2 participations, de 2008 à 2023")
    assert str(told[scholar.pk]) == "chercheur en histoire · Nuit des archives, 2019 · 1 participation"


def test_what_somebody_is_goes_before_the_office_of_a_day():
    person = b.speaker(headline="sociologue")
    appear(person, title="Forum", day=date(2020, 1, 1), job_title="rapporteuse")
    assert str(marks([person])[person.pk]) == "sociologue · Forum, 2020 · 1 participation"


def test_the_last_office_is_the_last_that_is_known():
    person = b.speaker()
    appear(person, title="Avant", day=date(2020, 1, 1), job_title="rapporteuse")
    appear(person, title="Après", day=date(2021, 1, 1))
    appear(person, title="Un jour", day=None)
    found = marks([person.pk])[person.pk]
    assert (found.office, found.occasion, found.years) == ("rapporteuse", "Après, 2021", (2020, 2021))


def test_drafts_are_counted_apart():
    person = b.speaker()
    appear(person, title="Public", day=date(2020, 1, 1))
    appear(person, title="À venir", day=date(2021, 1, 1), status="draft")
    appear(person, title="Aussi", day=date(2020, 3, 1), status="draft")
    found = marks([person])[person.pk]
    assert (found.public_count, found.draft_count, found.years) == (1, 2, (2020, 2021))


def test_the_public_is_told_of_no_draft():
    person = b.speaker()
    unit = b.organization(name="Cellule secrète", status="draft")
    appear(person, title="Public", day=date(2020, 1, 1), job_title="élue", organization=unit)
    appear(person, title="À venir", day=date(2021, 1, 1), status="draft", job_title="ministre")
    assert str(marks([person], drafts=False)[person.pk]) == "élue · Public, 2020 · 1 participation"


def test_of_who_never_appeared_nothing_is_said():
    person = b.speaker()
    found = marks([person])[person.pk]
    assert (str(found), found.year, found.years, found.portrait) == ("", None, (), "")


@pytest.mark.parametrize("number", [1, 3, 300])
def test_as_many_queries_for_any_number_of_people(number, django_assert_num_queries):
    people = [b.speaker() for _ in range(number)]
    b.talk(speakers=people)
    with django_assert_num_queries(3):
        assert len(marks(people)) == number
