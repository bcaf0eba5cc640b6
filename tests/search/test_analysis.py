import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import LONGEST, STOP_WORDS, alternatives, folded_word, stem, terms, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’élu de la R.A.T.P.", "l elu de la ratp"),
        ("aujourd’hui, l'œuvre", "aujourdhui l oeuvre"),
        ("lʼeau d‘ici", "l eau d ici"),
        ("auto\u00admatique e\u0301te\u0301", "automatique ete"),
        ("Jean-Pierre, smart-city", "jean pierre smart city"),
        ("citoyen·ne·s", "citoyen ne s"),
        ("618\u202f000 élus", "618 000 elus"),
        ("M. X, ch. 2.3", "m x ch 2 3"),
        ("U.S.A", "usa"),
        ("#SmartCity @FA_SmartCity", "smartcity fa smartcity"),
        ("🎉 … — !", ""),
        ("कमला और தமிழ்", "u915u92eu932u93e u914u930 uba4ubaeubbfubb4ubcd"),
        ("智慧ab ไป", "u667a u6167 ab ue44 ue1b"),
        ("ปี๒๐๑๕", "ue1bue35 2015"),
        ("", ""),
    ],
)
def test_words_are_cut_and_folded(text, words):
    assert " ".join(token.word for token in tokens(text)) == words


@pytest.mark.parametrize(
    "family",
    [
        "ville villes",
        "élu élus élue élues",
        "vélo vélos",
        "travail travaux",
        "œil yeux",
        "ciel cieux",
        "lieu lieux",
        "enjeu enjeux",
        "journal journaux",
        "local locaux locale locales",
        "réseau réseaux",
        "cœur coeurs",
        "idée idées",
        "donnée données",
        "cité cités",
        "société sociétés",
        "citoyen citoyens citoyenne citoyennes",
        "intelligent intelligente intelligentes",
        "partager partage partagé partagées",
        "participer participe participé",
        "heureux heureuse",
        "nouveau nouveaux",
        "saint st Sainte Ste",
    ],
)
def test_the_words_of_a_french_family_have_one_term(family):
    assert len({stem(folded_word(word), "fr") for word in family.split()}) == 1


@pytest.mark.parametrize("family", ["city cities", "citizen citizens", "building buildings"])
def test_the_words_of_an_english_family_have_one_term(family):
    assert len({stem(word, "en") for word in family.split()}) == 1


def test_words_that_differ_stay_different():
    words = ["ville", "village", "élu", "élite", "maison", "mais", "lieu", "lie"]
    kept = {word: stem(folded_word(word), "fr") for word in words}
    assert kept["ville"] != kept["village"]
    assert kept["maison"] != kept["mais"]
    assert kept["lieu"] != kept["lie"]
    assert kept["élu"] != kept["élite"]


def test_stop_words_are_of_both_languages_and_folded():
    assert {"de", "a", "ou", "meme", "the", "qu", "of"} <= STOP_WORDS
    assert "ville" not in STOP_WORDS


def test_of_a_word_without_end_no_more_is_remembered_than_of_any_other():
    assert len(folded_word("a" * 10_000)) <= 1000
    assert [(token.start, token.end) for token in tokens("a" * 10_000)] == [(0, 10_000)]


@given(st.text())
def test_words_stand_where_they_are_said_to(text):
    last = 0
    for start, end, word in tokens(text):
        assert last <= start < end
        assert folded_word(text[start:end]) == word
        last = end


@given(st.text(), st.sampled_from(["fr", "en", "de"]))
def test_a_term_is_plain_and_one_that_a_query_asks_for(text, language):
    for token, term in zip(tokens(text), terms(text, language), strict=True):
        assert re.fullmatch(rf"[a-z0-9]{{1,{LONGEST}}}", term)
        assert term in alternatives(token.word)
