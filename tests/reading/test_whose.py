"""Whose words they are, where a namesake, a heading or a person whom no list knows stands near."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN


def quotes(text):
    return [one for one in parse(Document(text)) if one.kind == "quote"]


def said(text):
    """{words: who speaks} of a text."""
    return {one.text: one.speaker for one in quotes(text)}


def people(text):
    return {one.name for one in parse(Document(text)) if one.kind == "speaker"}


KIN = (
    "Walter Pell has farmed here for fifty years. His wife, June, keeps the dogs.\n\n"
    "“You can’t drain a bog with a spade,” Walter Pell said.\n\n"
    "“He says that every spring at breakfast,” {name} added, “and nobody ever listens to him.”"
)


@pytest.mark.parametrize("name", ["June Pell", "April Pell", "Zorbelia Pell"])
def test_who_has_the_family_name_of_another_speaks_for_themselves(name):
    found = said(KIN.format(name=name))
    assert found["He says that every spring at breakfast,"] == name
    assert found["and nobody ever listens to him."] == name


@pytest.mark.parametrize(
    "lead", ["In May Walter Pell spoke", "Last June Walter Pell spoke", "On 3 June Walter Pell spoke"]
)
def test_a_month_before_a_name_is_no_part_of_it(lead):
    assert people(f"{lead} to the crowd. “You can’t drain a bog with a spade,” Walter Pell said.") == {"Walter Pell"}


HEADED = (
    "What we learned\n\nNoor Brand: “The Button Is Not the Point”\n\nNoor runs design at a bank. “We had too many "
    "colours for one bank,” she said.\n\n{name}: “Versioning for Cowards”\n\nThis was the most practical hour of the day. "
    "He is not a fan of big migrations. “A guide longer than a page is an apology,” he told us.\n\n"
    "Kirsten Olsen: “{title}”\n\nKirsten had the numbers. Her group watched two hundred people."
)


def test_who_is_named_with_a_title_above_what_they_said_is_somebody():
    found = said(HEADED.format(name="Zoltar Vik-Lang", title="Who Reads the Docs?"))
    assert found["A guide longer than a page is an apology,"] == "Zoltar Vik-Lang"


@pytest.mark.parametrize("title", ["Who Reads the Docs?", "Nobody reads the docs", "Reading Is Hard"])
def test_a_title_behind_the_name_of_who_gave_it_is_not_said(title):
    assert title not in said(HEADED.format(name="Zoltar Vik-Lang", title=title))


def test_a_pronoun_below_another_title_is_not_certain_of_who_stands_above():
    text = (
        "On y était\n\nLa laine\n\nRose Dumont file depuis dix ans. « Il faut tondre en mai », explique Rose Dumont.\n\n"
        "Le lin\n\nOn change de salle. « Il faut rouir la plante avant de la broyer », explique-t-elle."
    )
    (one,) = [one for one in quotes(text) if one.text.startswith("Il faut rouir")]
    assert one.confidence < CERTAIN
