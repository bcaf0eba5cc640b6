"""A record made in the picker where it was missed."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from curation.models import Revision
from events.models import Appearance
from quotes.models import Source
from speakers.models import Organization, Speaker
from tests import builders as b
from themes.models import Theme

pytestmark = pytest.mark.django_db
MODELS = {"speaker": Speaker, "organization": Organization, "theme": Theme}


@pytest.fixture
def editor(client):
    client.force_login(b.user(role="editor"))
    return client


def create(client, model, name, **more):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_create")
    return client.post(address, {"name": name, **more})


def offered(client, model, field, term):
    query = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": field}
    return client.get(reverse("admin:autocomplete"), query | {"term": term}).json().get("create")


@pytest.mark.parametrize("model", MODELS.values())
def test_a_name_makes_a_draft_with_its_history(editor, model):
    answer = create(editor, model, "  Solveig\u00a0 Arrembourg ")
    row = model.objects.get()
    assert (answer.status_code, row.name, row.status) == (200, "Solveig Arrembourg", "draft")
    assert answer.json()["id"] == str(row.pk)
    assert answer.json()["text"] == "Solveig Arrembourg"
    assert answer.json()["detail"].endswith("brouillon")
    revision = Revision.objects.get()
    assert (revision.record, revision.action, revision.by.groups.get().name) == (row, "added", "editor")


def test_a_source_is_made_by_its_title_and_one_of_the_same_is_a_question(editor):
    answer = create(editor, Source, "Le Courrier de Brume")
    source = Source.objects.get()
    assert (answer.status_code, answer.json()["id"], source.title) == (200, str(source.pk), "Le Courrier de Brume")
    again = create(editor, Source, "le courrier de brume")
    assert (again.status_code, [one["id"] for one in again.json()["candidates"]]) == (409, [str(source.pk)])
    assert create(editor, Source, "Le Courrier de Brume", anyway="1").status_code == 200


def test_what_was_made_is_found_at_once(editor):
    create(editor, Speaker, "Solveig Arrembourg")
    assert "Solveig Arrembourg" in editor.get("/admin/speakers/speaker/?q=arrembourg").content.decode()


@pytest.mark.parametrize("model", MODELS.values())
@pytest.mark.parametrize("name", ["", "  ", "« »", "\u202e\0", "m" * 500])
def test_what_is_no_name_is_refused_in_words(editor, model, name):
    answer = create(editor, model, name)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not model.objects.exists()
    assert not Revision.objects.exists()


def test_a_person_of_the_very_name_is_shown_and_another_is_made_when_told(editor):
    mayor = b.speaker(name="Henri Jourdain", headline="maire de Brest")
    answer = create(editor, Speaker, "HENRI JOURDAIN")
    asked = answer.json()
    assert answer.status_code == 409
    assert asked["message"] == "« HENRI JOURDAIN » est déjà là. Est-ce la même personne ?"
    assert [(line["id"], line["detail"]) for line in asked["candidates"]] == [(str(mayor.pk), "maire de Brest")]
    assert asked["anyway"] == "En créer une autre quand même"
    assert create(editor, Speaker, "Henri Jourdain", anyway="1").status_code == 200
    assert sorted(Speaker.objects.values_list("slug", flat=True)) == ["henri-jourdain", "henri-jourdain-2"]


def test_a_person_called_so_elsewhere_is_shown_with_that_form(editor):
    person = b.speaker(name="Carlos Moreno")
    person.aliases.create(name="Le professeur Moreno")
    [line] = create(editor, Speaker, "le professeur moreno").json()["candidates"]
    assert (line["text"], line["also"]) == ("Carlos Moreno", "aussi : Le professeur Moreno")


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Michel Roye", "Michel Royes"),
        ("Claire Vidal", "VIDAL Claire"),
        ("Jean-Luc Moreau", "Jean-Luc Morau"),
        ("Carlos Moreno", "C. Moreno"),
        ("Benoît Lefevre", "Benoit Lefebre"),
        ("Yves Kerdon", "Yves Herdon"),
    ],
)
def test_a_likeness_is_a_question(editor, there, typed):
    b.speaker(name=there)
    answer = create(editor, Speaker, typed)
    asked = answer.json()
    assert answer.status_code == 409
    assert asked["message"] == f"« {typed} » ressemble à un nom qui est déjà là. Est-ce la même personne ?"
    assert [line["text"] for line in asked["candidates"]] == [there]
    assert asked["anyway"] == f"Non, créer « {typed} »"
    assert Speaker.objects.count() == 1


def test_another_name_asks_nothing(editor):
    b.speaker(name="Michel Roy")
    assert create(editor, Speaker, "Anne Roy").status_code == 200


def test_a_likeness_is_found_among_many_that_share_less(editor):
    Speaker.objects.bulk_create(
        Speaker(name=f"Jean Martin{place}", names=f"jean martin{place}\n", slug=f"jm{place}") for place in range(900)
    )
    b.speaker(name="Jean Martineau-Lacombrade")
    [line] = create(editor, Speaker, "Jean Martineau-Lacombrad").json()["candidates"]
    assert line["text"] == "Jean Martineau-Lacombrade"


@pytest.mark.parametrize("number", [1, 3, 300])
def test_asking_costs_the_same_for_any_number_of_namesakes(editor, django_assert_num_queries, number):
    for _place in range(number):
        b.speaker(name="Jean Martin").aliases.create(name=f"J. Martin {_place}")
    create(editor, Speaker, "Jean Martin")
    with django_assert_num_queries(14):
        assert len(create(editor, Speaker, "Jean Martin").json()["candidates"]) == min(number, 5)


def test_an_organisation_of_the_same_words_is_a_question(editor):
    b.organization(name="Ville de Brest")
    assert create(editor, Organization, "ville Brest").status_code == 409
    assert create(editor, Organization, "Ville de Brest").json()["anyway"] == "En créer une autre quand même"
    assert create(editor, Organization, "Ville de Brest", anyway="1").status_code == 200
    assert create(editor, Organization, "Ville de Lyon").status_code == 200


def test_a_theme_is_there_once(editor):
    theme = b.theme(name="énergie")
    for more in ({}, {"anyway": "1"}):
        asked = create(editor, Theme, "Energie", **more)
        assert (asked.status_code, asked.json()["anyway"]) == (409, None)
        assert asked.json()["message"] == "Ce nom est déjà pris."
        assert [line["id"] for line in asked.json()["candidates"]] == [str(theme.pk)]


@pytest.mark.parametrize("typed", ["villes", "la ville", "cité", "Town"])
def test_a_theme_of_nearly_that_name_or_of_that_synonym_is_a_question(editor, typed):
    b.theme(name="ville", synonyms="cité", label_en="town")
    assert create(editor, Theme, typed).status_code == 409
    assert create(editor, Theme, typed, anyway="1").status_code == 200


def test_nothing_is_made_by_a_get_nor_without_the_token(editor, client):
    assert editor.get(reverse("admin:speakers_speaker_create"), {"name": "Anne"}).status_code == 405
    client.handler.enforce_csrf_checks = True
    assert create(client, Speaker, "Anne").status_code == 403
    assert not Speaker.objects.exists()


# What a picker offers


def test_a_picker_offers_to_make_what_is_not_there(editor):
    b.speaker(name="Anne Le Roux")
    offer = offered(editor, Appearance, "speaker", " Anne  Leroux ")
    assert (offer["text"], offer["name"]) == ("Créer la personne « Anne Leroux »", "Anne Leroux")
    assert offer["url"] == "/admin/speakers/speaker/creer/"
    assert offered(editor, Appearance, "organization", "Agence")["text"] == "Créer l’organisation « Agence »"
    assert offered(editor, Theme, "parent", "100 % vélo")["text"] == "Créer le thème « 100 % vélo »"


def test_and_another_of_a_name_that_is_there_but_for_themes(editor):
    b.speaker(name="Anne Le Roux")
    b.theme(name="ville")
    again = offered(editor, Appearance, "speaker", "anne le roux")
    assert again["text"] == "Créer une autre personne nommée « anne le roux »"
    assert offered(editor, Theme, "parent", "Ville") is None


def test_nothing_is_offered_before_a_name_is_typed_nor_where_it_takes_more(editor):
    assert offered(editor, Appearance, "speaker", " ") is None
    assert offered(editor, Appearance, "event", "Foire") is None


def test_nor_to_who_may_not(client):
    person = b.user(role="editor")
    person.groups.clear()
    client.force_login(person)
    person.user_permissions.set([*_may("view", Speaker), *_may("view", Theme)])
    assert offered(client, Appearance, "speaker", "Anne") is None
    assert offered(client, Theme, "parent", "Ville") is None
    assert create(client, Theme, "Ville").status_code == 403


def _may(verb, model):
    return Permission.objects.filter(codename=f"{verb}_{model._meta.model_name}")
