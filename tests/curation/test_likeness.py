"""What may be there twice is found whatever wrote it, shown at the cost of its pairs, and said to be two for good."""

import random
import sqlite3
from datetime import date
from itertools import combinations
from string import ascii_lowercase

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from curation import history, likeness, merging
from curation.pairs import Noted, Pair
from language.names import likely_same
from quotes.models import Quote
from search.sql import ask
from search.turns import SOON
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.admin_forms import posted
from tests.working import work
from themes.models import Theme
from work.models import Job

pytestmark = pytest.mark.django_db
LIST = "/admin/curation/pair/"


@pytest.fixture
def curator(client):
    client.person = make.user(role="curator")
    client.force_login(client.person)
    return client


def pairs():
    """The names of those that are alike, once the worker has looked."""
    likeness.look()
    work()
    return sorted(tuple(sorted(map(str, (pair.one, pair.other)))) for pair in Pair.objects.open())


# What is alike


def test_a_known_alias_of_one_is_a_double_of_another():
    make.speaker(name="Carlos Moreno")
    other = make.speaker(name="Ville Vivante")
    make.speaker(name="Anne Roux")
    assert pairs() == []
    other.aliases.create(name="Moreno Carlos")
    assert pairs() == [("Carlos Moreno", "Ville Vivante")]
    other.aliases.get().delete()
    assert pairs() == []


def test_names_without_a_word_are_not_alike():
    event = make.event(title="…")
    make.event(title="???")
    for name in ("…", "???"):
        make.talk(event=event, title=name)
        make.organization(name=name)
    make.theme(name="les")
    make.theme(name="des")
    assert pairs() == []


def test_people_are_those_that_comparing_all_finds():
    names = ["Anne Roux", "A. Roux", "Anne Roux", "Roux Anne", "Anna Martin", "Anne Martin", "Jean Roux", "Jean Martin"]
    people = [make.speaker(name=name) for name in names]
    pairs()
    alike = {(one, other) for one, other in combinations(people, 2) if likely_same(one.name, other.name)}
    found = {(pair.one, pair.other) for pair in Pair.objects.all()}
    assert found == {pair for pair in alike if set(pair[0].name.split()) & set(pair[1].name.split())}
    assert found


def test_themes_are_alike_however_they_are_spaced_and_in_the_plural():
    for name in ("Big data", "Bigdata", "donnée", "ville", "villes vivantes", "C", "C++"):
        make.theme(name=name)
    make.theme(name="open data", synonyms="Les données")
    assert pairs() == [("Big data", "Bigdata"), ("donnée", "open data")]


def test_organisations_are_alike_in_any_order_small_words_aside():
    for name in ("Ville de Brest", "Brest, ville", "Ville de Lorient"):
        make.organization(name=name)
    assert pairs() == [("Brest, ville", "Ville de Brest")]


def test_the_same_words_are_found_at_two_events_but_a_few_words_are_not():
    for text in ("La ville est belle.", "la ville est belle !", "La ville est laide.", "Merci.", "merci"):
        make.quote(text=text)
    assert pairs() == [("La ville est belle.", "la ville est belle !")]


def test_talks_of_one_title_are_found_within_their_event_and_events_on_their_day():
    event = make.event(title="Assises")
    make.event(title="assises"), make.event(title="Assises", starts_on=date(2016, 7, 8))
    make.talk(event=event, title="La ville"), make.talk(event=event, title="La Ville !"), make.talk(title="La ville")
    assert pairs() == [("Assises", "assises"), ("La Ville !", "La ville")]


def test_sources_are_found_by_the_address_that_was_archived():
    make.source(title="Un", url="https://exemple.fr/a")
    make.source(title="Deux", archived_url="https://web.archive.org/web/2015/http://www.exemple.fr/a/?utm_source=b")
    make.source(title="Trois", url="https://exemple.fr/b", archived_url="https://archive.exemple.fr/c")
    make.source(title="Quatre", archived_url="https://archive.exemple.fr/c")
    assert pairs() == [("Deux", "Un"), ("Quatre", "Trois")]


def test_what_many_are_called_is_a_formula_and_no_double():
    event = make.event()
    for _each in range(likeness.FORMULA + 1):
        make.talk(event=event, title="Pause")
    assert pairs() == []


# Whatever writes


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
    assert pairs() == []
    write(person)
    assert len(pairs()) == 1


def test_a_merge_takes_the_pair_away_and_its_undoing_brings_it_back():
    kept, gone, third = (make.speaker(name=name) for name in ("Carlos Moreno", "C. Moreno", "Moreno Carlos"))
    assert len(pairs()) == 2
    done = merging.merge(kept, gone, by=None)
    assert pairs() == [("Carlos Moreno", "Moreno Carlos")]
    merging.merge(kept, third, by=None)
    assert pairs() == []
    merging.undo(done, by=None)
    assert pairs() == [("C. Moreno", "Carlos Moreno")]


def test_a_pair_goes_with_either_of_its_records_before_any_worker_looks():
    themes = [make.theme(name=name) for name in ("Big data", "Bigdata")]
    assert len(pairs()) == 1
    Pair.set_apart(make.speaker(), make.speaker(), by=None)
    themes[1].delete()
    assert not Pair.objects.open().exists() and Pair.objects.count() == 1


def test_a_pair_of_one_kind_does_not_go_with_a_record_of_another_that_has_its_key():
    make.theme(name="Big data"), make.theme(name="Bigdata")
    pair = Pair.objects.get() if pairs() else None
    speaker = make.speaker(pk=pair.one_id)
    speaker.delete()
    assert Pair.objects.get() == pair


def test_a_migration_has_all_compared():
    make.speaker(name="Carlos Moreno"), make.speaker(name="C. Moreno"), make.theme()
    Noted.objects.all().delete()
    likeness.after_migrate(plan=["a migration"])
    assert Noted.objects.count() == 3
    likeness.compare_noted.call()
    assert Pair.objects.count() == 1


def test_the_worker_is_asked_once_and_only_where_there_is_something_to_compare():
    make.speaker()
    for _each in range(2):
        likeness.look()
    assert Job.objects.count() == 1
    work()
    likeness.look()
    assert Job.objects.count() == 1


# Set apart


def test_those_that_are_said_to_be_two_stay_so_whatever_is_written_then():
    one, other = make.speaker(name="Carlos Moreno"), make.speaker(name="C. Moreno")
    assert len(pairs()) == 1
    pair = Pair.set_apart(other, one, by=None)
    assert pairs() == []
    one.name = "Carlos E. Moreno"
    one.save()
    make.speaker(name="Moreno, Carlos E.")
    assert pairs() == [("Carlos E. Moreno", "Moreno, Carlos E.")]
    assert Pair.objects.apart().get() == pair


def test_those_that_nobody_took_for_one_may_be_said_to_be_two():
    one, other = make.theme(name="Ville"), make.theme(name="Cité")
    Pair.set_apart(one, other, by=None)
    one.name = "Cités"
    one.save()
    assert pairs() == []


# The administration


def test_the_home_tells_of_them_in_one_line_that_leads_to_the_merging(curator):
    one, other = make.theme(name="Big data"), make.theme(name="Bigdata")
    make.speaker(name="Carlos Moreno"), make.speaker(name="C. Moreno")
    pairs()
    waiting = dict(curator.get("/admin/").context["waiting"])
    [(label, count, address, _since)] = waiting["doublons possibles"]
    assert (str(label), count) == ("à comparer", 2)
    rows = curator.get(address).context["cl"].result_list
    assert sorted(str(row) for row in rows) == ["Big data ~ Bigdata", "Carlos Moreno ~ C. Moreno"]
    pair = next(row for row in rows if row.one == one)
    merge = curator.get(f"{LIST}{pair.pk}/change/")["Location"]
    assert merge == reverse("admin:themes_theme_merge", query={"one": one.pk, "other": other.pk})
    assert curator.post(merge, {"apart": "1"})["Location"].startswith(LIST)
    assert Pair.objects.apart().get().apart_by == curator.person
    assert Theme.objects.count() == 2
    assert dict(curator.get("/admin/").context["waiting"])["doublons possibles"][0][1] == 1


def test_pairs_are_set_apart_from_the_list_and_compared_again(curator):
    make.theme(name="Big data"), make.theme(name="Bigdata")
    pairs()
    ticked = {"_selected_action": [Pair.objects.get().pk]}
    curator.post(LIST, ticked | {"action": "set_apart"})
    assert Pair.objects.get().apart_by == curator.person
    curator.post(LIST, ticked | {"action": "compare_again"})
    assert Pair.objects.open().count() == 1


def test_what_is_saved_in_the_administration_is_compared_soon(curator):
    make.theme(name="Big data")
    work()
    Job.objects.all().delete()
    address = reverse("admin:themes_theme_add")
    curator.post(address, posted(curator.get(address), name="Bigdata"))
    work()
    assert Pair.objects.count() == 1


@pytest.mark.parametrize("number", [2, 40])
def test_the_list_costs_the_same_for_any_number(curator, number, django_assert_max_num_queries):
    for place in range(number):
        make.theme(name=f"Thème {place} a"), make.theme(name=f"Thème {place}a")
        make.speaker(name=f"Anne Roux{place}"), make.speaker(name=f"A. Roux{place}")
    pairs()
    curator.get(LIST)
    with django_assert_max_num_queries(15):
        curator.get(LIST)


@pytest.mark.parametrize("number", [3, 300])
def test_comparing_many_costs_as_many_queries_as_a_few(number, django_assert_max_num_queries):
    draw = random.Random(1)

    def name():
        return " ".join("".join(draw.choices(ascii_lowercase, k=12)) for _word in range(2))

    Speaker.objects.bulk_create(Speaker(name=(one := name()), slug=one.replace(" ", "-")) for _each in range(number))
    Organization.objects.bulk_create(Organization(name=(one := name()), slug=one[:9]) for _each in range(number))
    event = make.event()
    Quote.objects.bulk_create(Quote(text=f"un {name()}", event=event, attribution="x") for _each in range(number))
    with django_assert_max_num_queries(50):
        likeness.compare_noted.call()


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
def test_pairs_cost_the_same_among_few_and_among_many():
    make.speaker(name="Carlos Moreno")
    make.speaker(name="C. Moreno")
    pairs()
    among_few = steps(likeness.waiting(Pair.objects.all()).count)
    Speaker.objects.bulk_create(Speaker(name=f"Personne {place}", slug=f"personne-{place}") for place in range(2000))
    for one in range(1, 2000):
        Pair.objects.create(content_type=Pair.objects.first().content_type, one_id=one, other_id=one + 5000)
    Pair.objects.filter(other_id__gt=5000).update(apart_at="2026-11-30T00:00Z")
    assert steps(likeness.waiting(Pair.objects.all()).count) <= among_few + 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="one writer at a time")
def test_the_home_of_the_administration_does_not_wait_for_who_writes_to_ask_for_comparing(curator):
    def held(execute, sql, params, many, context):
        if sql.startswith("INSERT"):
            error = OperationalError("database is locked")
            error.__cause__ = sqlite3.OperationalError()
            error.__cause__.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return execute(sql, params, many, context)

    make.speaker()
    with connection.execute_wrapper(held):
        assert curator.get("/admin/").status_code == 200
    assert not Job.objects.exists()
    curator.get("/admin/")
    assert Job.objects.fresh().exists()


@pytest.mark.django_db(transaction=True)
def test_who_looks_at_the_home_of_the_administration_waits_for_no_writer_for_long(curator):
    """A fifth of a second at most, where SQLite would have them wait for twenty seconds."""
    is_lite = connection.vendor == "sqlite"
    patience = "PRAGMA busy_timeout" if is_lite else "SELECT current_setting('lock_timeout')"
    had = []

    def noted(execute, sql, params, many, context):
        if sql.startswith(("BEGIN", "INSERT")):
            had.extend(ask(patience))
        return execute(sql, params, many, context)

    make.speaker()
    usual = ask(patience)
    with connection.execute_wrapper(noted):
        curator.get("/admin/")
    assert Job.objects.fresh().exists()
    assert {*had} == {(SOON if is_lite else f"{SOON}ms",)}
    assert ask(patience) == usual
