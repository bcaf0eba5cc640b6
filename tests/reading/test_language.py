"""In which language an article is, and each quote of it."""

import pytest

from reading.document import Document
from reading.formats import read
from reading.parsing import parse
from reading.parsing.language import language_of, spoken_in

ENGLISH = (
    "Riverside Open Day\n\nThe gates of the old mill opened at noon, and more than three hundred people came to see"
    " what the volunteers had done with it since last spring. “We wanted to give it back to the town,” said Ruth Carr,"
    " who has been there from the first day."
)
FRENCH = (
    "Portes ouvertes au moulin\n\nLes portes du vieux moulin se sont ouvertes à midi, et plus de trois cents personnes"
    " sont venues voir ce que les bénévoles en ont fait depuis le printemps. « Nous voulions le rendre à la ville », a"
    " déclaré Claire Vidal, qui est là depuis le premier jour."
)
SPANISH = (
    "Las puertas del viejo molino se abrieron al mediodía, y más de trescientas personas vinieron a ver lo que los"
    " vecinos han hecho con él desde la primavera. Es una de las obras que la gente quería para el pueblo."
)
GERMAN = (
    "Die Tore der alten Mühle wurden am Mittag geöffnet, und mehr als dreihundert Menschen sind gekommen, um zu sehen,"
    " was die Freiwilligen seit dem Frühling mit ihr gemacht haben. Es war ein schöner Tag für die Stadt."
)


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "und"), (GERMAN, "und")])
def test_a_pasted_text_is_read_in_its_own_language(text, language):
    assert read(text.encode()).language == language


@pytest.mark.parametrize("text", ["Ruth Carr", "Programme 2026", "#ville #forum @anneroy", "14 h 30 – 16 h"])
def test_a_few_words_tell_no_language(text):
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        ("fr", ENGLISH, "en"), ("en", FRENCH, "fr"), ("en-GB", ENGLISH, "en"), ("de", GERMAN, "de"),
        ("", ENGLISH, "en"),
        ("fr", "Ruth Carr, The Mill", "fr"), ("fr", FRENCH, "fr"),
    ],
)  # fmt: skip
def test_a_page_is_believed_unless_its_text_is_plainly_in_another_language(stated, text, language):
    body = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    page = f"<html lang='{stated}'><body><article>{body}</article></body></html>"
    assert read(page.encode(), name="a.html").language == language


def test_a_text_in_both_is_what_its_page_says():
    page = f"<html lang='fr'><body><article><p>{FRENCH}</p><p>{ENGLISH}</p></article></body></html>"
    assert read(page.encode(), name="a.html").language == "fr"


@pytest.mark.parametrize(
    ("text", "around", "language"),
    [
        ("We have to give it back to the town", "fr", "en"),
        ("Il faut que la ville nous le rende", "en", "fr"),
        ("The show must go on", "fr", "en"),
        ("Open data, open mind", "fr", "fr"),
        ("smart city", "fr", "fr"),
        ("Nous avons parlé du « design thinking » et du « bottom up »", "fr", "fr"),
        ("Les données sont un bien commun", "fr", "fr"),
        ("Vive la République", "en", "en"),
    ],
)
def test_a_quote_is_in_the_other_language_only_if_its_words_clearly_are(text, around, language):
    assert spoken_in(text, around) == language


def test_each_quote_says_its_own_language():
    text = FRENCH + "\n\n« We have to give it back to the town », a répété Ruth Carr."
    assert [one.language for one in parse(read(text.encode())) if one.kind == "quote"] == ["fr", "en"]
    assert [one.language for one in parse(Document(ENGLISH)) if one.kind == "quote"] == ["en"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“We plant trees,” said Ann Roy.", "en"),
        ("“Trees matter,” said Ann Roy.", "en"),
        ("Ann Roy spoke. “It works!” she said.", "en"),
        ("« On plante des arbres », dit Anne Roy.", "fr"),
        ("« Nous plantons », a dit Anne Roy.", "fr"),
    ],
)
def test_a_line_that_reports_speech_tells_its_language(text, language):
    assert language_of(text) == language
    (quote,) = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert quote.language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "“La Ville en paroles: the Assises du Climat, held in Annecy. “We need forty kilometres of lanes,” said"
            " Jean-Paul Le Bihan, maire d’Annecy, at the Maison des Associations de la Ville.",
            "en",
        ),
        (
            "The Fédération des Usagers de la Bicyclette and the Ligue de l’Enseignement showed “Le Bonheur est dans le"
            " pré” and « Les gens de la rue et ceux de la mer », to which the Comité des Fêtes had come in numbers.",
            "en",
        ),
        (
            "Anne Roy a présenté la London School of Economics and Political Science, “How to do things with words and"
            " what they do to us” et « The Right to the City », puis le public a posé des questions.",
            "fr",
        ),
    ],
)
def test_names_and_titles_of_the_other_language_do_not_count(text, language):
    assert language_of(text) == language


def test_a_quote_of_a_text_in_no_told_language_has_none():
    quotes = [one for one in parse(Document("« Kenavo d’an holl », Yann Cozic.")) if one.kind == "quote"]
    assert {one.language for one in quotes} <= {""}
