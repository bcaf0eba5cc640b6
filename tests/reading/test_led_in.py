"""A word that leads a sentence in, with a capital, is no part of the name behind it."""

import pytest

from tests.reading.heard import said

WORDS, ENGLISH_WORDS = "Nous renonçons enfin au tram", "We give up on trams now"


@pytest.mark.parametrize(
    "lead",
    ["Même", "Seul", "Aussitôt", "Soudain", "Parfois", "Pourtant", "Heureusement", "Finalement", "Pauvre", "Jeune"],
)
def test_what_leads_a_sentence_in_is_no_part_of_a_name(lead):
    assert said(f"La fête a eu lieu.\n\n{lead} Paul Roy a dit : « {WORDS} ».") == [("Paul Roy", True)]


@pytest.mark.parametrize(
    "lead",
    ["Only", "Instead", "Outside", "Afterwards", "Later", "Yet", "Poor", "Young", "Guest"],
)
def test_nor_is_it_in_english(lead):
    assert said(f"The fair was held in June.\n\n{lead} Tom Hill said: “{ENGLISH_WORDS}.”") == [("Tom Hill", True)]


@pytest.mark.parametrize("lead", ["Excédé", "Trempée", "Quinquagénaire"])
def test_what_may_lead_it_in_leaves_the_name_to_be_checked(lead):
    assert not any(certain for _, certain in said(f"La fête a eu lieu.\n\n{lead} Paul Roy a dit : « {WORDS} »."))


@pytest.mark.parametrize("name", ["Neil Young", "Zoltar Vik-Lang", "Anne Marie Roy", "Jean Seul", "Min Soon"])
def test_a_name_that_begins_a_sentence_is_whole(name):
    assert said(f"La fête a eu lieu.\n\n{name} a dit : « {WORDS} ».") == [(name, True)]
