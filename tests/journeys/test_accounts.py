import json
import re
from pathlib import Path

from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from alerts.models import Alert
from tests import builders as make

PASSWORD = "une-phrase-de-passe-longue"


def log_in(page, live_server, email, password=make.PASSWORD):
    page.goto(f"{live_server.url}/connexion/")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def mailed():
    """The address in the last mail."""
    return re.search(r"https?://\S+", mail.outbox[-1].body)[0]


def test_a_member_s_whole_way(browser, live_server, settings):
    """On a phone: join, be approved, log in, search, cite, keep, share, follow, stop, take one's data, and leave."""
    settings.SITE_URL = live_server.url
    make.quote(text="La ville est un organisme vivant")
    with browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 800}) as phone:
        page = phone.new_page()
        page.goto(f"{live_server.url}/citations/recherche/")
        page.get_by_role("link", name="Demander le vôtre").click()
        page.get_by_label("Prénom et nom").fill("Camille Roux")
        page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
        page.get_by_label("Pourquoi").fill("Je prépare un atelier.")
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Envoyer la demande").click()
        expect(page.get_by_role("heading", name="Regardez votre messagerie")).to_be_visible()
        page.goto(mailed())
        page.get_by_role("button", name="C’est mon adresse").click()
        expect(page.get_by_role("heading", name="Votre adresse est vérifiée")).to_be_visible()

        with browser.new_context(locale="fr-FR") as desk:
            curator = desk.new_page()
            log_in(curator, live_server, make.user(role="curator").email)
            curator.goto(f"{live_server.url}/admin/")
            curator.get_by_role("button", name="Accepter : Camille Roux").click()
            expect(curator.get_by_text("Camille Roux\u00a0: demande acceptée")).to_be_visible()

        log_in(page, live_server, "camille@exemple.fr", PASSWORD)
        page.get_by_label("Mots").fill("organisme")
        expect(page.get_by_role("figure")).to_contain_text("organisme vivant")
        page.get_by_role("link", name="Citer").click()
        expect(page.get_by_role("dialog")).to_contain_text("organisme vivant")
        page.keyboard.press("Escape")

        page.get_by_role("link", name="Ajouter à un dossier").click()
        page.get_by_label("Nouveau dossier").fill("Atelier")
        page.get_by_role("button", name="Créer et ajouter").click()
        page.locator("#keep").get_by_role("link", name="Atelier").click()
        page.get_by_role("button", name="Créer un lien").click()
        shared = page.locator(".shares input[readonly]").input_value()
        with browser.new_context(locale="fr-FR") as elsewhere:
            visitor = elsewhere.new_page()
            visitor.goto(shared)
            expect(visitor.get_by_text("organisme vivant")).to_be_visible()

        page.goto(f"{live_server.url}/citations/recherche/?q=ville")
        page.get_by_role("link", name="Suivre cette recherche").click()
        page.get_by_role("button", name="Suivre").click()
        make.quote(text="La ville se fait à plusieurs")
        Alert.objects.update(frequency=Alert.Frequency.AT_ONCE)
        call_command("send_alerts")
        with browser.new_context(locale="fr-FR") as elsewhere:
            reader = elsewhere.new_page()
            reader.goto(re.search(r"\S+/alertes/arret/\S+", mail.outbox[-1].body)[0])
            reader.get_by_role("button", name="Arrêter").click()
            expect(reader.get_by_role("heading", level=1)).to_have_text("C’est arrêté")

        page.goto(f"{live_server.url}/compte/")
        page.get_by_role("link", name="Télécharger tout ce qui est gardé sur moi").click()
        page.get_by_label("Mot de passe").fill(PASSWORD)
        with page.expect_download() as download:
            page.get_by_role("button", name="Continuer").click()
        held = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert [each["title"] for each in held["dossiers.dossier"]] == ["Atelier"]
        assert len(held["alerts.alert"]) == 1

        page.goto(f"{live_server.url}/compte/supprimer/")
        page.get_by_role("button", name="Supprimer mon compte").click()
        expect(page.get_by_text("Votre compte est supprimé")).to_be_visible()
        log_in(page, live_server, "camille@exemple.fr", PASSWORD)
        expect(page.get_by_role("alert")).to_be_visible()
        page.goto(shared)
        expect(page.get_by_text("organisme vivant")).to_have_count(0)


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
