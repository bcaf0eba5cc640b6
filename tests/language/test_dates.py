from datetime import date

import pytest

from language.dates import days

DAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["12 mars 2026", "March 12, 2026", "12. März 2026", "12 de marzo de 2026", "12 marzo 2026", "12 mar. 2026",
     "2026-03-12", "12/03/2026", "12.03.26"],
)  # fmt: skip
def test_a_day_is_read_in_five_languages_and_in_numbers(text):
    assert list(days(text)) == [(0, len(text), DAY, True)]


@pytest.mark.parametrize("text", ["Mayo 12", "avec 12 Julio", "Marzo 12, 2026", "31 de febrero de 2026", "12 mars"])
def test_a_name_and_a_number_are_no_day_but_in_french_and_english(text):
    assert list(days(text)) == []
    assert list(days("12 mars", year=2026)) == [(0, 7, DAY, False)]
