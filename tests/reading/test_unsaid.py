"""What a sentence denies, supposes or asks was said, and what is read out for another, is nobody's for certain."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN

FRENCH = "Rose Dumont, maire de Valbourg, et Marc Delorme, adjoint, ont pris la parole.\n\n"
ENGLISH = "Rose Dumont, mayor of Oslo, and Tom Hill, a journalist, spoke first.\n\n"


def said(text):
    """[(who speaks, as whom the article says it, whether that is certain)]"""
    found = [one for one in parse(Document(text)) if one.kind == "quote"]
    return [(one.speaker, one.attribution, one.confidence >= CERTAIN) for one in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rose Dumont n’a jamais dit : « Nous renonçons enfin au tram. »",
        "Rose Dumont ne dit pas : « Nous renonçons enfin au tram. »",
        "Rose Dumont a-t-elle dit : « Nous renonçons enfin au tram » ?",
        "Rose Dumont aurait dit : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », aurait dit Rose Dumont.",
        "« Nous renonçons enfin au tram », aurait déclaré la maire.",
        "Rose Dumont rêve d’une ville qui dirait : « Nous renonçons enfin au tram. »",
        "Si Rose Dumont disait « nous renonçons enfin au tram », personne ne la croirait.",
        "Rose Dumont a démenti avoir dit : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », dément avoir dit Rose Dumont.",
        "Le maire a accusé Rose Dumont d’avoir dit : « Nous renonçons enfin au tram. »",
        "Rose Dumont se retient de dire : « Nous renonçons enfin au tram. »",
        "Une fausse affiche fait dire à Rose Dumont : « Nous renonçons enfin au tram. »",
        "Rose Dumont s’est vu répondre : « Nous renonçons enfin au tram. »",
        "Rose Dumont a vu écrit sur un mur : « Nous renonçons enfin au tram. »",
        "Rose Dumont a demandé à Marc Delorme de répéter : « Nous renonçons enfin au tram. »",
        "Rose Dumont ne veut plus entendre dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont se voit répondre : « Nous renonçons enfin au tram. »",
        "Rose Dumont n’a rien dit : « Nous renonçons enfin au tram. »",
        "Rose Dumont a empêché Marc Delorme de dire : « Nous renonçons enfin au tram. »",
        "On ignore si Rose Dumont a dit : « Nous renonçons enfin au tram. »",
        "Rose Dumont dira peut-être : « Nous renonçons enfin au tram. »",
        "Peut-être que Rose Dumont dira : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », dira sans doute Rose Dumont.",
        "Rose Dumont s’apprêtait à dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont a refusé de dire : « Nous renonçons enfin au tram. »",
        "Supposons que Rose Dumont ait dit : « Nous renonçons enfin au tram. »",
        "Rose Dumont dit en substance : « Nous renonçons enfin au tram. »",
        "Rose Dumont dit à peu près ceci : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », a dit, je crois, Rose Dumont.",
        "Rose Dumont a cessé de dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont a appris à dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont voulait dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont hoche la tête, comme pour dire : « Nous renonçons enfin au tram. »",
        "Le ministre était absent. Sa directrice, Rose Dumont, a lu son discours : « Nous renonçons enfin au tram. »",
        "Rose Dumont se dit : « Nous renonçons enfin au tram. »",
        "Rose Dumont s’est dit alors : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », se dit Rose Dumont.",
        "« Nous renonçons enfin au tram », se dit-elle. Rose Dumont s’assied.",
        "« Nous renonçons enfin au tram », songe Rose Dumont.",
        "Rose Dumont pensa : « Nous renonçons enfin au tram. »",
        "Ce n’est pas Rose Dumont qui a dit : « Nous renonçons enfin au tram. »",
        "Pas même Rose Dumont n’a dit : « Nous renonçons enfin au tram. »",
        "Pas une fois Rose Dumont n’a dit : « Nous renonçons enfin au tram. »",
        "Tant que Rose Dumont dit « Nous renonçons enfin au tram », on s’inquiète.",
        "Chaque fois que Rose Dumont dit « Nous renonçons enfin au tram », la salle rit.",
        "Demain, Rose Dumont dira : « Nous renonçons enfin au tram. »",
        "Un jour, Rose Dumont répondra : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », dit Rose Dumont, si j’ai bien entendu.",
        "« Nous renonçons enfin au tram », dit Rose Dumont, ou quelque chose d’approchant.",
        "« Nous renonçons enfin au tram », dit Rose Dumont (je cite de mémoire).",
        "Rose Dumont dit en somme : « Nous renonçons enfin au tram. »",
        "Rose Dumont dit en résumé : « Nous renonçons enfin au tram. »",
        "Ce que Rose Dumont veut dire, c’est : « Nous renonçons enfin au tram. »",
        "Rose Dumont a oublié de dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont hésite à dire : « Nous renonçons enfin au tram. »",
        "Rose Dumont a feint de dire : « Nous renonçons enfin au tram. »",
        "« Nous renonçons enfin au tram », regrette de ne pas avoir dit Rose Dumont.",
    ],
)
def test_what_is_not_told_as_said_is_to_be_checked(sentence):
    assert said(FRENCH + sentence) == [("Rose Dumont", "", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rose Dumont never said: “We give up on trams now.”",
        "“We give up on trams now,” Rose Dumont never said.",
        "Rose Dumont didn’t say: “We give up on trams now.”",
        "If Rose Dumont had said “we give up on trams now”, nobody would have listened.",
        "Rose Dumont denied saying “We give up on trams now.”",
        "Rose Dumont denies having said: “We give up on trams now.”",
        "Did Rose Dumont say “we give up on trams now”? Nobody knows.",
        "Rose Dumont may say: “We give up on trams now.”",
        "“We give up on trams now,” Rose Dumont will probably say.",
        "One can imagine Rose Dumont saying: “We give up on trams now.”",
        "Rose Dumont asked Tom Hill to repeat: “We give up on trams now.”",
        "Rose Dumont almost said: “We give up on trams now.”",
        "Rose Dumont should have said: “We give up on trams now.”",
        "Rose Dumont said something like “We give up on trams now.”",
        "Rose Dumont can say “We give up on trams now” in Danish.",
        "Rose Dumont taught us to say: “We give up on trams now.”",
        "Rose Dumont wished she had said: “We give up on trams now.”",
        "Rose Dumont said to herself: “We give up on trams now.”",
        "Rose Dumont thought: “We give up on trams now.”",
        "It was not Rose Dumont who said: “We give up on trams now.”",
        "Not even Rose Dumont said: “We give up on trams now.”",
        "Until Rose Dumont says “We give up on trams now”, nobody will leave.",
        "Unless Rose Dumont says “We give up on trams now”, nobody will leave.",
        "Whenever Rose Dumont says “We give up on trams now”, nobody listens.",
        "Rose Dumont will tell the conference: “We give up on trams now.”",
        "“We give up on trams now,” said Rose Dumont, or words to that effect.",
        "“We give up on trams now,” said Rose Dumont, if I heard her right.",
        "Rose Dumont, without saying “We give up on trams now”, left.",
        "Rose Dumont has yet to say: “We give up on trams now.”",
        "Rose Dumont is no longer saying: “We give up on trams now.”",
        "“We give up on trams now,” Rose Dumont all but said.",
        "Rose Dumont forgot to say: “We give up on trams now.”",
    ],
)
def test_nor_is_it_in_english(sentence):
    assert said(ENGLISH + sentence) == [("Rose Dumont", "", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Si le budget est serré, Rose Dumont explique : « Nous ferons autrement cette année. »",
        "Rose Dumont s’est exclamée : « Nous ferons autrement cette année. »",
        "Rose Dumont n’a pas répondu tout de suite, puis elle a dit : « Nous ferons autrement cette année. »",
        "Rose Dumont dément et répond : « Nous ferons autrement cette année. »",
        "Rose Dumont conseille à tous de commencer petit : « Nous ferons autrement cette année. »",
        "« Nous ferons autrement cette année », a répondu Rose Dumont, avant de conseiller plus de bus.",
        "Rose Dumont s’amuse à répéter : « Nous ferons autrement cette année. »",
        "Rose Dumont a osé dire : « Nous ferons autrement cette année. »",
        "Rose Dumont a tenu à dire : « Nous ferons autrement cette année. »",
        "Peut-être fatiguée, Rose Dumont a dit : « Nous ferons autrement cette année. »",
        "« Nous ferons autrement cette année », veut croire Rose Dumont.",
        "« Nous ferons autrement cette année », a voulu rassurer Rose Dumont.",
        "Rose Dumont n’a cessé de répéter : « Nous ferons autrement cette année. »",
        "Rose Dumont murmurait : « Nous ferons autrement cette année. »",
        "Rose Dumont a lu son discours : « Nous ferons autrement cette année. »",
        "« Nous ferons autrement cette année », explique Rose Dumont.",
        "La salle rit, si bien que Rose Dumont a dit : « Nous ferons autrement cette année. »",
        "Rose Dumont se dit « soulagée de renoncer enfin au tram ».",
        "Pas question de céder, explique Rose Dumont : « Nous ferons autrement cette année. »",
        "Rose Dumont déclara : « Nous ferons autrement cette année. »",
        "Rose Dumont narra sa journée et ajouta : « Nous ferons autrement cette année. »",
        "Rose Dumont n’a pas manqué de dire : « Nous ferons autrement cette année. »",
        "Rose Dumont n’hésite pas à dire : « Nous ferons autrement cette année. »",
        "Rose Dumont n’a pas oublié de dire : « Nous ferons autrement cette année. »",
        "Sans attendre, Rose Dumont a dit : « Nous ferons autrement cette année. »",
    ],
)
def test_a_doubt_about_something_else_takes_nothing_from_what_was_said(sentence):
    assert said(FRENCH + sentence) == [("Rose Dumont", "", True)]


def test_who_remembers_what_their_mother_said_did_not_say_it():
    text = "Rose Dumont s’est souvenue de ce que sa mère répétait : « On ne jette rien du tout. »"
    assert said(FRENCH + text) == [(None, "sa mère", False)]


def test_what_the_words_themselves_suppose_is_no_doubt_about_who_says_them():
    text = "« Si Paul dit non à ce projet », a dit Rose Dumont, « nous ferons autrement cette année. »"
    assert said(FRENCH + text) == [("Rose Dumont", "", True)] * 2


@pytest.mark.parametrize(
    "lead",
    [
        "Rose Dumont n’a pu s’empêcher de dire",
        "Rose Dumont n’a pas craint de dire",
        "Rose Dumont se dit ravie",
        "Rose Dumont s’est dit très inquiète",
        "Rose Dumont a répondu sans hésiter",
    ],
)
def test_what_only_reads_like_a_denial_or_a_thought_is_said(lead):
    text = f"Rose Dumont, maire de Valbourg, a pris la parole.\n\n{lead} : « Nous renonçons enfin au tram »."
    assert said(text) == [("Rose Dumont", "", True)]
