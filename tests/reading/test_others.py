"""Words that may be somebody else's: « elle » after two women, what is read out, the second of two."""

import pytest

from tests.reading.heard import said

OPENING = "Claire Vidal, géographe, et Odile Marchal, botaniste, ont parlé devant la salle.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        # Somebody else spoke last, and the paragraph names nobody.
        "« Les haies reviennent », a dit Claire Vidal.\n\nAu premier rang, Odile Marchal filmait la soirée."
        " Elle range déjà ses cartes.\n\n« Il faut planter avant décembre », a-t-elle dit.",
        # A pronoun before the name was somebody's.
        "Claire Vidal a ouvert la soirée.\n\nElle a montré un bocal. Odile Marchal a demandé d’où il venait."
        " « De la cave de ma grand-mère », a-t-elle dit.",
        # Somebody without a name stands between.
        "Claire Vidal a ouvert la soirée. Une dame s’est levée au fond. « Je plante depuis trente ans », a-t-elle dit.",
        "Claire Vidal opened the evening. Woman next to her stands up. “I have planted for thirty years,” she said.",
        # Her mother may be meant.
        "Claire Vidal a ouvert la soirée avec sa mère. « Nous plantons depuis trente ans », a-t-elle dit.",
    ],
)
def test_a_pronoun_that_may_be_of_another_is_never_certain(text):
    *_, (_, is_certain) = said(text)
    assert not is_certain


@pytest.mark.parametrize(
    "text",
    [
        "Claire Vidal a ouvert la soirée. Elle a montré dix cartes. « Les haies reviennent », a-t-elle dit.",
        "Odile Marchal, botaniste, écoutait. Claire Vidal s’est levée. « Les haies reviennent », a-t-elle dit.",
        "« La côte recule », a dit Yann Le Goff.\n\nPuis Claire Vidal s’est levée.\n\n« Les haies reviennent »,"
        " a-t-elle dit.",
    ],
)
def test_one_who_alone_may_be_meant_is_certain(text):
    assert said(text)[-1] == ("Claire Vidal", True)


def test_who_goes_on_is_who_spoke_last():
    text = (
        "« On vise, on photographie », a résumé Cédric Malaval.\n\nAu deuxième rang, Lucien Castel avait repris sa"
        " place. Il regarde ses chaussures.\n\n« Et cela marche sous la pluie », a-t-il ajouté."
    )
    assert said(text)[-1] == ("Cédric Malaval", False)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("La première défend les marges : « un blanc est une politesse faite au lecteur ».", "Claire Vidal"),
        ("« Un blanc est un aveu devant le client », objecte la seconde.", "Odile Marchal"),
        ("« Un blanc est un aveu devant le client », a précisé cette dernière.", "Odile Marchal"),
        ("« Moi, je fais le sens des phrases », annonce celle-là.", "Claire Vidal"),
    ],
)
def test_of_two_the_first_and_the_second_are_told_apart(text, who):
    assert said(OPENING + text) == [(who, False)]


def test_the_former_of_two_is_no_former_mayor():
    text = "Ann Roe faced Tom Price in the hall.\n\n“That explains the sweater you wear,” said {}."
    assert said(text.format("the latter")) == [("Tom Price", False)]
    assert said(text.format("the former mayor")) == [("the former mayor", False)]


def test_of_three_nobody_is_the_second():
    text = "Claire Vidal, Odile Marchal et Anne Roy ont parlé.\n\n« Un blanc est un aveu », objecte la seconde."
    assert said(text) == [("la seconde", False)]


@pytest.mark.parametrize(
    "lead",
    [
        "Claire Vidal a repris une question de la salle, lue telle quelle : ",
        "Une question de la salle, lue par Claire Vidal : ",
        "Claire Vidal garde une phrase de son éditeur, qu’elle récite les yeux fermés : ",
        "On demande à la secrétaire, Claire Vidal, la lettre du président. Claire Vidal lit : ",
        "Claire Vidal tient de son mari que : ",
        "Claire Vidal took the first card and read it off her phone: ",
    ],
)
def test_what_is_read_out_is_not_said_by_who_reads(lead):
    (who, is_certain), *_ = said(f"Claire Vidal, géographe, est là. {lead}« Les haies reviendront sans nous ».")
    assert who != "Claire Vidal" and not is_certain


@pytest.mark.parametrize(
    "behind",
    [
        "Ces mots sont de Paul Rivoire, mort en 1950.",
        "Cette phrase, longtemps, je l’ai crue d’elle. Elle est de Paul Rivoire.",
        "La lettre était signée de Paul Rivoire.",
    ],
)
def test_whose_words_they_were_may_be_told_behind_them(behind):
    text = f"Claire Vidal, géographe, a ouvert la soirée. « Une carte juste connaît ses erreurs. » {behind}"
    assert said(text)[0] == ("Paul Rivoire", False)


def test_a_view_of_one_is_not_what_another_says_there():
    text = "Theo Brand, mayor, spoke. According to Theo Brand, the county commissioner said it was “half, no more”."
    assert [who for who, _ in said(text)] == ["the county commissioner"]


def test_an_auxiliary_that_asks_says_nothing():
    text = "Claire Vidal, géographe, a ouvert la soirée. La “semaine du grand goût” a-t-elle du goût ?"
    assert said(text) == []


@pytest.mark.parametrize("name", ["Voie des Muletiers", "Chemin d’Eugénie"])
def test_what_is_printed_as_a_name_is_not_said(name):
    assert said(f"Deux noms sont proposés. M. Pierre Delsuc défend « {name} ».") == []


def test_titles_of_a_programme_are_not_said():
    text = (
        "09:00  Amphi 1   Odilon Marchand, acousticien\n« Mesurer ce qui dérange »\n\n"
        "Salle B3  Atelier – Estelle Vassel, audiologue « Ce que l’on n’entend plus »\n"
    )
    assert said(text) == []


def test_letters_that_the_article_explains_are_a_name():
    text = (
        "AGM = Anne-Gaëlle Morvan (astronome), AM = Antoine Merle (président).\n\n"
        "22h36 – AGM, après un silence : « Toi, tu m’envoies ton dossier. »"
    )
    assert said(text)[-1][0] == "Anne-Gaëlle Morvan"


def test_a_verb_that_begins_a_sentence_is_no_name():
    text = "Le soir tombe. Vient Eusèbe Ramon, champion de patience. « Je triche contre moi-même », sourit-il."
    assert said(text) == [("Eusèbe Ramon", True)]


def test_words_that_are_spoken_of_may_be_nobodys():
    text = (
        "Dana Whit, engineer, spoke. Dana Whit reminded the room that “you build it, you run it” was coined elsewhere."
    )
    assert said(text) == [("Dana Whit", False)]


def test_what_stands_in_a_window_is_a_title():
    assert said("Anne Roy, libraire, avait écrit sur sa vitrine « L’amitié, mode d’emploi », et on est venu.") == []


def test_a_trade_that_begins_an_english_sentence_is_no_name():
    text = "Pharmacist Joan Tweed said that a third came by bus. “They won’t ring and ask for a delivery,” she added."
    assert said(text) == [("Joan Tweed", True)]
    text = "Goldsmith Errol Vane-Tidy, 67, lit the stove. “They all ask whether it is hot,” said Mr Vane-Tidy."
    assert said(text) == [("Errol Vane-Tidy", True)]


@pytest.mark.parametrize(
    "lead",
    [
        "Il salue Mme Lemoine et conclut",
        "Il salue chaleureusement Mme Lemoine, puis conclut",
        "Il salue Mme Lemoine, qui tenait les comptes, et conclut",
        "Il présente la trésorière, Mme Lemoine, et conclut",
        "M. Kerbrat salue vivement Mme Lemoine et conclut",
    ],
)
def test_who_is_greeted_does_not_conclude(lead):
    people = "Bureau\u00a0: M. Yann Kerbrat, président\u00a0; Mme Odile Lemoine, trésorière."
    text = f"{people}\n\nM. Kerbrat ouvre l’assemblée. {lead}\u00a0: « Nous ne partirons pas avant d’avoir fini. »"
    assert said(text) == [("Yann Kerbrat", True)]


@pytest.mark.parametrize("lead", ["warmly thanked Ann Roe and added", "introduced the secretary, Ann Roe, and added"])
def test_who_is_thanked_adds_nothing(lead):
    text = f"Present: Peter Tully, chair; Ann Roe, secretary.\n\nPeter Tully opened the meeting. He {lead}: "
    assert said(text + "“We shall not leave before we are done.”") == [("Peter Tully", True)]
