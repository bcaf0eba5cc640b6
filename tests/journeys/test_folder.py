"""The public pages as a folder, opened from the disk: no server is there."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from curation.pictures import write_squares
from exchange.archive.pages.searching import words_of
from tests import builders as make
from tests.exchange.archive.world import picture

TEXTS = ["L’Œuvre d’été", "Straße ﬁn ℡", "ŁÓDŹ Ærø", "çà ÉLÈVES n° 12", "город Київ", "مدينة", "a\u00adb \u200bc", "x²"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    theme = make.theme(name="Énergie")
    someone = make.speaker(name="Camille Martin", picture=picture())
    write_squares(someone)
    event = make.event(title="Rencontre des villes")
    talk = make.talk(event=event, title="Un exposé", speakers=[someone], themes=[theme])
    make.quote(text="Les réverbères connectés éclairent mieux.", talk=talk, speaker=someone, themes=[theme])
    call_command("export_site", tmp_path / "site", static=True, verbosity=0)
    return tmp_path / "site"


@pytest.fixture
def reader(page):
    """Its page fails the test for whatever the browser complains of, or asks of a network."""
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url))
    # What the reader went on from before it was there is not missing.
    page.on("requestfailed", lambda asked: asked.failure == "net::ERR_ABORTED" or complaints.append(asked.url))
    yield page
    assert complaints == []


def test_a_reader_goes_from_page_to_page_and_searches_without_a_server(reader, site):
    reader.goto(f"{site.as_uri()}/index.html")
    assert reader.evaluate("document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))")
    reader.get_by_role("link", name="Thèmes", exact=True).click()
    reader.get_by_role("main").get_by_role("link", name="Énergie").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Énergie")
    reader.get_by_role("link", name="Évènements", exact=True).click()
    reader.get_by_role("main").get_by_role("link", name="Rencontre des villes").click()
    reader.get_by_role("main").get_by_role("link", name="Un exposé").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Un exposé")
    reader.get_by_role("link", name="Camille Martin").first.click()
    assert reader.locator(".plate img").first.evaluate("image => image.naturalWidth") > 0

    reader.get_by_label("Chercher dans tout le site").fill("REVERBERE eclaire")
    reader.get_by_role("button", name="Chercher").click()
    expect(reader.get_by_role("status")).to_have_text("Fiches trouvées : 5")
    reader.locator("#answer").get_by_role("link").first.click()
    expect(reader.get_by_role("figure").first).to_contain_text("Les réverbères connectés éclairent mieux.")
    reader.get_by_role("link", name="Citer", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Citer")

    reader.get_by_role("link", name="Espace des membres").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Hors de ce dossier")
    reader.get_by_role("link", name="English").click()
    reader.goto(f"{site.as_uri()}/en/index.html")
    reader.get_by_label("Search the whole site").fill("rien de tel")
    reader.get_by_role("button", name="Search").click()
    expect(reader.locator("#answer").get_by_role("link")).to_have_count(0)
    expect(reader.get_by_role("status")).not_to_be_empty()


def test_its_search_reads_words_as_the_site_does(reader, site):
    reader.goto(f"{site.as_uri()}/recherche/index.html?q=énergie")
    expect(reader.locator("#answer").get_by_role("link").first).to_have_text("Énergie")
    for text in TEXTS:
        assert reader.evaluate("text => words(text)", text) == list(words_of(text)), text
