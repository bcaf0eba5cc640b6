"""What only PostgreSQL keeps, or is asked."""

import pytest
from django.db import connection

from search import postgresql
from search.entries import COLUMNS
from search.matches import All, Around, Terms, either
from search.queries import read
from search.rebuilding import drift, rebuild
from search.sql import ask
from tests import builders as make
from tests.searching import find

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")


def test_the_index_finds_a_phrase_by_its_pairs():
    said, event = Terms(("vill", "de", "demain")), Around(("_e5",))
    sql, params = postgresql.ids(All((either([said, Terms(("villedemain",)), event]),)), "true", [])
    pairs = postgresql.values(dict.fromkeys(COLUMNS, []) | {"words": ["vill", "de", "demain"]})[1]
    word, phrase, named = postgresql.MATCH, f"{postgresql.MATCH} AND pairs @> %s::smallint[]", postgresql.AROUND
    assert f"({word} OR {phrase} OR {named})" in sql
    assert [params[0], params[1], params[3]] == ["(villedemain)", "(vill <-> de <-> demain)", "{_e5}"]
    assert set(params[2].strip("{}").split(",")) == set(pairs.strip("{}").split(","))


def test_what_is_around_names_is_not_walked_through_by_date_and_a_chosen_facet_may_be():
    word, chosen = either([Terms(("vill",))]), either([Around(("_t5",))])
    named = either([Terms(("vill",)), Around(("_s1", "_s2"))])
    orders = [postgresql.newest(All(parts), "true", [], 10, "id", "DESC")[0] for parts in ((word, chosen), (named,))]
    assert ["ORDER BY id + 0 DESC" in order for order in orders] == [False, True]


@pytest.mark.django_db
@on_postgresql
@pytest.mark.parametrize("column", ["facets = ''", "vector = ''", "pairs = '{}'"])
def test_the_check_compares_everything(column):
    quote = make.quote(text="la ville")
    assert find(read("ville")).count == 1
    assert list(drift()) == []
    ask(f"UPDATE search_index SET {column} WHERE id > 0")
    assert list(drift()) == [(("quote", quote.pk), "different")]


@pytest.mark.django_db
@on_postgresql
def test_terms_are_indexed_whether_anything_was_before():
    for tries in (1, 2):
        list(rebuild())
        ((made,),) = ask("SELECT count(*) FROM pg_indexes WHERE indexname = 'search_index_terms'")
        assert made == 1
        make.quote(text="la ville")
        assert find(read("ville")).count == tries
