"""What somebody said on another day is found, and nobody was heard to say it there."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from tests.reading.heard import said

FRENCH = "Rose Dumont, maire de Valbourg, et Marc Delorme, adjoint, ont pris la parole.\n\n"
ENGLISH = "Rose Dumont, mayor of Oslo, and Tom Hill, a journalist, spoke first.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "En 1998 déjà, Rose Dumont disait : « {} ».",
        "« {} », disait déjà Rose Dumont en 1998.",
        "« {} », disait Rose Dumont il y a dix ans.",
        "« {} », a dit Rose Dumont la veille.",
        "La veille, Rose Dumont déclarait : « {} ».",
        "La veille, sur France Inter, Rose Dumont déclarait : « {} ».",
        "L’an dernier, Rose Dumont, alors ministre, promettait : « {} ».",
        "Il y a deux mois, Rose Dumont déclarait : « {} ».",
        "Trois jours plus tôt, Rose Dumont déclarait : « {} ».",
        "Lors de la précédente édition, Rose Dumont déclarait : « {} ».",
        "Rose Dumont avait prévenu : « {} ».",
        "« {} », avait confié Rose Dumont au Télégramme.",
        "« {} », avait-elle confié. Rose Dumont était alors ministre.",
        "Rose Dumont (1921-2003) disait : « {} ».",
        "Rose Dumont, morte en 2003, disait : « {} ».",
        "La regrettée Rose Dumont disait : « {} ».",
        "Rose Dumont s’est excusée d’avoir dit : « {} ».",
        "Rose Dumont raconte avoir répondu : « {} ».",
        "Dans une première version de cet article, Rose Dumont dit : « {} ».",
        "« {} », disait toujours Rose Dumont.",
        "« {} », plaisantait souvent Rose Dumont.",
        "Rose Dumont disait autrefois : « {} ».",
        "En 2008, c’est Rose Dumont qui disait : « {} ».",
        "Sur X, Rose Dumont a réagi : « {} ».",
        "Dans les colonnes du Télégramme, Rose Dumont assure : « {} ».",
        "C’était en 2008. Rose Dumont disait : « {} ».",
        "C’était il y a dix ans. La salle était comble. Rose Dumont déclarait : « {} ».",
        "Nous sommes en 1987. « {} », lance Rose Dumont.",
        "Devant le tribunal, l’an passé, Rose Dumont a déclaré : « {} ».",
        "Rose Dumont a toujours dit : « {} ».",
        "« {} », a toujours dit Rose Dumont.",
        "Rose Dumont aime à répéter : « {} ».",
    ],
)
def test_words_of_another_day_are_to_be_checked(sentence):
    (told, is_certain), *others = said(FRENCH + sentence.format("Nous renonçons enfin au tram"))
    assert (told, is_certain, others) == ("Rose Dumont", False, [])


@pytest.mark.parametrize(
    "sentence",
    [
        "Back in 1987, Rose Dumont said: “{}.”",
        "“{},” said Rose Dumont in 1987.",
        "Last year Rose Dumont told the BBC: “{}.”",
        "The day before, Rose Dumont said on the radio: “{}.”",
        "Rose Dumont had told the council: “{}.”",
        "“{},” Rose Dumont said ten years ago.",
        "“{},” Rose Dumont once said.",
        "In 2008, it was Rose Dumont who said: “{}.”",
        "The late Rose Dumont said: “{}.”",
        "It was 1987. Rose Dumont said: “{}.”",
        "That was ten years ago. Rose Dumont told the council: “{}.”",
        "“{},” Rose Dumont has always said.",
        "“{},” Rose Dumont famously said.",
        "Rose Dumont likes to say: “{}.”",
    ],
)
def test_so_they_are_in_english(sentence):
    assert said(ENGLISH + sentence.format("We give up on trams now")) == [("Rose Dumont", False)]


@pytest.mark.parametrize(
    "sentence",
    ["Rose Dumont had to say: “{}.”", "“{},” Rose Dumont said once more.", "Rose Dumont at once said: “{}.”"],
)
def test_what_had_to_be_said_was_said_that_day(sentence):
    assert said(ENGLISH + sentence.format("We give up on trams now")) == [("Rose Dumont", True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Née en 1950, Rose Dumont raconte : « {} ».",
        "Maire depuis 2014, Rose Dumont raconte : « {} ».",
        "Rose Dumont se souvient de son arrivée en 1998 : « {} ».",
        "Rose Dumont explique avoir fondé le club il y a dix ans : « {} ».",
        "Rose Dumont, qui a fondé le club en 1998, raconte : « {} ».",
        "« {} », a raconté Rose Dumont, arrivée à Valbourg l’an dernier.",
        "« {} », a dit Rose Dumont samedi.",
        "« {} », répète toujours Rose Dumont.",
        "« {} », lui expliquait Rose Dumont.",
        "Après avoir remercié la salle, Rose Dumont a dit : « {} ».",
        "Il y a dix ans, tout a changé, raconte Rose Dumont : « {} ».",
        "Rose Dumont, dont le mari est mort en 2003, a dit : « {} ».",
        "Rose Dumont a évoqué sa mère, morte en 2003, et a dit : « {} ».",
        "Devant la statue de Victor Hugo (1802-1885), Rose Dumont a dit : « {} ».",
        "« {} », a dit Rose Dumont à propos de Victor Hugo (1802-1885).",
        "La halle a ouvert en 2008. C’était en 2008 une belle idée, explique Rose Dumont : « {} ».",
        "C’était sa première réunion. Rose Dumont a dit : « {} ».",
        "Le tram a fermé en 2008. Rose Dumont a dit : « {} ».",
    ],
)
def test_another_day_of_something_else_takes_nothing_from_what_was_said(sentence):
    assert said(FRENCH + sentence.format("Nous renonçons enfin au tram")) == [("Rose Dumont", True)]


def test_who_is_heard_on_another_day_alone_was_not_there_for_certain():
    found = parse(
        Document("La fête a eu lieu.\n\nEn 1998 déjà, Rose Dumont disait : « Nous renonçons enfin au tram ».")
    )
    told = {one.kind: one for one in found if one.kind in ("quote", "speaker")}
    assert told["quote"].rule == "another-day"
    assert max(one.confidence for one in told.values()) < CERTAIN


OF_2015 = (
    "Forum des Haies 2015\n\nLe Forum des Haies a eu lieu le 8 juillet 2015 à Lyon. Rose Dumont, maire, écoute.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "is_certain"),
    [
        ("En 2015, Rose Dumont a dit : « {} ».", True),
        ("C’était en 2015. Rose Dumont a dit : « {} ».", True),
        ("En 2008, Rose Dumont a dit : « {} ».", False),
        ("C’était en 2008. Rose Dumont a dit : « {} ».", False),
        ("C’était en 2008. Aujourd’hui, Rose Dumont dit : « {} ».", True),
    ],
)
def test_the_year_of_the_event_is_no_other(sentence, is_certain):
    assert said(OF_2015 + sentence.format("Nous renonçons enfin au tram")) == [("Rose Dumont", is_certain)]


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH}Rose Dumont a confié à un journal agricole en 1998 : « Le tram ne passera jamais ici ».",
        f"{ENGLISH}Rose Dumont told a trade magazine in 1998 that “trams will never come here again”.",
        f"{ENGLISH}Tom Hill told reporters two years ago: “Trams will never come here again.”",
    ],
)
def test_nor_is_what_somebody_was_told_then(text):
    assert [is_certain for _, is_certain in said(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH}Rose Dumont a répondu à la salle : « Le tram né en 1998 ne passera jamais ici ».",
        f"{ENGLISH}Tom Hill told the hall, rebuilt in 1998: “Trams will never come here again.”",
    ],
)
def test_whom_it_is_told_to_may_have_a_year(text):
    assert [is_certain for _, is_certain in said(text)] == [True]
