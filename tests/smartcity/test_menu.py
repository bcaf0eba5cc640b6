"""The menu of the administration, by role, and that the desk looks like the site."""

import re

import pytest
from django.conf import settings

from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


def menu(client, role, path="/admin/"):
    client.force_login(make.user(role=role))
    return client.get(path).context["menu"]


def titles(entries):
    return [str(entry.title) for entry in entries]


def test_it_says_what_a_curator_does_and_has_each_other_list_once_behind_it(client):
    found = menu(client, "curator")
    assert titles(found["tasks"]) == ["Évènements", "Comptes rendus", "À vérifier", "Intervenants"]
    assert [(str(name), titles(entries)) for name, entries in found["rest"]] == [
        (
            "Contenu",
            [
                "Interventions",
                "Citations",
                "Tweets",
                "Thèmes",
                "Organisations",
                "Sources",
                "Participations",
                "Références",
            ],
        ),
        ("Échanges", ["Imports"]),
        (
            "Mémoire",
            [
                "Doublons possibles",
                "Révisions",
                "Fusions",
                "Publications et retraits",
                "Modifications groupées",
                "Travaux de fond",
            ],
        ),
        ("Membres et droits", ["Signalements", "Demandes d’adhésion", "Invitations"]),
    ]


@pytest.mark.parametrize(("role", "number"), [("editor", 14), ("curator", 22), ("administrator", 25)])
def test_whoever_sees_an_entry_may_open_it(client, role, number):
    found = menu(client, role)
    entries = [*found["tasks"], *(entry for _name, entries in found["rest"] for entry in entries)]
    assert {entry.address: client.get(entry.address).status_code for entry in entries} == {
        entry.address: 200 for entry in entries
    }
    assert len(entries) == number


def test_the_list_one_is_in_stands_in_it_by_its_name(client):
    theme = make.theme()
    found = menu(client, "editor", f"/admin/themes/theme/{theme.pk}/change/")
    assert found["here"].title == "Thèmes"
    assert [entry for entry in found["tasks"] if entry.is_current] == []
    found = menu(client, "editor", "/admin/speakers/speaker/")
    assert found["here"] is None
    assert titles(entry for entry in found["tasks"] if entry.is_current) == ["Intervenants"]


def test_it_is_on_every_page_and_asks_the_base_for_nothing(client, django_assert_num_queries):
    client.force_login(make.user(role="curator"))
    client.get("/admin/aide/")
    with django_assert_num_queries(4):  # the session, the account, its group and its permissions
        assert "Tout le reste" in client.get("/admin/aide/").content.decode()


def test_the_page_of_a_part_has_its_lists_and_says_nothing_of_what_waits(client):
    client.force_login(make.user(role="editor"))
    text = client.get("/admin/events/").content.decode()
    assert "Participations" in text and "Rien n’attend" not in text


def tokens(path):
    """{name: its values in light and dark} of the tokens that are colours."""
    found = {}
    for name, value in re.findall(r"--([\w-]+): (#\w+);", (settings.BASE_DIR / path).read_text()):
        found.setdefault(name, []).append(value)
    return {name: values[:2] for name, values in found.items()}  # on paper, all is black


def test_the_desk_has_the_colours_of_the_site():
    site, desk = tokens("static/site/site.css"), tokens("static/admin_house/admin.css")
    shared = site.keys() & desk.keys()
    assert shared == {"paper", "wash", "rule", "edge", "soft", "ink", "accent", "on-accent", "glow", "warn"}
    assert {name: desk[name] for name in shared} == {name: site[name] for name in shared}
