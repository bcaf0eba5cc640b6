"""Whoever proves an address is alone in its account: nothing that was set before by somebody else lets in."""

import re
from urllib.parse import unquote

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from members.models import Application, Invitation, User
from tests import builders as make
from tests.members.test_accounts import NEW, is_in, link, log_in

pytestmark = pytest.mark.django_db
THEIRS = "le-mot-de-passe-du-voleur"
ADDRESS = "victime@exemple.fr"
ASKED = {"name": "Quelqu’un", "email": ADDRESS, "reason": "Pour voir.", "password1": THEIRS}


def stranger():
    """Somebody who signed up with an address that is not theirs; the mail goes to its owner."""
    client = Client()
    client.post("/adhesion/", ASKED)
    return client


def invite(*addresses, **fields):
    curator = Client()
    curator.force_login(make.user(role="curator"))
    return curator.post("/admin/members/invitation/add/", {"addresses": " ".join(addresses), **fields}, follow=True)


def enter_by_code(client, email):
    client.post("/connexion/code/", {"email": email})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[-1].body, re.MULTILINE)
    return client.post("/connexion/code/saisir/", {"code": code[0] if code else "AAAA-BBBB"}, follow=True)


def account(email=ADDRESS):
    return User.objects.get(email=email)


def lets_in(password, email=ADDRESS):
    client = Client()
    log_in(client, email, password)
    return is_in(client)


def proven_by_code(owner):
    enter_by_code(owner, ADDRESS)


def proven_by_link(owner):
    owner.post(link(mail.outbox[-1]))


def proven_by_invitation(owner):
    invite(ADDRESS)
    owner.post(link(mail.outbox[-1]))


def proven_by_reset(owner):
    owner.post("/mot-de-passe/oublie/", {"email": ADDRESS})
    form = owner.get(link(mail.outbox[-1])).headers["Location"]
    owner.post(form, {"password1": NEW, "password2": NEW})


PROOFS = [proven_by_code, proven_by_link, proven_by_invitation, proven_by_reset]


@pytest.mark.parametrize("prove", PROOFS)
def test_a_proof_ends_the_password_that_a_stranger_set(prove):
    stranger()
    prove(Client())
    assert EmailAddress.objects.get(email=ADDRESS).verified
    assert not account().check_password(THEIRS)
    assert not lets_in(THEIRS)


@pytest.mark.parametrize("prove", PROOFS)
def test_a_proof_ends_the_sessions_that_were_open_before(prove):
    there = stranger()
    there.force_login(account())
    prove(Client())
    assert there.get("/compte/").status_code == 302


def test_a_link_opened_where_the_password_was_chosen_keeps_it():
    here = stranger()
    assert here.post(link(mail.outbox[0])).headers["Location"] == "/adhesion/adresse-verifiee/"
    assert lets_in(THEIRS)


def test_a_code_typed_where_the_password_was_chosen_keeps_it():
    here = stranger()
    enter_by_code(here, ADDRESS)
    assert is_in(here)
    assert lets_in(THEIRS)


def test_who_only_asked_for_a_code_knows_no_password():
    stranger()
    owner = Client()
    owner.post("/connexion/code/", {"email": ADDRESS})
    owner.post(link(mail.outbox[0]))
    assert not account().has_usable_password()


def test_who_proves_elsewhere_chooses_a_password_at_once():
    stranger()
    owner = Client()
    page = owner.post(link(mail.outbox[0]), follow=True)
    assert "Nouveau mot de passe" in page.content.decode()
    owner.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert lets_in(NEW)


def test_an_account_entered_by_code_is_told_that_its_password_is_gone():
    stranger()
    page = enter_by_code(Client(), ADDRESS)
    assert "ne vaut plus" in page.content.decode()


def test_an_account_that_was_proven_keeps_its_password_whatever_comes_by_mail():
    make.user(email=ADDRESS)
    enter_by_code(Client(), ADDRESS)
    assert lets_in(make.PASSWORD)


def changing(person):
    """The person's browser, from which a mail went to the new address."""
    here = Client()
    log_in(here, person.email)
    here.post("/compte/confirmer/", {"password": make.PASSWORD})
    here.post("/compte/adresse/", {"email": ADDRESS, "action_add": ""})
    return here


def test_who_only_reads_the_mail_of_a_new_address_takes_no_account_with_it():
    """Nor is the reader's own account mixed with that of somebody who named the address."""
    person = make.user(email="avant@exemple.fr")
    changing(person)
    asked = link(mail.outbox[-1])
    answer = Client().post(asked)
    assert unquote(answer.headers["Location"]) == f"/connexion/?next={asked}"
    person.refresh_from_db()
    assert person.email == "avant@exemple.fr"
    there = Client()
    log_in(there, person.email)
    there.post(asked)
    person.refresh_from_db()
    assert person.email == ADDRESS


def test_a_new_address_ends_the_other_sessions():
    person = make.user(email="avant@exemple.fr")
    other = Client()
    log_in(other, person.email)
    here = changing(person)
    here.post(link(mail.outbox[-1]))
    assert here.get("/compte/").status_code == 200
    assert other.get("/compte/").status_code == 302
    assert lets_in(make.PASSWORD)


def test_an_address_that_somebody_would_only_like_to_have_opens_nobody_s_account():
    """Neither a code nor a new password: the account is another's."""
    changing(make.user(email="avant@exemple.fr"))
    owner = Client()
    enter_by_code(owner, ADDRESS)
    assert not is_in(owner)
    owner.post("/mot-de-passe/oublie/", {"email": ADDRESS})
    assert "/mot-de-passe/nouveau/" not in mail.outbox[-1].body
    assert EmailAddress.objects.get(email=ADDRESS).verified is False


def test_an_unproven_account_is_mailed_its_invitation_and_no_member_before_the_button():
    stranger()
    invite(ADDRESS)
    assert "/adhesion/invitation/" in mail.outbox[-1].body
    assert not account().has_perm("quotes.search_quote")
    owner = Client()
    owner.post(link(mail.outbox[-1]))
    assert account().has_perm("quotes.search_quote")
    assert Invitation.objects.get().user == account()


def test_an_unproven_account_is_not_approved():
    stranger()
    curator = Client()
    curator.force_login(make.user(role="curator"))
    application = Application.objects.get()
    page = curator.post(f"/admin/members/application/{application.pk}/accepter/", follow=True).content.decode()
    assert "n’est pas vérifiée" in page
    application.refresh_from_db()
    assert application.is_pending
    assert not account().has_perm("quotes.search_quote")


def test_an_unproven_account_is_given_no_role(client):
    stranger()
    client.force_login(make.user(role="administrator"))
    address = f"/admin/members/user/{account().pk}/change/"
    fields = {"email": ADDRESS, "name": "Quelqu’un", "is_active": "on", "groups": ["1"]}
    assert "n’est pas vérifiée" in client.post(address, fields).content.decode()
    assert not account().groups.exists()


def test_an_address_that_staff_give_to_an_unproven_account_ends_its_password(client):
    stranger()
    client.force_login(make.user(role="administrator"))
    address = f"/admin/members/user/{account().pk}/change/"
    fields = {"email": "autre@exemple.fr", "name": "Quelqu’un", "is_active": "on"}
    assert client.post(address, fields).status_code == 302
    assert not account("autre@exemple.fr").has_usable_password()
