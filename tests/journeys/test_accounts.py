import re

from django.core import mail
from playwright.sync_api import expect

from tests import builders as make

PASSWORD = "une-phrase-de-passe-longue"


def log_in(page, live_server, email, password=make.PASSWORD):
    page.goto(f"{live_server.url}/connexion/")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def mailed(live_server):
    """The address in the last mail, on the server of this test."""
    return re.search(r"https?://\S+", mail.outbox[-1].body)[0]


def test_a_visitor_asks_to_join_and_searches_once_a_curator_says_yes(page, browser, live_server):
    page.goto(f"{live_server.url}/citations/recherche/")
    page.get_by_role("link", name="Demander le vôtre").click()
    page.get_by_label("Prénom et nom").fill("Camille Roux")
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    page.get_by_label("Pourquoi").fill("Je prépare un atelier.")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", name="Regardez votre messagerie")).to_be_visible()
    page.goto(mailed(live_server))
    page.get_by_role("button", name="C’est mon adresse").click()
    expect(page.get_by_role("heading", name="Votre adresse est vérifiée")).to_be_visible()

    with browser.new_context(locale="fr-FR") as desk:
        curator = desk.new_page()
        log_in(curator, live_server, make.user(role="curator").email)
        curator.goto(f"{live_server.url}/admin/")
        curator.get_by_role("button", name="Accepter : Camille Roux").click()
        expect(curator.get_by_text("Camille Roux : demande acceptée")).to_be_visible()

    log_in(page, live_server, "camille@exemple.fr", PASSWORD)
    expect(page.get_by_label("Mots")).to_be_visible()


def test_a_passkey_is_added_and_then_logs_in_alone(context, page, live_server):
    person = make.user(role="member")
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    log_in(page, live_server, person.email)
    page.goto(f"{live_server.url}/compte/securite/")
    page.get_by_role("link", name="En ajouter une").click()
    page.get_by_label("Mot de passe").fill(make.PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Nom").fill("Mon portable")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_role("heading", name="Codes de secours")).to_be_visible()
    page.goto(f"{live_server.url}/compte/securite/cles/")
    expect(page.get_by_text("Mon portable")).to_be_visible()

    context.clear_cookies()
    page.goto(f"{live_server.url}/connexion/")
    page.get_by_role("button", name="Se servir d’une clé d’accès").click()
    expect(page.get_by_label("Mots")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()

    device.send("WebAuthn.removeVirtualAuthenticator", made)
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{live_server.url}/connexion/")
    page.get_by_role("button", name="Se servir d’une clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("La clé n’a pas répondu")
