import pytest

from tests import builders as b
from themes.admin import near_duplicates
from themes.models import Theme
from themes.naming import identity

pytestmark = pytest.mark.django_db

DIFFERENT = [
    ["C", "C#", "C++", "c*"],
    ["+++", "🙂", "🎈", "!!!", "…", "—"],
    ["R&D", "R D", "R@D"],
    ["< 30 ans", "> 30 ans", "30 ans"],
    ["10 €", "10 $", "10 %", "10"],
    ["1+1", "11", "1 1"],
    ["Ville 🙂", "Ville 🎈"],
    ["Городское управление и участие", "Городское управление и транспорт"],
    ["都市の持続可能な移動と参加型ガバナンスに関する研究会" * 3 + end for end in "一二"],
]
SAME = [
    ["Énergie", "énergie", "Energie", "E\u0301nergie", "ÉNERGIE !"],
    ["C#", "c #", "C\u200b#", "Ｃ＃"],
    ["C++", "c ++", "C + +"],
    ["L’économie", "l'economie", "L' Économie"],
    ["Ville-monde", "ville monde", "« Ville, monde »"],
    ["R&D", "R & D", "r& d"],
    ["CO₂", "co2"],
    ["👍", "👍🏽", "👍\ufe0f"],
]


@pytest.mark.parametrize("names", DIFFERENT, ids=lambda names: names[0][:12])
def test_signs_and_other_scripts_make_other_themes(names):
    assert len({identity(name) for name in names}) == len(names)
    themes = [Theme(name=name) for name in names]
    for theme in themes:
        theme.full_clean()
        theme.save()
    assert len({theme.slug for theme in themes}) == len({theme.key for theme in themes}) == len(names)
    assert all(len(theme.key) <= 120 for theme in themes)


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_accents_case_spaces_and_punctuation_make_none(names):
    assert len({identity(name) for name in names}) == 1


def test_themes_that_differ_by_a_sign_do_not_resemble_each_other():
    themes = [b.theme(name=name) for name in ("C#", "C++", "C")]
    assert {theme.key for theme in themes} == {"c#", "c++", "c"}
    assert not near_duplicates(Theme.objects.all()).exists()
