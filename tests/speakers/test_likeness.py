"""Who may be there twice is found whatever wrote the name, and shown at the cost of the pairs alone."""

import random
from itertools import combinations
from string import ascii_lowercase

import pytest
from django.db import connection
from django.db.models import F

from curation import history, merging
from language.names import likely_same
from speakers import likeness
from speakers.models import Likeness, Renamed, Speaker
from tests import builders as make
from tests.working import work
from work.models import Job

pytestmark = pytest.mark.django_db


def twice():
    """The names of those who are alike, once the worker has looked."""
    likeness.twice(Speaker.objects.all())
    work()
    return sorted(person.name for person in likeness.twice(Speaker.objects.all()))


def test_a_known_alias_of_one_is_a_double_of_another():
    make.speaker(name="Carlos Moreno")
    other = make.speaker(name="Ville Vivante")
    make.speaker(name="Anne Roux")
    assert twice() == []
    other.aliases.create(name="Moreno Carlos")
    assert twice() == ["Carlos Moreno", "Ville Vivante"]
    other.aliases.get().delete()
    assert twice() == []


def rename(person):
    person.name = "Carlos Moreno"
    person.save()


def update(person):
    Speaker.objects.filter(pk=person.pk).update(name="C. Moreno")


def update_in_bulk(person):
    person.name = "Carlos Morino"
    Speaker.objects.bulk_update([person], ["name"])


def restore(person):
    person.name = "Moreno Carlos"
    person.save()
    revision = history.write(person, by=None)
    person.name = "Anne Roux"
    person.save()
    history.restore(revision, by=None)


def create_in_bulk(person):
    Speaker.objects.bulk_create([Speaker(name="Carlos MORENO", slug="lui")])


@pytest.mark.parametrize("write", [rename, update, update_in_bulk, restore, create_in_bulk])
def test_whatever_writes_a_name_has_it_compared(write):
    make.speaker(name="Carlos Moreno")
    person = make.speaker(name="Anne Roux")
    assert twice() == []
    write(person)
    assert len(twice()) == 2


def test_a_merge_takes_the_pair_away_and_its_undoing_brings_it_back():
    kept, gone, third = (make.speaker(name=name) for name in ("Carlos Moreno", "C. Moreno", "Moreno Carlos"))
    assert len(twice()) == 3
    done = merging.merge(kept, gone, by=None)
    assert twice() == ["Carlos Moreno", "Moreno Carlos"]
    merging.merge(kept, third, by=None)
    assert twice() == []
    merging.undo(done, by=None)
    assert twice() == ["C. Moreno", "Carlos Moreno"]


def test_the_pairs_are_those_that_comparing_all_finds():
    names = ["Anne Roux", "A. Roux", "Anne Roux", "Roux Anne", "Anna Martin", "Anne Martin", "Jean Roux", "Jean Martin"]
    people = [make.speaker(name=name) for name in names]
    twice()
    alike = {(one, other) for one, other in combinations(people, 2) if likely_same(one.name, other.name)}
    found = {(pair.speaker, pair.other) for pair in Likeness.objects.filter(speaker__lt=F("other"))}
    assert found == {pair for pair in alike if set(pair[0].name.split()) & set(pair[1].name.split())}
    assert found


def test_a_migration_has_all_compared():
    for name in ("Carlos Moreno", "C. Moreno"):
        make.speaker(name=name)
    Renamed.objects.all().delete()
    likeness.after_migrate(plan=["a migration"])
    assert Renamed.objects.count() == 2
    likeness.compare_renamed.call()
    assert Likeness.objects.count() == 2


def test_the_worker_is_asked_once_and_only_where_there_is_something_to_compare():
    make.speaker()
    for _each in range(2):
        likeness.twice(Speaker.objects.all())
    assert Job.objects.count() == 1
    work()
    likeness.twice(Speaker.objects.all())
    assert Job.objects.count() == 1


@pytest.mark.parametrize("number", [3, 300])
def test_comparing_many_costs_as_many_queries_as_a_few(number, django_assert_max_num_queries):
    draw = random.Random(1)
    for _each in range(number):
        make.speaker(name=" ".join("".join(draw.choices(ascii_lowercase, k=12)) for _word in range(2)))
    with django_assert_max_num_queries(11):
        likeness.compare_renamed.call()


def steps(act):
    """How many hundred steps SQLite's virtual machine takes for it."""
    taken = []
    connection.connection.set_progress_handler(lambda: taken.append(1) and None, 100)
    try:
        act()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return len(taken)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts steps of SQLite")
def test_those_who_are_alike_cost_the_same_among_few_and_among_many():
    make.speaker(name="Carlos Moreno")
    make.speaker(name="C. Moreno")
    twice()
    among_few = steps(likeness.twice(Speaker.objects.all()).count)
    Speaker.objects.bulk_create(Speaker(name=f"Personne {place}", slug=f"personne-{place}") for place in range(2000))
    assert steps(likeness.twice(Speaker.objects.all()).count) <= among_few + 1
