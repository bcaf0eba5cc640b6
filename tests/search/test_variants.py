import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import tokens
from search.variants import variants, written

PIECES = [
    "douze",
    "mille",
    "et",
    "un",
    "cent",
    "618",
    "000",
    "-",
    " ",
    "XXIe",
    "siècle",
    "éco",
    "PyConFR",
    "21ème",
    "’",
    ",",
]
SPELT = st.lists(st.sampled_from(PIECES)).map("".join)


def ways(text):
    """{what is written otherwise: the ways}, as words."""
    found = list(tokens(text))
    return {
        text[found[first].start : found[after - 1].end]: [" ".join(way) for way in ways]
        for first, after, ways in variants(text, found)
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("618 000", "618000"),
        ("618\u00a0000", "618000"),
        ("618\u202f000", "618000"),
        ("618.000", "618000"),
        ("1,618,000", "1618000"),
        ("douze mille", "12000"),
        ("DOUZE MILLE", "12000"),
        ("12 mille", "12000"),
        ("1,5 million", "1500000"),
        ("trois milliards", "3000000000"),
        ("quatre-vingts", "80"),
        ("quatre-vingt-dix-neuf", "99"),
        ("soixante et onze", "71"),
        ("septante-deux", "72"),
        ("vingt et un", "21"),
        ("deux cents", "200"),
        ("mille et une", "1001"),
        ("mille neuf cent quatre-vingt-quatre", "1984"),
        ("deux millions trois cent mille", "2300000"),
        ("twenty-one", "21"),
        ("two hundred and five", "205"),
        ("three million two hundred thousand", "3200000"),
        ("douze", "12"),
    ],
)
def test_a_number_is_written_in_digits_too(text, number):
    assert ways(text) == {text: [number]}


@pytest.mark.parametrize(
    "text",
    [
        "12000",
        "2015",
        "un",
        "une",
        "neuf",
        "3,14",
        "60 %",
        "01 23 45",
        "2015-06-30",
        "618 0001",
        "0 000",
        "millions",
        "et",
    ],
)
def test_what_is_no_other_number_stays_as_it_is(text):
    assert ways(text) == {}


def test_a_number_ends_where_the_next_one_begins():
    assert ways("deux trois cents") == {"deux": ["2"], "trois cents": ["300"]}
    assert ways("vingt ans et un jour") == {"vingt": ["20"]}
    assert ways("618 000 deux") == {"618 000": ["618000"], "deux": ["2"]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("XXIe siècle", {"XXIe": ["21e"]}),
        ("Ier siècle", {"Ier": ["1er"]}),
        ("du XIXe au XXIe siècle", {"XIXe": ["19e"], "XXIe": ["21e"]}),
        ("XVIIIᵉ siècle", {"XVIIIᵉ": ["18e"]}),
        ("le VIe arrondissement", {"VIe": ["6e"]}),
        ("le Ve arrondissement", {}),
        ("21ème siècle", {"21ème": ["21e"]}),
        ("21st century", {"21st": ["21e"]}),
        ("les 2èmes Assises", {"2èmes": ["2e"]}),
        ("les dix-huitièmes Assises", {"dix-huitièmes": ["18e"]}),
        ("1ère", {"1ère": ["1er"]}),
        ("la vie", {}),
        ("Vie de siècle en siècle", {}),
        ("Me Dupont", {}),
        ("21e", {}),
        ("dix-huitième siècle", {"dix-huitième": ["18e"]}),
        ("vingt et unième", {"vingt et unième": ["21e"]}),
        ("un deuxième", {"deuxième": ["2e"]}),
        ("two hundred and fifth", {"two hundred and fifth": ["205e"]}),
        ("the first time, a second", {}),
    ],
)
def test_ordinals_are_written_one_way(text, written):
    assert ways(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("l’éco-système", {"éco-système": ["ecosysteme"]}),
        ("chefs-d’œuvre", {"chefs-d’œuvre": ["chefsdoeuvre"]}),
        ("deux-roues", {"deux-roues": ["deuxroues"]}),
        ("#VilleIntelligente", {"VilleIntelligente": ["ville intelligente"]}),
        ("PyConFR", {"PyConFR": ["py con fr", "py confr", "pycon fr"]}),
        ("COP21", {"COP21": ["cop 21"]}),
        ("Jean-François de La Fargue", {"Jean-François": ["jeanfrancois", "jf"]}),
        ("Jean-François dit", {"Jean-François": ["jeanfrancois"]}),
        ("Éco-quartier", {"Éco-quartier": ["ecoquartier"]}),
        ("智慧", {"智慧": []}),
        ("人々の街", {"人々の街": []}),
        ("a-b-c-d-e", {}),
        ("RATP Ville ville", {}),
    ],
)
def test_words_are_joined_and_taken_apart(text, written):
    assert ways(text) == written


def test_each_other_way_is_a_list_of_terms_of_its_own():
    _found, _terms, otherwise = written("Des éco-systèmes à PyCon", "fr")
    assert [way for *_, way in otherwise] == [["ecosystem"], ["py", "con"]]


@given(st.text() | SPELT)
def test_what_is_written_otherwise_stands_in_order_and_apart(text):
    found, last = list(tokens(text)), 0
    for first, after, some in variants(text, found):
        assert last <= first < after <= len(found)
        assert all(word.isascii() and word.isalnum() for way in some for word in way)
        last = after


@pytest.mark.parametrize(
    "piece", ["1", "123 ", "1,", "aA", "Aa-", "a-", "mille ", "deux ", "vingt-", "XXIe ", "a-d’", "城", "dixième "]
)
def test_the_work_grows_no_faster_than_the_text(piece):
    def cost(size):
        text = piece * size
        found = list(tokens(text))
        start = time.process_time()
        list(variants(text, found))
        return time.process_time() - start

    longer, shorter = (min(cost(size // len(piece)) for _ in range(3)) for size in (200_000, 20_000))
    assert longer < 0.1 + 20 * shorter
