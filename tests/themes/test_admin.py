import pytest
from django.urls import reverse

from tests import builders as b
from tests.admin_forms import posted
from themes.admin import near
from themes.models import Theme

pytestmark = pytest.mark.django_db
LIST = "/admin/themes/theme/"


@pytest.fixture
def curator(client):
    client.force_login(b.user(role="curator"))
    return client


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_list_costs_the_same_for_any_number_of_themes(curator, django_assert_num_queries, rows):
    parent = b.theme(name="société")
    themes = [b.theme(name=f"thème numéro {number}", parent=parent) for number in range(rows)]
    b.talk(themes=themes[:20])
    curator.get(LIST)
    with django_assert_num_queries(7):
        curator.get(LIST)


def test_the_list_counts_what_bears_each_theme_drafts_too(curator):
    theme = b.theme(name="ville")
    b.talk(themes=[theme])
    b.talk(themes=[theme], status="draft")
    b.quote(themes=[theme])
    row = curator.get(LIST).context["cl"].result_list[0]
    assert (row.talk_total, row.quote_total, row.tweet_total) == (2, 1, 0)
    address = reverse("admin:events_talk_changelist", query={"themed__tag__id__exact": theme.pk})
    assert curator.get(address).context["cl"].result_count == 2


@pytest.mark.parametrize(
    ("wait", "names"),
    [
        ("brouillons", ["usage"]),
        ("sans-definition", ["usage", "ville"]),
        ("inutilises", ["usage"]),
    ],
)
def test_what_waits_is_a_filter_of_the_list(curator, wait, names):
    b.theme(name="usage", status="draft")
    ville = b.theme(name="ville")
    twins = [
        b.theme(name="donnée", description="Une."),
        b.theme(name="open data", description="Deux.", synonyms="Données"),
    ]
    b.talk(themes=[ville, *twins])
    rows = curator.get(LIST, {"attend": wait}).context["cl"].result_list
    assert sorted(row.name for row in rows) == names


def test_a_new_theme_that_resembles_another_is_saved_with_a_warning_and_a_way_to_merge_them(curator):
    other = b.theme(name="données")
    fields = posted(curator.get(LIST + "add/"), name="Donnée")
    text = curator.post(LIST + "add/", fields, follow=True).content.decode()
    new = Theme.objects.get(name="Donnée")
    assert "ressemble à ce thème" in text
    assert f"one={new.pk}&amp;other={other.pk}" in text


def test_the_same_theme_twice_is_refused_in_words(curator):
    b.theme(name="Énergie")
    response = curator.post(LIST + "add/", posted(curator.get(LIST + "add/"), name="energie"))
    assert "Ce thème existe déjà" in response.content.decode()


def test_a_theme_cannot_be_typed_into_a_picker(curator):
    talk = b.talk()
    address = reverse("admin:events_talk_change", args=[talk.pk])
    response = curator.post(address, posted(curator.get(address), themes=["nouveau"]))
    assert response.status_code == 200
    assert not Theme.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("donnée", "les données", True),
        ("IA", "5G", False),
        ("lien social", "liens sociaux", False),
        ("jeu", "jeux", True),
    ],
)
def test_themes_are_alike_but_for_plurals_and_small_words(one, other, alike):
    theme, second = b.theme(name=one), b.theme(name=other)
    assert near(theme) == [second] * alike
