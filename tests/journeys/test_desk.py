"""What a curator's browser adds to the pages of events and quotes."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from curation import bulk
from tests import builders as b
from tests.working import work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, live_server):
    """A curator's browser: `desk(path)` opens a page of the admin."""
    client = Client()
    client.force_login(b.user(role="curator"))
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])

    def open_page(path):
        page.goto(f"{live_server.url}/admin/{path}")
        return page

    return open_page


def save(page):
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_talk_moves_up_in_the_programme(desk):
    event = b.event()
    for position, title in enumerate(["Un", "Deux", "Trois"], start=1):
        b.talk(event=event, title=title, position=position)
    page = desk(f"events/event/{event.pk}/change/")
    page.locator("#talks-2").get_by_role("button", name="Monter").click()
    save(page)
    assert [talk.title for talk in event.talks.in_order()] == ["Un", "Trois", "Deux"]


def test_a_new_line_of_the_programme_goes_to_its_end(desk):
    event = b.event()
    b.talk(event=event, title="Un", position=1)
    page = desk(f"events/event/{event.pk}/change/")
    for number, title in ((1, "Deux"), (2, "Trois")):
        page.locator("#talks-group").get_by_role("button", name="Ajouter une intervention").click()
        page.locator(f"#id_talks-{number}-title").fill(title)
    save(page)
    assert [talk.title for talk in event.talks.in_order()] == ["Un", "Deux", "Trois"]


def test_the_talks_follow_the_event_that_is_chosen(desk):
    b.talk(event=b.event(title="Ailleurs"), title="Un exposé d’ailleurs")
    talk = b.talk(event=b.event(title="Atelier des villes"), title="La ville apprend")
    page = desk("quotes/quote/add/")
    page.locator(".field-event .select2-selection").click()
    page.locator(".select2-search__field").last.fill("villes")
    page.get_by_role("option", name="Atelier des villes").click()
    expect(page.locator("#id_talk option")).to_have_text(["---------", talk.title])


def test_the_words_are_set_while_they_are_typed(desk):
    page = desk("quotes/quote/add/")
    page.locator("#id_text").fill("On l'a dit !")
    expect(page.locator(".quote-preview blockquote")).to_have_text("«\u202fOn l’a dit\u202f!\u202f»")
    page.locator("#id_kind").select_option("paraphrase")
    expect(page.locator(".quote-preview p")).to_have_text("On l’a dit\u202f!")


@pytest.mark.parametrize(("kind", "section"), [("quote", "#citations"), ("tweet", "#tweets")])
def test_what_was_said_is_corrected_in_the_page_of_its_event_which_keeps_what_is_typed(desk, kind, section):
    event = b.event()
    getattr(b, kind)(event=event, text="Sale pleine")
    page = desk(f"events/event/{event.pk}/change/")
    page.locator("#id_title").fill("Un titre que nul n’a encore enregistré")
    page.locator(f"{section} li a").first.click()
    page.locator(f"{section} textarea").first.fill("Salle pleine")
    page.locator(section).get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator(f"{section} .messagelist .success")).to_be_visible()
    expect(page.locator(f"{section} li a").last).to_contain_text("Salle pleine")
    expect(page.locator("#id_title")).to_have_value("Un titre que nul n’a encore enregistré")


def test_what_the_site_could_not_take_stays_in_the_form_and_is_said(desk):
    quote = b.quote(event=b.event(), text="Sale pleine")
    page = desk(f"events/event/{quote.event_id}/change/")
    page.locator("#citations li a").first.click()
    section, words = page.locator("#citations"), page.locator("#citations textarea").first
    words.fill("Salle pleine")
    page.route("**/evenement/**", lambda route: route.fulfill(status=503, body="<p>Occupé.</p>"))
    for _time in range(2):
        section.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(section.get_by_role("alert")).to_contain_text("n’a pas répondu")
    expect(words).to_have_value("Salle pleine")
    page.unroute("**/evenement/**")
    section.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(section.locator("li a").last).to_contain_text("Salle pleine")
    expect(section.get_by_role("alert")).to_have_count(0)


def test_whoever_is_logged_out_meanwhile_is_asked_who_they_are(desk):
    quote = b.quote(event=b.event())
    page = desk(f"events/event/{quote.event_id}/change/")
    page.context.clear_cookies()
    page.locator("#citations li a").first.click()
    page.wait_for_url("**/connexion/**")


def test_the_rest_of_the_menu_folds_again(desk):
    page = desk("")
    rest = page.locator(".rest-lists")
    page.get_by_text("Tout le reste").click()
    expect(rest).to_be_visible()
    page.keyboard.press("Escape")
    expect(rest).to_be_hidden()
    page.get_by_text("Tout le reste").click()
    page.get_by_role("link", name="Citations", exact=True).click()
    expect(page.locator("h1")).to_have_text("Citations")
    expect(rest).to_be_hidden()


def test_a_change_of_a_whole_list_says_how_far_it_is_until_it_is_done(desk, monkeypatch):
    monkeypatch.setattr(bulk, "A_FEW", 2)
    for _each in range(5):
        b.quote(status="draft")
    page = desk("quotes/quote/")
    page.locator("#action-toggle").check()
    page.get_by_label("Action").select_option("publish")
    page.get_by_role("button", name="Exécuter").click()
    expect(page.locator("section.progress")).to_contain_text("0 sur 5")
    work()
    expect(page.locator("section.progress")).to_contain_text("Fait · 5 sur 5")
