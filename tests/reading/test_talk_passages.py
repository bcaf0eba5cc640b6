"""How far a talk goes: words are not put into the talk of somebody else."""

import pytest

from reading.document import Document, Mark
from reading.formats import read
from reading.parsing import parse


def talks_of_quotes(text, marks=()):
    """[(first words, the people of the talk in whose passage they stand, or None)] of each quote."""
    found = parse(Document(text, marks=marks))
    talks = [one for one in found if one.kind == "talk"]
    return [
        (one.text.split()[0], next((talk.speakers for talk in talks if talk.start <= one.start < talk.until), None))
        for one in found
        if one.kind == "quote"
    ]


def test_words_before_the_first_talk_stand_in_none():
    text = (
        "Forum des Jardins 2026\n\n« Bienvenue à tous dans ce jardin », a lancé Paul Verdier.\n\nClaire Vidal est"
        " intervenue ensuite. « Semer demande de la patience », a expliqué Claire Vidal."
    )
    assert talks_of_quotes(text) == [("Bienvenue", None), ("Semer", ("Claire Vidal",))]


@pytest.mark.parametrize(
    "after",
    [
        "« Rendez-vous l’an prochain au même endroit », a lancé Paul Verdier.",
        "Le maire de Rennes a conclu : « Nous ferons quarante kilomètres de pistes ».",
        "Paul Verdier, au bar, s’est confié. « J’ai servi trois cents cafés ce matin », raconte-t-il.",
    ],
)
def test_the_talk_of_one_person_ends_where_another_speaks(after):
    text = (
        "Forum des Jardins 2026\n\nClaire Vidal est intervenue ensuite. « Semer demande de la patience », a expliqué"
        f" Claire Vidal.\n\n{after}"
    )
    first, second = talks_of_quotes(text)
    assert first == ("Semer", ("Claire Vidal",))
    assert second[1] is None


@pytest.mark.parametrize("heading", ["Autour du buffet", "Prochain rendez-vous", "Ils ont aimé"])
def test_a_heading_that_announces_no_talk_ends_the_one_before(heading):
    text = (
        "Forum des Jardins 2026\n\nSemer, par Claire Vidal\n\n« Semer demande de la patience », a-t-elle expliqué.\n\n"
        f"{heading}\n\n« Le cidre était bon cette année », a souri Claire Vidal."
    )
    assert talks_of_quotes(text) == [("Semer", ("Claire Vidal",)), ("Le", None)]


def test_a_lower_heading_stands_inside_the_talk():
    lines = ["Forum des Jardins", "Semer, par Claire Vidal", "Le geste", "« Semer demande du temps », dit-elle."]
    text = "\n\n".join(lines)
    marks = tuple(
        Mark("heading", text.index(line), text.index(line) + len(line), level)
        for line, level in zip(lines, "123", strict=False)
    )
    assert talks_of_quotes(text, marks) == [("Semer", ("Claire Vidal",))]


def test_a_round_table_goes_on_while_its_people_speak():
    text = (
        "Forum des Jardins 2026\n\nLe public était nombreux.\n\nAprès le repas, une table ronde a réuni Claire Vidal et"
        " Paul Verdier.\n\n« Semer demande de la patience », a expliqué Claire Vidal.\n\n« Et de la pluie », a ajouté"
        " Paul Verdier."
    )
    assert [talk for _, talk in talks_of_quotes(text)] == [("Claire Vidal", "Paul Verdier")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Le soir\n\nLe maire de Rennes a conclu la soirée, ouverte par Claire Vidal. « Merci », dit Claire Vidal.",
        "Le soir\n\nLa préfète a ouvert la séance en saluant Claire Vidal. « Merci à vous tous », dit Claire Vidal.",
    ],
)
def test_a_talk_that_an_office_opens_or_closes_is_not_of_who_stands_near(text):
    assert [one.speakers for one in parse(Document(text)) if one.kind == "talk"] == []


@pytest.mark.parametrize(
    "text",
    [
        "La séance est levée à 21 h 47.\n\nLa secrétaire de séance, Aurélie Mansart\n\nLe maire, Roland Péchavy\n",
        "# Honorine Bastelica, directrice du théâtre\n\n« Venez nombreux », dit Honorine Bastelica.\n",
        "La séance est ouverte.\n\n« On paie », dit Anne Roy.\n\nMme Vidal invite chacun à revenir au débat.\n",
    ],
)
def test_who_somebody_is_announces_no_talk(text):
    document = read(text.encode(), name="a.md" if text.startswith("#") else "a.txt")
    assert [one.title for one in parse(document) if one.kind == "talk"] == []


def test_a_number_in_an_account_is_no_reference():
    text = "Bilan : 14 km de pistes en quatre ans. Selon une étude, 31 % des habitants marchent."
    assert [one.label for one in parse(Document(text)) if one.kind == "reference"] == ["31 %"]
