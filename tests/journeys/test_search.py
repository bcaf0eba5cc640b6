import re

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests import builders as make
from tests.journeys.eyes import faults

ADDRESS = "/citations/recherche/"


@pytest.fixture
def said(db):
    """Two people, of whom one speaks English too."""
    camille, dominique = make.speaker(name="Camille Martin"), make.speaker(name="Dominique Petit")
    make.quote(text="La ville est une conversation.", speaker=camille)
    make.quote(text="La ville appartient à ses habitants.", speaker=dominique)
    make.quote(text="Cities are made of people.", language="en", speaker=camille)
    make.tweet(text="Des villes et des vies")


def log_in(context, live_server):
    user = make.user(role="member")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])


@pytest.fixture
def member(context, page, live_server, said):
    """A page whose member is logged in; it fails the test for whatever the browser complains of."""
    log_in(context, live_server)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}{ADDRESS}")
    yield page
    assert complaints == []


def hits(page):
    return page.locator(".hits > li")


def test_results_come_while_typing_and_are_announced_in_one_step_of_the_history(member, live_server):
    steps = member.evaluate("history.length")
    member.get_by_role("searchbox").press_sequentially("ville", delay=40)
    expect(hits(member)).to_have_count(3)
    expect(member.get_by_role("status")).to_have_text("3 résultats")
    expect(member).to_have_url(f"{live_server.url}{ADDRESS}?q=ville")
    expect(member.get_by_role("searchbox")).to_be_focused()
    assert member.evaluate("history.length") == steps


def test_choices_narrow_keep_the_focus_and_are_taken_back_by_the_back_button(member, live_server):
    member.goto(f"{live_server.url}{ADDRESS}?q=ville")
    choice = member.get_by_label("Camille Martin")
    choice.check()
    expect(hits(member)).to_have_count(1)
    expect(member).to_have_url(f"{live_server.url}{ADDRESS}?q=ville&speaker=camille-martin")
    expect(choice).to_be_focused()
    member.get_by_label("Dominique Petit").check()
    expect(hits(member)).to_have_count(2)
    member.go_back()
    expect(member).to_have_url(f"{live_server.url}{ADDRESS}?q=ville&speaker=camille-martin")
    expect(hits(member)).to_have_count(1)
    expect(choice).to_be_checked()
    expect(member.get_by_label("Dominique Petit")).not_to_be_checked()
    member.go_back()
    expect(hits(member)).to_have_count(3)
    expect(choice).not_to_be_checked()


def test_what_a_reader_opened_stays_open(member):
    years = member.locator("#facet-year")
    years.locator("summary").click()
    member.get_by_label("2015").check()
    expect(member.locator(".chips")).to_contain_text("2015")
    member.locator("#facet-language summary").click()
    member.get_by_role("combobox", name="D’abord").select_option("oldest")
    expect(member).to_have_url(re.compile("sort=oldest"))
    expect(member.locator("#facet-language")).to_have_attribute("open", "")


def test_a_chip_leads_out_of_its_filter(member, live_server):
    member.goto(f"{live_server.url}{ADDRESS}?q=ville&kind=tweet")
    expect(hits(member)).to_have_count(1)
    member.get_by_role("link", name="Ôter Nature").click()
    expect(member).to_have_url(f"{live_server.url}{ADDRESS}?q=ville")
    expect(hits(member)).to_have_count(3)


def test_the_keys_reach_the_field_and_walk_the_results(member, live_server):
    member.goto(f"{live_server.url}{ADDRESS}?q=ville")
    member.keyboard.press("/")
    field = member.get_by_role("searchbox")
    expect(field).to_be_focused()
    expect(field).to_have_value("ville")
    words = member.locator(".hits .words")
    for place in range(3):
        member.keyboard.press("ArrowDown")
        expect(words.nth(place)).to_be_focused()
    member.keyboard.press("ArrowUp")
    expect(words.nth(1)).to_be_focused()
    for _ in range(2):
        member.keyboard.press("ArrowUp")
    expect(field).to_be_focused()


def test_a_slash_in_the_field_is_a_slash(member):
    field = member.get_by_role("searchbox")
    field.focus()
    member.keyboard.type("24/7")
    expect(field).to_have_value("24/7")


def test_a_misspelt_word_is_taken_for_the_right_one_and_one_click_from_itself(member):
    member.get_by_role("searchbox").fill("convresation")
    expect(member.get_by_text("Résultats pour conversation.")).to_be_visible()
    expect(hits(member)).to_have_count(1)
    member.get_by_role("link", name="quand même").click()
    expect(hits(member)).to_have_count(0)


def test_from_any_page_the_key_leads_to_one_search_of_all_that_answers_while_one_types(page, live_server, said):
    page.goto(live_server.url)
    page.keyboard.press("/")
    page.keyboard.type("ville")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("résultat")
    page.wait_for_load_state()
    loads = []
    page.on("request", lambda request: loads.append(request.resource_type))
    page.get_by_role("searchbox").fill("ville fanfare")
    expect(page.get_by_text("voici ce qui en a le plus")).to_be_visible()
    expect(page.locator(".lacks").first).to_contain_text("fanfare")
    assert "document" not in loads
    page.keyboard.press("ArrowDown")
    expect(page.locator(".results a").first).to_be_focused()


def test_a_site_that_does_not_answer_says_so(context, page, live_server, said):
    log_in(context, live_server)
    page.goto(f"{live_server.url}{ADDRESS}")
    page.route("**/recherche/?*", lambda route: route.abort())
    page.get_by_role("searchbox").fill("ville")
    expect(page.get_by_role("status")).to_contain_text("n’a pas répondu")


def test_without_a_script_the_page_is_whole(browser, live_server, said):
    with browser.new_context(locale="fr-FR", java_script_enabled=False) as context:
        log_in(context, live_server)
        page = context.new_page()
        page.goto(f"{live_server.url}{ADDRESS}")
        page.get_by_role("searchbox").fill("ville")
        page.get_by_role("button", name="Chercher").click()
        expect(hits(page)).to_have_count(3)
        page.get_by_label("Camille Martin").check()
        page.get_by_role("button", name="Appliquer").click()
        expect(hits(page)).to_have_count(1)
        page.get_by_role("link", name="Ôter Qui parle").click()
        expect(hits(page)).to_have_count(3)


@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_read_it(browser, live_server, said, width):
    questions = [f"{ADDRESS}{question}" for question in ("?q=ville&kind=verbatim", "?q=convresation", "?q=%3F!")]
    with browser.new_context(locale="fr-FR", viewport={"width": width, "height": 850}) as context:
        log_in(context, live_server)
        assert faults(context.new_page(), live_server.url, questions) == {}


def test_a_phone_shows_results_first_and_facets_on_demand(browser, live_server, said):
    with browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 850}) as context:
        log_in(context, live_server)
        page = context.new_page()
        page.goto(f"{live_server.url}{ADDRESS}?q=ville")
        expect(page.get_by_label("Camille Martin")).to_be_hidden()
        page.locator("#filters > summary").click()
        page.get_by_label("Camille Martin").check()
        expect(hits(page)).to_have_count(1)
        expect(page.get_by_label("Camille Martin")).to_be_visible()
