"""The forms of a name that are found in texts, addresses and hashtags, and what merely looks so."""

import pytest

from privacy.naming import Looked, forms_of

WRITTEN = {
    "Zoé O'Brien": ["Zoé O’Brien", "O'BRIEN Zoé", "Z. O’Brien", "avec-zoe-obrien", "#ZoéOBrien"],
    "Yann Guivarc'h": ["Yann Guivarc’h", "Guivarc'h, Yann", "Y. Guivarc’h", "yann-guivarch", "yann-guivarc-h"],
    "Jeanne d’Alençon": ["Jeanne d'Alençon", "D’ALENÇON Jeanne", "J. d’Alençon", "hommage-a-jeanne-d-alencon"],
    "N’Diaye Pap": ["N'Diaye Pap", "n-diaye-pap", "ndiaye-pap"],
    "Ruth B. Ferrand": ["Ruth B. Ferrand", "RUTH B. FERRAND", "hommage-a-ruth-b-ferrand"],
    "H. Œuvrard": ["H. Œuvrard", "avec-h-oeuvrard"],
    "大泉 太郎": ["大泉太郎", "大泉 太郎さん", "大泉・太郎", "u5927u6cc9-u592au90ce"],
    "山田花子": ["山田花子は", "u5c71u7530u82b1u5b50"],
    "สมหญิง ใจดี": ["สมหญิง ใจดี", "สมหญิงใจดี"],
    "محمد الحسيني": ["محمد الحسيني", "#محمدالحسيني"],
    "Louis XIV": ["Louis XIV", "#LouisXIV", "louis-xiv"],
    "Bo Li": ["Bo Li", "#BoLi", "#boli"],
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_name_is_found_however_it_is_written(name):
    looked = Looked(frozenset(forms_of(name)))
    assert [text for text in [name, *WRITTEN[name]] if not looked.spans(text)] == []


def test_what_merely_looks_so_is_not_found():
    looked = Looked(frozenset(forms_of("Anne Martin") | forms_of("Anne A. Martin") | forms_of("Bo Li")))
    others = [
        "il a Martin pour ami",
        "il-a-martin-pour-ami",
        "Anne a Martin pour amie",
        "Anne, Martin et Paul",
        "du boli",
    ]
    assert [text for text in others if looked.spans(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Jean-Pierre Roux", "JEAN-PIERRE ROUX", "Marie Pierre Roux", "Pierre Roux-Martin", "Roux, Pierre-Yves",
        "J.-P. Roux", "J. P. Roux", "M.-P. Roux", "jean-pierre-roux", "https://exemple.fr/Jean-Pierre-Roux/",
        "Hélène-Pierre Roux", "helene-pierre-roux",
    ],
)  # fmt: skip
def test_a_longer_name_is_another_persons(text):
    assert Looked(frozenset(forms_of("Pierre Roux"))).spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Avec Pierre Roux", "M. Pierre Roux", "M. P. Roux", "hommage-a-pierre-roux", "Entretien-Pierre-Roux.html",
        "Pierre Roux-CNRS", "Jean, Pierre Roux", "pierre-roux-maire",
        "« Pierre Roux-là »", "Pierre Roux et Jean-Pierre Petit",
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_makes_no_longer_one(text):
    assert Looked(frozenset(forms_of("Pierre Roux"))).spans(text)


def test_what_is_part_of_a_name_that_somebody_bears_is_theirs():
    looked = Looked(frozenset(forms_of("Pierre Roux")), others=frozenset(forms_of("Oan Pierre Roux Kerdoncuff")))
    assert looked.spans("avec-oan-pierre-roux-kerdoncuff, et Oan Pierre Roux Kerdoncuff") == []
    assert looked.spans("avec-pierre-roux")
