import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from alerts.publications import note
from tests import builders as make
from tests.alerts.follows import follow
from tests.journeys.eyes import faults

pytestmark = pytest.mark.django_db(transaction=True)


def log_in(context, live_server, user):
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


def test_a_search_is_followed_its_news_come_by_mail_and_a_visitor_stops_them(
    context, browser, page, live_server, settings
):
    settings.SITE_URL = live_server.url
    make.quote(text="la ville d’avant")
    log_in(context, live_server, make.user(email="camille@exemple.fr", role="member"))
    page.goto(f"{live_server.url}/citations/recherche/?q=ville")
    page.get_by_role("link", name="Suivre cette recherche").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suivre «\u202fville\u202f»")
    expect(page.get_by_role("figure")).to_contain_text("la ville d’avant")
    page.get_by_label("Nom").fill("Ma ville")
    page.get_by_label("Par courriel").select_option(label="dès la parution")
    page.get_by_role("button", name="Suivre").click()
    expect(page.get_by_role("heading", name="Ma ville")).to_be_visible()

    quote = make.quote(text="la ville d’aujourd’hui")
    call_command("send_alerts")
    [message] = mail.outbox
    assert message.subject == "1 nouvelle citation\u00a0: Ma ville"
    with browser.new_context(locale="fr-FR") as elsewhere:
        reader = elsewhere.new_page()
        reader.set_content(message.alternatives[0].content)
        expect(reader.get_by_text("la ville d’aujourd’hui")).to_be_visible()
        expect(reader.get_by_text("la ville d’avant")).to_have_count(0)
        reader.get_by_role("link", name="Une spectatrice").click()
        expect(reader).to_have_url(re.compile(f"/citations/{quote.pk}-"))
        reader.set_content(message.alternatives[0].content)
        reader.get_by_role("link", name="Ne plus recevoir").click()
        reader.get_by_role("button", name="Arrêter").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("C’est arrêté")
        expect(reader.get_by_role("button", name="Les recevoir de nouveau")).to_be_visible()

    make.quote(text="la ville de demain")
    call_command("send_alerts")
    assert len(mail.outbox) == 1
    page.reload()
    expect(page.get_by_text("en pause")).to_be_visible()


def test_a_theme_is_followed_by_a_feed_whose_key_is_changed_and_whose_loss_is_taken_back(context, page, live_server):
    theme = make.theme(name="Gouvernance")
    log_in(context, live_server, make.user(role="member"))
    page.goto(live_server.url + theme.get_absolute_url())
    page.get_by_role("link", name="Suivre ce thème").click()
    page.get_by_role("button", name="Suivre").click()
    page.get_by_role("link", name="Réglages").click()
    before = page.locator(".feed-address").inner_text()
    page.get_by_role("button", name="Nouvelle clé").click()
    page.get_by_role("link", name="Réglages").click()
    after = page.locator(".feed-address").inner_text()
    assert before != after
    assert [page.request.get(address).status for address in (before, after)] == [404, 200]
    page.go_back()
    page.get_by_role("button", name="Supprimer").click()
    page.get_by_role("button", name="Rétablir").click()
    expect(page.get_by_role("heading", name="Gouvernance")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_alerts_have_no_fault(browser, live_server, width):
    member, theme = make.user(role="member"), make.theme(name="anticonstitutionnellement " * 3)
    make.quote(themes=[theme]), make.quote(themes=[theme], kind="paraphrase")
    make.tweet(themes=[theme]), make.talk(themes=[theme], speakers=[make.speaker()])
    alerts = [follow(owner=member, query=f"q={word}", name=word * 8) for word in ("ville", "gouvernance", "vie")]
    theme_alert = follow(owner=member, theme=theme, name=theme.name[:120])
    alerts[1].pause()
    alerts[2].remove()
    note()
    addresses = [
        reverse("alerts:alert_list"),
        theme_alert.get_absolute_url(),
        reverse("alerts:follow_event", args=[make.event().slug]),
        *(reverse("alerts:unsubscribe", args=[alert.token]) for alert in alerts[:2]),
    ]
    with browser.new_context(locale="fr-FR", viewport={"width": width, "height": 800}) as context:
        log_in(context, live_server, member)
        assert faults(context.new_page(), live_server.url, addresses) == {}
