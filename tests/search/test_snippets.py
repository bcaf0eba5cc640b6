from hypothesis import given
from hypothesis import strategies as st

from search.snippets import mark, snippet


def test_every_word_that_has_one_of_the_words_is_marked_whole():
    assert mark("L’élue, les élus & l’été", "ELU") == "L’<mark>élue</mark>, les <mark>élus</mark> &amp; l’été"


def test_no_words_mark_nothing():
    assert mark("<b>", "") == "&lt;b&gt;"


def test_a_short_text_is_given_whole():
    assert snippet("La ville vit.", "ville") == "La <mark>ville</mark> vit."


def test_a_long_text_is_cut_between_words_around_the_first_one_found():
    text = "avant " * 50 + "ville" + " après" * 100
    assert snippet(text, "ville", length=100) == ("… " + "avant " * 10 + "<mark>ville</mark>" + " après" * 5 + " …")


def test_a_word_longer_than_the_snippet_is_cut():
    assert snippet("a" * 50, "b", length=10) == "a" * 10 + " …"


@given(st.text(), st.text())
def test_any_text_and_words_give_a_snippet(text, words):
    snippet(text, words, length=20)
