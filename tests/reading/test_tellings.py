"""What an article prints beside a full name, and whom that tells apart."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN


def speakers(text):
    return {one.name: one for one in parse(Document(text)) if one.kind == "speaker"}


def confidences(text):
    return [one.confidence for one in parse(Document(text)) if one.kind == "quote"]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Henri Jourdain, luthier, a parlé.", "Henri Jourdain", ("luthier",)),
        ("Yann Cozic, de Greenpeace, a parlé.", "Yann Cozic", ("de Greenpeace",)),
        ("Jean Martin fils a parlé.", "Jean Martin", ("fils",)),
        ("Anne Roy (brasseuse) a parlé.", "Anne Roy", ("brasseuse",)),
        ("La brasseuse Anne Roy a parlé.", "Anne Roy", ("brasseuse",)),
        ("Le professeur Henri Jourdain a parlé.", "Henri Jourdain", ("professeur",)),
        ("Odile Kerbrat, tailleuse de pierre à Dol, a parlé.", "Odile Kerbrat", ("tailleuse de pierre à Dol",)),
        ("Luc Cozic, 34 ans, facteur d’orgues, a parlé.", "Luc Cozic", ("facteur d’orgues",)),
        ("Léa Dol, du collectif Vélo pour tous, a parlé.", "Léa Dol", ("du collectif Vélo pour tous",)),
        ("Paul Verdier (CNRS) a parlé.", "Paul Verdier", ("CNRS",)),
        ("Jean Roy, maire de Dol jusqu’en 2020, a parlé.", "Jean Roy", ("maire de Dol jusqu’en 2020",)),
        ("Tom Ashworth, a potter, spoke to the crowd.", "Tom Ashworth", ("a potter",)),
        ("Ruth Carr (brewer) spoke to the crowd.", "Ruth Carr", ("brewer",)),
        ("Jane Holroyd, from the Harbour Trust, spoke to the crowd.", "Jane Holroyd", ("from the Harbour Trust",)),
        (
            "Henri Jourdain, maire de Brest, a parlé. Puis Henri Jourdain, chercheur en histoire, a parlé. Henri"
            " Jourdain, maire de Brest, a conclu.",
            "Henri Jourdain",
            ("maire de Brest", "chercheur en histoire"),
        ),
    ],
)
def test_each_apposition_to_a_full_name_is_told_once_as_it_is_printed(text, name, told):
    assert speakers(text)[name].told == told


def test_what_is_told_of_one_is_not_told_of_who_is_joined_to_them():
    found = speakers("Anne Roy, responsable du chantier et Paul Verdier ont parlé. Léa Dol, les bras ouverts, a parlé.")
    assert [one.told for one in found.values()] == [("responsable du chantier",), (), ()]
    assert found["Paul Verdier"].role == ""


@pytest.mark.parametrize(
    "text",
    [
        "Anne Roy, ravie, a parlé.",
        "Anne Roy, hier, a parlé.",
        "Anne Roy, née à Vitré, a parlé.",
        "Anne Roy, lors de la soirée, a parlé.",
        "Anne Roy, qui tient le bar, a parlé.",
        "Anne Roy, de Brest, a parlé.",
        "Anne Roy, de Plouzec, a parlé. On est venu à Plouzec de loin.",
        "Anne Roy, à Vannes, a parlé.",
        "Anne Roy, le 12 mars, a parlé.",
        "Anne Roy, heureuse de voir du monde, a parlé.",
        "Anne Roy, une guitare à la main, a parlé.",
        "Anne Roy, applaudie par la salle, a parlé.",
        "Anne Roy (à droite) a parlé.",
        "Anne Roy (photo) a parlé.",
        "Ruth Carr, yesterday, spoke to the crowd.",
        "Ruth Carr, however, spoke to the crowd.",
        "Ruth Carr, smiling broadly, spoke to the crowd.",
        "Ruth Carr, from Leeds, spoke to the crowd.",
    ],
)
def test_how_when_and_where_somebody_is_tells_nothing_of_who_that_is(text):
    (found,) = speakers(text).values()
    assert found.told == ()


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mme Dominique Roy a parlé.", "f"),
        ("M. Dominique Roy a parlé.", "m"),
        ("Mme la maire, Dominique Roy, a parlé.", "f"),
        ("La maire de Dol, Dominique Roy, a parlé.", "f"),
        ("Dominique Roy, directrice du port, a parlé.", "f"),
        ("Dominique Roy, directeur du port, a parlé.", "m"),
        ("Mme Dominique Roy, directeur du port, a parlé.", "f"),
        ("Dominique Roy (brasseuse) a parlé.", "f"),
        ("Mr Dominique Roy spoke to the crowd.", "m"),
        ("Ms Dominique Roy spoke to the crowd.", "f"),
        ("Dominique Roy, maire de Dol, a parlé.", "x"),
        ("Dominique Roy, directrice du port, a parlé. Dominique Roy, directeur du musée, a parlé.", "x"),
        ("Marie Cozic a parlé.", "x"),
        ("Ruth Carr spoke to the crowd.", "x"),
    ],
)
def test_a_civility_or_an_office_tells_a_gender_and_a_given_name_does_not(text, gender):
    (found,) = speakers(text).values()
    assert found.gender == gender


@pytest.mark.parametrize(
    "text",
    [
        "Henri Jourdain, maire de Brest, est là. « Le port restera ouvert », dit Henri Jourdain, chercheur à Dol.",
        "Henri Jourdain, maire de Brest, est là. « Le port restera ouvert », dit Henri Jourdain, maire de Vannes.",
        "Henri Jourdain, luthier, est là. « Le port restera ouvert », dit Henri Jourdain, brasseur.",
        "Jean Martin père est là. « Le port restera ouvert », dit Jean Martin fils.",
        "Tom Price, mayor of Hull, was there. “The port will stay open,” said Tom Price, a potter.",
    ],
)
def test_the_words_of_a_name_with_two_offices_are_not_certain(text):
    assert [confidence < CERTAIN for confidence in confidences(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Henri Jourdain, maire de Brest, est là. « Le port restera ouvert », dit Henri Jourdain, maire.",
        "Henri Jourdain, maire, est là. « Le port restera ouvert », dit Henri Jourdain, maire de Brest.",
        "Henri Jourdain, maire de Brest et président du port, est là. « Le port restera ouvert », dit Henri Jourdain,"
        " président du port.",
        "Henri Jourdain, luthier, est là. « Le port restera ouvert », dit Henri Jourdain, luthier à Dol.",
        "Henri Jourdain, luthier, est là. « Le port restera ouvert », dit Henri Jourdain, de Greenpeace.",
    ],
)
def test_one_office_told_twice_leaves_the_words_certain(text):
    assert [confidence >= CERTAIN for confidence in confidences(text)] == [True]
