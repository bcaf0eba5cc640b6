import re

import pytest
from django.core import mail
from django.test import Client

from members.models import User
from tests import builders as make

pytestmark = pytest.mark.django_db


def test_a_member_logs_in_by_e_mail_in_any_case_and_lands_in_the_search(client):
    person = make.user(email="camille@exemple.fr", role="member")
    response = client.post("/connexion/", {"username": "Camille@Exemple.fr", "password": make.PASSWORD})
    assert response.headers["Location"] == "/citations/recherche/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_who_came_from_a_page_goes_back_to_it_but_never_to_another_site(client):
    person = make.user()
    account = {"username": person.email, "password": make.PASSWORD}
    here = Client().post("/connexion/", account | {"next": "/citations/recherche/?q=ville"})
    assert here.headers["Location"] == "/citations/recherche/?q=ville"
    away = Client().post("/connexion/", account | {"next": "https://ailleurs.example/"})
    assert away.headers["Location"] == "/citations/recherche/"


def test_a_wrong_password_keeps_the_address_and_says_what_to_check(client):
    person = make.user()
    page = client.post("/connexion/", {"username": person.email, "password": "autre"}).content.decode()
    assert f'value="{person.email}"' in page
    assert "errorlist" in page


def test_an_endless_address_is_a_wrong_one(client):
    assert client.post("/connexion/", {"username": "a" * 60_000, "password": "b"}).status_code == 200


def test_the_login_page_bears_the_name_of_the_site(client, settings):
    assert client.get("/connexion/").context["site_name"] == settings.SITE_NAME


def test_logging_out_takes_a_form(client):
    client.force_login(make.user())
    assert client.get("/deconnexion/").status_code == 405
    assert client.post("/deconnexion/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_a_member_changes_the_password(client):
    person = make.user()
    client.force_login(person)
    new = "une-autre-phrase-de-passe"
    fields = {"old_password": make.PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/mot-de-passe/", fields, follow=True).status_code == 200
    assert User.objects.get(pk=person.pk).check_password(new)


def test_only_who_is_logged_in_changes_a_password(client):
    assert client.get("/mot-de-passe/").headers["Location"] == "/connexion/?next=/mot-de-passe/"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_forgotten_password_is_replaced_by_mail(client, settings, prefix):
    person = make.user(email="camille@exemple.fr")
    client.post(f"{prefix}/mot-de-passe/oublie/", {"email": "CAMILLE@exemple.fr"})
    message = mail.outbox[0]
    assert message.to == ["camille@exemple.fr"]
    assert settings.SITE_NAME in message.subject
    link = re.search(r"http://testserver(/\S+)", message.body)[1]
    assert link.startswith(f"{prefix}/mot-de-passe/nouveau/")
    form = client.get(link).headers["Location"]
    new = "une-autre-phrase-de-passe"
    client.post(form, {"new_password1": new, "new_password2": new})
    assert User.objects.get(pk=person.pk).check_password(new)
    assert "Ce lien ne vaut plus" in Client().get(link.removeprefix("/en")).content.decode()


def test_nobody_learns_who_has_an_account(client):
    make.user(email="camille@exemple.fr")
    known = client.post("/mot-de-passe/oublie/", {"email": "camille@exemple.fr"}, follow=True)
    unknown = client.post("/mot-de-passe/oublie/", {"email": "personne@exemple.fr"}, follow=True)
    assert known.content == unknown.content
    assert len(mail.outbox) == 1
