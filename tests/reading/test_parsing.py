"""What the parser finds in an article: spans lie in the text, and the seed's manner of reporting is read."""

import unicodedata
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.document import Document
from reading.parsing import parse
from reading.parsing.rules import explain

ARTICLE = (
    "C’est Carlos MORENO, conférencier international, qui inaugure les keynotes.\n"
    "La clé change également, « le maire d’une grande ville est parfois plus puissant qu’un ministre », ose le"
    " professeur Moreno. Les « usagers » attendent.\n"
    "Auteure d’un ouvrage intitulé « L’élu face au numérique », Mme Claire Dubois intervient. Avant, on était dans"
    " « un pour tous, tous pour un », explique-t-elle.\n"
    "Le livre en QR code #ouvrirloeil — Lab des Usages (@LabdesUsages) 9 Juillet 2015\n"
)


def found(kind):
    return [one for one in parse(Document(ARTICLE)) if one.kind == kind]


def test_words_are_given_to_who_is_said_to_have_spoken_them_and_titles_and_terms_to_nobody():
    assert [(quote.text, quote.speaker) for quote in found("quote")] == [
        ("le maire d’une grande ville est parfois plus puissant qu’un ministre", "Carlos Moreno"),
        ("un pour tous, tous pour un", "Claire Dubois"),
    ]


def test_a_signed_line_is_a_tweet_with_its_day():
    assert [(tweet.text, tweet.author, tweet.handle, tweet.date) for tweet in found("tweet")] == [
        ("Le livre en QR code #ouvrirloeil", "Lab des Usages", "LabdesUsages", date(2015, 7, 9))
    ]


PIECES = st.sampled_from(
    ["« ", " »", "“", "”", '"', "‘", "’", ", ", ". ", " : ", "\n", " — ", "(@a_b)", "8 juillet 2015", "M. ",
     "Carlos ", "MORENO", "dit-il", "explique", "que ", "selon ", "la maire ", "une élue ", "#x ", "12 000 élus",
     "d’", "de ", "said ", "table ronde"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=60))
def test_spans_lie_in_any_text_and_do_not_cross_within_a_kind(pieces):
    text = unicodedata.normalize("NFC", "".join(pieces))
    ends = defaultdict(list)
    for one in parse(Document(text)):
        assert one.start < one.end
        assert text[one.start : one.end] == one.text
        assert explain(one.rule, one.cue)
        ends[one.kind] = [end for end in ends[one.kind] if end > one.start]
        assert all(one.end <= end for end in ends[one.kind])
        ends[one.kind].append(one.end)


def test_a_line_that_is_the_address_of_a_tweet_is_proposed_by_its_address():
    text = "Lu ce jour.\nhttps://twitter.com/VLVarin/status/601378918776623104?s=20\nEt encore."
    assert [(one.url, one.handle) for one in parse(Document(text)) if one.kind == "tweet"] == [
        ("https://twitter.com/VLVarin/status/601378918776623104", "VLVarin")
    ]


def test_a_bracket_that_ends_the_text_is_read():
    text = "« Tout change dans la ville de demain, et vite » ("
    assert [one.kind for one in parse(Document(text))] == ["quote"]


def test_a_name_behind_the_comma_that_begins_a_text_is_read():
    text = ", Anne Roy a dit : « Rien ne presse. »"
    assert [(one.text, one.speaker) for one in parse(Document(text)) if one.kind == "quote"] == [
        ("Rien ne presse.", "Anne Roy")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Baac Roy, potier",
        "« la La , Paul ; ’s potier « un , — a",
        "Leur mère, Simone",
        "Simone, dit",
        "“Aa,” nurse Joan Roe",
        "La potière",
    ],
)
def test_a_text_that_breaks_off_anywhere_is_read(text):
    for end in range(len(text) + 1):
        parse(Document(text[:end]))
