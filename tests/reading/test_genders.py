"""A gender that a given name tells by itself is not always theirs: words must not go to whoever was named before."""

import pytest

from reading.document import Document
from reading.parsing import parse


def speaker(text):
    (quote,) = [one for one in parse(Document(text)) if one.kind == "quote"]
    return quote.speaker


@pytest.mark.parametrize(
    "name", ["Anh-Thu Delestre", "Nour Delestre", "Jamie Delestre", "Adama Delestre", "Nikita Delestre"]
)
@pytest.mark.parametrize("told", ["{}, élue au comité, a décrit le casque.", "Notre collègue {} a décrit le casque."])
@pytest.mark.parametrize("pronoun", ["elle", "il"])
def test_whoever_was_named_last_speaks_whatever_the_name_tells_elsewhere(name, told, pronoun):
    told = told if pronoun == "elle" else told.replace("élue", "élu")
    before = "Séverine Plouzennec" if pronoun == "elle" else "Paul Plouzennec"
    text = (
        f"{before} fait 1 300 kilomètres par mois.\n\n{told.format(name)} « Le casque compte », a-t-{pronoun} témoigné."
    )
    assert speaker(text) == name


@pytest.mark.parametrize("given", ["Jean", "Jocelyn", "Laurence", "Alexis", "Valentine"])
def test_names_that_tell_another_gender_in_english_tell_none_there(given):
    pronoun, before = ("he", "Paul Hill") if given in ("Laurence", "Valentine") else ("she", "Anna Hill")
    text = f"{before} drives 1,300 miles a month.\n\n{given} Roe described the headset. “It counts,” {pronoun} said."
    assert speaker(text) == f"{given} Roe"


def test_an_office_may_tell_another_gender_than_the_name():
    text = "Anne Hill fait la route.\n\nPaul Roe, conseillère, a décrit le casque. « Il compte », a-t-elle dit."
    assert speaker(text) == "Paul Roe"
