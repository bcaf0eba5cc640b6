"""An article’s own words inside the marks are left out of what is said; the span stays whole."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.incises import without

OPENING = "Claire Vidal, typographe, a ouvert la journée devant la salle.\n\n"


def said(text):
    """(words, what was left out of them, speaker) of the one quote in `text`."""
    (quote,) = [one for one in parse(Document(OPENING + text)) if one.kind == "quote"]
    assert (OPENING + text)[quote.start : quote.end] == text[2:].partition(" »")[0]
    return quote.text, [(OPENING + text)[start:end] for start, end in quote.cuts], quote.speaker


@pytest.mark.parametrize(
    ("text", "words", "cuts"),
    [
        ("« Nous avons, explique Claire Vidal, tenu bon ».", "Nous avons […] tenu bon", [", explique Claire Vidal,"]),
        ("« Nous avons, a-t-elle dit, tenu bon ».", "Nous avons […] tenu bon", [", a-t-elle dit,"]),
        ("« Nous avons – raconte Claire Vidal – tenu bon ».", "Nous avons […] tenu bon", ["– raconte Claire Vidal –"]),
        (
            "« Nous avons, dit Mme Claire Vidal, maire de Brest, tenu bon ».",
            "Nous avons […] tenu bon",
            [", dit Mme Claire Vidal, maire de Brest,"],
        ),
        (
            "« Nous avons, dit la typographe, Claire Vidal, tenu bon ».",
            "Nous avons […] tenu bon",
            [", dit la typographe, Claire Vidal,"],
        ),
        (
            "« Nous avons tenu bon, dit Claire Vidal. Et la roue tourne. »",
            "Nous avons tenu bon […]. Et la roue tourne.",
            [", dit Claire Vidal"],
        ),
        (
            "« Vraiment ? demande Claire Vidal. Nous verrons bien. »",
            "Vraiment ? […] Nous verrons bien.",
            ["demande Claire Vidal."],
        ),
        (
            "« Nous avons, a-t-elle dit, tenu bon, et, ajoute-t-elle, la roue tourne ».",
            "Nous avons […] tenu bon, et […] la roue tourne",
            [", a-t-elle dit,", ", ajoute-t-elle,"],
        ),
        ("« Nous avons tenu bon, dit Claire Vidal ».", "Nous avons tenu bon", [", dit Claire Vidal"]),
    ],
)
def test_an_incise_is_left_out_with_the_marks_around_it(text, words, cuts):
    assert said(text) == (words, cuts, "Claire Vidal")


@pytest.mark.parametrize(
    "words",
    [
        "Nous avons tenu bon cette année, malgré la pluie, dans la vallée",
        "Nous avons tenu, m’a dit Paul Roy, grâce à la pluie",  # words of who speaks, told after the marks
    ],
)
def test_what_is_no_incise_stays(words):
    assert said(f"« {words} », explique Claire Vidal.") == (words, [], "Claire Vidal")


def test_places_of_incises_are_those_of_what_came_in():
    lines = (
        "> Claire Vidal, typographe, a ouvert la journée devant la salle réunie\n"
        "> dans le fournil du moulin, et elle a parlé longuement. « Nous avons,\n"
        "> explique Claire Vidal, tenu bon cette année encore, malgré la pluie et\n"
        "> le vent qui ont tout emporté dans la vallée ».\n"
    )
    (quote,) = [one for one in parse(Document(lines)) if one.kind == "quote"]
    assert quote.text.startswith("Nous avons […] tenu bon cette année encore, malgré la pluie et le vent")
    assert [lines[start:end] for start, end in quote.cuts] == [",\n> explique Claire Vidal,"]


def test_words_are_joined_by_what_was_left_out():
    text = "Oui,dit-il,non."
    assert without(text, 0, len(text), [(3, 11)]) == "Oui […] non."
    assert without(text, 0, len(text), []) == text
