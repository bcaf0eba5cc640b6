"""Words that somebody remembers, plays or had from another, or that a title heads, are to be checked."""

import pytest

from tests.reading.heard import said

WORDS, ENGLISH_WORDS = "Le quai sera fini avant la pluie", "The quay will be done before the rain"

UNCLEAR = [
    # an answer is of who gave it
    "Anne Roux se souvient de la réponse : « {} ».",
    "Anne Roux raconte la réponse : « {} ».",
    "Joan Roe remembers the answer: “{}.”",
    "Joan Roe recalled the reply: “{}.”",
    # a part that is played
    "« {} », lance Luc Roux en Cyrano.",
    "« {} », soupire Anne Roux en Agnès.",
    "« {} », tonne Luc Roux, costumé en Jeanne d’Arc.",
    # had from another
    "“{},” said Joan Roe, who got it from her father.",
    "“{},” said Joan Roe, who had it from an old miller.",
    "« {} », dit Anne Roux, qui l’a appris de son oncle.",
    # a title ahead
    "Film. Anne Roux : « {} ».",
    "À l’affiche. Anne Roux : « {} ».",
]
PLAIN = [
    "Dans sa réponse, Anne Roux a dit : « {} ».",
    "Anne Roux se souvient : « {} ».",
    "Anne Roux résume la soirée : « {} ».",
    "« {} », lance Luc Roux en souriant.",
    "« {} », a dit Anne Roux en ouverture.",
    "« {} », a dit Anne Roux à Brest.",
    "« {} », a dit Anne Roux, qui l’a fondé en 2015.",
    "“{},” said Joan Roe, who runs the quay.",
    "Le soir tombait sur le port. Anne Roux : « {} ».",
]


def _worded(text):
    return text.format(ENGLISH_WORDS if "“" in text else WORDS)


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_remembered_played_or_had_from_another_is_to_be_checked(text):
    assert not any(is_certain for _, is_certain in said(_worded(text)))


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_said_plainly_beside_is_certain(text):
    assert [is_certain for _, is_certain in said(_worded(text))] == [True]
