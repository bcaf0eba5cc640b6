"""Names that are told by less than they are."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN

SHORT = [("Bernadette Quilligan", "Bernie"), ("Thomas Garrity", "Thom"), ("Alexandra Roy", "Alex")]


def quotes(text):
    return [one for one in parse(Document(text)) if one.kind == "quote"]


@pytest.mark.parametrize(("name", "short"), SHORT)
def test_somebody_who_is_called_shortly_may_be_whose_name_begins_so(name, short):
    told = f"Secretary {name} opened the day. {short} has done the job for twelve years. “We begin,” says {short}."
    (quote,) = quotes(told)
    assert quote.speaker == name and quote.confidence < CERTAIN


@pytest.mark.parametrize("short", ["Marco", "Zoé"])
def test_somebody_whose_name_begins_otherwise_is_somebody_else(short):
    (quote,) = quotes(f"La secrétaire, Bernadette Quilligan, a ouvert la journée. « On commence », a dit {short}.")
    assert quote.speaker == short
