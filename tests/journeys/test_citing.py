import pytest
from django.test import Client
from playwright.sync_api import expect

from tests import builders as make


@pytest.fixture
def quote(db):
    speaker = make.speaker(name="Camille Martin")
    talk = make.talk(title="Un exposé", speakers=[speaker])
    return make.quote(text="La ville est une conversation.", talk=talk, speaker=speaker)


@pytest.fixture
def reader(context, page, live_server, quote):
    """A member's page that may read what it copied; it fails the test for whatever the browser complains of."""
    client = Client()
    client.force_login(make.user(role="member"))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def select(page, words):
    """Select `words` in the quote, as a mouse would."""
    page.locator(".quote blockquote").evaluate(
        """(block, words) => {
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const start = walker.currentNode.data.indexOf(words);
                if (start >= 0) getSelection().setBaseAndExtent(
                    walker.currentNode, start, walker.currentNode, start + words.length);
            }
        }""",
        words,
    )


def test_a_member_cites_from_the_search_copies_and_downloads(reader, live_server, quote):
    reader.goto(f"{live_server.url}/citations/recherche/")
    opener = reader.get_by_role("link", name="Citer", exact=True)
    opener.click()
    dialog = reader.get_by_role("dialog", name="Citer", exact=True)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Copier").first.click()
    expect(dialog.get_by_role("button", name="Copié")).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("Copié")
    assert clipboard(reader).startswith(
        "Camille Martin, «\u202fLa ville est une conversation.\u202f», exposé «\u202fUn"
    )
    with reader.expect_download() as download:
        dialog.locator("a[href$='.ris']").click()
    assert download.value.suggested_filename == f"martin2015c{quote.pk}.ris"
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(reader.locator(".hits > li")).to_have_count(1)


def test_selected_words_are_cited_alone(reader, live_server, quote):
    reader.goto(live_server.url + quote.get_absolute_url())
    select(reader, "une conversation")
    reader.get_by_role("link", name="Citer", exact=True).click()
    reader.get_by_role("dialog").get_by_role("button", name="Copier").first.click()
    expect(reader.get_by_role("dialog").get_by_role("button", name="Copié")).to_be_visible()
    assert "«\u202fune conversation\u202f»" in clipboard(reader)
    reader.get_by_role("button", name="Fermer").click()
    reader.get_by_role("link", name="Citer", exact=True).click()
    expect(reader.get_by_role("dialog")).to_contain_text("La ville est une conversation.")


def test_without_javascript_the_control_is_a_link_to_the_same(browser, live_server, quote):
    with browser.new_context(java_script_enabled=False, locale="fr-FR") as context:
        page = context.new_page()
        page.goto(live_server.url + quote.get_absolute_url())
        page.get_by_role("link", name="Citer", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Citer")
        expect(page.locator("pre").first).to_contain_text("Camille Martin")
        expect(page.get_by_role("button", name="Copier")).to_have_count(0)
        expect(page.get_by_role("link", name="Télécharger .ris")).to_be_visible()
