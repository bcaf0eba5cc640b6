"""The header knows who reads, and the pages under it are the same for everybody."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from smartcity.header import COOKIE
from tests import builders as make

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]


def log_in(client, person, **how):
    return client.post("/connexion/", {"login": person.email, "password": make.PASSWORD, **how})


def said(client):
    return client.cookies[COOKIE].value if COOKIE in client.cookies else ""


@pytest.mark.parametrize(
    ("role", "expected"),
    [(None, "known"), ("member", "known.member.dossiers-1"), ("curator", "known.member.dossiers-1.desk")],
)
def test_who_logs_in_is_known_to_the_header_until_they_log_out(client, role, expected):
    person = make.user(role=role)
    make.dossier(owner=person)
    make.dossier()
    log_in(client, person)
    assert said(client) == expected
    client.post("/deconnexion/")
    assert said(client) == ""


def test_the_header_follows_roles_and_dossiers(client):
    person = make.user(role="member")
    client.force_login(person)
    client.get("/dossiers/")
    assert said(client) == "known.member.dossiers-0"
    make.dossier(owner=person)
    client.get("/compte/")
    assert said(client) == "known.member.dossiers-1"
    person.groups.remove(Group.objects.get(name="member"))
    client.get("/compte/")
    assert said(client) == "known"


def test_the_cookie_is_believed_by_nobody(client):
    client.cookies[COOKIE] = "known.member.dossiers-9.desk"
    assert client.get("/admin/").status_code == 302
    client.cookies[COOKIE] = "known.member.dossiers-9.desk"
    answer = client.get("/dossiers/")
    assert (answer.status_code, answer.cookies[COOKIE].value) == (302, "")


def test_a_public_page_neither_has_nor_sets_the_cookie(client):
    talk = make.talk()
    plain = Client().get(talk.get_absolute_url())
    client.force_login(make.user(role="curator"))
    answer = client.get(talk.get_absolute_url())
    assert COOKIE not in answer.cookies
    assert answer.content == plain.content
    assert f'<body data-record="events/talk/{talk.pk}/change/">' in answer.content.decode()


def test_a_curator_begins_at_the_desk_unless_a_page_sent_them_to_log_in():
    curator, member = make.user(role="curator"), make.user(role="member")
    assert log_in(Client(), curator).headers["Location"] == "/admin/"
    assert log_in(Client(), curator, next="/dossiers/").headers["Location"] == "/dossiers/"
    assert log_in(Client(), member).headers["Location"] == "/citations/recherche/"
