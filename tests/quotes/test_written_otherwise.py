"""What is typed and what was said are the same words, written otherwise; the suite runs it on both engines."""

import pytest

from quotes.synonyms import understood
from tests import builders as make
from tests.searching import find

# A text, what finds it, and what does not; one a line.
TEXTS = [
    ("Vous avez tenu la plume, encaissez les critiques", ["tenir plume encaisser critique", "encaisse"], ["tenue*"]),
    ("Si elle ne survivait pas", ["survivre", "survecu", "survit"], ["vivre"]),
    ("Vous disiez le contraire", ["dire contraire", "dites contraire"], ["direct"]),
    ("Ils jettent et achètent", ["jeter acheter", "jette achete"], []),
    ("Niez tout", ["nier"], ["niais"]),
    ("Elle croit ce qu’elle voit", ["croire voir", "crois vu", "cru"], ["voie"]),
    ("Un pair nous manque", ["pairs"], ["père", "perdre"]),
    ("En mai, fais ce qui plaît", ["mai", "plaire"], ["mais"]),
    ("Les pays du Sud", ["pays sud"], ["payer sud"]),
    ("À l’est de Vienne", ["vienne"], ["venir", "viennent"]),
    ("Le verre est à moitié plein", ["verres"], ["verra", "voir"]),
    ("Children went to the cities", ["child", "go city", "gone cities"], ["childhood"]),
    ("Il y a 618\u202f000 élus", ["618000", "618 000", "618.000 élus", "618\u00a0000"], ["61800", "000618"]),
    ("Il y a 25000 emplois", ["25 000", "25.000", "vingt-cinq mille", "25 mille"], ["25", "vingt-cinq"]),
    ("Ce sont 60\u00a0% des voix", ["60%", "60 %", "soixante"], ["600"]),
    ("Douze mille voix, pas plus", ["12000", "12 000", "douze", "mille", '"douze mille voix"'], ["1200", "12 001"]),
    ("Quatre-vingts ans déjà", ["80 ans", "quatre-vingts"], ["84", "20", "800"]),
    ("Vingt et un votes pour", ["21 votes", "vingt"], ["22"]),
    ("Un million de vélos roulent", ["1000000", "1 000 000", "million"], ["1000"]),
    ("Two hundred and five people", ["205 people", "hundred"], ["200"]),
    ("La ville du XXIe siècle", ["21e siècle", "21ème siècle", "XXIe siècle", "xxie"], ["11e", "20e siècle"]),
    ("Au 19ème siècle, déjà", ["XIXe siècle", "19e siècle", "19eme"], ["XXe siècle"]),
    ("La vie au grand air", ["vie", "VIE"], ["6e", "VIe siècle"]),
    ("Un éco-système fragile", ["écosystème", "ecosystemes", "éco-système", "éco système", "système"], ["système-éco"]),
    ("Cet écosystème durable vit", ["éco-système durable", "eco-systemes", "éco systèmes durables"], ["système"]),
    ("Tout éco système est ouvert", ["écosystème ouvert", "éco-système", "éco système"], ["écolo système"]),
    ("Ils ont rendez-vous demain", ["rendezvous", "rendez-vous"], ["vous-rendez"]),
    ("Les anglosaxons outremer", ["anglo-saxons", "outre-mer"], ["saxons", "mer"]),
    (
        "Vive la #VilleIntelligente",
        ["ville intelligente", "villeintelligente", '"ville intelligente"'],
        ["intellect"],
    ),
    ("On se voit à PyConFR", ["PyCon FR", "pycon fr", "PyConFR", "pyconfr"], ["PyConUK"]),
    ("Rendez-la à la PyCon FR", ["PyConFR", "pycon"], ["PyConUK"]),
    ("Une smart city sobre", ["SmartCity", "#SmartCity"], ["CitySmart"]),
    ("La mutation commence", ["qui a dit mutation ?", "quelle est la citation sur la mutation"], ["qui dit"]),
    ("What Moreno thinks of bridges", ["what did Moreno say about bridges"], ["what did Dupont say about bridges"]),
    ("Que disait Moreno des ponts", ['"disait moreno"', "que disait Moreno sur les ponts"], ["moreno dit-elle"]),
]


@pytest.fixture
def said(db):
    event = make.event(title="Atelier")  # without a number, as others have
    english = {"Children", "Two", "What"}
    rows = {
        text: make.quote(text=text, event=event, language="en" if text.split()[0] in english else "fr")
        for text, *_ in TEXTS
    }
    return {("quote", row.pk): text for text, row in rows.items()}


def test_a_text_is_found_however_its_words_are_written(said):
    missed = [(typed, text) for text, found, _ in TEXTS for typed in found if text not in _found(typed, said)]
    assert missed == []


def test_what_only_looks_like_a_text_does_not_find_it(said):
    wrong = [(typed, text) for text, _, apart in TEXTS for typed in apart if text in _found(typed, said)]
    assert wrong == []


@pytest.mark.django_db
def test_a_long_run_of_letters_is_not_cut_at_each_of_them(django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        understood("ab" * 2_000)
    assert sum(len(query["sql"]) for query in asked.captured_queries) < 50_000


def _found(typed, said):
    return {said[place] for place in find(understood(typed)).places}
