"""What imports cost as they grow: the same queries for each batch of records, and steps by the record."""

from contextlib import nullcontext

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.models import Import
from exchange.programmes.importing import bring_in, take_back
from exchange.programmes.planning import Plan
from tests.exchange import programmes as told
from tests.test_steps import counted

pytestmark = pytest.mark.django_db
FEW, MANY = 50, 500  # talks
STRIDE = 200  # steps between two looks
GROWTH = 10.5  # times as much, for ten times as many


def many(number, **fields):
    """A programme of so many talks, by as many people, under as many themes, in events of fifty."""
    events = [
        told.event(
            *(_talk(place, **fields) for place in range(start, start + 50)),
            title=f"Rencontre {start}",
            identifier=f"e{start}",
        )
        for start in range(0, number, 50)
    ]
    return told.Programme("pretalx", events)


def _talk(place, **fields):
    person = told.person(f"Ana{place} Duval{place}", job_title="botaniste", organization=f"Maison {place}")
    return told.talk(
        f"Arbre {place}",
        people=(person, told.person(f"Bob{place} Ferrand{place}", f"b{place}")),
        themes=(f"thème {place}",),
        recordings=(told.Recording(url=f"https://video.exemple.fr/{place}"),),
        documents=(told.Document(url=f"https://papiers.exemple.fr/{place}"),),
        **fields,
    )


def walk(number, curator):
    """{what is done with so many talks: (queries, steps)}"""
    programme, moved = many(number), many(number, room="Salle B")
    first, second, third = (Import.objects.create(name="p.json", system="pretalx", by=curator) for _time in range(3))
    return {
        "plan": cost(lambda: Plan(programme)),
        "import": cost(lambda: bring_in(programme, first, by=curator)),
        "same again": cost(lambda: bring_in(programme, second, by=curator)),
        "changed": cost(lambda: bring_in(moved, third, by=curator)),
        "undo of changes": cost(lambda: take_back(third, by=curator)),
        "undo": cost(lambda: take_back(first, by=curator)),
    }


def cost(act):
    is_counted = connection.vendor == "sqlite"  # it alone counts its steps
    with CaptureQueriesContext(connection) as queries, counted(STRIDE) if is_counted else nullcontext([0]) as count:
        act()
    return len(queries), count[0]


def test_nothing_grows_faster_than_the_file(curator):
    few, much = (walk(number, curator) for number in (FEW, MANY))
    grown = {
        name: (costs, much[name])
        for name, costs in few.items()
        if any(more > GROWTH * less for less, more in zip(costs, much[name], strict=True))
    }
    assert grown == {}
