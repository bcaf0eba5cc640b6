import pytest
from django.db import transaction
from django.urls import reverse

from tests import builders as b
from tests.admin_forms import posted
from themes.likeness import themes as pairs_of
from themes.models import Theme
from themes.naming import identity

pytestmark = pytest.mark.django_db

DIFFERENT = [
    ["C", "C#", "C++", "c*"],
    ["+++", "🙂", "🎈", "!!!", "…", "—"],
    ["R&D", "R D", "R@D"],
    [".NET", "NET", "ASP.NET", "ASP NET +"],
    ["Noms en .fr", "Noms en fr", "Noms en .FR+"],
    ["A", "A+", "A*", "A%", "A@", "A~"],
    ["Web 2.0", "Web 20", ".Web 20"],
    ["< 30 ans", "> 30 ans", "30 ans"],
    ["10 €", "10 $", "10 %", "10"],
    ["1+1", "11", "1 1"],
    ["-3 °C", "3 °C", "+3 °C"],
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
    [".NET", ".net", "« .Net »", ".NET."],
    ["A", "A-", "-A", "A'", "’A", "A.", "A…", "…A", "...a", "A !", "(A)", "A/"],
    ["-3 °C", "–3 °C", "−3 °C"],
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
    assert pairs_of({theme.pk for theme in themes}) == set()


def test_a_sign_more_makes_another_theme_or_is_refused_in_words(client):
    b.theme(name="Net")
    client.force_login(b.user(role="curator"))
    page = reverse("admin:themes_theme_add")
    fields, wrong = posted(client.get(page)), []
    for sign in ".+-*'’…/\\|_~^`´\"!?:;,#%&@$€()[]{}<>=°™·":
        with transaction.atomic():
            for name in (f"{sign}NET", f"NET{sign}", f"NE{sign}T"):
                said = client.post(page, fields | {"name": name})
                if said.status_code != 302 and "existe déjà" not in said.content.decode():
                    wrong.append(name)
            transaction.set_rollback(True)
    assert wrong == []
