import pytest
from django.contrib.auth.models import Group

from members.models import User
from tests import builders as b
from tests.admin_forms import posted

pytestmark = pytest.mark.django_db
LIST = "/admin/members/user/"
WORDS = "trois mots de passe"


@pytest.fixture
def administrator(client):
    client.force_login(b.user(role="administrator"))
    return client


def role(name):
    return Group.objects.get(name=name).pk


def save(client, address, **changes):
    return client.post(address, posted(client.get(address), **changes))


def change(person):
    return f"{LIST}{person.pk}/change/"


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_list_costs_the_same_for_any_number_of_accounts(administrator, django_assert_num_queries, rows):
    for _ in range(rows):
        b.user(role="member")
    administrator.get(LIST)
    with django_assert_num_queries(10):
        administrator.get(LIST)


def test_accounts_are_filtered_by_roles_as_people_call_them(administrator):
    person = b.user(role="curator", name="Claire")
    assert "Curateur</a>" in administrator.get(LIST).content.decode()
    found = administrator.get(LIST, {"groups__id__exact": role("curator")}).context["cl"].result_list
    assert list(found) == [person]


def test_an_account_is_opened_with_an_email_and_roles(administrator):
    fields = {"email": "anne@exemple.fr", "name": "Anne", "password1": WORDS, "password2": WORDS}
    assert save(administrator, LIST + "add/", **fields, groups=[role("curator")]).status_code == 302
    person = User.objects.get(email="anne@exemple.fr")
    assert (person.is_staff, person.check_password(WORDS)) == (True, True)
    assert person.has_perm("curation.publish")


def test_the_same_email_in_other_letters_is_refused(administrator):
    b.user(email="anne@exemple.fr")
    fields = {"email": "Anne@exemple.fr", "name": "Anne", "password1": WORDS, "password2": WORDS}
    assert "Un compte a déjà cette adresse e-mail." in save(administrator, LIST + "add/", **fields).content.decode()


@pytest.mark.parametrize(("roles", "staff"), [(["editor"], True), (["member"], False), ([], False)])
def test_who_may_enter_the_admin_follows_from_the_roles(administrator, roles, staff):
    person = b.user(role="curator")
    assert save(administrator, change(person), groups=[role(name) for name in roles]).status_code == 302
    person.refresh_from_db()
    assert person.is_staff is staff


def test_an_administrator_makes_no_superuser(administrator):
    person = b.user()
    save(administrator, change(person), is_superuser="on", user_permissions=["1"], is_staff="on")
    person.refresh_from_db()
    assert (person.is_superuser, person.is_staff, person.user_permissions.count()) == (False, False, 0)


def test_an_administrator_does_not_touch_a_superuser(administrator):
    chief = User.objects.create_superuser(email="chef@exemple.fr", password=WORDS, name="Chef")
    assert administrator.post(change(chief), {"email": "moi@exemple.fr", "name": "Moi"}).status_code == 403
    address = f"{LIST}{chief.pk}/password/"
    assert administrator.post(address, {"password1": "x", "password2": "x"}).status_code == 403
    assert administrator.post(f"{LIST}{chief.pk}/delete/", {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [chief.pk], "post": "yes"}
    assert administrator.post(LIST, bulk).status_code == 403
    assert User.objects.get(is_superuser=True).check_password(WORDS)


@pytest.mark.parametrize("name", ["editor", "curator"])
def test_other_roles_do_not_see_the_accounts(client, name):
    person = b.user(role=name)
    client.force_login(person)
    for address in (LIST, LIST + "add/", change(person)):
        assert client.get(address).status_code == 403
