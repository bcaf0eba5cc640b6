import unicodedata
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.typography import (
    clean,
    date_range,
    french_date,
    french_time,
    in_guillemets,
    strip_guillemets,
    typeset,
)

# Where the rules meet: letters would rarely bring these together.
marks = st.text(alphabet=st.sampled_from(list("aM12 \u00a0\u202f;:!?«»'’\"“”.…%€°n&/`\n()")), max_size=40)
texts = st.text() | marks


def spaces_shown(text):
    """Narrow no-break space as "_", no-break space as "~": a test that one can read."""
    return text.replace("\u202f", "_").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Qui ? Moi ! Oui ; non", "Qui_? Moi_! Oui_; non"),
        ("#liensocial? Au besoin", "#liensocial_? Au besoin"),
        ("Le @lecubetwit !!", "Le @lecubetwit_!!"),
        ("« usagers »", "«_usagers_»"),
        ("«usagers»", "«_usagers_»"),
        ("spectateurs: un, deux", "spectateurs~: un, deux"),
        ("deux exemples à creuser :\nMontréal", "deux exemples à creuser~:\nMontréal"),
        ("20% de 3 M€ ou 5 €", "20~% de 3~M€ ou 5~€"),
        ("le n° 3", "le n°~3"),
        ("M. Dalloz et Mme Luciani", "M.~Dalloz et Mme~Luciani"),
        ("618 000 élus, 10 000 avocats", "618_000 élus, 10_000 avocats"),
        ("l'élu d'« ici »", "l’élu d’«_ici_»"),
        ("quoi...?", "quoi…_?"),
        ("un 'mot' et l'autre", "un ‘mot’ et l’autre"),
        ("'Top 10', 'oui.' 5 h 30'15", "‘Top 10’, ‘oui.’ 5 h 30'15"),
        ("un point (!) et [...]", "un point (!) et […]"),
    ],
)
def test_french_text_gets_its_spaces_apostrophes_and_ellipses(text, shown):
    assert spaces_shown(typeset(text)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "https://exemple.fr/?q=l'eau...&page=2!",
        "à 14:30",
        "@carlosmorenoFR #fasmartcity",
        "pic.twitter.com/eTdZyQ6uXk",
        "std::vector a != b `d'un %s ?`",
        "&amp; &#39;",
        "92130 Issy en 2015 300 personnes",
        "../..",
    ],
)
def test_addresses_times_handles_and_code_are_left_alone(text):
    assert typeset(text) == text


def test_english_text_keeps_its_spacing():
    assert typeset('Don\'t ask: 100%? "Yes"...', language="en") == 'Don’t ask: 100%? "Yes"…'


@given(texts, st.sampled_from(["fr", "en"]))
def test_typesetting_twice_changes_nothing(text, language):
    once = typeset(text, language=language)
    assert typeset(once, language=language) == once


def test_a_french_quote_wears_guillemets_and_its_own_quotes_the_second_pair():
    assert spaces_shown(in_guillemets('le « tous pour tous » et "moi" !')) == "«_le “tous pour tous” et “moi”_!_»"


def test_an_english_quote_wears_curly_marks_and_its_own_quotes_single_ones():
    assert in_guillemets('the “new” "city" isn\'t', language="en") == "“the ‘new’ ‘city’ isn’t”"


@given(texts, st.sampled_from(["fr", "en"]))
def test_any_text_can_be_quoted(text, language):
    quoted = in_guillemets(text, language=language)
    assert (quoted[0], quoted[-1]) == (("«", "»") if language == "fr" else ("“", "”"))


@pytest.mark.parametrize(
    "text",
    [
        "« la ville »",
        "“la ville”",
        '"la ville"',
        "«\u202fla ville\u202f»",
        "« “la ville” »",
        "« la ville ».",
        "“la ville” ,",
        "‹ la ville ›",
    ],
)
def test_marks_typed_around_the_whole_are_removed(text):
    assert strip_guillemets(text) == "la ville"


@pytest.mark.parametrize(
    "text", ["« a » et « b »", '"a" et "b"', "« a », dit-il", "« a » et « b ».", "a.", "il dit « a »", "« a", "«", '"']
)
def test_marks_around_a_part_are_kept(text):
    assert strip_guillemets(text) == text


def test_quotes_within_the_quote_are_kept():
    assert strip_guillemets("« un « tous pour tous » rêvé »") == "un « tous pour tous » rêvé"


@given(texts)
def test_stripping_twice_changes_nothing(text):
    assert strip_guillemets(strip_guillemets(text)) == strip_guillemets(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("  e\u0301lu \n", "élu"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("pay\u202epal\x00\ufeff", "paypal"),
        ("dit\u00a0: «\u202foui\u202f»", "dit\u00a0: «\u202foui\u202f»"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\tb", "a\tb"),
    ],
)
def test_stored_text_is_composed_and_free_of_what_cannot_be_seen(text, stored):
    assert clean(text) == stored


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_and_can_be_stored(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned == unicodedata.normalize("NFC", cleaned)
    cleaned.encode()


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2015, 7, 1), "1er juillet 2015", "1 July 2015"),
        (date(2015, 7, 8), "8 juillet 2015", "8 July 2015"),
        (date(2015, 8, 21), "21 août 2015", "21 August 2015"),
    ],
)
def test_a_date_is_written_out(day, french, english):
    assert french_date(day) == french
    assert french_date(day, language="en") == english


@pytest.mark.parametrize(
    ("start", "end", "french", "english"),
    [
        (date(2015, 7, 8), None, "8 juillet 2015", "8 July 2015"),
        (date(2015, 7, 8), date(2015, 7, 8), "8 juillet 2015", "8 July 2015"),
        (date(2015, 7, 6), date(2015, 7, 10), "du 6 au 10 juillet 2015", "6–10 July 2015"),
        (date(2015, 6, 30), date(2015, 7, 1), "du 30 juin au 1er juillet 2015", "30 June – 1 July 2015"),
        (
            date(2014, 7, 8),
            date(2015, 7, 8),
            "du 8 juillet 2014 au 8 juillet 2015",
            "8 July 2014 – 8 July 2015",
        ),
    ],
)
def test_a_range_says_once_what_its_ends_share(start, end, french, english):
    assert date_range(start, end) == french
    assert date_range(start, end, language="en") == english


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [(time(14, 30), "14~h~30", "14:30"), (time(9, 5), "9~h~05", "09:05"), (time(14), "14~h", "14:00")],
)
def test_a_time_does_not_break(moment, french, english):
    assert spaces_shown(french_time(moment)) == french
    assert french_time(moment, language="en") == english
