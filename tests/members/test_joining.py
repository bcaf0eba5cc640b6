from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from members import joining
from members.models import Application, Invitation, User
from tests import builders as make
from tests.members.test_accounts import NEW, is_in, link, log_in
from tests.working import work
from work.models import Letter

pytestmark = pytest.mark.django_db
ASKED = {"name": "Camille Roux", "email": "camille@exemple.fr", "reason": "Je prépare un atelier.", "password1": NEW}


def may_search(client):
    return "Mots" in client.get("/citations/recherche/").content.decode()


@pytest.fixture
def curator(client):
    client.force_login(make.user(role="curator"))
    return client


def asked(**fields):
    """A visitor who asked, and whose address is verified."""
    visitor = Client()
    visitor.post("/adhesion/", ASKED | fields)
    visitor.post(link(mail.outbox[-1]))
    mail.outbox.clear()
    return Application.objects.get(user__email=(ASKED | fields)["email"])


def test_who_asks_waits_until_staff_say_yes(curator):
    application = asked()
    assert application.reason == "Je prépare un atelier."
    visitor = Client()
    log_in(visitor, "camille@exemple.fr", NEW)
    assert not may_search(visitor)
    assert "L’équipe a votre demande" in visitor.get("/compte/").content.decode()
    assert "Je prépare un atelier." in curator.get("/admin/").content.decode()
    curator.post(f"/admin/members/application/{application.pk}/accepter/")
    assert may_search(visitor)
    [message] = mail.outbox
    assert (message.to, message.subject[:18]) == (["camille@exemple.fr"], "Vous êtes membre ·")
    assert link(message) == "/citations/recherche/"
    assert "Je prépare un atelier." not in curator.get("/admin/").content.decode()


def test_an_application_waits_only_once_its_address_is_verified(curator):
    Client().post("/adhesion/", ASKED)
    assert "Camille Roux" not in curator.get("/admin/").content.decode()
    assert not Application.objects.waiting().exists()
    Client().post(link(mail.outbox[0]))
    assert Application.objects.waiting().get().user.name == "Camille Roux"


def test_a_refusal_is_told_and_can_still_become_a_yes(curator):
    application = asked()
    curator.post(f"/admin/members/application/{application.pk}/refuser/")
    assert "ne peut y donner suite" in mail.outbox[0].body
    visitor = Client()
    log_in(visitor, "camille@exemple.fr", NEW)
    assert not may_search(visitor)
    curator.post(f"/admin/members/application/{application.pk}/accepter/")
    assert may_search(visitor)


def test_a_second_click_decides_nothing_and_mails_nothing(curator):
    application = asked()
    for _click in range(2):
        page = curator.post(f"/admin/members/application/{application.pk}/accepter/", follow=True)
    assert "demande déjà acceptée" in page.content.decode()
    assert len(mail.outbox) == 1


def test_a_decision_stands_and_its_mail_waits_if_no_mail_can_leave(curator, settings):
    application = asked()
    settings.EMAIL_BACKEND = "work.outbox.Outbox"
    settings.MAIL_TRANSPORT, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    curator.post(f"/admin/members/application/{application.pk}/accepter/")
    work()
    application.refresh_from_db()
    assert application.state == Application.State.APPROVED
    assert [letter.recipients for letter in Letter.objects.all()] == [["camille@exemple.fr"]]


@pytest.mark.parametrize("missing", ["name", "email", "reason", "password1"])
def test_a_form_with_a_hole_keeps_what_was_typed(client, missing):
    page = client.post("/adhesion/", ASKED | {missing: ""}).content.decode()
    assert "errorlist" in page
    typed = [ASKED[name] for name in ("name", "email", "reason") if name != missing]
    assert [word for word in typed if word not in page] == []
    assert not User.objects.exists()


def test_an_ended_membership_ends_all_that_its_roles_allow(client):
    person = make.user(role="curator")
    client.force_login(person)
    person.member_until = timezone.localdate()
    person.save()
    assert may_search(client)
    assert client.get("/admin/").status_code == 200
    person.member_until -= timedelta(days=1)
    person.save()
    assert not may_search(client)
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/quotes/quote/", follow=True).status_code == 403
    assert "a pris fin" in client.get("/compte/").content.decode()


def invite(curator, addresses, **fields):
    return curator.post("/admin/members/invitation/add/", {"addresses": addresses, **fields}, follow=True)


def test_a_pasted_list_is_invited_and_each_becomes_a_member_by_the_link(curator):
    page = invite(
        curator, "Camille Roux <Camille@exemple.fr>; alex@exemple.fr\n\nalex@exemple.fr", member_until="2999-12-31"
    )
    assert "2 invitations." in page.content.decode()
    assert sorted(message.to[0] for message in mail.outbox) == ["alex@exemple.fr", "camille@exemple.fr"]
    visitor = Client()
    address = link(next(message for message in mail.outbox if message.to == ["camille@exemple.fr"]))
    form = visitor.get(address).content.decode()
    assert 'value="camille@exemple.fr"' in form
    assert "reason" not in form
    visitor.post(address, {"name": "Camille", "password1": NEW, "email": "autre@exemple.fr"})
    assert is_in(visitor)
    assert may_search(visitor)
    person = User.objects.get(email="camille@exemple.fr")
    assert str(person.member_until) == "2999-12-31"
    assert Client().get(address).status_code == 410


def test_one_wrong_address_invites_nobody_and_is_named(curator):
    member = make.user(role="member")
    page = invite(curator, f"alex@exemple.fr, pas une adresse, {member.email}").content.decode()
    assert "« pas une adresse » n’est pas une adresse." in page
    assert f"{member.email} est déjà membre." in page
    assert "alex@exemple.fr" in page
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_who_has_an_account_already_becomes_a_member_at_once(curator):
    person = make.user(email="camille@exemple.fr")
    invite(curator, "camille@exemple.fr")
    assert mail.outbox[0].subject.startswith("Vous êtes membre")
    assert User.objects.get(pk=person.pk).has_perm("quotes.search_quote")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_an_invitation_has_an_end_and_can_be_sent_again(curator, days, status):
    invite(curator, "alex@exemple.fr")
    Invitation.objects.update(invited_at=timezone.now() - timedelta(days=days))
    address = link(mail.outbox[0])
    assert Client().get(address).status_code == status
    invite(curator, "alex@exemple.fr")
    assert Client().get(link(mail.outbox[1])).status_code == 200


@pytest.mark.parametrize(
    ("has", "given", "is_now"),
    [
        (None, "2999-12-31", None),
        ("2999-12-31", "2998-12-31", "2999-12-31"),
        ("2998-12-31", "2999-12-31", "2999-12-31"),
        ("2999-12-31", None, None),
    ],
)
def test_no_invitation_shortens_what_was_given_since(curator, has, given, is_now):
    invite(curator, "alex@exemple.fr", **({"member_until": given} if given else {}))
    person = make.user(email="alex@exemple.fr", role="member", member_until=has)
    Client().post(link(mail.outbox[0]))
    person.refresh_from_db()
    assert Invitation.objects.get().user == person
    assert person.member_until == (is_now and date.fromisoformat(is_now))


def test_who_reads_the_mail_of_an_address_that_a_member_left_is_invited_anew(curator):
    invite(curator, "bureau@exemple.fr")
    Client().post(link(mail.outbox[0]), {"name": "Camille", "password1": NEW})
    member = User.objects.get(email="bureau@exemple.fr")
    member.emailaddress_set.update(email="camille@exemple.fr")
    User.objects.filter(pk=member.pk).update(email="camille@exemple.fr")
    invite(curator, "bureau@exemple.fr")
    visitor = Client()
    visitor.post(link(mail.outbox[-1]), {"name": "Alex", "password1": NEW})
    assert is_in(visitor) and may_search(visitor)
    assert Invitation.objects.get().user.name == "Alex"
    assert User.objects.get(pk=member.pk).has_perm("quotes.search_quote")


def test_an_altered_link_and_a_withdrawn_invitation_are_nothing(curator):
    invite(curator, "alex@exemple.fr")
    address = link(mail.outbox[0])
    assert Client().get(address.replace("invitation/", "invitation/x")).status_code == 404
    assert Client().get(address[:-2] + "/").status_code == 404
    Invitation.objects.all().delete()
    assert Client().get(address).status_code == 404


def test_the_lists_cost_the_same_for_one_and_for_many(curator, django_assert_num_queries):
    for count in (1, 3, 30):
        for number in range(count):
            joining.invite([f"invite{count}-{number}@exemple.fr"], by=None)
            Application.objects.create(user=make.user(), reason="Pour voir.")
        with django_assert_num_queries(8):
            curator.get("/admin/members/invitation/")
        with django_assert_num_queries(8):
            curator.get("/admin/members/application/")
