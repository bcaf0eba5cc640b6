"""Nobody learns from the time of an answer who has an account: the work is the same, whoever asks."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import builders as make
from tests.members.test_accounts import NEW

pytestmark = pytest.mark.django_db
KNOWN = "connue@exemple.fr"
JOIN = {"name": "Une personne", "reason": "Pour chercher.", "password1": NEW}
FORMS = {
    "/adhesion/": JOIN,
    "/mot-de-passe/oublie/": {},
    "/connexion/code/": {},
    "/connexion/": {"password": "un-autre"},
}


@pytest.fixture
def hashed(monkeypatch):
    """The passwords that were hashed."""
    found = []
    encode = MD5PasswordHasher.encode

    def counted(hasher, word, salt):
        found.append(word)
        return encode(hasher, word, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return found


def known(kind):
    if kind == "unproven":
        Client().post("/adhesion/", JOIN | {"email": KNOWN})
        return
    person = make.user(email=KNOWN, is_active=kind != "inactive")
    if kind == "without a password":
        person.set_unusable_password()
        person.save()


def work(address, email, hashed):
    """(passwords hashed, queries, mails)"""
    hashed.clear()
    mail.outbox.clear()
    cache.clear()
    name = "login" if address == "/connexion/" else "email"
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.post(address, FORMS[address] | {name: email})
    return len(hashed), len(asked), len(mail.outbox)


@pytest.mark.parametrize("kind", ["proven", "unproven", "without a password", "inactive"])
@pytest.mark.parametrize("address", FORMS)
def test_a_known_address_costs_what_an_unknown_one_does(address, kind, hashed):
    known(kind)
    assert work(address, KNOWN, hashed) == work(address, "inconnue@exemple.fr", hashed)
