from urllib.parse import quote as percent

import pytest

from quotes.fragments import address_at


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("la ville vit", "la ville vit"),
        ("Rues pour jouer,\nplaces pour rêver.", "Rues pour jouer,|places pour rêver."),
        ("Un deux trois quatre cinq six\nsept huit\nneuf dix onze", "Un deux trois quatre cinq|neuf dix onze"),
        ("La rue est à nous […] et la place aussi.", "La rue est à nous|et la place aussi."),
        ("La rue est à nous[...], (…) et la place aussi", "La rue est à nous|et la place aussi"),
        ("[L]a rue est à nous", "rue est à nous"),
        ("la rue [Pasteur] est à qui joue", "est à qui joue"),
        ("Oui.\nLa rue est à nous !", "La rue est à nous !"),
        ("Non !\nOui.", "Non !"),
        ("[…]", ""),
        (
            "[…] un deux trois quatre cinq six sept huit neuf dix onze douze treize",
            "un deux trois quatre cinq|neuf dix onze douze treize",
        ),
    ],
)
def test_each_end_is_a_run_of_words_that_stand_together_in_the_source(text, named):
    address = address_at("https://exemple.fr/a", text)
    told = ",".join(percent(end) for end in named.split("|"))
    assert address == (f"https://exemple.fr/a#:~:text={told}" if named else "https://exemple.fr/a")


def test_an_address_with_an_anchor_keeps_it():
    assert address_at("https://exemple.fr/a#suite", "la ville") == "https://exemple.fr/a#suite:~:text=la%20ville"
