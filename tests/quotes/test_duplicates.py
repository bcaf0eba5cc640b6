import pytest

from quotes.duplicates import are_alike, twins
from tests import builders as b


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("mutation", "mutation", True),
        ("mutation", "pas une revolution mais une mutation", False),  # a word may stand in many quotes
        ("tous pour tous", "le modele du tous pour tous", True),
        ("pour tou", "un pour tous tous pour un", False),  # words count, not letters
        ("la ville va jouer le role de l entreprise", "la ville va jouer ce role de l entreprise", True),
        ("la ville va jouer le role de l entreprise", "le maire est plus puissant qu un ministre", False),
    ],
)
def test_quotes_are_alike_word_by_word(one, other, alike):
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


@pytest.mark.django_db
def test_the_same_words_are_found_anywhere_and_near_ones_at_the_event_alone(django_assert_num_queries):
    event = b.event()
    near = b.quote(event=event, text="On ne vit pas une révolution, mais une mutation")
    same = b.quote(text="On ne vit pas une revolution !")
    b.quote(text="On ne vit pas une révolution, mais autre chose")
    with django_assert_num_queries(2):
        assert set(twins("on ne vit pas une révolution", event=event)) == {near, same}
    assert set(twins("on ne vit pas une révolution", event=event, besides=near.pk)) == {same}


def test_long_texts_are_compared_by_their_words_alone():
    """To compare their order takes time that grows with the square: minutes, of what a program may send."""
    ones, others = f"b {'a ' * 20_000}c", f"{'a ' * 20_000}b c"
    assert are_alike(ones, others)
    assert not are_alike(ones, "d " * 20_000)
