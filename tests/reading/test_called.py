"""Whom a noun, a pronoun or a shared name stands for, to be checked: « l’interprète », “the restorer”, « Roy »."""

import pytest

from reading.document import Document
from reading.parsing import parse
from tests.reading.heard import said

TO_CHECK = False
WORDS = "La terre ne ment pas à celui qui l’écoute"


def last_said(text):
    return said(text)[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # beside the name stands a noun that no list has
        (
            "Anne Roy, comédienne, et Luc Astier, interprète, étaient là.\n\nL’interprète a ri : « Le public est venu"
            " nombreux ce soir. »",
            "Luc Astier",
        ),
        (
            "Restorer Hattie Lowndes has spent three winters here. “The teeth are apple wood, nothing else is quiet,”"
            " the restorer explained.",
            "Hattie Lowndes",
        ),
        (
            "Deux invités, Anne Roy, hydrologue, et Luc Astier, céréalier, ont parlé. Anne Roy a dessiné la nappe.\n\n"
            "Le céréalier a pris la craie. « Ça, c’est mon forage, et je le ferme en juin », a-t-il annoncé.",
            "Luc Astier",
        ),
        # one noun behind another
        (
            "Anne Roy travaille sur les tourbières. Cette écologue a montré une carotte. « Chaque centimètre raconte"
            " dix ans », explique la scientifique.\n\nInterrogée sur le drainage, la chercheuse a répondu : « On a tout"
            " asséché en vingt ans. »",
            "Anne Roy",
        ),
        # what somebody was once, and another trade of the only one whom the paragraph names
        (
            "Jeanne Roy a soigné trois générations. L’ancienne infirmière racontait ses tournées. « On entrait sans"
            " frapper, la soupe était prête », dit-elle.",
            "Jeanne Roy",
        ),
        (
            "Anne Roy, neurologue à l’hôpital, est venue. La médecin a souri. « L’alcool vous endort à onze heures et"
            " vous réveille à trois », dit-elle.",
            "Anne Roy",
        ),
        # an office that is told of nothing, or was told to be new
        (
            "Anne Roy, présidente, était là.\n\nLes élus ont voté.\n\n« Personne ne leur a posé la question"
            " autrement », a ironisé la présidente du collectif.",
            "Anne Roy",
        ),
        # an office that a verb tells
        (
            "Le jury, présidé par l’écrivaine Anne Roy, a voté. Le prix est allé à Luc Astier.\n\nLa présidente du jury"
            f" l’a repris. « {WORDS} », a-t-elle corrigé.",
            "Anne Roy",
        ),
        (
            "Gwen Roe has edited the paper since March. A woman near the door stood up.\n\n“And we pay for it in"
            " letters, madam,” the editor of the paper replied.",
            "Gwen Roe",
        ),
        # letters or a possessive stand before what somebody is
        (
            "GP Farida Noor faced her patients. The doctor used no slides. “You have eleven minutes, use nine of them,”"
            " she said.",
            "Farida Noor",
        ),
        # behind a verb that no list has
        (
            "Anne Roy rentre du pôle. « La première semaine, on compte les manchots », commence la glaciologue.",
            "Anne Roy",
        ),
    ],
)
def test_a_noun_leads_to_whom_the_article_tells_to_be_that(text, speaker):
    assert last_said(text) == (speaker, TO_CHECK)


@pytest.mark.parametrize(
    "text",
    [
        # somebody else was led in by it
        f"Anne Roy est venue avec une mareyeuse. « {WORDS} », a dit la mareyeuse.",
        # it is told of something with another name
        f"Anne Roy, maire, a salué. « {WORDS} », a promis la maire de Saint-Malo.",
        # an office that nobody holds stands between, or somebody without a name begins the paragraph
        f"Luc Roy, agriculteur, est venu. Le recteur a béni les verres. « {WORDS} », a demandé le prêtre.",
        f"Luc Roy est venu.\n\nUn cheminot voulait revoir son ancien train. « {WORDS} », disait-il.",
        # it tells where somebody is
        f"Anne Roy était venue. La dame du premier rang s’est levée. « {WORDS} », a-t-elle dit.",
    ],
)
def test_a_noun_of_somebody_else_names_nobody(text):
    found = [one for one in parse(Document(text)) if one.kind == "quote"]
    assert found[-1].speaker is None


def test_an_office_that_another_is_told_to_hold_is_not_certain():
    text = f"Anne Roy, maire de Dol, a vu le maire de Dinan. « {WORDS} », a dit {{}}."
    assert last_said(text.format("la maire")) == ("Anne Roy", True)
    text = "Anne Roy, directrice du musée, présentait la directrice du théâtre. « {} », a dit la directrice."
    assert last_said(text.format(WORDS)) == ("Anne Roy", TO_CHECK)


def test_an_office_before_a_name_is_read_where_a_verb_follows():
    text = f"La directrice du collège, Anne Roy, avait invité ses élèves. « {WORDS} », a expliqué la directrice."
    assert last_said(text) == ("Anne Roy", True)


def test_he_is_not_she_who_is_told_by_an_office():
    text = (
        "A party came with their teacher, Miriam Oakes. The teacher had promised them Saturn.\n\nThe youngest, Zorb,"
        " looked for a long time. “It is fake, I can see the string,” he said."
    )
    assert last_said(text)[0] != "Miriam Oakes"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # whoever was named last has the name
        (f"Luc Roy préside.\n\nAnne Roy a parlé de l’atelier. « {WORDS} », a conclu Roy.", "Anne Roy"),
        (f"Luc Roy préside.\n\nAnne Roy a parlé de l’atelier. Roy a ri. « {WORDS} », a-t-elle conclu.", "Anne Roy"),
        # not where it is told which
        (f"Luc Roy préside.\n\nAnne Roy a parlé de l’atelier. « {WORDS} », a conclu Roy, l’autre.", "Roy"),
        (f"Luc Roy et Anne Roy tiennent l’atelier. « {WORDS} », a conclu Roy.", "Roy"),
    ],
)
def test_a_name_that_two_share_is_of_whoever_was_named_last(text, speaker):
    assert last_said(text) == (speaker, TO_CHECK)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # whom the paragraph names though it is about nothing
        (
            "Luc Roy a ouvert la soirée.\n\nAtelier animé par Paul Ménard, moniteur. Quarante personnes, vingt-cinq"
            f" chaises. « {WORDS} », dit-il.",
            "Paul Ménard",
        ),
        # the sentence before has a pronoun
        (
            "Anne Roy joue la Veuve. Paul Ménard le lui rappelle. Elle sourit. « On ne m’avait jamais dit cela"
            " aussi bien. »",
            "Anne Roy",
        ),
        # the words are a paragraph
        (f"Anne Roy, guide, distribue des lampes rouges et des consignes.\n\n« {WORDS}. »", "Anne Roy"),
        # a noun before a name, without an article
        (
            "The hall was full.\n\n“We never signed that paper,” retired nurse Joan Roe told a nervous crowd.",
            "Joan Roe",
        ),
        # the paragraph names one, who is no subject, or their sentence does behind them
        (f"9 h 10. Ouverture par Anne Roy, vice-présidente. Ton ferme. « {WORDS}. »", "Anne Roy"),
        (f"Il a fallu refuser de très bons films. « {WORDS} », aime à dire notre parrain, Luc Roy.", "Luc Roy"),
        # a given name beside a relative
        (f"Luc Roy pétrit.\n\nLeur mère, Simone, tient la caisse. « {WORDS} », glisse-t-elle.", "Simone"),
        # who « ajoute » is the subject of the sentence before, if it has another
        (
            "« J’ai commencé par la fin », confie Anne Roy. L’animatrice, Pauline Gicquel, opine."
            f" « {WORDS} », ajoute-t-elle.",
            "Pauline Gicquel",
        ),
    ],
)
def test_who_speaks_is_told_beside(text, speaker):
    assert last_said(text)[0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        f"Luc Roy a parlé. Un randonneur n’était pas convaincu. « {WORDS} », a-t-il lancé.",
        f"Luc Roy a parlé du forage. Le sourcier a ri. « {WORDS} », a-t-il lancé.",
        f"Luc Roy a parlé du forage. À sa droite, le sourcier a ri. « {WORDS} », a-t-il lancé.",
    ],
)
def test_a_pronoun_behind_a_trade_that_no_list_has_is_not_certain(text):
    assert not last_said(text)[1]


@pytest.mark.parametrize("name", ["Joan Roe’s lawyer", "posters of Joan Roe", "critics of mayor Joan Roe"])
def test_a_bare_noun_leads_in_only_who_speaks(name):
    assert not any(certain for _, certain in said(f"“We never signed that paper,” deputy chair {name} said on Monday."))


@pytest.mark.parametrize("thing", ["La péniche, Simone, a coulé.", "L’héroïne du film, Simone, est caissière."])
def test_a_given_name_beside_a_thing_is_a_guess(thing):
    assert not last_said(f"{thing} « {WORDS} », lance-t-elle.")[1]


@pytest.mark.parametrize("text", ["Elle a souri. « Se lever tôt. »", "Une dame lui demande son secret. « Se lever. »"])
def test_a_short_sentence_of_its_own_is_found(text):
    assert len(said(f"Anne Roy tient la ferme depuis vingt ans. {text}")) == 1


def test_words_below_a_heading_that_looks_like_a_slot_are_no_title():
    text = "Atelier d’écriture\n\n« J’ai commencé par la fin », confie Anne Roy, lauréate. Puis chacun a lu son texte,"
    text += " debout, devant les autres, et la soirée s’est achevée sur des crêpes et quelques rires de plus."
    assert said(text) == [("Anne Roy", True)]
