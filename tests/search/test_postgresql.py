"""What only PostgreSQL keeps, or is asked."""

import pytest
from django.db import connection

from quotes.entries import INDEX, Entry
from quotes.rebuilding import drift, rebuild
from search import postgresql
from search.matches import All, Terms
from search.queries import read
from search.sql import ask
from tests import builders as make
from tests.searching import find

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL")


def test_the_index_is_asked_for_the_pairs_of_a_phrase():
    sql, params = postgresql.matching(INDEX, All((Terms(("vill", "de", "demain")), Terms(("nuit",)))))
    assert sql == "vector @@ %s::tsquery AND pairs && %s::smallint[] AND pairs && %s::smallint[]"
    first, second = postgresql.values(("words",), {"words": ["vill", "de", "demain"]})[1].strip("{}").split(",")
    assert set(params[1:]) == {f"{{{first}}}", f"{{{second}}}"}


@pytest.mark.django_db
@on_postgresql
@pytest.mark.parametrize("column", ["kept = ''", "vector = ''", "pairs = '{}'"])
def test_the_check_compares_everything(column):
    quote = make.quote(text="la ville")
    assert find(read("ville")).count == 1
    assert list(drift()) == []
    ask(f"UPDATE quotes_index SET {column}")
    assert list(drift()) == [(("quote", quote.pk), "different")]


@pytest.mark.django_db
@on_postgresql
def test_terms_are_indexed_whether_anything_was_before():
    for _ in range(2):
        list(rebuild())
        ((made,),) = ask("SELECT count(*) FROM pg_indexes WHERE indexname = 'quotes_index_terms'")
        assert made == 1
        make.quote(text="la ville")
        assert find(read("ville")).count == Entry.objects.count()
