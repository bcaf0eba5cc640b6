"""What SQLite is asked: FTS5 gives the newest in its own order, and is never walked through backwards."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from search import index
from search.analysis import stem
from search.entries import first_id
from search.indexing import refresh
from search.matches import All, Any, Terms
from search.sql import ask
from tests import builders as make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite"),
]
VILLE = All((Any((Terms((stem("ville", "fr"),)),)),))


@pytest.fixture
def days():
    found = [date(1850, 1, 1), date(2015, 7, 8), date(2015, 7, 9), date(2030, 12, 31)]
    for day in found:
        make.quote(text="la ville", event=make.event(starts_on=day))
    make.quote(text="la ville", event=make.event(starts_on=None))
    return found


def held(match, **how):
    return [pk // 10**12 for pk in index.first(match, limit=9, **how)]


def test_the_newest_and_the_oldest_come_in_order_within_a_period(days):
    refresh()
    ordinals = [0, *(day.toordinal() for day in days)]
    assert held(VILLE) == ordinals[::-1] and held(VILLE, oldest=True) == ordinals
    some = replace(VILLE, low=first_id(days[1]), high=first_id(days[3]) - 1)
    assert held(some) == ordinals[2:4][::-1] and held(some, oldest=True) == ordinals[2:4]


@pytest.mark.parametrize("oldest", [False, True])
def test_fts5_is_walked_through_forth_alone(oldest):
    sql, params = index.newest(VILLE, limit=9, oldest=oldest)
    plan = [row[-1] for row in ask(f"EXPLAIN QUERY PLAN {sql}", params)]
    assert "DESC" not in sql and any("TEMP B-TREE" in step for step in plan) == oldest
