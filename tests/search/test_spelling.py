import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import distance, keys

WORD = st.text(st.sampled_from("abcelmnrstu"), min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("ville", "ville", 0), ("ville", "vile", 1), ("ville", "ivlle", 1), ("ville", "voile", 2), ("ville", "", 5)],
)
def test_edits_are_counted(one, other, edits):
    assert distance(one, other) == distance(other, one) == edits


@pytest.mark.parametrize("typed", ["gouvernence", "guvernence", "gouvernnance", "govuernance", "gouvernanse"])
def test_misspelt_forms_share_a_key_with_the_word(typed):
    assert keys(typed) & keys("gouvernance")


@given(WORD, st.integers(0, 11), st.sampled_from("aeinrst"))
def test_one_edit_away_a_key_is_shared(word, place, letter):
    place %= len(word)
    swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    for other in (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        swapped,
    ):
        assert distance(word, other) <= 1
        assert keys(word) & keys(other)
