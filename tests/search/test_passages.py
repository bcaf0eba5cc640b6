import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tokens
from search.passages import Passage, span

TEXT = "L’été, à « la ville » : un peut-être, puis… rien. L’été encore !"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("l'ete a la ville", "L’été, à « la ville"),
        ("LA VILLE", "la ville"),
        ("« la\u202fville »", "la ville"),
        ("un peut‑être", "un peut-être"),
        ("l’été … un peut-être", "L’été, à « la ville » : un peut-être"),
        ("la ville […] encore", "la ville » : un peut-être, puis… rien. L’été encore"),
        ("puis… rien", "puis… rien"),
    ],
)
def test_a_passage_is_found_by_its_words(words, found):
    start, end = span(TEXT, words)
    assert TEXT[start:end] == found


@pytest.mark.parametrize("words", ["vill", "ville la", "rien … la ville", "…", "", "😀", "la ville un été"])
def test_what_is_not_there_as_whole_words_in_that_order_is_not_found(words):
    assert span(TEXT, words) is None


@given(st.text(), st.data())
def test_any_run_of_words_is_found_again(text, data):
    places = list(tokens(text))
    if not places:
        return
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    words = " ".join(token.word for token in places[first : last + 1])
    start, end = span(text, words)
    assert [token.word for token in tokens(text[start:end])] == words.split()


def test_a_passage_is_shown_once_in_the_first_text_that_has_it():
    passage = Passage("la ville", ["un titre", "à la ville", "de la ville"])
    assert passage.is_found
    assert passage.once_in("de la ville") is None
    assert passage.once_in("«\u202fà la ville\u202f»") == (4, 12)
    assert passage.once_in("«\u202fà la ville\u202f»") is None


def test_nothing_asked_is_no_passage():
    assert not Passage(" ", ["un titre"])
    assert Passage("autre", ["un titre"]) and not Passage("autre", ["un titre"]).is_found
