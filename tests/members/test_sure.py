"""An open session is not its owner: what protects the account, takes its data or ends it asks again who is there."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from members.models import User
from tests import builders as make
from tests.members.test_accounts import NEW, code_of, log_in, with_second_factor

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
PASSWORDS = {"password1": NEW, "password2": NEW}
SENSITIVE = {
    "/compte/adresse/": {"email": "ailleurs@exemple.fr", "action_add": ""},
    "/compte/donnees.json": None,
    "/compte/supprimer/": {},
    "/compte/securite/application/": {"code": "000000"},
    "/compte/securite/codes/nouveaux/": {},
    "/compte/securite/cles/ajouter/": {"name": "La mienne", "credential": "{}"},
}


def ask(client, address):
    fields = SENSITIVE[address]
    return client.get(address) if fields is None else client.post(address, fields)


def opened(person):
    client = Client()
    log_in(client, person.email)
    return client


def unchanged(person):
    kept = (person.email, person.password)
    person.refresh_from_db()
    assert (person.email, person.password) == kept
    assert EmailAddress.objects.get(user=person).email == person.email
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize("address", SENSITIVE)
def test_an_open_session_is_asked_for_the_password(address):
    person = make.user(email="camille@exemple.fr")
    client = opened(person)
    assert ask(client, address).headers["Location"].startswith("/compte/confirmer/")
    unchanged(person)
    assert mail.outbox == []


@pytest.mark.parametrize("address", [*SENSITIVE, "/compte/mot-de-passe/choisir/"])
def test_who_has_no_password_and_no_second_factor_chooses_a_password_by_mail_first(address):
    """Nothing else than a session would say who is there."""
    person = make.user(email="camille@exemple.fr")
    person.set_unusable_password()
    person.save()
    client = Client()
    client.force_login(person)
    answer = ask(client, address) if address in SENSITIVE else client.post(address, PASSWORDS)
    assert answer.headers["Location"] == "/mot-de-passe/oublie/"
    unchanged(person)
    assert "Choisissez d’abord un mot de passe" in client.get("/mot-de-passe/oublie/").content.decode()


def test_a_wrong_password_changes_nothing_and_the_right_one_carries_on():
    person = make.user(email="camille@exemple.fr")
    client = opened(person)
    asked = ask(client, "/compte/adresse/").headers["Location"]
    client.post(asked, {"password": "un-autre"})
    unchanged(person)
    client.post(asked, {"password": make.PASSWORD}, follow=True)
    assert [message.to for message in mail.outbox] == [["ailleurs@exemple.fr"]]


def test_a_second_factor_says_who_is_there_as_well():
    person = make.user()
    client = Client()
    secret = with_second_factor(client, person)
    person.set_unusable_password()
    person.save()
    there = Client()
    there.force_login(person)
    asked = there.get("/compte/supprimer/").headers["Location"]
    assert asked.startswith("/compte/confirmer/second-facteur/")
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    cache.clear()  # the code that put it in place is not taken twice
    there.post(asked, {"code": code_of(secret)})
    assert there.get("/compte/supprimer/").status_code == 200


def test_a_password_is_changed_by_whoever_knows_it():
    person = make.user()
    client = opened(person)
    client.post("/compte/mot-de-passe/", {"oldpassword": "un-autre", **PASSWORDS})
    assert User.objects.get(pk=person.pk).check_password(make.PASSWORD)


def test_a_new_address_that_waits_is_not_given_up_by_an_open_session_alone():
    person = make.user(email="camille@exemple.fr")
    client = opened(person)
    EmailAddress.objects.create(user=person, email="ailleurs@exemple.fr")
    client.post("/compte/adresse/", {"email": "ailleurs@exemple.fr", "action_remove": ""})
    client.post("/compte/adresse/", {"email": "ailleurs@exemple.fr", "action_send": ""})
    assert EmailAddress.objects.filter(user=person).count() == 2
    assert mail.outbox == []
