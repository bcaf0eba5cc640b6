import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from curation import merging
from events.models import Event
from tests import builders as b
from tests.admin_forms import posted

pytestmark = pytest.mark.django_db


def chain(*titles):
    """Events, each part of the one before it."""
    rows = []
    for title in titles:
        rows.append(b.event(title=title))
        if len(rows) > 1:
            rows[-1].part_of.add(rows[-2])
    return rows


@pytest.mark.parametrize("length", [2, 3, 5])
def test_no_event_comes_to_be_part_of_itself_and_the_curator_reads_why(client, length):
    first, *_between, last = chain(*"ABCDE"[:length])
    client.force_login(b.user(role="curator"))
    page = reverse("admin:events_event_change", args=[first.pk])
    said = client.post(page, posted(client.get(page), part_of=last.pk))
    assert said.status_code == 200
    assert f"«\u202f{last}\u202f» fait déjà partie de celui-ci" in said.content.decode()
    assert not first.part_of.exists()


def test_an_event_may_be_part_of_two_that_are_part_of_one(client):
    whole, left = chain("Festival", "Cycle")
    right, part = b.event(title="Semaine"), b.event(title="Atelier")
    right.part_of.add(whole)
    client.force_login(b.user(role="curator"))
    page = reverse("admin:events_event_change", args=[part.pk])
    assert client.post(page, posted(client.get(page), part_of=[left.pk, right.pk])).status_code == 302
    assert set(part.part_of.all()) == {left, right}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_whatever_writes_no_event_is_part_of_itself(length):
    first, *_others = rows = chain(*"ABC"[:length])
    with pytest.raises(IntegrityError), transaction.atomic():
        first.part_of.add(rows[-1])
    with pytest.raises(IntegrityError), transaction.atomic():
        rows[-1].contains.add(first)
    elsewhere = b.event()
    first.part_of.add(elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE events_event_part_of SET to_event_id = %s WHERE to_event_id = %s", [rows[-1].pk, elsewhere.pk]
        )
    assert list(first.part_of.all()) == [elsewhere]


def test_an_event_that_is_merged_into_the_one_around_it_is_no_part_of_itself(client):
    whole, between, part = chain("Cycle", "Semaine", "Atelier")
    done = merging.merge(whole, part, by=None)
    assert list(whole.contains.all()) == [between] and not whole.part_of.exists()
    assert client.get(whole.get_absolute_url()).status_code == 200
    merging.undo(done, by=None)
    assert [event.title for event in between.contains.all()] == ["Atelier"]


def test_pages_of_a_circle_that_was_made_without_the_guard_end(client):
    first, second, third = rows = chain("Un", "Deux", "Trois")
    name = "events_event_part_of_not_of_itself"
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {name} ON events_event_part_of"
            if connection.vendor == "postgresql"
            else f"DROP TRIGGER {name}_insert"
        )
    first.part_of.add(third)
    for event in rows:
        for suffix in ("/", ".json", ".ics"):
            assert client.get(event.get_absolute_url().rstrip("/") + suffix).status_code == 200
    assert Event.objects.filter(pk=second.pk).within() == {event.pk for event in rows}
