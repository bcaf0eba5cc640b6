"""What a visitor and a member do on the site that `make run` shows."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from events.models import Event
from quotes.models import Quote
from tests import builders as make
from tests.shown import without_signs

pytestmark = pytest.mark.django_db(transaction=True)
CITY = "Ce que devient la ville vivante"


@pytest.fixture
def seed(live_server):
    call_command("load_seed", verbosity=0)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def reader(request, browser, live_server, seed):
    """A visitor's page; scripts or none, all of it works."""
    with browser.new_context(
        locale="fr-FR",
        base_url=live_server.url,
        viewport={"width": 390, "height": 800},
        java_script_enabled=request.param,
    ) as context:
        yield context.new_page()


def log_in(page):
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    page.get_by_label("Mot de passe").fill(make.PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def test_a_visitor_wanders_from_a_theme_to_a_tweet(reader):
    reader.goto("/")
    main = reader.get_by_role("main")
    main.get_by_role("link", name=re.compile("^Lien social")).first.click()
    expect(reader).to_have_url(re.compile("/themes/lien-social/$"))
    main.get_by_role("heading", name=CITY).get_by_role("link").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(CITY)
    main.get_by_role("link", name="Carlos Moreno").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Carlos Moreno")
    main.get_by_role("link", name=re.compile("Comment créer des services")).first.click()
    expect(reader.locator(".quote-hero blockquote")).to_contain_text("Comment créer des services #numériques")
    main.get_by_role("link", name="par un tweet").click()
    expect(reader.locator(".tweet-hero blockquote")).to_contain_text("#fasmartcity @carlosmorenoFR")
    main.get_by_role("link", name=CITY).first.click()
    main.get_by_role("link", name=re.compile("^Ensuite")).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("La ville dans le rôle de l’entreprise")


def test_a_member_finds_what_a_visitor_is_only_told_of(reader):
    make.user(email="camille@exemple.fr", role="member")
    reader.goto("/")
    reader.get_by_role("link", name="Citations", exact=True).click()
    reader.get_by_role("link", name="cherchent dans tout ce qui a été dit").click()
    expect(reader.get_by_role("heading", name="Devenir membre")).to_be_visible()
    reader.get_by_role("link", name="Se connecter").click()
    log_in(reader)
    reader.get_by_label("Mots").fill("MAJORDOME")
    reader.get_by_role("button", name="Chercher").click()
    expect(reader.locator(".told")).to_have_count(1)
    told = reader.locator(".told .words")
    expect(told).to_contain_text("Il compare la municipalité à un majordome")
    told.click()
    expect(reader.get_by_text("Un propos rapporté")).to_be_visible()
    expect(reader.get_by_role("main")).not_to_contain_text("«")


def tab_to(page, name):
    """Press Tab until the thing of that name has the focus, as somebody without a mouse would."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ''"
        )
        if name in focused:
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_the_keyboard_alone_finds_it_too(page, live_server, seed):
    make.user(email="camille@exemple.fr", role="member")
    page.goto(f"{live_server.url}/citations/recherche/?q=majordome")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    tab_to(page, "Se connecter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    for label, words in (("Adresse e-mail", "camille@exemple.fr"), ("Mot de passe", make.PASSWORD)):
        if page.get_by_label(label).evaluate("field => field !== document.activeElement"):
            tab_to(page, label)
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Mots")).to_have_value("majordome")
    tab_to(page, "Il compare la municipalité à un majordome")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Un propos rapporté")).to_be_visible()


def test_a_list_is_filtered_by_what_one_chooses_and_taken_back(reader, request):
    reader.goto("/citations/")
    reader.get_by_label("Nature").select_option("paraphrase")
    if "without" in request.node.name:
        reader.get_by_role("button", name="Filtrer").click()
    expect(reader).to_have_url(re.compile(r"/citations/\?nature=paraphrase"))
    expect(reader.get_by_label("Nature")).to_have_value("paraphrase")
    reader.get_by_role("link", name="Ôter Nature").click()
    expect(reader.get_by_role("list", name="Filtres choisis")).to_have_count(0)


def test_the_header_of_a_public_page_leads_a_curator_to_the_desk_and_to_the_record(page, live_server, seed):
    make.user(role="curator", email="camille@exemple.fr")
    page.goto(f"{live_server.url}/citations/")
    expect(page.get_by_role("navigation", name="Votre compte").get_by_role("link")).to_have_count(1)
    page.goto(f"{live_server.url}/connexion/")
    log_in(page)
    page.wait_for_url(f"{live_server.url}/admin/")
    page.goto(f"{live_server.url}/themes/gouvernance/")
    page.get_by_role("link", name="Modifier cette page").click()
    expect(page).to_have_url(re.compile(r"/admin/themes/theme/\d+/change/"))


NARROW = """all => all.filter(one => one.innerText.length > 9 && one.clientWidth > 1 && one.clientWidth < 88)
    .map(one => one.innerText)"""


def test_a_telephone_at_200_percent_shows_words_not_letters(browser, live_server, seed):
    event = Event.objects.with_counts().order_by("-talk_count").first()
    with browser.new_context(base_url=live_server.url, viewport={"width": 195, "height": 422}) as context:
        page, seen = context.new_page(), {}
        talk = event.talks.first()
        person = talk.appearances.exclude(speaker=None).first().speaker
        for path in ("/", "/themes/", "/recherche/?q=ville", *(x.get_absolute_url() for x in (event, talk, person))):
            page.goto(path)
            wide = page.evaluate("document.documentElement.scrollWidth")
            seen[path] = (wide, page.eval_on_selector_all("main :is(h1, dd, label, p)", NARROW))
    assert seen == dict.fromkeys(seen, (195, []))


def test_on_paper_words_say_of_which_event_they_are(browser, live_server, seed):
    quote = Quote.objects.exclude(talk=None).select_related("event").first()
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for record in (quote, quote.talk):
            page.goto(record.get_absolute_url())
            expect(page.locator(".crumbs")).to_be_visible()
            assert without_signs(quote.event.title) in without_signs(page.locator(".crumbs").inner_text())
