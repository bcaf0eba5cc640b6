"""Another subject between a name and the words: these are not certainly of whoever is named first."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN

ROE = "Sarah Plowright"


def quote(text):
    (found,) = [one for one in parse(Document(text)) if one.kind == "quote"]
    return found


@pytest.mark.parametrize("relative", ["pour qui", "selon qui", "d’après qui", "pour lequel", "aux yeux de qui"])
def test_words_behind_a_relative_are_of_whom_it_stands_for(relative):
    found = quote(f"Séverine Plouzennec remercie Paul Zuffi, {relative} « le casque compte les secondes ».")
    assert found.speaker in ("Paul Zuffi", None) and found.confidence < CERTAIN


@pytest.mark.parametrize("other", ["Zuffi", "the landlady", "her neighbour", "one of them", "our friend Paulo"])
def test_so_are_words_that_another_cuts_in_with(other):
    found = quote(f"{ROE} laughed, but {other} cut in: “The headset counts the seconds.”")
    assert found.speaker != ROE or found.confidence < CERTAIN


@pytest.mark.parametrize("led", ["Accueilli par", "Interrogé par", "Aux côtés de", "Devant", "Avec"])
@pytest.mark.parametrize("office", ["le ministre", "le préfet", "le directeur"])
def test_an_office_behind_a_name_that_is_no_subject_is_somebody_else_s(led, office):
    parsed = parse(Document(f"{led} Paul Zuffi, {office} a dit : « Le casque compte les secondes. »"))
    assert not any(one.kind == "quote" and one.speaker and one.confidence >= CERTAIN for one in parsed)
    assert not any(one.kind == "speaker" and one.role for one in parsed)


def test_an_apposition_of_who_speaks_is_theirs():
    found = quote("Paul Zuffi, le ministre, a dit : « Le casque compte les secondes. »")
    assert found.speaker == "Paul Zuffi" and found.confidence >= CERTAIN


@pytest.mark.parametrize("other", ["soigne un médecin", "parle de son médecin", "écoute un autre médecin"])
def test_one_more_of_an_office_may_be_who_speaks(other):
    found = quote(f"Paul Zuffi, médecin, {other}. « Le casque compte », a dit le médecin.")
    assert found.speaker is None or found.confidence < CERTAIN


@pytest.mark.parametrize("told", ["Paul Zuffi, médecin,", "Paul Zuffi, un médecin,", "Paul Zuffi est un médecin qui"])
def test_the_same_office_told_once_is_theirs(told):
    assert quote(f"{told} rit volontiers. « Le casque compte », a dit le médecin.").speaker == "Paul Zuffi"


def test_whoever_speaks_in_the_very_next_sentence_may_speak_before_it():
    opened = "Le professeur Carlos Zuffi est venu.\n\nDe nouveaux modèles s’inventent : la ville sera « {} ». "
    behind = "La clé change aussi, « le maire est parfois plus puissant qu’un ministre », ose le professeur Zuffi."
    words = "polycentrique, polymorphique, maillée"
    first, last = (one for one in parse(Document(opened.format(words) + behind)) if one.kind == "quote")
    assert (first.text, first.speaker) == (words, "Carlos Zuffi") and first.confidence < CERTAIN
    assert last.speaker == "Carlos Zuffi"
