"""What is called certain was right, as often as that says, in articles whose keys tell."""

from benchmarks.certainty import FILE, judged, table, written
from reading.document import Document
from reading.parsing import find, parse
from reading.parsing.candidates import CERTAIN
from reading.parsing.certainty import FEWEST, SURE, shares
from reading.parsing.rules import RULES


def test_the_table_is_what_the_articles_say():
    assert FILE.read_text(encoding="utf-8") == written(table(judged()))


def test_every_rule_is_told_to_the_curator():
    assert {rule for _, rule, _ in shares()} - RULES.keys() == set()


def test_what_is_certain_was_met_often_and_was_right():
    text = "Rose Dumont, agronome, a ouvert la fête.\n\n« Nous avons semé douze rangs de lin », explique Rose Dumont."
    one = next(one for one in parse(Document(text)) if one.kind == "quote")
    right, of = shares()["quote", one.rule, True]
    assert CERTAIN <= one.confidence <= round(right / of, 2)
    assert of >= FEWEST


def test_a_rule_that_was_seldom_met_is_never_certain():
    text = "Rose Dumont\n\nSa conviction : « Le lin reviendra dans la plaine avant dix ans ».\n\nElle rit."
    seldom = [one for one in find(Document(text)) if shares().get((one.kind, one.rule, True), (0, 0))[1] < FEWEST]
    sure = {(one.start, one.end, one.kind) for one in seldom if one.confidence >= SURE}
    assert sure
    assert all(one.confidence < CERTAIN for one in parse(Document(text)) if (one.start, one.end, one.kind) in sure)
