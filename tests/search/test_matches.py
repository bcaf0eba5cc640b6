"""What an entry says, looked at in Python, is what the index finds."""

from dataclasses import replace

import pytest

from quotes.criteria import match
from search import index
from search.indexing import refresh
from search.matches import All, holds
from search.named import known
from search.queries import read
from tests import builders as make

TYPED = [
    *("ville", "vill", "vil*", "la v*", '"la ville"', '"ville la"', '"de dem', "éco-système", "écosystème", "éco-sys*"),
    *("durand", "de:durand", "de:ville", "demain-anne", '"demain anne"', '"anne durand"', "-ville", "demain -durand"),
    *("dimanche", "theme:énergie", "énergie", "-énergie", "nature:tweet", "nature:citation ville", "langue:fr", "_"),
]


@pytest.mark.django_db
def test_a_document_holds_what_the_index_finds_in_it():
    theme, event = make.theme(name="Énergie"), make.event(title="Atelier")
    make.quote(text="la ville de demain", attribution="Anne Durand", context="un dimanche", event=event)
    make.quote(text="un éco-système", speaker=make.speaker(name="Paul Ville"), themes=[theme], event=event)
    make.tweet(text="demain la #VilleDurable", event=event)
    refresh()
    documents = index.documents(index.first(All(), limit=100))
    for typed in TYPED:
        asked = replace(match(known(read(typed)), {}), low=None)  # among what is named, too
        assert {pk for pk, said in documents.items() if holds(said, asked)} == set(index.first(asked, limit=100)), typed
