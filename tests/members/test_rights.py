"""Who may act on whose account: invitations, approvals and dates give memberships, and shut nobody out of work."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from members import joining, rights
from members.models import Application, Invitation, User
from tests import builders as make
from tests.admin_forms import posted
from tests.members.test_accounts import link

pytestmark = pytest.mark.django_db
TEAM = ["superuser", "administrator", "curator", "editor"]
PAST = "2020-01-31"


def account(name, **fields):
    if name == "superuser":
        return User.objects.create_superuser("chef@exemple.fr", make.PASSWORD, name="Chef", **fields)
    return make.user(role=None if name == "nobody" else name, **fields)


def as_(name):
    client = Client()
    client.force_login(account(name, email=f"{name}-qui-agit@exemple.fr") if name != "superuser" else account(name))
    return client


def invite(client, addresses, **fields):
    return client.post("/admin/members/invitation/add/", {"addresses": addresses, **fields}, follow=True)


def change(client, person, **fields):
    address = f"/admin/members/user/{person.pk}/change/"
    return client.post(address, posted(client.get(address), **fields))


def lapsed(person):
    User.objects.filter(pk=person.pk).update(member_until=timezone.localdate() - timedelta(days=1))
    person.refresh_from_db()
    return person


@pytest.mark.parametrize("day", ["", PAST, "2999-12-31"])
@pytest.mark.parametrize("name", TEAM)
def test_nobody_invites_an_account_of_the_team(name, day):
    person = account(name)
    page = invite(as_("curator"), f"alex@exemple.fr, {person.email.upper()}", member_until=day)
    assert f"{person.email} est un compte de l’équipe" in page.content.decode()
    person.refresh_from_db()
    assert person.member_until is None
    assert not Invitation.objects.exists()
    assert mail.outbox == []
    client = Client()
    client.force_login(person)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("name", TEAM)
def test_no_invitation_brings_an_account_of_the_team_back(name):
    person = lapsed(account(name))
    invite(as_("curator"), person.email)
    person.refresh_from_db()
    assert person.has_lapsed


def test_an_invitation_of_before_does_not_touch_who_has_joined_the_team_since():
    invite(as_("curator"), "alex@exemple.fr", member_until=str(timezone.localdate()))
    person = account("administrator", email="alex@exemple.fr")
    page = Client().post(link(mail.outbox[0]))
    assert "est un compte de l’équipe" in page.content.decode()
    person.refresh_from_db()
    assert person.member_until is None


def test_no_approval_touches_an_account_of_the_team():
    person = lapsed(account("administrator"))
    application = Application.objects.create(user=person, reason="De retour.")
    page = as_("curator").post(f"/admin/members/application/{application.pk}/accepter/", follow=True)
    assert "est un compte de l’équipe" in page.content.decode()
    person.refresh_from_db()
    application.refresh_from_db()
    assert (person.has_lapsed, application.is_pending) == (True, True)


def test_a_membership_is_not_given_an_end_that_has_passed():
    page = invite(as_("curator"), "alex@exemple.fr", member_until=PAST)
    assert "Ce jour est passé" in page.content.decode()
    assert not Invitation.objects.exists()
    page = change(as_("administrator"), person := account("member"), member_until=PAST)
    assert "Ce jour est passé" in page.content.decode()
    person.refresh_from_db()
    assert person.member_until is None
    with pytest.raises(ValidationError):
        joining.invite(["alex@exemple.fr"], by=None, until=timezone.localdate() - timedelta(days=1))


def test_today_is_the_last_day_and_no_past_one():
    today = timezone.localdate()
    invite(as_("curator"), "alex@exemple.fr", member_until=str(today))
    assert Invitation.objects.get().member_until == today


def test_an_account_whose_membership_has_ended_can_be_renamed_all_the_same():
    person = lapsed(account("member"))
    assert change(as_("administrator"), person, name="Autrement").status_code == 302


def test_a_membership_that_has_ended_is_given_again_by_an_invitation():
    person = lapsed(account("member"))
    invite(as_("curator"), person.email, member_until="2999-12-31")
    assert User.objects.get(pk=person.pk).has_perm("quotes.search_quote")


def test_an_invitation_whose_membership_would_be_over_is_over():
    invite(as_("curator"), "alex@exemple.fr", member_until=str(timezone.localdate()))
    Invitation.objects.update(member_until=timezone.localdate() - timedelta(days=1))
    assert Client().get(link(mail.outbox[0])).status_code == 410


@pytest.mark.parametrize(
    ("by", "name", "may"),
    [
        ("superuser", "administrator", True),
        ("administrator", "administrator", True),
        ("administrator", "curator", True),
        ("administrator", "member", True),
        ("administrator", "nobody", True),
        ("administrator", "superuser", False),
        ("curator", "administrator", False),
        ("editor", "curator", False),
    ],
)
def test_nobody_acts_on_whoever_stands_above(by, name, may):
    assert rights.may_act_on(account(name), by=account(by)) is may


def test_one_s_own_account_is_changed_in_one_s_own_pages():
    """The administration asks for no present password."""
    for name in ("superuser", "administrator"):
        person = account(name)
        client = Client()
        client.force_login(person)
        page = f"/admin/members/user/{person.pk}/"
        words = "un-tout-autre-mot-de-passe"
        assert client.post(f"{page}password/", {"password1": words, "password2": words}).status_code == 403
        assert client.post(f"{page}change/", {"email": "ailleurs@exemple.fr", "name": "Moi"}).status_code == 403
        assert client.post(f"{page}delete/", {"post": "yes"}).status_code == 403


def test_an_ended_membership_ends_all_that_a_superuser_may():
    person = lapsed(account("superuser"))
    assert not person.has_perm("quotes.search_quote")
    assert not person.has_module_perms("quotes")
