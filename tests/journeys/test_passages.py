"""A reader selects words, copies the link that leads back to them, and follows it."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests import builders as make
from tests.journeys.eyes import flaws

pytestmark = pytest.mark.django_db(transaction=True)
LONG = (
    "De la ville, que dire ? Elle vit, elle dort, elle s’éveille – peut-être – "
    "et toujours recommence, dit-on, chaque matin."
)

SELECT = """([selector, from, to]) => {
  const block = document.querySelector(selector);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && !node.data.includes(from)) node = walker.nextNode();
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(from));
  range.setEnd(node, node.data.indexOf(to) + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page, start, end, selector="[data-passage]"):
    page.evaluate(SELECT, [selector, start, end])


@pytest.fixture
def reader(context, live_server):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


def copied(page):
    page.get_by_role("button", name="Lien vers ce passage").click()
    expect(page.get_by_role("button", name="Lien copié")).to_be_visible()
    expect(page.locator("#passage-status")).to_have_text("Lien copié")
    return page.evaluate("navigator.clipboard.readText()")


def test_selected_words_become_a_link_that_shows_them(reader, live_server):
    quote = make.quote(text="L'élu dit : la ville vit !")
    reader.goto(live_server.url + quote.get_absolute_url())
    select(reader, "u dit", "la vi")
    link = copied(reader)
    assert link == (
        f"{live_server.url}{quote.get_absolute_url()}?passage=%C3%A9lu%20dit%20%3A%20la%20ville"
        "#:~:text=%C3%A9lu%20dit%C2%A0%3A%20la%20ville"
    )
    reader.goto(link)
    expect(reader.locator("mark#passage")).to_have_text("élu dit\u00a0: la ville")


def test_a_long_passage_is_named_by_its_ends_and_its_dashes_are_escaped(reader, live_server):
    talk = make.talk(abstract=LONG)
    reader.goto(live_server.url + talk.get_absolute_url())
    select(reader, "ville", "dit-on")
    link = copied(reader)
    assert link.partition("#")[2].endswith(",%E2%80%93%20et%20toujours%20recommence%2C%20dit%2Don")
    assert "Citer ce passage" not in reader.content()
    reader.goto(link)
    expect(reader.locator("mark#passage")).to_have_text(re.compile("^ville, que .* dit-on$"))


def test_the_browser_itself_finds_the_passage(reader, live_server):
    """In a page so long that the words are out of sight, the fragment alone scrolls to them."""
    talk = make.talk(abstract="Un mot.\n" * 200 + LONG)
    reader.goto(live_server.url + talk.get_absolute_url())
    select(reader, "De la ville", "chaque matin")
    directive = copied(reader).partition("#")[2]
    reader.goto(f"{live_server.url}{talk.get_absolute_url()}?sans#{directive}")
    expect(reader.locator(".opening .themes, .opening .prose").first).to_be_visible()
    reader.wait_for_timeout(500)
    assert reader.evaluate("scrollY") > 1000


PARAGRAPHS = "<p>Hier, nous avions peu de rues.</p><p>Demain, nous aurons de quoi jouer.</p>"
VERSE = "<p>Hier, nous avions peu de rues<br>Demain, nous aurons de quoi jouer</p>"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (VERSE, "Hier, nous avions peu de rues\nDemain, nous aurons de quoi jouer"),
        (PARAGRAPHS, "Hier, nous avions peu de rues.\n\nDemain, nous aurons de quoi jouer."),
        (PARAGRAPHS, "Hier, nous avions […] de quoi jouer."),
        (PARAGRAPHS, "[N]ous aurons de quoi jouer"),
        ("<p>« Des <em>rues</em>&nbsp;!&nbsp;» dit-elle, là.</p>", "Des rues ! » dit-elle, [sic] là"),
    ],
)
def test_the_link_to_the_source_scrolls_to_the_quote(reader, source, text):
    row = make.quote(text=text, source=make.source(url="http://source.example/recit"))
    page = f"<!doctype html><meta charset=utf-8><p>{'Un mot.<br>' * 200}</p>{source}<p>{'Une fin.<br>' * 200}</p>"
    reader.route("http://source.example/**", lambda route: route.fulfill(body=page, content_type="text/html"))
    reader.goto(row.passage_url)
    reader.wait_for_function("scrollY > 1000")


def test_a_passage_of_two_lines_is_found_by_the_browser(reader, live_server):
    talk = make.talk(abstract="Un mot.\n" * 200 + "De la ville, que dire\nsinon qu’elle vit ?\n" + "Un mot.\n" * 100)
    reader.goto(live_server.url + talk.get_absolute_url())
    select(reader, "De la ville", "elle vit")
    directive = copied(reader).partition("#")[2]
    reader.goto(f"{live_server.url}{talk.get_absolute_url()}?sans#{directive}")
    reader.wait_for_timeout(500)
    assert reader.evaluate("scrollY") > 1000


def test_the_keyboard_reaches_the_link_and_escape_sends_it_away(reader, live_server):
    quote = make.quote(text="la ville vit")
    reader.goto(live_server.url + quote.get_absolute_url())
    bar = reader.get_by_role("group", name="Le passage choisi")
    reader.locator("[data-passage]").dblclick(position={"x": 60, "y": 40})
    expect(bar).to_be_visible()
    expect(reader.locator("#passage-status")).to_contain_text("Tab mène à")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("button", name="Lien vers ce passage")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("button", name="Lien copié")).to_be_visible()
    assert flaws(reader) == []
    reader.keyboard.press("Escape")
    expect(bar).to_have_count(0)


def test_words_outside_the_text_offer_nothing(reader, live_server):
    quote = make.quote(text="la ville vit")
    reader.goto(live_server.url + quote.get_absolute_url())
    select(reader, "Ce que", "est", selector=".section h2")
    reader.wait_for_timeout(500)
    expect(reader.get_by_role("group", name="Le passage choisi")).to_have_count(0)


def test_a_passage_is_marked_without_a_script(browser, live_server):
    quote = make.quote(text="la ville vit")
    with browser.new_context(locale="fr-FR", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}{quote.get_absolute_url()}?{urlencode({'passage': 'Ville VIT'})}")
        expect(page.locator("mark#passage")).to_have_text("ville vit")
