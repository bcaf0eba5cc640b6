import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.slugs import slugify_fr


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("L’économie des œuvres", "l-economie-des-oeuvres"),
        ("Jusqu'où ira-t-elle ?", "jusqu-ou-ira-t-elle"),
        ("Aujourd’hui", "aujourdhui"),
        ("Sinéad O’Brien", "sinead-obrien"),
        ("rock’n’roll", "rocknroll"),
        ("L’ÉLU face au numérique", "l-elu-face-au-numerique"),
        ("🎉", "x"),
        ("", "x"),
    ],
)
def test_a_slug_keeps_the_words_of_a_title_apart(text, slug):
    assert slugify_fr(text) == slug


def test_a_long_title_is_cut_between_words():
    assert slugify_fr("la ville intelligente", max_length=8) == "la-ville"
    assert slugify_fr("la ville intelligente", max_length=12) == "la-ville"


def test_a_single_long_word_is_cut_inside():
    assert slugify_fr("anticonstitutionnellement", max_length=4) == "anti"


@given(st.text(), st.integers(1, 30))
def test_every_text_has_a_slug_of_bounded_length(text, max_length):
    slug = slugify_fr(text, max_length=max_length)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= max_length


@given(st.text())
def test_a_slug_is_its_own_slug(text):
    assert slugify_fr(slugify_fr(text)) == slugify_fr(text)
