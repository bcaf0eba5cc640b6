"""Keeping words in a dossier, in a browser: by a click, by the keyboard, by the mouse; then by somebody else's eyes."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from tests import builders as make
from tests.journeys.eyes import faults, flaws

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = ["La ville écoute", "La ville parle", "La ville attend"]


@pytest.fixture
def owner():
    return make.user(role="member")


def enter(context, owner, live_server):
    client = Client()
    client.force_login(owner)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


@pytest.fixture
def member(context, page, live_server, owner):
    """A page whose member is logged in; it fails the test for whatever the browser complains of."""
    enter(context, owner, live_server)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def dossier(owner):
    return make.dossier(owner=owner, records=[make.quote(text=text) for text in TEXTS])


def shown(page):
    return page.locator(".keeping blockquote").all_inner_texts()


def stored(dossier):
    return [item.words for item in dossier.items.kept().in_order()]


def ordered(*places):
    return [f"«\u202f{TEXTS[place]}\u202f»" for place in places]


def test_a_member_keeps_what_was_found_without_leaving_the_search(member, live_server, owner):
    for text in TEXTS:
        make.quote(text=text)
    member.goto(f"{live_server.url}/citations/recherche/?q=ville")
    links, panel = member.get_by_role("link", name="Ajouter à un dossier"), member.locator("#keep")
    links.nth(0).click()
    panel.get_by_label("Nouveau dossier").fill("Gouvernance")
    panel.get_by_role("button", name="Créer et ajouter").click()
    expect(panel).to_contain_text("Ajouté à Gouvernance")
    # From now on one click is enough, and it can be taken back.
    with member.expect_response(lambda response: response.request.method == "POST"):
        links.nth(1).click()
    expect(panel).to_contain_text("Ajouté à Gouvernance")
    links.nth(1).click()
    expect(panel).to_contain_text("C’est déjà dans Gouvernance")
    links.nth(2).click()
    expect(panel).to_contain_text("Ajouté à Gouvernance")
    panel.get_by_role("button", name="Annuler").click()
    expect(panel).to_contain_text("Retiré de")
    expect(member).to_have_url(f"{live_server.url}/citations/recherche/?q=ville")
    expect(member.locator(".hits > li")).to_have_count(3)
    assert owner.dossiers.get().items.kept().count() == 2


def test_the_panel_is_worked_by_the_keyboard_and_gives_the_focus_back(member, live_server, dossier):
    quote = make.quote(text="La ville dort")
    member.goto(live_server.url + quote.get_absolute_url())
    link = member.get_by_role("link", name="Ajouter à un dossier")
    link.focus()
    member.keyboard.press("Enter")
    expect(member.get_by_role("button", name="Gouvernance")).to_be_focused()
    member.keyboard.press("Escape")
    expect(member.locator("#keep")).to_be_hidden()
    expect(link).to_be_focused()
    member.keyboard.press("Enter")
    expect(member.get_by_role("button", name="Gouvernance")).to_be_focused()
    member.keyboard.press("Enter")
    expect(member.locator("#keep")).to_contain_text("Ajouté à Gouvernance")
    expect(link).to_be_focused()


def test_a_visitor_who_keeps_something_logs_in_first(page, live_server):
    quote = make.quote(text="La ville dort")
    page.goto(live_server.url + quote.get_absolute_url())
    page.get_by_role("link", name="Ajouter à un dossier").click()
    page.wait_for_url(re.compile(r"/connexion/\?next=/dossiers/ajouter/"))


def test_a_site_that_does_not_answer_says_so(context, page, live_server, owner):
    enter(context, owner, live_server)
    page.goto(live_server.url + make.quote().get_absolute_url())
    page.route("**/dossiers/ajouter/**", lambda route: route.abort())
    page.get_by_role("link", name="Ajouter à un dossier").click()
    expect(page.locator("#keep")).to_contain_text("n’a pas répondu")


def test_the_keyboard_puts_a_dossier_in_order_and_each_place_is_announced(member, live_server, dossier):
    member.goto(live_server.url + dossier.get_absolute_url())
    handle, said = member.locator(".handle").first, member.locator("#moves")
    handle.focus()
    with member.expect_response(re.compile("/deplacer/")) as saved:
        for key, words in [
            ("Space", "Saisi, à la place 1 sur 3."),
            ("ArrowDown", "Place 2 sur 3."),
            ("ArrowDown", "Place 3 sur 3."),
            ("ArrowDown", "Place 3 sur 3."),
            ("Space", "Posé à la place 3 sur 3."),
        ]:
            member.keyboard.press(key)
            expect(said).to_have_text(words)
    assert saved.value.status == 204
    assert shown(member) == ordered(1, 2, 0)
    expect(member.locator(".keeping > li").nth(2).locator(".handle")).to_be_focused()
    assert stored(dossier) == [TEXTS[place] for place in (1, 2, 0)]


def test_escape_leaves_the_order_as_it_was(member, live_server, dossier):
    member.goto(live_server.url + dossier.get_absolute_url())
    member.locator(".handle").first.focus()
    for key in ("Space", "ArrowDown", "Escape"):
        member.keyboard.press(key)
    expect(member.locator("#moves")).to_have_text("Remis à la place 1.")
    assert shown(member) == ordered(0, 1, 2)
    assert stored(dossier) == TEXTS


def test_the_mouse_drags(member, live_server, dossier):
    member.set_viewport_size({"width": 1280, "height": 1600})
    member.goto(live_server.url + dossier.get_absolute_url())
    start, end = (member.locator(".handle").nth(place).bounding_box() for place in (2, 0))
    member.mouse.move(start["x"] + 5, start["y"] + 5)
    member.mouse.down()
    member.mouse.move(end["x"] + 5, end["y"] - 100, steps=12)
    with member.expect_response(re.compile("/deplacer/")):
        member.mouse.up()
    assert shown(member) == ordered(2, 0, 1)
    assert stored(dossier) == [TEXTS[place] for place in (2, 0, 1)]


def test_the_arrows_move_one_place_with_a_script_and_without(browser, live_server, owner, dossier):
    for scripted, expected in ((True, (1, 0, 2)), (False, (1, 2, 0))):
        with browser.new_context(locale="fr-FR", java_script_enabled=scripted) as context:
            enter(context, owner, live_server)
            page = context.new_page()
            page.goto(live_server.url + dossier.get_absolute_url())
            with page.expect_response(re.compile("/deplacer/")):
                page.get_by_role("listitem").filter(has_text=TEXTS[0]).get_by_role("button", name="Descendre").click()
            page.wait_for_load_state()
            assert shown(page) == ordered(*expected)
            assert stored(dossier) == [TEXTS[place] for place in expected]


def test_an_order_that_could_not_be_kept_is_told(member, page, live_server, dossier):
    page.goto(live_server.url + dossier.get_absolute_url())
    page.route("**/deplacer/", lambda route: route.fulfill(status=200, body="Connexion"))
    page.get_by_role("button", name="Descendre").first.click()
    expect(page.locator("#moves")).to_contain_text("l’ordre n’est pas enregistré")


def test_a_dossier_is_annotated_shared_read_and_withdrawn(browser, member, live_server, dossier):
    member.goto(live_server.url + dossier.get_absolute_url())
    first = member.locator(".keeping > li").first
    first.get_by_text("Ma note").click()
    first.get_by_role("textbox").fill("À citer d’abord")
    first.get_by_role("button", name="Enregistrer").click()
    expect(member.locator(".keeping > li").first.get_by_role("textbox")).to_have_value("À citer d’abord")

    member.get_by_label("Pour", exact=True).select_option("une semaine")
    member.get_by_role("button", name="Créer un lien").click()
    address = member.locator(".shares input[readonly]").input_value()
    with browser.new_context(locale="fr-FR") as context:
        visitor = context.new_page()
        visitor.goto(address)
        assert shown(visitor) == ordered(0, 1, 2)
        expect(visitor.get_by_text("À citer d’abord")).to_have_count(0)
        member.get_by_role("button", name="Retirer ce lien").click()
        assert visitor.reload().status == 410
        expect(visitor.get_by_role("heading", name="Ce lien ne mène plus à rien")).to_be_visible()


def test_a_removal_is_one_click_from_undone(member, live_server, dossier):
    member.goto(live_server.url + dossier.get_absolute_url())
    member.get_by_role("button", name="Retirer").nth(1).click()
    expect(member.locator(".keeping > li")).to_have_count(2)
    member.get_by_role("button", name="Annuler").click()
    expect(member.locator(".keeping > li")).to_have_count(3)
    assert shown(member) == ordered(0, 1, 2)


@pytest.mark.parametrize(("link", "name"), [("Word (.docx)", "gouvernance.docx"), ("CSV", "gouvernance.csv")])
def test_an_export_is_a_file_of_that_name(member, live_server, dossier, link, name):
    member.goto(live_server.url + dossier.get_absolute_url())
    with member.expect_download() as download:
        member.get_by_role("link", name=link).click()
    assert download.value.suggested_filename == name


def test_paper_has_the_words_and_none_of_the_buttons(member, live_server, dossier):
    dossier.items.update(note="À citer")
    member.goto(f"{live_server.url}{dossier.get_absolute_url()}imprimer/")
    member.emulate_media(media="print")
    expect(member.get_by_text("À citer")).to_have_count(3)
    expect(member.get_by_text("La ville écoute")).to_be_visible()
    for name in ("Revenir au dossier", "Recherche", "Se déconnecter"):
        for found in member.get_by_text(name, exact=True).all():
            expect(found).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_the_panel(browser, live_server, owner, dossier, width):
    with browser.new_context(locale="fr-FR", viewport={"width": width, "height": 850}) as context:
        enter(context, owner, live_server)
        page = context.new_page()
        page.goto(live_server.url + make.quote().get_absolute_url())
        page.get_by_role("link", name="Ajouter à un dossier").click()
        for name, words in (("Gouvernance", "Nouveau dossier"), (None, "Ajouté à")):
            expect(page.locator("#keep")).to_contain_text(words)
            assert flaws(page) == []
            if name:
                page.get_by_role("button", name=name).click()


def every_page(owner):
    """Of a dossier with an item of each kind, a corrected, a withdrawn and a removed one."""
    records = [
        make.quote(text="Anticonstitutionnellement" * 6), make.quote(kind="paraphrase"), make.tweet(),
        make.talk(speakers=[make.speaker()]), make.quote(text="corrigée"), make.quote(), make.quote(),
    ]  # fmt: skip
    dossier = make.dossier(owner=owner, title="Gouvernance " * 8, note="Une note", records=records)
    corrected, removed, _ = list(dossier.items.in_order())[-3:]
    dossier.items.filter(pk=corrected.pk).update(words="autrement", note="Une note")
    dossier.remove(removed)
    records[-1].delete()
    make.dossier(owner=owner, deleted_at=timezone.now())
    share = make.share(dossier=dossier, with_notes=True)
    gone = make.share(dossier=dossier, expires_at=timezone.now())
    address = dossier.get_absolute_url()
    return [
        "/dossiers/",
        f"/dossiers/ajouter/?quote={records[0].pk}&next=/",
        address,
        f"{address}?retire={removed.pk}",
        f"{address}imprimer/",
        make.dossier(owner=owner).get_absolute_url(),
        share.get_absolute_url(),
        gone.get_absolute_url(),
        f"/en{address}",
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_dossiers_has_a_fault(browser, live_server, owner, width):
    with browser.new_context(locale="fr-FR", viewport={"width": width, "height": 800}) as context:
        enter(context, owner, live_server)
        found = faults(context.new_page(), live_server.url, every_page(owner))
    found = {address: [fault for fault in wrong if "410 (Gone)" not in fault] for address, wrong in found.items()}
    assert found == dict.fromkeys(found, [])
