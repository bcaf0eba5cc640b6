"""Writing the folder of pages: of one moment, whole or not at all."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from lxml import html

from curation.kept import snapshot
from exchange.folders import written
from language.typography import french_date

from ..manifest import write_sums
from .asking import Site, unlogged
from .crawling import Crawl
from .links import parsed
from .places import ELSEWHERE, SEARCH, in_language, language_of
from .rewriting import Rewriting
from .searching import Index

SCRIPT = Path(__file__).with_name("search.js")
SCRIPTS = "recherche"
# What the head of the site's search says of itself, and is not so of a page of the folder's own.
UNTRUE = (
    "//link[@rel='canonical' or @rel='alternate'] | //meta[@property] | //meta[@name='description' or @name='robots']"
    " | //script[@type]"
)


def write(folder):
    """Write the public pages to `folder`, which must not be there; how many. Raises `FolderError`."""
    with written(folder) as draft, snapshot(), unlogged():
        crawl = Crawl(Site(), draft)
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                crawl.files[reverse("search")] = in_language(SEARCH, code)
                crawl.want(reverse("home"))
        crawl.run()
        Pages(crawl).write()
        write_sums(draft)
    return len(crawl.pages)


class Pages:
    """The pages that were crawled, on their way to what they are in the folder."""

    def __init__(self, crawl):
        self.crawl = crawl
        self.indexes = {code: Index(in_language(SEARCH, code)) for code, _name in settings.LANGUAGES}
        self.kinds = {f"{model._meta.model_name}s": model._meta.verbose_name for model in apps.get_models()}

    def write(self):
        for address in self.crawl.pages:
            self.rewrite(address)
        for code, index in self.indexes.items():
            with translation.override(code):
                self.crawl.keep(in_language(f"{SCRIPTS}/words.js", code), index.script())
                self.crawl.keep(in_language(f"{SCRIPTS}/{SCRIPT.name}", code), SCRIPT.read_bytes())
                self.write_own(SEARCH, "archive/search.html", code)
                self.write_own(ELSEWHERE, "archive/elsewhere.html", code)

    def rewrite(self, address):
        path, language = self.crawl.files[address], language_of(address)
        page = parsed((self.crawl.folder / path).read_bytes())
        if address in self.crawl.records:
            with translation.override(language):
                self.indexes[language].add(page, path, str(self.kinds[self.crawl.records[address]]))
        Rewriting(self.crawl, page, address, path).run()
        self.keep(page, path)

    def write_own(self, path, template, language):
        """A page of the folder's own, with the head and foot of the site's search."""
        address, here = reverse("search"), in_language(path, language)
        page = parsed(self.crawl.site.ask(address).content)
        for needless in page.xpath(UNTRUE):
            needless.drop_tree()
        Rewriting(self.crawl, page, address, here).run()
        day = french_date(timezone.localdate(), language=language)
        fill(page, render_to_string(template, {"site_url": self.crawl.site.origin, "day": day}))
        self.keep(page, here)

    def keep(self, page, path):
        self.crawl.keep(path, html.tostring(page, encoding="utf-8", doctype="<!doctype html>"))


def fill(page, content):
    """Let the main part of a page be `content`, whose heading is its title then."""
    main = page.find(".//main")
    for child in list(main):
        main.remove(child)
    main.extend(html.fragments_fromstring(content, no_leading_text=True))
    page.find(".//title").text = f"{main.findtext('.//h1')} · {settings.SITE_NAME}"
