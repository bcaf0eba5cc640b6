"""Whoever stands beside the words spoke, and nobody else by default."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN


def said(text):
    """[(speaker, attribution)] of each quote, in order."""
    return [(one.speaker, one.attribution) for one in parse(Document(text)) if one.kind == "quote"]


def certain(text):
    return [one.speaker or one.attribution for one in parse(Document(text)) if getattr(one, "speaker", 0) != 0
            and one.kind == "quote" and one.confidence >= CERTAIN]  # fmt: skip


def people(text):
    return [one.name for one in parse(Document(text)) if one.kind == "speaker"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Odile Marchal, élue, a ouvert le bal.\n\n« On a dansé jusqu’à minuit sur la place », confie Bastien.",
            "Bastien",
        ),
        ("« Je n’avais jamais vu autant de lanternes ici », s’exclame Inès.", "Inès"),
        ("« Trop bien ! », lance Noé.", "Noé"),
        ("Selon Le Télégramme, tout est prêt. « Les barques sortiront à l’aube ce dimanche », promet Hugo.", "Hugo"),
    ],
)
def test_a_given_name_beside_the_verb_is_who_spoke(text, wanted):
    assert said(text)[-1] == (wanted, "")
    assert wanted in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Odile Marchal, potière, a montré ses fours.\n\nOn hésite. « On tourne ou on moule ? Ma foi, on verra bien ».",
        "Odile Marchal a fermé la séance.\n\nLa règle dit ceci. « Nul ne sort avant que la cloche ait sonné ».",
        "Odile Marchal est venue.\n\nElle est repartie.\n\nPuis la pluie. « Personne ici ne ferme sa porte à clé ».",
    ],
)
def test_nobody_of_an_earlier_paragraph_speaks_by_default(text):
    assert [speaker for speaker, _ in said(text)] in ([None], [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Odile Marchal a parlé. Elle a tout de suite ajouté : « Les fours restent allumés tout l’hiver ».",
            "Odile Marchal",
        ),
        ("Odile Marchal a tout de même lâché : « Les fours restent allumés tout l’hiver ».", "Odile Marchal"),
        ("Odile Marchal a pris le pot et a murmuré : « Les fours restent allumés tout l’hiver ».", "Odile Marchal"),
        ("« Les fours restent allumés, raconte Odile Marchal. On ne les éteint qu’en août ».", "Odile Marchal"),
    ],
)
def test_small_words_do_not_part_a_verb_from_its_subject(text, speaker):
    assert said(text) == [(speaker, "")]


@pytest.mark.parametrize(
    "text",
    [
        "Yves Marchal, potier, tourne. Sa presque jumelle sourit : « Et moi, je casse tout ce qu’il fait ».",
        "La lettre tient sur une page et a crié : « Les fours restent allumés tout l’hiver ».",
    ],
)
def test_a_thing_or_somebodys_kin_is_nobody_for_certain(text):
    assert certain(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The fair was opened by Deputy Museum Director Keziah Holt. “We rebuilt it in nine weeks,” said Holt.",
            "Keziah Holt",
        ),
        ("Imran McSefton, a weaver, smiled. “The loom is older than the town hall,” said McSefton.", "Imran McSefton"),
        ("Ottoline vanDoorn, a cooper, said: “The barrels will be ready before the first frost.”", "Ottoline vanDoorn"),
        (
            "Its treasurer, Philippa Okonjo-Reed, rose. “The roof is paid for, all of it,” she said.",
            "Philippa Okonjo-Reed",
        ),
        (
            "“The roof is paid for, all of it,” Philippa Okonjo-Reed, the treasurer, told the room.",
            "Philippa Okonjo-Reed",
        ),
    ],
)
def test_english_offices_and_inner_capitals_lead_to_names(text, speaker):
    assert said(text) == [(speaker, "")]


@pytest.mark.parametrize(
    "text", ["Odile Marchal\nLe four est chaud.", "Le bal\nOdile Marchal\nUn soir de mai, on dansa."]
)
def test_a_name_ends_with_its_line(text):
    assert "Odile Marchal Le" not in people(f"{text}\n« Venez donc danser avec nous », dit Odile Marchal.")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Le bourg a 640 habitants et 12 % de jardins.", []),
        ("Il y avait 250 personnes sous 30 lampions.", []),
        ("Selon l’Insee, 12 % des logements sont vides.", ["12 %"]),
        ("L’étude de la région compte 4 300 puits.", ["4 300 puits"]),
        ("The report counts 900 wells.", ["900 wells"]),
    ],
)
def test_a_bare_number_is_no_reference(text, figures):
    assert [one.label for one in parse(Document(text)) if one.kind == "reference"] == figures


@pytest.mark.parametrize(
    ("below", "speaker"),
    [
        ("Dix cartes au mur. « Les puits ont été bouchés un à un pendant la guerre. »", "Odile Marchal"),
        ("Dix cartes.\n\nUn silence. « Les puits ont été bouchés un à un pendant la guerre. »", "Odile Marchal"),
        ("On écoute Yves Toussard.\n\n« Les puits ont été bouchés un à un pendant la guerre. »", "Yves Toussard"),
    ],
)
def test_the_one_person_of_a_talk_may_be_who_speaks_in_it(below, speaker):
    text = f"Les puits du bourg\n\nUn soir d’avril, il a plu.\n\nLire une carte, par Odile Marchal\n\n{below}"
    quotes = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert [one.speaker for one in quotes] == [speaker]
    assert all(one.confidence < CERTAIN for one in quotes)


@pytest.mark.parametrize(
    "before",
    [
        "Odile Marchal a raconté ses débuts :",
        "Odile Marchal, potière, avait le mot de la fin et l’a dit :",
        "Odile Marchal répond :",
    ],
)
def test_a_colon_leads_over_the_end_of_a_paragraph(before):
    text = f"Yves Toussard écoute.\n\n{before}\n\n« Les fours restent allumés tout l’hiver. »"
    assert said(text) == [("Odile Marchal", "")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le stand de l’association Couture pour toutes était plein.", "Couture pour toutes"),
        ("On s’est vus à la Maison des lavoirs de Dol.", "Maison des lavoirs de Dol"),
        ("Le collectif Potagers en ville tenait la buvette.", "Potagers en ville"),
    ],
)
def test_an_organisation_keeps_its_whole_name(text, name):
    assert [one.name for one in parse(Document(f"Un bal\n\n{text}")) if one.kind == "organization"] == [name]


def test_she_and_the_archivist_are_whose_talk_it_is_to_be_checked():
    text = (
        "Journée du lin\n\nFilons ensemble, par Rose Dumont\n\nLa conservatrice est partie d’un carton de bobines.\n\n"
        "« Je commence toujours par les voisins », explique-t-elle.\n\nTissons, par Yanis Morel\n\nOn a tissé."
    )
    (one,) = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert (one.speaker, one.confidence < CERTAIN) == ("Rose Dumont", True)


def test_whoever_closes_the_day_by_saying_speaks():
    text = "Rose Dumont a conclu la journée en invitant chacun à filer : « Le lin nous attend tous dans la plaine »."
    (one,) = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert one.speaker == "Rose Dumont"
