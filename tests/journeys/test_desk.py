"""What a curator's browser adds to the pages of events and quotes."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests import builders as b

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
