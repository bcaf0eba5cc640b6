"""Who is said behind the words to speak: by a verb that another leads, by one that no list knows, or by none at all."""

import pytest

from tests.reading.heard import said

TWO = "Delphine Oudry, maire, et Marc Roy, adjoint, ont parlé.\n\n"


@pytest.mark.parametrize(
    "told",
    [
        "a tenu à rappeler {}",
        "tient à souligner {}",
        "vient de rappeler {}",
        "se plaît à rappeler {}",
        "a fini par lâcher {}",
        "a pris soin de préciser {}",
        "ne manque pas de rappeler {}",
        "va jusqu’à affirmer {}",
    ],
)
def test_an_infinitive_that_another_verb_leads_says_who_speaks(told):
    text = f"{TWO}« Nous avons tenu bon tout l’hiver », {told.format('Delphine Oudry')}."
    assert [who for who, _ in said(text)] == ["Delphine Oudry"]


@pytest.mark.parametrize(
    "verb", ["rapporte", "a relayé", "mime", "singe", "caricature", "brandit", "transmet", "a rapporté"]
)
def test_who_passes_words_on_or_does_what_no_list_knows_is_to_be_checked(verb):
    text = f"{TWO}« Nous avons tenu bon tout l’hiver », {verb} Delphine Oudry."
    assert True not in [is_certain for _, is_certain in said(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Par Clémence Vautrey",
        "Texte : Clémence Vautrey",
        "Clémence Vautrey, notre correspondante",
        "By Clémence Vautrey",
    ],
)
def test_who_wrote_the_article_is_not_who_speaks_in_it(line):
    told = "Il fait froid ce soir.\n\nLa salle est pleine. « Nous avons tenu bon tout l’hiver. » La salle rit."
    text = f"Un castor met tout le monde autour de la table\n\n{line}\n\n{told}"
    assert [who for who, _ in said(text)] == [""]
