"""What stands between marks, however they are typed."""

import pytest

from reading.document import Document
from reading.parsing import parse


def said(text):
    return [(one.text, one.speaker) for one in parse(Document(text)) if one.kind == "quote"]


@pytest.mark.parametrize(
    "text",
    [
        '"On apporte ses "vieux clous" et on repart avec une chaise", sourit Claude Pinson.',
        'Claude Pinson sourit : "On apporte ses "vieux clous" et on repart avec une chaise".',
    ],
)
def test_straight_marks_in_straight_marks_are_one_quotation(text):
    assert said(text) == [('On apporte ses "vieux clous" et on repart avec une chaise', "Claude Pinson")]


def test_straight_marks_one_after_the_other_stay_two():
    text = '"On cloue le matin tôt", dit Claude Pinson. "On ponce le soir tard", ajoute Claude Pinson.'
    assert [words for words, _ in said(text)] == ["On cloue le matin tôt", "On ponce le soir tard"]


@pytest.mark.parametrize(("opening", "closing"), [("<< ", " >>"), ("<<", ">>"), ("''", "''")])
def test_marks_typed_with_two_signs_are_marks(opening, closing):
    text = f"{opening}On repart avec une chaise neuve{closing}, sourit Claude Pinson."
    assert said(text) == [("On repart avec une chaise neuve", "Claude Pinson")]
    quote = next(one for one in parse(Document(text)) if one.kind == "quote")
    assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("again", ["« ", "» "])
def test_a_mark_at_each_paragraph_goes_on_with_the_quotation(again):
    text = f"« On cloue le matin.\n\n{again}On ponce le soir, et on rit », sourit Claude Pinson."
    assert said(text) == [(f"On cloue le matin.\n\n{again}On ponce le soir, et on rit", "Claude Pinson")]


@pytest.mark.parametrize("text", ["Il court en 12'' et 30''.", "a << 2 puis b >> 3", "x <<< y >>> z"])
def test_seconds_and_shifts_are_no_marks(text):
    assert said(f"Claude Pinson compte. {text}") == []


def test_for_her_leads_to_who_is_in_view():
    text = "Claude Pinson, menuisière, a parlé bois. Pour elle, il faut « cesser d’acheter des meubles »."
    assert said(text) == [("cesser d’acheter des meubles", "Claude Pinson")]
