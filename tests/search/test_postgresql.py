"""What only PostgreSQL keeps, or is asked."""

import pytest
from django.db import connection

from search import postgresql
from search.entries import COLUMNS, INDEX
from search.matches import All, Terms
from search.queries import read
from search.rebuilding import drift, rebuild
from search.sql import ask
from tests import builders as make
from tests.searching import find

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")


def test_the_index_is_asked_for_the_pairs_of_a_phrase():
    sql, params = postgresql.matching(INDEX, All((Terms(("vill", "de", "demain")), Terms(("nuit",)))))
    assert sql == "vector @@ %s::tsquery AND (pairs && %s::smallint[]) AND (pairs && %s::smallint[])"
    document = dict.fromkeys(COLUMNS, []) | {"words": ["vill", "de", "demain"]}
    first, second = postgresql.values(COLUMNS, document)[1].strip("{}").split(",")
    assert set(params[1:]) == {f"{{{first}}}", f"{{{second}}}"}


@pytest.mark.django_db
@on_postgresql
@pytest.mark.parametrize("column", ["kept = ''", "vector = ''", "pairs = '{}'"])
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
