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


def test_the_index_is_asked_for_the_pairs_of_what_only_is_a_phrase():
    said, event = Terms(("vill", "de", "demain")), Around(("_e5",))
    sql, params = postgresql.ids(All((either([said, event]), either([Terms(("nuit",))]))), "true", [])
    pairs = postgresql.values(dict.fromkeys(COLUMNS, []) | {"words": ["vill", "de", "demain"]})[1]
    assert f"AND (pairs @> %s::smallint[] OR {postgresql.AROUND})" in sql
    assert [set(params[3].strip("{}").split(",")), params[4]] == [set(pairs.strip("{}").split(",")), "{_e5}"]
    sql, _params = postgresql.ids(All((either([said, Terms(("villedemain",))]),)), "true", [])
    assert "pairs" not in sql


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
