"""Whose words they are, where a namesake, a heading or a person whom no list knows stands near."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN


def quotes(text):
    return [one for one in parse(Document(text)) if one.kind == "quote"]


def said(text):
    """{words: who speaks} of a text."""
    return {one.text: one.speaker for one in quotes(text)}


def people(text):
    return {one.name for one in parse(Document(text)) if one.kind == "speaker"}


KIN = (
    "Walter Pell has farmed here for fifty years. His wife, June, keeps the dogs.\n\n"
    "“You can’t drain a bog with a spade,” Walter Pell said.\n\n"
    "“He says that every spring at breakfast,” {name} added, “and nobody ever listens to him.”"
)


@pytest.mark.parametrize("name", ["June Pell", "April Pell", "Zorbelia Pell"])
def test_who_has_the_family_name_of_another_speaks_for_themselves(name):
    found = said(KIN.format(name=name))
    assert found["He says that every spring at breakfast,"] == name
    assert found["and nobody ever listens to him."] == name


@pytest.mark.parametrize(
    "lead", ["In May Walter Pell spoke", "Last June Walter Pell spoke", "On 3 June Walter Pell spoke"]
)
def test_a_month_before_a_name_is_no_part_of_it(lead):
    assert people(f"{lead} to the crowd. “You can’t drain a bog with a spade,” Walter Pell said.") == {"Walter Pell"}


HEADED = (
    "What we learned\n\nNoor Brand: “The Button Is Not the Point”\n\nNoor runs design at a bank. “We had too many "
    "colours for one bank,” she said.\n\n{name}: “Versioning for Cowards”\n\nThis was a most practical hour. "
    "He is not a fan of big migrations. “A guide longer than a page is an apology,” he told us.\n\n"
    "Kirsten Olsen: “{title}”\n\nKirsten had the numbers. Her group watched two hundred people."
)


def test_who_is_named_with_a_title_above_what_they_said_is_somebody():
    found = said(HEADED.format(name="Zoltar Vik-Lang", title="Who Reads the Docs?"))
    assert found["A guide longer than a page is an apology,"] == "Zoltar Vik-Lang"


@pytest.mark.parametrize("title", ["Who Reads the Docs?", "Nobody reads the docs", "Reading Is Hard"])
def test_a_title_behind_the_name_of_who_gave_it_is_not_said(title):
    assert title not in said(HEADED.format(name="Zoltar Vik-Lang", title=title))


def test_a_pronoun_below_another_title_is_not_certain_of_who_stands_above():
    text = (
        "On y était\n\nLa laine\n\nRose Dumont file. « Il faut tondre en mai », explique Rose Dumont.\n\n"
        "Le lin\n\nOn change de salle. « Il faut rouir la plante avant de la broyer », explique-t-elle."
    )
    (one,) = [one for one in quotes(text) if one.text.startswith("Il faut rouir")]
    assert one.confidence < CERTAIN


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lise Korgan, chercheuse à Lund, a comparé onze ports. « Le quai est lent, pas la barge », a résumé la "
         "chercheuse "
         "danoise.", "Lise Korgan"),
        ("Patrice Estève, lui, comptait les chaises. Le patron du Balto dit avoir perdu des clients. « Les gens "
         "regardent "
         "leur montre », soupire-t-il.", "Patrice Estève"),
        ("Rose Dumont a reconnu que la question la gênait. « On n’a pas encore traversé la rue », a dit la "
         "fondatrice.",
         "Rose Dumont"),
        ("Rose Dumont est la maire de Redon.\n\nAu moment de conclure, la première magistrate a repris le "
         "micro. « Je sais "
         "lire une courbe de chutes », a-t-elle dit.", "Rose Dumont"),
        ("Léo Brun, 81 ans, a posé les lampadaires. Plus sérieux, le vieil homme a rappelé que « personne n’en "
         "faisait une "
         "réunion publique ».", "Léo Brun"),
        ("Bilel Santor, développeur, coupe le son. On note aussi sa définition du texte : « ce que vous diriez "
         "à un ami au "
         "téléphone ».", "Bilel Santor"),
        ("Éric Potier, preneur de son, a deux cents films. Pour lui, un quartier se reconnaît « à ses portes, "
         "plus qu’à ses "
         "voix ».", "Éric Potier"),
        ("Le ton est donné dès l’ouverture par Rose Dumont, du collectif Git, qui organise la journée : « Ici, "
         "on ne dit "
         "pas du vieux code, on dit le code qui paie. »", "Rose Dumont"),
        ("Parmi les témoignages, celui de Rose Dumont, 79 ans, a fait l’unanimité : « Je trie les pommes avec "
         "le même couteau "
         "depuis trente ans. »", "Rose Dumont"),
        ("Il a lu une page de Rose Dumont, que personne ne connaît. Dans le traité, elle écrit : « L’ennui est "
         "une pièce dont "
         "on a gardé la clé. »", "Rose Dumont"),
        ("10h05 – Anne-Sophie Maillet, sciences de la vie. Super carte.\n\n10h22 – Toujours A.-S. Maillet. Ce "
         "sont les plus "
         "pressés. « Le premier facteur de fraude, c’est le job du samedi. » Silence.", "Anne-Sophie Maillet"),
        ("Léo Brun s’est engagé à ajouter deux heures. « C’est noté, c’est bien noté », il a dit en montrant "
         "son carnet.",
         "Léo Brun"),
        ("Rose Dumont tient la caisse.\n\n« On a gagné dix mois, a calculé Mme Dumont en repliant ses "
         "pétitions. J’ai eu des "
         "classes plus dures. »", "Rose Dumont"),
        ("Rose Dumont, maire de Redon, et Paul Roy, conseiller, s’affrontent. Réponse immédiate de la maire : « "
         "Nous serions "
         "encore en train d’en discuter. »", "Rose Dumont"),
        ("The whole room fell silent. It was Zelda Penhal-Jones who answered, kindly: “It would be simpler if "
         "we all had one "
         "face.”", "Zelda Penhal-Jones"),
        ("Jane Roe spoke first. The youngest speaker was Callum Spry, a pupil. He had counted the boats. “I "
         "don’t mind if "
         "it’s birds or boats,” he said.", "Callum Spry"),
        ("Rose Dumont a commencé. Paul Roy, qui préside le club, a parlé. « Ces chiffres, nous les payons », a "
         "rappelé le céréalier.", "Paul Roy"),
        ("À seize ans, Léo Brun est premier. « Je pensais qu’il suffisait d’un tuyau », sourit le lycéen.", "Léo Brun"),
        ("Léo Brun, 84 ans, n’a rien dit. Sur la scène, le vieux monsieur a dit : « Plantez serré, on taillera. »",
         "Léo Brun"),
        ("Paul Roy a ouvert.\n\nGrand amphi, salle comble pour Rose Dumont. La volcanologue revient. « Un volcan "
         "ne dort pas, corrige-t-elle, c’est nous qui n’écoutions pas. »", "Rose Dumont"),
        ("Pour Paul Roy, rien n’est clair. Le campaniste a tout refondu.\n\nAnne Roy a lu une lettre. En 1889, le "
         "fondeur Luc Brun écrivait : « Votre cloche sonne juste, Monsieur. » « J’ai envoyé le même courriel », "
         "s’amuse le campaniste.", "Paul Roy"),
        ("Rose Dumont a ouvert. Pour Paul Roy, maire de Redon, ce choix relève du bon sens : « Cette carrière nous a "
         "coûté de la poussière. »", "Paul Roy"),
        ("Au pique-nique, on avait assis Léo Brun. Anne Roy, notre benjamine, lui a demandé ce qui avait changé. « Le "
         "bruit, il grinçait plus aigu de mon temps. »", "Léo Brun"),
        ("« Sauver les abeilles, tout le monde est pour. Mais lesquelles ? » : d’emblée, Rose Dumont, professeure, a "
         "donné le ton.", "Rose Dumont"),
        ("Assia Roy, kinésithérapeute, nous a fait chanter. « Vous chantez faux mais juste », a conclu la kiné.",
         "Assia Roy"),
        ("Rose Dumont distribue des bottes. « Après, on vient pieds nus », prévient la présidente des Amis du port.",
         "Rose Dumont"),
        ("Jane Roe came with her dog. “The dog pays for itself,” said the chairwoman of the rowing club.", "Jane Roe"),
        ("Rose Dumont, juge des enfants, a d’abord ri. « Je signe trop d’ordonnances », a répondu la magistrate.",
         "Rose Dumont"),
    ],
)  # fmt: skip
def test_who_is_told_by_another_word_than_their_name_is_found(text, name):
    assert quotes(text)[-1].speaker == name


@pytest.mark.parametrize(
    "text",
    [
        "Rose Dumont, habitante, a parlé des trottoirs. « C’est prévu pour le printemps », a répondu la maire.",
        "Rose Dumont, directrice de l’école, a parlé. « C’est prévu pour le printemps », a répondu la "
        "présidente du club.",
        "Rose Dumont a parlé. Une femme l’a coupée. « C’est prévu pour quand ? », a demandé la femme.",
        "Ann Hall has walked here. Jane Roe thinks that she is wrong. “Then carry it all home,” said the older woman.",
        "Rose Dumont et Anne Roy ont parlé. « C’est prévu pour le printemps », a répondu la patronne.",
        "Rose Dumont a parlé des trottoirs. « C’est prévu pour le printemps », a répondu l’élue.",
    ],
)
def test_a_word_that_may_be_of_somebody_else_names_nobody(text):
    assert quotes(text)[-1].speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Rose Dumont, sociologue. Titre de l’intervention : « Tricher, une histoire naturelle ».",
        "Rose Dumont a souligné deux fois une phrase dans son exemplaire de « La Chambre du fond ».",
        "Rose Dumont distribue un petit « guide de la fermeture heureuse », sans photo.",
        "Rose Dumont défend ce qu’elle appelle la « restauration par l’oreille », et rit.",
    ],
)
def test_a_title_and_a_term_behind_an_adjective_are_not_said(text):
    assert quotes(text) == []


def test_what_begins_with_a_comma_stands_between_two_quotations():
    text = 'Rose Dumont a dit : "Le mot "libre", ce n’est pas une formule. Demandez où dorment les notes". On a ri.'
    assert not any(one.text.startswith(",") for one in quotes(text))


def test_a_word_inside_what_is_said_is_no_quote_of_its_own():
    text = "“People hear ‘rewilding’ and think of wolves,” Jane Roe said."
    assert [one.text for one in quotes(text)] == ["People hear ‘rewilding’ and think of wolves,"]


def test_a_civility_elsewhere_tells_that_two_words_are_a_name():
    text = (
        "Lorzena Fitch had a chair by the door. Ms Fitch did not pretend. “It is cheaper to stop it early,” Fitch said."
    )
    assert quotes(text)[-1].speaker == "Lorzena Fitch"


def test_who_is_known_by_nothing_but_a_pronoun_is_to_be_checked():
    text = (
        "Ulrich Neville spoke last. “It is a river, not a drain,” said Ulrich Neville.\n\nBartozel Aske has "
        "fished there "
        "since he was six. “I’m just somebody who turned up every Saturday,” he said."
    )
    one = quotes(text)[-1]
    assert one.speaker == "Bartozel Aske"
    assert one.confidence < CERTAIN


@pytest.mark.parametrize(
    "lead",
    ["Adzaxe showed how children answer.", "Adzaxe, who keeps a shop, came next.", "Adzaxe has explained the rest."],
)
def test_an_unknown_word_that_speaks_keeps_the_words_from_who_was_named_before(lead):
    before = "Nerys Hall is a teacher. “Give me a decent sitcom,” Nerys Hall said.\n\n"
    assert quotes(f"{before}{lead} “People ask me that a lot,” she said.")[-1].speaker is None


def test_who_is_addressed_does_not_speak():
    text = "Rose Dumont écoute le public. Une main se lève. « Vous savez, madame Dumont, on attend depuis dix ans. »"
    assert [one.speaker for one in quotes(text)] == [None]


def test_a_name_and_a_few_words_as_a_whole_line_may_be_a_title():
    text = "On y était.\n\nRose Dumont : « Le lin des marins bretons »\n\nElle a montré des voiles. Rose Dumont "
    "tisse depuis dix ans."
    assert all(one.confidence < CERTAIN for one in quotes(text))


def test_the_people_of_a_list_under_a_numbered_heading_are_announced():
    text = (
        "1. Opening\n\nThe day began well.\n\n2. Panel: who carries the pager?\n\n- Zelmo Whit, Tidewire (no "
        "relation)\n"
        "- Acsib Linde, Farebox\n\nThis one got lively. Zelmo, who runs a small company, was first. “I was "
        "paged at my "
        "own wedding,” he admitted."
    )
    assert quotes(text)[-1].speaker == "Zelmo Whit"


def test_a_saint_s_place_is_nobody_who_answers():
    text = (
        "Lazdiwlo Ferrig led a choir in a single day, at the Choral Weekend in St Osyth’s. We spoke the morning "
        "after.\n\n"
        "Q: Do you believe it?\n\nA: I do. They are just badly introduced.\n\nQ: And then?\n\nA: You teach the "
        "eight who stand."
    )
    assert {one.speaker for one in quotes(text)} == {None}


def test_who_is_named_in_a_question_does_not_answer_it():
    text = (
        "Le concert de Rose Dumont, à l’aube, restera un grand moment. Comment est-il né ?\n\nD’une contrainte. "
        "Elle jouait loin le soir, et ne pouvait venir que tôt.\n\nEt il y avait du café ?\n\nQuarante litres, nous "
        "avons tout bu.\n\nLe festival peut-il rester gratuit ?\n\n"
        "C’est la question de l’hiver. Le chapeau a rapporté un peu."
    )
    assert all(one.confidence < CERTAIN for one in quotes(text))


def test_who_is_known_by_a_given_name_and_by_their_kin_is_to_be_checked():
    text = (
        "Paul Roy a raconté sa greffe. Sylvie, sa femme, a attendu. Puis elle a dit : « On oublie celle qui écoute. »"
    )
    found = [one for one in parse(Document(text)) if getattr(one, "speaker", getattr(one, "name", "")) == "Sylvie"]
    assert {one.kind for one in found} == {"quote", "speaker"}
    assert all(one.confidence < CERTAIN for one in found)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Jane Roe, who is here, had a letter. She read us one line: 'You let me take ten books.' Jane said no.",
            None,
        ),
        ("Jane Roe supported him. A member who did not give her name said: “Nobody sleeps at the works.”", None),
        ("Rose Dumont a ouvert. Une dame qui n’a pas dit son nom a répondu : « Personne ne dort là-bas. »", None),
        ("Jane Roe spoke. “You let me take out eleven books,” Roe said.", "Jane Roe"),
    ],
)
def test_a_sentence_behind_a_full_stop_and_a_name_in_a_clause_tell_of_somebody_else(text, who):
    (one,) = quotes(text)
    assert one.speaker == who


@pytest.mark.parametrize(
    "lead", ["De notre correspondante, Claude Ferré", "Excusé : M. Claude Ferré, conseiller", "By Claude Ferré"]
)
def test_who_wrote_or_was_absent_is_no_speaker(lead):
    assert people(f"Rose Dumont a ouvert. « On se bat pour l’heure », a-t-elle dit.\n\n{lead}\n\nOn a ri.") == {
        "Rose Dumont"
    }


def test_his_honour_is_no_part_of_a_name():
    told = quotes("His Honour Desmond Achebe presided. “I have heard worse than this,” he told the finalists.")
    assert told[-1].speaker == "Desmond Achebe"
