"""The pictures of README.md and of the guide, taken of the seed in the demonstration: `make pictures`."""

import io
import re
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.demonstration import HOUSE, running
from tests.journeys.browser import chromium

READERS, GUIDE = HOUSE / "docs" / "pictures", HOUSE / "static" / "guide"
WINDOW = {"locale": "fr-FR", "viewport": {"width": 1120, "height": 720}, "reduced_motion": "reduce"}
ARTICLE = """\
Rencontre « Des jardins dans la ville », le 12 mars 2026, à Rennes

« Un jardin partagé, c’est d’abord une conversation », a expliqué Anne Le Goff, présidente de Terre Commune.
Pour Karim Haddad, paysagiste, « la ville a besoin de sols qui respirent ».
"""


def take(page, path):
    """Keep what is in the window, small enough for a repository."""
    path.parent.mkdir(exist_ok=True)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.save(path, quality=75, method=6)


def for_readers(page):
    page.set_viewport_size({"width": 1120, "height": 1260})
    page.goto("/interventions/l-elu-local-dans-la-mutation-numerique/")
    take(page, READERS / "talk.webp")
    page.goto("/citations/recherche/?q=ville+intelligente")
    take(page, READERS / "search.webp")


def for_the_guide(page):
    page.goto("/admin/")
    take(page, GUIDE / "accueil.webp")
    page.goto("/admin/events/event/add/")
    take(page, GUIDE / "evenement.webp")
    page.goto("/admin/exchange/import/add/")
    take(page, GUIDE / "importer.webp")
    page.goto("/admin/recaps/recap/add/")
    page.get_by_label("Texte ou code HTML").fill(ARTICLE)
    take(page, GUIDE / "coller.webp")
    page.get_by_role("button", name="Lire").click()
    page.get_by_role("button", name="Relire ce qui fut trouvé").click()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")  # it opens at the first card that waits
    take(page, GUIDE / "relire.webp")


def main():
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as (address, printed),
        sync_playwright() as playwright,
    ):
        curator, member = re.findall(r"(\S+@demo\.example)\s+(\S+)", printed.read_text())
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for (email, password), pictures in ((member, for_readers), (curator, for_the_guide)):
            with browser.new_context(base_url=address, **WINDOW) as who:
                page = who.new_page()
                page.goto("/connexion/")
                page.get_by_label("Adresse").fill(email)
                page.get_by_label("Mot de passe").fill(password)
                page.get_by_role("button", name="Se connecter", exact=True).click()
                page.wait_for_load_state()
                pictures(page)


if __name__ == "__main__":
    main()
