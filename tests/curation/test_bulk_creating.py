import pytest

from curation.bulk_creating import add_all
from curation.models import FormerSlug
from events.models import Event
from speakers.models import Speaker
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_each_gets_an_address_that_no_other_has_or_had_and_what_follows_from_its_name():
    make.event(title="Ouverture")
    moved = make.event(title="Fermeture")
    FormerSlug.keep("cloture", moved)
    titles = ["Ouverture", "Ouverture", "Ouverture 2", "Clôture", "Pause"]
    rows = [Event(title=title) for title in titles]
    add_all(rows)
    assert [row.slug for row in rows] == ["ouverture-2", "ouverture-3", "ouverture-2-2", "cloture-2", "pause"]
    assert [Event.objects.get(pk=row.pk).names for row in rows][3:] == ["cloture\n", "pause\n"]


def test_as_many_as_one_likes_have_one_name():
    first = [Speaker(name="Ana Duval") for _time in range(7)]
    add_all(first)
    more = [Speaker(name="Ana Duval") for _time in range(3)]
    add_all(more)
    slugs = {row.slug for row in (*first, *more)}
    assert slugs == {"ana-duval", *(f"ana-duval-{number}" for number in range(2, 11))}


def test_none_is_none():
    add_all([])
