import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tokens
from search.marks import marked, snippet, spans
from search.queries import read

WORDS = ["ville", "Élus", "l’œuvre", "<b>", "de", "demain", "R.A.T.P.", "…", "e\u0301te\u0301"]
WORDY = st.lists(st.sampled_from(WORDS)).map(" ".join)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("L’élue, les élus & l’été", "ELU", "L’<mark>élue</mark>, les <mark>élus</mark> &amp; l’été"),
        ("Le cœur du cœur", "coeurs", "Le <mark>cœur</mark> du <mark>cœur</mark>"),
        ("la ville de demain, la ville", '"ville de demain"', "la <mark>ville de demain</mark>, la ville"),
        ("gouverner la gouvernance", "gouvernan*", "gouverner la <mark>gouvernance</mark>"),
        ("à la R.A.T.P.", "ratp", "à la <mark>R.A.T.P.</mark>"),
        ("कमला ने कमल", "कमल", "कमला ने <mark>कमल</mark>"),
        ("智慧城市是未来", "城市", "智慧<mark>城市</mark>是未来"),
        ("ภาษาไทย", "ไทย", "ภาษา<mark>ไทย</mark>"),
        ("Jean-François Poisson", "JF", "<mark>Jean-François</mark> Poisson"),
        ("J. R. R. Tolkien", "J.R.R.", "<mark>J. R. R</mark>. Tolkien"),
        ("au dix-huitième", "18e", "au <mark>dix-huitième</mark>"),
        ("la ville", "-ville la", "<mark>la</mark> ville"),
        ("la ville", "la ville", "la <mark>ville</mark>"),
        ("Moreno en parle", "de:moreno", "Moreno en parle"),
        ("<b>", "", "&lt;b&gt;"),
        ("618\u202f000 élus", "618000", "<mark>618\u202f000</mark> élus"),
        ("douze mille et 618", "12 000", "<mark>douze mille</mark> et 618"),
        ("un éco-système", "écosystèmes", "un <mark>éco-système</mark>"),
        ("un écosystème", "éco-système", "un <mark>écosystème</mark>"),
        ("la #VilleIntelligente", "ville intelligente", "la #<mark>VilleIntelligente</mark>"),
        ("à PyCon FR", "PyConFR", "à <mark>PyCon FR</mark>"),
        ("au XXIe siècle", "21e", "au <mark>XXIe</mark> siècle"),
        ("qui dit mutation", "qui a dit mutation ?", "qui dit <mark>mutation</mark>"),
        ("elle ne survivait pas", "survivre", "elle ne <mark>survivait</mark> pas"),
    ],
)
def test_what_was_looked_for_is_marked(text, typed, shown):
    assert marked(text, "fr", read(typed)) == shown


def test_each_text_is_read_in_its_own_language():
    assert marked("smart cities", "en", read("city")) == "smart <mark>cities</mark>"


def test_a_short_text_is_given_whole():
    assert snippet("La ville vit.", "fr", read("ville")) == "La <mark>ville</mark> vit."


def test_a_long_text_is_cut_between_words_where_most_was_found():
    text = "ville " + "avant " * 100 + "la ville et la gouvernance " + "après " * 100
    cut = snippet(text, "fr", read("ville gouvernance"), length=200)
    assert "<mark>ville</mark> et la <mark>gouvernance</mark>" in cut
    assert cut.startswith("… avant") and cut.endswith("après …")


@pytest.mark.parametrize("text", ["a" * 1000, "!" * 1000, " ".join("é" * 1000)])
def test_any_long_text_has_a_snippet(text):
    assert len(snippet(text, "fr", read("b"))) < 340


@given(st.text() | WORDY, st.text() | WORDY)
def test_marks_stand_on_whole_words_of_the_original(text, typed):
    starts = {token.start for token in tokens(text)}
    ends = {token.end for token in tokens(text)}
    last = 0
    for start, end in spans(text, "fr", read(typed)):
        assert start in starts and end in ends
        assert last <= start < end
        last = end


@given(st.text() | WORDY, st.text() | WORDY, st.integers(100, 300))
def test_nothing_of_the_text_is_lost_or_left_unescaped(text, typed, length):
    def unmarked(shown):
        return html.unescape(re.sub("</?mark>", "", shown))

    assert unmarked(marked(text, "fr", read(typed))) == text
    assert unmarked(snippet(text, "fr", read(typed), length=length)).strip("… ") in text
