"""Text that came in lines: what is read in it is whole, and still points into what came in."""

import pytest

from quotes.models import Quote
from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from reading.parsing.lines import unfold
from recaps.intake import add
from recaps.models import Recap, Span
from tests import builders as b

PDF = """Les sources de la Lergue

Cent vingt personnes sont venues ce samedi dans la halle, et toutes ont vou-
lu parler. « Cette eau n’appartient à per-
sonne, elle nous est prêtée », a rappelé Solange Dar-
rieux, hydrologue, avant de montrer une carte ancienne du
bassin. « Il faut peut-
être tout recompter », a reconnu Bastien Loiseau, qui

- 2 -

tient le registre des puits depuis dix ans au moins.
"""
MAIL = """Bonjour,

> Samedi dernier nous étions une trentaine autour de la grande table pour
> parler du four à pain. « On le rallumera dès le mois de mai, avec les
> enfants de l’école », a promis Solange Darrieux devant tout le monde.
>
> Un grand bravo ! #fouràpain — Bastien Loiseau (@bastienl) 12
> mars 2026

À bientôt
"""
VERSE = (
    "Le vent du soir\npasse sur l’eau\net s’en va\ndes peupliers\n\n« Restez avec nous ce soir », dit Solange Darrieux."
)


def read(text, kind="quote"):
    return [one for one in parse(Document(text)) if one.kind == kind]


def test_words_that_a_line_cuts_are_whole_again():
    assert [(one.text, one.speaker) for one in read(PDF)] == [
        ("Cette eau n’appartient à personne, elle nous est prêtée", "Solange Darrieux"),
        ("Il faut peut-être tout recompter", "Bastien Loiseau"),
    ]


def test_spans_point_into_what_came_in():
    assert [PDF[one.start : one.end] for one in read(PDF)] == [
        "Cette eau n’appartient à per-\nsonne, elle nous est prêtée",
        "Il faut peut-\nêtre tout recompter",
    ]
    assert [MAIL[one.start : one.end] for one in read(MAIL)] == [
        "On le rallumera dès le mois de mai, avec les\n> enfants de l’école"
    ]


def test_the_marks_of_a_mail_are_no_words():
    assert [(one.text, one.speaker) for one in read(MAIL)] == [
        ("On le rallumera dès le mois de mai, avec les enfants de l’école", "Solange Darrieux")
    ]
    assert [(one.text, one.handle, str(one.date)) for one in read(MAIL, "tweet")] == [
        ("Un grand bravo ! #fouràpain", "bastienl", "2026-03-12")
    ]


def test_nothing_that_a_line_cut_is_certain_or_verified():
    assert max(one.confidence for one in read(PDF)) < CERTAIN
    first = read(PDF)[0]
    for words in (first.text, PDF[first.start : first.end]):
        span = Span(recap=Recap(canonical=PDF), start=first.start, end=first.end, quote=Quote(text=words))
        assert not span.holds


def test_words_over_two_lines_that_cut_none_are_verified():
    text = "Il a dit : « La halle sera\nrouverte en mai »."
    span = Span(recap=Recap(canonical=text), start=13, end=42, quote=Quote(text="La halle sera rouverte en mai"))
    assert span.words == "La halle sera\nrouverte en mai"
    assert span.holds


@pytest.mark.parametrize(
    ("word", "whole"),
    [
        ("Saint-\nNazaire", "Saint-Nazaire"),
        ("a-t-\nelle", "a-t-elle"),
        ("vice-\nprésidente", "vice-présidente"),
        ("muni\u00ad\ncipale", "municipale"),
        ("muni-\ncipale", "municipale"),
    ],
)
def test_a_hyphen_of_its_own_stays(word, whole):
    text = (
        f"Il y avait là tous les gens du quartier de la halle et de la gare, qui\nvoulaient voir « la belle {word}"
        " que nous\nattendions depuis dix ans au moins », a dit Solange Darrieux, et tout cela\nfinit tard."
    )
    assert [one.text for one in read(text)] == [f"la belle {whole} que nous attendions depuis dix ans au moins"]


@pytest.mark.parametrize("text", [VERSE, "Un deux\n> trois\nquatre", "- un\n- deux\n- trois", ""])
def test_lines_that_are_the_authors_stay(text):
    assert unfold(Document(text)).document.text == text


@pytest.mark.django_db
def test_a_proposal_holds_the_words_that_a_line_cut():
    recap, _ = add(Document(PDF, language="fr"), pasted=PDF.encode(), by=b.user())
    words = [one.fields.get("text") for one in recap.proposals.filter(kind="quote")]
    assert words == ["Cette eau n’appartient à personne, elle nous est prêtée", "Il faut peut-être tout recompter"]
