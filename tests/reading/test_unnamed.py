"""A pronoun behind somebody whom the text leads in without a name: it is not for certain who was named before."""

import pytest

from tests.reading.heard import said

SORBIER = "Vincent Sorbier, fondateur de Passerelle, a raconté. « Ma mère m’attendait », a-t-il dit.\n\n"
DUMONT = "Rose Dumont, maire de Valbourg, a ouvert la séance. « Le tram partira », a-t-elle dit.\n\n"
HILL = "Tom Hill, mayor of Oslo, opened the meeting. “The tram will leave,” he said.\n\n"


@pytest.mark.parametrize(
    ("before", "text", "somebody"),
    [
        (SORBIER, "Au fond, un gardien à la retraite s’est levé. Trois mains. « {} », a-t-il conclu.", "un gardien"),
        (SORBIER, "Dans la salle, un cheminot a levé la main. Silence. « {} », a-t-il lancé.", "un cheminot"),
        (SORBIER, "Un grand barbu s’est levé. Il a dit : « {} ».", "Un grand barbu"),
        (SORBIER, "Un Brestois a pris la parole. Tous écoutent. « {} », a-t-il dit.", "Un Brestois"),
        (SORBIER, "L’un des anciens s’est levé. « {} », a-t-il conclu.", "un des anciens"),
        (SORBIER, "C’est alors qu’un gréviste s’est levé. « {} », a-t-il conclu.", "un gréviste"),
        (SORBIER, "Au fond se tenait un surveillant. « {} », a-t-il conclu.", "un surveillant"),
        (SORBIER, "Un surveillant s’est levé pour le saluer : « {} », a-t-il dit.", "Un surveillant"),
        (DUMONT, "Près du bar, une postière attendait. « {} », a-t-elle fini par lancer.", "une postière"),
        (DUMONT, "La parole est donnée à une infirmière. « {} », a-t-elle dit.", "une infirmière"),
        (DUMONT, "Vient ensuite une bénévole. « {} », dit-elle.", "une bénévole"),
        (DUMONT, "Une autre a pris la parole. « {} », a-t-elle conclu.", "Une autre"),
        (HILL, "At the back, a retired guard stood up to ask. Three hands. “{},” he concluded.", "a retired guard"),
        (HILL, "Near the door a plumber waited. “{},” he said.", "a plumber"),
        (HILL, "The microphone went to a plumber. “{},” he said.", "a plumber"),
        (HILL, "Then came a plumber. “{},” he said.", "a plumber"),
        (HILL, "One of the guards stood up. “{},” he said.", "One of the guards"),
        (HILL, "An elderly Scot took the microphone. Laughter. “{},” he said.", "An elderly Scot"),
    ],
)
def test_who_is_led_in_without_a_name_may_be_he_or_she(before, text, somebody):
    assert said(before + text.format("We give up" if before is HILL else "Voilà votre colloque"))[1] == (
        somebody,
        False,
    )


def test_so_may_who_rises_to_ask_somebody_named():
    text = "Un gardien s’est levé pour interroger Vincent Sorbier. « Voilà votre colloque », a-t-il dit."
    assert said(SORBIER + text)[1] == ("Vincent Sorbier", False)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (SORBIER, "Vincent Sorbier, un ancien détenu, a souri. « {} », a-t-il dit."),
        (SORBIER, "C’est un maçon. « {} », a-t-il dit."),
        (SORBIER, "Une infirmière s’est levée. « {} », a-t-il dit."),
        (SORBIER, "Dans la salle, un silence s’installe. « {} », a-t-il dit."),
        (SORBIER, "Devant un public ravi, il a souri. « {} », a-t-il dit."),
        (DUMONT, "Dans une heure, elle partira. « {} », a-t-elle dit."),
        (HILL, "Tom Hill, 48, a retired baker, smiled. “{},” he said."),
        (HILL, "In a quiet voice, he went on. “{},” he said."),
        (HILL, "A former miner, Tom Hill smiled. “{},” he said."),
        (HILL, "He hired a plumber. “{},” he said."),
        (HILL, "One in three people left. “{},” he said."),
    ],
)
def test_nobody_else_is_led_in(before, text):
    assert said(before + text.format("We give up" if before is HILL else "Voilà votre colloque"))[1][1]
