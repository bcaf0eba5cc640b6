"""Somebody whose given name no list has: who they are told to be, and who speaks by that family name elsewhere."""

import pytest

from reading.document import Document
from reading.parsing import parse
from reading.parsing.candidates import CERTAIN
from tests.reading.heard import said

WORDS, ENGLISH_WORDS = "Nous renonçons enfin au tram", "We give up on trams now"


@pytest.mark.parametrize(
    "text",
    [
        "On a reçu le livre de Zelmir Astorg ce soir. À la fin, Astorg a répondu : « {} ».",
        "Zelmir Astorg est notre présidente depuis six ans. « {} », a bougonné Zelmir Astorg.",
        "She introduced two guests: Zelmir Astorg, who has been mending radios since 1971. “{},” said Astorg.",
    ],
)
def test_they_are_somebody(text):
    words = ENGLISH_WORDS if "“" in text else WORDS
    assert said(f"La fête a eu lieu.\n\n{text.format(words)}") == [("Zelmir Astorg", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Zelmir Astorg, qui préside le club, a souri. « {} », a glissé Astorg.",
        "Nous avons croisé Zelmir Astorg partout. Astorg portait un chapeau. « {} », a-t-elle dit.",
        "Nous avons croisé Zelmir Astorg partout. Elle portait un chapeau. « {} », a-t-elle dit.",
        "Zelmir Astorg, neurologue à l’hôpital, a montré deux courbes. « {} », a-t-elle dit.",
    ],
)
def test_who_may_be_somebody_is_to_be_checked(text):
    assert said(f"La fête a eu lieu.\n\n{text.format(WORDS)}") == [("Zelmir Astorg", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Crédit Agricole, qui finance la fête, a souri. « {} », a-t-il dit.",
        "Harlow Falls, qui accueille la fête, est un village. « {} », dit-on à Harlow Falls.",
        "Radio Bleue est notre partenaire. « {} », a dit Radio Bleue.",
        "Grand Soir, premier film de la soirée, a plu. « {} », dit-on dans Grand Soir.",
    ],
)
def test_what_is_no_person_said_nothing_for_certain(text):
    found = [one for one in parse(Document(f"La fête a eu lieu.\n\n{text.format(WORDS)}")) if one.kind == "speaker"]
    assert not any(is_certain for _, is_certain in said(text.format(WORDS)))
    assert not any(one.confidence >= CERTAIN for one in found)


def test_a_title_that_somebody_opens_with_is_not_said():
    assert said("Anne Roy, conteuse, est là. Anne Roy a ouvert avec « La fille du meunier sourd ».") == []


def test_a_husband_is_not_she():
    text = "Bridget Sallow read. Her husband, Zelmir Sallow, had written. I asked her. “{},” she told me."
    assert said(text.format(ENGLISH_WORDS))[0][0] != "Zelmir Sallow"
