import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from curation import history
from members.devices import device
from members.models import User
from quotes.models import Quote
from tests import builders as make
from tests.smartcity.test_settings import PRODUCTION, value_of

pytestmark = pytest.mark.django_db
NEW = "une-autre-phrase-de-passe"
HTML = "text/html"


def log_in(client, email, password=make.PASSWORD, **fields):
    return client.post("/connexion/", {"login": email, "password": password, **fields})


def is_in(client):
    return "_auth_user_id" in client.session


def link(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def test_a_member_logs_in_by_e_mail_in_any_case_and_lands_in_the_search(client):
    person = make.user(email="camille@exemple.fr", role="member")
    assert log_in(client, "Camille@Exemple.fr").headers["Location"] == "/citations/recherche/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_who_came_from_a_page_goes_back_to_it_but_never_to_another_site(client):
    person = make.user()
    here = log_in(Client(), person.email, next="/citations/recherche/?q=ville")
    assert here.headers["Location"] == "/citations/recherche/?q=ville"
    away = log_in(Client(), person.email, next="https://ailleurs.example/")
    assert away.headers["Location"] == "/citations/recherche/"
    assert log_in(Client(), person.email, next="http://[::1").headers["Location"] == "/citations/recherche/"


def test_a_wrong_password_keeps_the_address_and_says_what_to_check(client):
    person = make.user()
    page = log_in(client, person.email, "autre").content.decode()
    assert f'value="{person.email}"' in page
    assert "errorlist" in page


def test_an_endless_address_is_a_wrong_one(client):
    assert log_in(client, "a" * 60_000).status_code == 200


def test_too_many_wrong_passwords_wait_even_for_the_right_one(client):
    person = make.user()
    for _try in range(5):
        log_in(client, person.email, "autre")
    assert "Trop de tentatives" in log_in(client, person.email).content.decode()
    assert not is_in(client)


def test_too_many_requests_are_asked_for_patience(client):
    pages = [client.post("/mot-de-passe/oublie/", {"email": f"p{n}@exemple.fr"}) for n in range(21)]
    assert [page.status_code for page in pages] == [302] * 20 + [429]
    assert "Un peu de patience" in pages[-1].content.decode()


def test_logging_out_takes_a_form(client):
    client.force_login(make.user())
    assert client.get("/deconnexion/").status_code == 200
    assert is_in(client)
    assert client.post("/deconnexion/").headers["Location"] == "/"
    assert not is_in(client)


def test_a_mailed_code_logs_in_instead_of_a_password(client):
    person = make.user(email="camille@exemple.fr")
    client.post("/connexion/code/", {"email": "camille@exemple.fr"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mail.outbox[0].body, re.MULTILINE)[0]
    client.post("/connexion/code/saisir/", {"code": "000000"})
    assert not is_in(client)
    client.post("/connexion/code/saisir/", {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_address_that_nobody_verified_is_mailed_a_link_instead_of_being_let_in(client):
    make.user(email="camille@exemple.fr", verified=False)
    assert log_in(client, "camille@exemple.fr").headers["Location"] == "/compte/adresse/verifier/"
    assert not is_in(client)
    client.post(link(mail.outbox[0]))
    log_in(client, "camille@exemple.fr")
    assert is_in(client)


def test_a_member_changes_the_password_which_ends_other_sessions_and_hears_of_it(client):
    person, elsewhere = make.user(), Client()
    client.force_login(person)
    elsewhere.force_login(person)
    fields = {"oldpassword": make.PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/compte/mot-de-passe/", fields).headers["Location"] == "/compte/"
    assert User.objects.get(pk=person.pk).check_password(NEW)
    assert [each.get("/compte/").status_code for each in (client, elsewhere)] == [200, 302]
    assert "Si ce n’était pas vous" in mail.outbox[0].body


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_forgotten_password_is_replaced_by_mail(client, settings, prefix):
    person = make.user(email="camille@exemple.fr")
    client.post(f"{prefix}/mot-de-passe/oublie/", {"email": "CAMILLE@exemple.fr"})
    message = mail.outbox[0]
    assert message.to == ["camille@exemple.fr"]
    assert settings.SITE_NAME in message.subject
    address = link(message)
    assert address.startswith(f"{prefix}/mot-de-passe/nouveau/")
    form = client.get(address).headers["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert User.objects.get(pk=person.pk).check_password(NEW)
    assert "Ce lien ne vaut plus" in Client().get(address.removeprefix("/en")).content.decode()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/mot-de-passe/oublie/", {}),
        ("/connexion/code/", {}),
        ("/adhesion/", {"name": "Une personne", "reason": "Pour chercher.", "password1": NEW}),
    ],
)
def test_nobody_learns_who_has_an_account(address, fields):
    """Both answers are the same, and so is the work behind them: one mail each."""
    make.user(email="connue@exemple.fr")
    answers = []
    for email in ("connue@exemple.fr", "inconnue@exemple.fr"):
        mail.outbox.clear()
        page = Client().post(address, fields | {"email": email}, follow=True)
        assert [message.to for message in mail.outbox] == [[email]]
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        answers.append((page.redirect_chain, text.replace(email, "")))
    assert answers[0] == answers[1]


def test_a_mail_has_its_words_in_plain_and_in_html(client):
    make.user(email="camille@exemple.fr")
    client.post("/mot-de-passe/oublie/", {"email": "camille@exemple.fr"})
    message = mail.outbox[0]
    [(page, kind)] = message.alternatives
    assert kind == HTML
    assert f'<a href="http://testserver{link(message)}"' in page
    assert "Bonjour," in page


def test_a_new_address_counts_once_it_is_verified(client):
    person = make.user(email="avant@exemple.fr")
    client.force_login(person)
    client.post("/compte/confirmer/", {"password": make.PASSWORD})
    client.post("/compte/adresse/", {"email": "apres@exemple.fr", "action_add": ""})
    assert User.objects.get(pk=person.pk).email == "avant@exemple.fr"
    client.post(link(mail.outbox[0]))
    assert User.objects.get(pk=person.pk).email == "apres@exemple.fr"


def test_a_session_is_called_by_its_browser_and_system_as_its_owner_knows_them():
    agents = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36": "Chrome, Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0": "Edge, Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Gecko/20100101 Firefox/120.0": "Firefox, Mac",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E Safari/604.1": "Safari, iPhone",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36": "Chrome, Android",
        "curl/8.0": "curl/8.0",
    }
    assert {agent: device(agent) for agent in agents} == agents


def test_the_owner_sees_sessions_and_ends_them():
    person = make.user()
    here, there = Client(headers={"user-agent": "Ici"}), Client(headers={"user-agent": "Là-bas"})
    for client in (here, there):
        log_in(client, person.email)
    page = here.get("/compte/sessions/").content.decode()
    assert "Ici" in page
    assert "Là-bas" in page
    other = UserSession.objects.get(user_agent="Là-bas")
    stranger = Client()
    stranger.force_login(make.user())
    stranger.post("/compte/sessions/", {"session": other.pk})
    assert there.get("/compte/").status_code == 200
    here.post("/compte/sessions/", {"session": other.pk})
    assert there.get("/compte/").status_code == 302
    assert here.get("/compte/").status_code == 200


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_second_factor(client, person):
    """Put an application of codes in place through its pages; return its secret."""
    client.force_login(person)
    client.post("/compte/confirmer/", {"password": make.PASSWORD})
    secret = re.search(r"<code>(\w+)</code>", client.get("/compte/securite/application/").content.decode())[1]
    answer = client.post("/compte/securite/application/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/compte/securite/codes/"
    return secret


def test_who_has_a_second_factor_is_asked_for_it(client):
    person = make.user()
    secret = with_second_factor(client, person)
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    again = Client()
    assert log_in(again, person.email).headers["Location"] == "/connexion/second-facteur/"
    assert not is_in(again)
    again.post("/connexion/second-facteur/", {"code": "000000"})
    assert not is_in(again)
    cache.clear()  # the code that put it in place is not taken twice
    again.post("/connexion/second-facteur/", {"code": code_of(secret)})
    assert is_in(again)


def test_a_recovery_code_lets_in_once(client):
    person = make.user()
    with_second_factor(client, person)
    codes = client.get("/compte/securite/codes.txt").content.decode().split()
    first, second = Client(), Client()
    for again in (first, second):
        log_in(again, person.email)
        again.post("/connexion/second-facteur/", {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)


def test_the_admin_asks_staff_for_a_second_factor(client, settings):
    person = make.user(role="curator")
    client.force_login(person)
    assert client.get("/admin/").status_code == 200
    settings.STAFF_MFA_REQUIRED = True
    page = client.get("/admin/", follow=True)
    assert [address for address, _ in page.redirect_chain] == ["/admin/login/?next=/admin/", "/compte/securite/"]
    assert "demande un second facteur" in page.content.decode()
    with_second_factor(client, person)
    assert client.get("/admin/").status_code == 200


def test_production_asks_staff_for_it():
    assert value_of("settings.STAFF_MFA_REQUIRED", **PRODUCTION) == "True"
    assert value_of("settings.STAFF_MFA_REQUIRED", **PRODUCTION, STAFF_MFA_REQUIRED="0") == "False"


def test_the_admin_has_no_login_page_of_its_own(client):
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/connexion/?next=/admin/"
    assert client.post("/admin/login/", {"username": "a@b.fr", "password": "x"}).status_code == 302


def test_deleting_and_exporting_ask_for_the_password_again(client):
    client.force_login(make.user())
    for address in ("/compte/donnees.json", "/compte/supprimer/"):
        assert client.get(address).headers["Location"].startswith("/compte/confirmer/")


def test_who_is_asked_again_who_they_are_has_a_way_back_for_a_file_leaves_the_page_as_it_is(client):
    client.force_login(make.user())
    asked = client.get("/compte/donnees.json", follow=True).text
    assert '<a href="/compte/">Revenir à mon compte</a>' in asked


def test_the_export_holds_what_is_the_persons_and_no_secret(client):
    person = make.user(email="camille@exemple.fr", name="Camille")
    with_second_factor(client, person)
    data = client.get("/compte/donnees.json").json()
    assert data["members.user"][0]["email"] == "camille@exemple.fr"
    assert data["account.emailaddress"][0]["verified"] is True
    assert [each["type"] for each in data["mfa.authenticator"]] == ["totp", "recovery_codes"]
    text = str(data)
    assert make.PASSWORD not in text
    assert person.password not in text
    assert not any(str(each.data) in text for each in Authenticator.objects.all())


def test_a_deleted_account_leaves_what_it_curated_unsigned(client):
    person = make.user(role="curator")
    quote = make.quote()
    revision = history.write(quote, by=person)
    _recap, proposal = make.recap()
    proposal.state, proposal.decided_by, proposal.decided_at = "rejected", person, revision.at
    proposal.save()
    other = Client()
    for each in (client, other):
        log_in(each, person.email)
    client.post("/compte/confirmer/", {"password": make.PASSWORD})
    assert client.post("/compte/supprimer/").headers["Location"] == "/"
    assert not User.objects.filter(pk=person.pk).exists()
    assert other.get("/compte/").status_code == 302
    assert Quote.objects.filter(pk=quote.pk).exists()
    revision.refresh_from_db()
    proposal.refresh_from_db()
    assert (revision.by, proposal.decided_by, proposal.state) == (None, None, "rejected")


def test_the_account_page_changes_the_name(client):
    person = make.user(name="Avant")
    client.force_login(person)
    client.post("/compte/", {"name": "Après"})
    assert User.objects.get(pk=person.pk).name == "Après"
    assert "Après" in client.get("/compte/").content.decode()


def test_no_account_page_is_stored_or_indexed(client):
    client.force_login(make.user())
    page = client.get("/compte/")
    assert "no-store" in page.headers["Cache-Control"]
    assert 'content="noindex"' in page.content.decode()
    assert settings.SITE_NAME in page.content.decode()
