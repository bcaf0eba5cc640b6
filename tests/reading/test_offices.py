"""Who is meant by an office: who the article says to hold it then, or nobody."""

import pytest

from reading.document import Document
from reading.parsing import parse
from tests.reading.heard import attributed, person, words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Yann Guivarc'h, sociologue, a nuancé : « Les chiffres ne disent pas tout de la rue ». Le maire de Rennes a"
            " conclu : « Nous ferons quarante kilomètres de pistes avant 2030 ».",
            [person("Yann Guivarc'h"), words("Le maire de Rennes")],
        ),
        (
            "Odile Kerbrat, géographe, a ouvert la soirée.\n\n« La côte recule d’un mètre chaque année », a-t-elle"
            " expliqué.\n\n« Nous déplacerons le camping avant l’hiver », a répondu la préfète du Finistère.",
            [person("Odile Kerbrat"), words("la préfète du Finistère")],
        ),
        (
            "Sami Belkacem, apiculteur, a montré ses ruches. Le président de la chambre d’agriculture a ajouté :"
            " « Sans abeilles, pas de vergers dans ce pays ».",
            [words("Le président de la chambre d’agriculture")],
        ),
        (
            "Aude Picard, comédienne, a lu trois textes. « Ce budget sera voté en juin », a promis la ministre de la"
            " Culture.",
            [words("la ministre de la Culture")],
        ),
        (
            "Tom Ashworth, a baker, welcomed the crowd. “We will plant two hundred trees before spring,” said the mayor"
            " of Leeds.",
            [words("the mayor of Leeds")],
        ),
        (
            "Priya Nair, a historian, opened the evening. The director of the museum said: “Our doors will stay open on"
            " Sundays.”",
            [words("The director of the museum")],
        ),
    ],
)
def test_an_office_of_which_the_article_names_no_holder_stays_as_it_is_printed(text, wanted):
    assert attributed(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Anna Kervella, directrice du théâtre, et Nadia Simonet, directrice du musée, ont débattu.\n\n« Le public"
            " revient chaque soir », a souligné la directrice du théâtre.\n\n« Le musée reste gratuit le dimanche », a"
            " ajouté la directrice du musée.",
            [person("Anna Kervella"), person("Nadia Simonet")],
        ),
        (
            "Le président du club de voile, Marc Tanguy, et le président du comité des fêtes, Loïc Prigent, étaient là."
            " « Les bateaux sortent dès avril », annonce le président du club de voile. « Le bal aura lieu sous la"
            " halle », promet le président du comité des fêtes.",
            [person("Marc Tanguy"), person("Loïc Prigent")],
        ),
        (
            "Léa Morvan (maire de Plouzec) et Sonia Haddad (maire de Trévou) ont signé. La maire de Plouzec a déclaré :"
            " « Cette signature ouvre dix ans de travaux ».",
            [person("Léa Morvan")],
        ),
        (
            "Jane Holroyd, mayor of Leeds, met Ruth Carr, mayor of York. “The line will open in May,” said the mayor of"
            " Leeds. “Our station is ready for it,” said the mayor of York.",
            [person("Jane Holroyd"), person("Ruth Carr")],
        ),
    ],
)
def test_the_complement_tells_which_of_two_holds_an_office(text, wanted):
    assert attributed(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Jeanne Kerdoncuff, maire de Rennes, a salué la foule. « Nous planterons mille arbres cet hiver », a promis"
            " la maire.",
            [person("Jeanne Kerdoncuff")],
        ),
        (
            "Paul Ménard, président de l’association Vélo pour tous, était ravi. « Trois cents cyclistes sont venus »,"
            " se félicite le président de l’association.",
            [person("Paul Ménard")],
        ),
        (
            "Le directeur de l’hôpital, Yves Corre, accueillait le ministre. « Nous manquons de bras », a plaidé le"
            " directeur.",
            [person("Yves Corre")],
        ),
        (
            "M. le maire, Loïc Prigent, a parlé. « La route sera refaite cet été », a annoncé M. le maire.",
            [person("Loïc Prigent")],
        ),
        (
            "Ivan Petrov, director of the Harbour Trust, was delighted. “Three hundred people came by boat,” said the"
            " director.",
            [person("Ivan Petrov")],
        ),
    ],
)
def test_an_office_that_one_person_holds_names_that_person(text, wanted):
    assert attributed(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        # several hold it
        "Anna Kervella, directrice du théâtre, et Nadia Simonet, directrice du musée, ont débattu.\n\n« Le public"
        " revient chaque soir », a souligné la directrice.",
        "Jane Holroyd, mayor of Leeds, met Ruth Carr, mayor of York. “The line will open in May,” said the mayor.",
        # told without a complement
        "Jeanne Kerdoncuff, maire, a salué la foule. « Nous planterons mille arbres cet hiver », a promis la maire de"
        " Saint-Malo.",
        # another complement
        "Paul Ménard, président du club d’échecs, a souri. « Trois cents cyclistes sont venus », se félicite le"
        " président de la fédération cycliste.",
        # the other gender
        "Luc Ferrand, directeur du lycée, a présenté l’équipe. « Nos élèves ont beaucoup travaillé », a dit la"
        " directrice du lycée.",
        # an office of the past, or another's
        "Rémi Caradec, ancien maire de Brest, était au premier rang. « Le tramway ira jusqu’à la gare », a annoncé le"
        " maire.",
        "Élise Roudaut, adjointe au maire de Quimper, a accueilli le public. « Le parking fermera en mars », a annoncé"
        " la maire.",
        "Élise Roudaut, maire de Quimper, a accueilli le public. « Le parking fermera en mars », a annoncé l’adjointe à"
        " la maire.",
        "Dana Whitfield, former director of the library, sat there. “We open at nine on Mondays,” said the director.",
        "Omar Reid, deputy mayor of Hull, chaired the panel. “The ferry will run at night,” said the mayor.",
        # somebody else's name behind it
        "« Le chantier finira en mai, je m’y engage », a conclu le maire de Rennes, tandis que Claire Vidal"
        " applaudissait.",
        "Le maire de Rennes, que Claire Vidal avait invité, a conclu : « Le chantier finira en mai prochain ».",
        "The mayor of Leeds, who sat beside Tom Price, said: “The ferry will run at night from now on.”",
    ],
)
def test_an_office_that_nobody_or_several_or_another_may_hold_names_nobody(text):
    (found,) = attributed(text)
    assert found[1:] == (False, "to check")


@pytest.mark.parametrize(
    "told",
    [
        "Jean Roy, président du club jusqu’en 2020, est venu.",
        "Jean Roy, président du club de 2014 à 2020, est venu.",
        "Jean Roy, président du club entre 2014 et 2020, est venu.",
        "Jean Roy, président du club (2014-2020), est venu.",
        "Jean Roy (président du club, 2014-2020) est venu.",
        "Jean Roy fut président du club pendant dix ans.",
    ],
)
def test_an_office_that_is_over_is_held_no_more(told):
    assert attributed(f"{told} « La piscine rouvrira en mars », a dit le président.") == [words("le président")]


@pytest.mark.parametrize(
    "told",
    [
        "Jean Roy, président du club jusqu’en 2020, a passé la main à Luc Cozic.",
        "Jean Roy, président du club, a cédé son fauteuil à Luc Cozic.",
        "Jean Roy, président du club, a été remplacé par Luc Cozic.",
        "Jean Roy, président du club, est parti. Il a transmis le flambeau à Luc Cozic.",
        "Luc Cozic a succédé à Jean Roy, président du club.",
        "Luc Cozic remplace Jean Roy, président du club.",
        "Luc Cozic, qui a pris la suite de Jean Roy, président du club, est venu.",
    ],
)
def test_who_took_over_an_office_may_be_meant_and_who_left_it_is_not(told):
    assert attributed(f"{told} « La piscine rouvrira en mars », a dit le président.") == [
        ("Luc Cozic", True, "to check")
    ]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Tom Price, mayor of Hull until 2020, came.", "the mayor"),
        ("Tom Price, mayor of Hull from 2014 to 2020, came.", "the mayor"),
        ("Tom Price, mayor of Hull (2014–2020), came.", "the mayor"),
        ("Ruth Carr took over from Tom Price, mayor of Hull.", "Ruth Carr"),
        ("Tom Price, mayor of Hull, handed over to Ruth Carr.", "Ruth Carr"),
    ],
)
def test_an_english_office_that_is_over_is_held_no_more(told, name):
    (found,) = attributed(f"{told} “The ferry will run at night,” said the mayor.")
    assert (found[0], found[2]) == (name, "to check")


@pytest.mark.parametrize(
    "told",
    [
        "Jean Roy, président du club depuis 2014, est venu.",
        "Jean Roy, président du club, a succédé à Luc Cozic.",
        "Jean Roy, président du club, a succédé à Luc Cozic, président du club jusqu’en 2020.",
        "Jean Roy, président du club, a remplacé les bancs.",
        "Jean Roy, président du club, a passé la parole à Luc Cozic.",
    ],
)
def test_an_office_that_goes_on_is_held(told):
    assert attributed(f"{told} « La piscine rouvrira en mars », a dit le président.") == [person("Jean Roy")]


def test_who_is_told_by_somebody_else_s_office_is_not_its_holder():
    text = "Marc Tanguy, maire de Lannion, était absent. « Il regrette de ne pas être là », a dit l’épouse du maire."
    assert attributed(text)[0][:2] == ("l’épouse du maire", False)


def test_nobody_is_given_an_office_by_standing_near_it():
    text = (
        "Yann Guivarc'h, sociologue, a nuancé : « Les chiffres ne disent pas tout ». Le maire de Rennes a conclu :"
        " « Nous ferons quarante kilomètres de pistes avant 2030 »."
    )
    (speaker,) = [one for one in parse(Document(text)) if one.kind == "speaker"]
    assert (speaker.name, speaker.role) == ("Yann Guivarc'h", "sociologue")


def test_a_pronoun_after_an_office_without_a_name_stands_for_the_office():
    text = (
        "Yann Guivarc'h, sociologue, a ouvert la réunion. Le maire de Rennes a pris la parole. « Nous ferons quarante"
        " kilomètres de pistes », a-t-il promis."
    )
    assert attributed(text) == [words("Le maire de Rennes")]
