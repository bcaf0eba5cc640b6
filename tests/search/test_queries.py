from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries import MOST, read

PIECES = [*'ab é"«»“”-−:*/0215 ', "de:", "du:", "nature:", "theme:"]
SYNTAX = st.lists(st.sampled_from(PIECES)).map("".join)


def said(text):
    """The wanted words, as they would be typed at their plainest."""
    shown = []
    for part in read(text).words:
        words = " ".join(part.words)
        words = f'"{words}"' if part.phrase else words + "*" * part.prefix
        shown.append("-" * part.excluded + (f"{part.scope}:" if part.scope else "") + words)
    return shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ville intelligente", ["ville", "intelligente"]),
        ("l’entreprise", ["l", "entreprise"]),
        ('"Ville de demain"', ['"ville de demain"']),
        ("« ville de demain »", ['"ville de demain"']),
        ("“ville de demain”", ['"ville de demain"']),
        ('"pas encore fini', ['"pas encore fini"']),
        ("-ville", ["-ville"]),
        ("−ville", ["-ville"]),
        ('-"ville de demain"', ['-"ville de demain"']),
        ("-smart-city", ['-"smart city"']),
        ("ville - campagne", ["ville", "campagne"]),
        ("gouv*", ["gouv*"]),
        ("g*", ["g"]),
        ("de:moreno", ["author:moreno"]),
        ("De: Moreno", ["author:moreno"]),
        ("-de:moreno", ["-author:moreno"]),
        ("by:moreno", ["author:moreno"]),
        ('de:"Carlos Moreno"', ['author:"carlos moreno"']),
        ("de:mor*", ["author:mor*"]),
        ("thème:énergie", ["theme:energie"]),
        ("évènement:lyon", ["event:lyon"]),
        ("inconnu:mot", ["inconnu", "mot"]),
        ("ville ville VILLE", ["ville"]),
        ("a OR b AND NOT c", ["a", "or", "b", "and", "not", "c"]),
    ],
)
def test_what_is_typed_is_understood(text, parts):
    assert said(text) == parts


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("du:2015", date(2015, 1, 1), None),
        ("au:2015", None, date(2015, 12, 31)),
        ("du:2015-06 au:2016-02", date(2015, 6, 1), date(2016, 2, 29)),
        ("du:08/07/2015", date(2015, 7, 8), None),
        ("au:07/2015", None, date(2015, 7, 31)),
        ('since:"2015-07-08"', date(2015, 7, 8), None),
    ],
)
def test_days_are_bounds(text, since, until):
    assert (read(text).since, read(text).until) == (since, until)


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("nature:citation", "kind", "verbatim"),
        ('nature:"propos rapporté"', "kind", "paraphrase"),
        ("kind:tweets", "kind", "tweet"),
        ("année:2015", "year", "2015"),
        ("langue:anglais", "language", "en"),
        ("langue:de", "language", "de"),
    ],
)
def test_some_operators_choose_of_a_facet(text, facet, value):
    (choice,) = read(text).choices
    assert (choice.facet, choice.value) == (facet, value)


@pytest.mark.parametrize(
    "text", ["du:hier", "au:2015-13", "du:0000", "nature:poème", "année:15", "🎉", "*", '""', "de:", "theme:🎉"]
)
def test_what_is_not_understood_is_told(text):
    query = read(text)
    assert query.is_empty
    assert query.ignored == (text,)


@pytest.mark.parametrize("text", ["", "   ", "-", "− -"])
def test_nothing_typed_is_nothing_to_tell(text):
    assert read(text).is_empty
    assert read(text).ignored == ()


def test_stop_words_are_left_out_when_there_is_another_word():
    assert [part.words for part in read("la ville de la nuit").wanted] == [("ville",), ("nuit",)]
    assert [part.words for part in read("de la").wanted] == [("de",), ("la",)]
    assert [part.words for part in read('"de la" le').wanted] == [("de", "la")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("qui a dit mutation ?", ["mutation"]),
        ("qui a dit mutation", ["mutation"]),
        ("que disait Moreno sur la ville", ["moreno", "ville"]),
        ("what did Moreno say about cities", ["moreno", "cities"]),
        ("quelle est la citation de Moreno sur Paris", ["moreno", "paris"]),
        ("Moreno dit ville", ["moreno", "dit", "ville"]),
        ("dit", ["dit"]),
        ("qui dit", ["dit"]),
        ("citation", ["citation"]),
        ('qui a dit "je dis"', ["je dis"]),
        ("pourquoi les morts ne restent-ils pas ?", ["morts", "restent"]),
        ("où valsa-t-on d’abord ?", ["valsa", "abord"]),
        ("que pensez-vous de la ville ?", ["pensez", "ville"]),
        ("où est le rendez-vous ?", ["rendez vous"]),
        ("comment s’appelle l’île ?", ["ile"]),
        ("combien coûte une hallebarde", ["coute", "hallebarde"]),
        ("J’avais cru qu’ils avaient tort", ["cru", "tort"]),
    ],
)
def test_the_words_that_frame_a_question_are_left_out(text, wanted):
    assert [" ".join(part.words) for part in read(text).wanted] == wanted


def test_the_run_of_a_question_goes_from_the_first_word_that_is_wanted_to_the_last():
    assert read("quand est-ce que les portes se ferment ?").run == ["portes", "se", "ferment"]
    assert read("les portes se ferment").run == ["les", "portes", "se", "ferment"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("éco-système vert", [("éco-système", ("eco", "systeme"), (("ecosysteme",),)), ("vert", ("vert",), ())]),
        ("618 000 élus", [("618 000", ("618", "000"), (("618000",),)), ("élus", ("elus",), ())]),
        ("de:moreno douze mille", [("de:moreno", ("moreno",), ()), ("douze mille", ("douze", "mille"), (("12000",),))]),
        ("SmartCity", [("SmartCity", ("smartcity",), (("smart", "city"),))]),
        ('douze "mille"', [("douze", ("douze",), (("12",),)), ('"mille"', ("mille",), ())]),
        ("éco-sys*", [("éco", ("eco",), ()), ("sys*", ("sys",), ())]),
    ],
)
def test_what_can_be_written_otherwise_is_one_part(text, parts):
    assert [(text[part.start : part.end], part.words, part.others) for part in read(text).parts] == parts


def test_a_long_text_is_cut():
    query = read(" ".join(f"mot{n}" for n in range(5000)))
    assert len(query.parts) == MOST
    assert "mot32" in query.ignored


def test_the_same_query_less_one_part_is_understood_alike():
    query = read('éco-système -de:moreno "ville de demain"')
    assert [query.without(part) for part in query.parts] == [
        '-de:moreno "ville de demain"',
        'éco-système "ville de demain"',
        "éco-système -de:moreno",
    ]


@given(st.text() | SYNTAX)
def test_every_text_is_a_query_whose_parts_stand_in_it(text):
    query = read(text)
    for part in query.parts:
        assert 0 <= part.start < part.end <= len(text)
    assert bool(query.wanted) == any(not part.excluded for part in query.words)
