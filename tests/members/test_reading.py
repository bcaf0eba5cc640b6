"""Mail scanners open every link: reading one changes nothing, a button does."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from members.models import Invitation, User
from tests import builders as make
from tests.members.test_accounts import NEW, is_in, link, log_in

pytestmark = pytest.mark.django_db
ADDRESS = "camille@exemple.fr"
ASKED = {"name": "Camille", "email": ADDRESS, "reason": "Pour voir.", "password1": NEW}


def invited(address=ADDRESS):
    curator = Client()
    curator.force_login(make.user(role="curator"))
    curator.post("/admin/members/invitation/add/", {"addresses": address})
    return link(mail.outbox[-1])


def state():
    rows = [User.objects.values_list("pk", "email", "password", "member_until", "groups").order_by("pk", "groups")]
    rows += [Invitation.objects.values_list("pk", "user"), EmailAddress.objects.values_list("email", "verified")]
    return list(map(list, rows))


@pytest.mark.parametrize("verified", [None, False, True])
def test_an_invitation_is_accepted_by_its_button(verified):
    address = invited()
    if verified is not None:
        make.user(email=ADDRESS, verified=verified)
    before = state()
    scanner = Client()
    for _time in range(2):
        assert scanner.get(address).status_code == 200
        scanner.head(address)
    assert state() == before
    page = scanner.get(address).content.decode()
    assert ("Créer mon compte" if verified is None else "Accepter l’invitation") in page
    Client().post(address, {"name": "Camille", "password1": NEW})
    assert User.objects.get(email=ADDRESS).has_perm("quotes.search_quote")
    assert Invitation.objects.get().user.email == ADDRESS
    assert Client().post(address).status_code == 410


def test_an_invitation_that_was_only_read_proves_no_address_of_a_request_to_join():
    visitor = Client()
    visitor.get(invited())
    visitor.post("/adhesion/", ASKED | {"email": "autre@exemple.fr"})
    assert not is_in(visitor)
    assert list(EmailAddress.objects.filter(user__email="autre@exemple.fr").values_list("verified", flat=True)) == [
        False
    ]


def test_reading_the_link_of_another_s_address_ends_no_session():
    Client().post("/adhesion/", ASKED)
    asked = link(mail.outbox[-1])
    reader = Client()
    log_in(reader, make.user().email)
    assert reader.get(asked).status_code == 200
    assert is_in(reader)
    assert not EmailAddress.objects.get(email=ADDRESS).verified


def test_reading_the_link_of_a_forgotten_password_ends_no_session():
    person = make.user(email=ADDRESS)
    Client().post("/mot-de-passe/oublie/", {"email": ADDRESS})
    asked = link(mail.outbox[-1])
    reader = Client()
    log_in(reader, make.user().email)
    form = reader.get(asked).headers["Location"]
    assert "Nouveau mot de passe" in reader.get(form).content.decode()
    assert is_in(reader)
    reader.post(form, {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert not is_in(reader)
