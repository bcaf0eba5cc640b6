"""How much of twenty-five articles of our own the parser finds; `docs/recaps.md` has the figures of today."""

import json
import unicodedata
from pathlib import Path

import pytest

from recaps.parsing import parse
from recaps.parsing.document import Document
from search.folding import fold

PASSAGES = sorted((Path(__file__).parent / "passages").glob("*.txt"))
LOOKED_AT = {"b01", "b03", "b04", "b05", "b06", "b07", "b13"}


def counted(paths):
    """{what: how many} over the articles: quotes of the keys, found in place, rightly attributed, invented."""
    total = dict.fromkeys(["keys", "found", "attributed", "invented"], 0)
    for path in paths:
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        key = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        quotes = {(one.start, one.end): one.speaker for one in parse(Document(text)) if one.kind == "quote"}
        wanted = {(quote["start"], quote["end"]): quote["speaker"] for quote in key["quotes"]}
        neutral = {(quote["start"], quote["end"]) for quote in key["optional_quotes"]}
        found = wanted.keys() & quotes.keys()
        total["keys"] += len(wanted)
        total["found"] += len(found)
        total["attributed"] += sum(is_same(quotes[place], wanted[place]) for place in found)
        total["invented"] += len(quotes.keys() - wanted.keys() - neutral)
    return total


def is_same(name, wanted):
    return sorted(fold(name or "").split()) == sorted(fold(wanted or "").split())


@pytest.mark.parametrize(
    ("unseen", "found", "attributed"), [(False, 0.96, 0.90), (True, 0.94, 0.80)], ids=["looked at", "never looked at"]
)
def test_the_quotes_of_our_passages_are_found_and_given_to_who_said_them(unseen, found, attributed):
    unseen_ones = [path for path in PASSAGES if path.stem[0] == "b" and path.stem[:3] not in LOOKED_AT]
    total = counted(unseen_ones if unseen else set(PASSAGES) - set(unseen_ones))
    assert total["found"] / total["keys"] >= found
    assert total["attributed"] / total["found"] >= attributed
    assert total["invented"] <= total["keys"] * 0.05
