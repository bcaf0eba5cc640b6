"""What imports cost as they grow: the same queries for each batch of records, and steps by the record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.imports.importing import bring_in, take_back
from exchange.imports.planning import Plan
from exchange.models import Import
from exchange.posts.told import PostsFile
from exchange.programmes.told import ProgrammeFile
from reading.archives.archive import Archive, ArchivedPost
from tests import builders as make
from tests.exchange import programmes as told
from tests.test_steps import counted

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
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
        "plan": cost(lambda: Plan(ProgrammeFile(programme))),
        "import": cost(lambda: bring_in(ProgrammeFile(programme), first, by=curator)),
        "same again": cost(lambda: bring_in(ProgrammeFile(programme), second, by=curator)),
        "changed": cost(lambda: bring_in(ProgrammeFile(moved), third, by=curator)),
        "undo of changes": cost(lambda: take_back(third, by=curator)),
        "undo": cost(lambda: take_back(first, by=curator)),
    }


def cost(act):
    with CaptureQueriesContext(connection) as queries, counted(STRIDE) as count:
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


def posted(number, **fields):
    """So many posts of one account, that mention two others of the base, at one event."""
    return Archive(
        "twitter",
        [
            ArchivedPost(
                network="twitter", number=str(place), url=f"https://twitter.com/anne/status/{place}", handle="anne",
                author="Anne Roy", text=f"Arbre {place} #arbres", day=told.DAY, hashtags=("arbres",),
                mentions=("bolind", "larue"), **fields,
            )
            for place in range(number)
        ],
    )  # fmt: skip


def walk_posts(number, curator):
    archive, moved = posted(number), posted(number, language="en")
    first, second, third = (Import.objects.create(name="t.js", system="X (Twitter)", by=curator) for _time in range(3))
    return {
        "import": cost(lambda: bring_in(PostsFile(archive), first, by=curator)),
        "same again": cost(lambda: bring_in(PostsFile(archive), second, by=curator)),
        "changed": cost(lambda: bring_in(PostsFile(moved), third, by=curator)),
        "undo of changes": cost(lambda: take_back(third, by=curator)),
        "undo": cost(lambda: take_back(first, by=curator)),
    }


def test_posts_do_not_grow_faster_than_their_archive(curator):
    make.event(hashtag="arbres", starts_on=told.DAY)
    make.speaker(handle="bolind")
    make.organization(handle="larue")
    few, much = (walk_posts(number, curator) for number in (FEW, MANY))
    assert {
        name: (costs, much[name])
        for name, costs in few.items()
        if any(more > GROWTH * less for less, more in zip(costs, much[name], strict=True))
    } == {}
