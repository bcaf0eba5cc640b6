"""What the words of a query name stands for them, in what was said and in what is named."""

import pytest

from quotes.models import Quote
from search import named
from search.indexing import refresh
from search.named import known
from search.queries import read
from tests import builders as make
from tests.searching import find

pytestmark = pytest.mark.django_db


def facets(typed):
    refresh()
    return {kind: set(terms) for part in known(read(typed)).wanted for kind, terms in part.named}


def test_a_word_names_what_bears_it_as_a_whole_word_in_any_of_its_names():
    person, theme = make.speaker(name="Carlos Moreno"), make.theme(name="Mobilité", synonyms="ville de Moreno")
    person.aliases.create(name="C. Pérez")
    talk = make.talk(title="Autour de Moreno", event=make.event(title="Les Moreno"))
    make.speaker(name="Morenoville Diaz", headline="avec Moreno")
    make.reference(talk=talk, label="Moreno 2015")
    assert facets("moreno") == {
        "speaker": {f"_s{person.pk}"},
        "theme": {f"_t{theme.pk}"},
        "event": {f"_e{talk.event_id}"},
        "talk": {f"_i{talk.pk}"},
    }
    assert facets('"c perez"') == {"speaker": {f"_s{person.pk}"}}
    assert facets('"perez c"') == facets("more") == {}


def test_a_phrase_is_that_of_one_name_and_never_goes_from_one_into_another():
    theme = make.theme(name="Ville", synonyms="cité numérique\nville connectée")
    assert facets('"ville connectee"') == {"theme": {f"_t{theme.pk}"}}
    assert facets('"numerique ville"') == {}


def test_a_draft_is_named_by_nothing():
    make.speaker(name="Carlos Moreno", status="draft")
    assert facets("moreno") == {}


def test_what_is_known_is_not_asked_again(django_assert_num_queries):
    make.speaker(name="Carlos Moreno")
    refresh()
    with django_assert_num_queries(1):
        query = known(read("moreno ville"))
    with django_assert_num_queries(0):
        assert known(query) == query


def test_where_a_word_names_too_much_the_newest_count_and_the_page_says_at_least(client, monkeypatch):
    monkeypatch.setattr(named, "MOST", 2)
    for _ in range(3):
        make.quote(text="oser", talk=make.talk(title="La ville"))
    person = make.speaker(name="Ville")
    make.quote(text="oser encore", speaker=person)
    found = find(read("ville"))
    assert (found.count, found.capped, found.is_cut) == (2, False, True)
    assert [row.text for row in found.rows] == ["oser encore", "oser"]
    assert all(count is None for _value, count in found.facets["speaker"])
    client.force_login(make.user(role="member"))
    assert "Au moins 2 résultats" in client.get("/citations/recherche/?q=ville").content.decode()
    assert "Au moins 6 résultats" in client.get("/recherche/?q=ville").content.decode()


def test_a_word_that_is_left_out_leaves_out_all_that_it_names(monkeypatch):
    monkeypatch.setattr(named, "MOST", 2)
    for _ in range(3):
        make.quote(text="oser", talk=make.talk(title="La ville"))
    other = make.quote(text="oser ailleurs", talk=make.talk(title="La plaine"))
    assert [row.pk for row in find(read("oser -ville")).rows] == [other.pk]


def test_a_renamed_speaker_is_found_under_the_new_name_alone():
    quote = make.quote(text="oser", speaker=make.speaker(name="Ada"))
    assert find(read("ada")).count == find(read("de:ada oser")).count == 1
    Quote.speaker.get_queryset().filter(pk=quote.speaker_id).update(name="Grace")
    assert (find(read("ada")).count, find(read("de:grace")).count) == (0, 1)
