"""A page of the site, made one of the folder: its links are relative, and nothing in it needs a server."""

from urllib.parse import urlsplit

from lxml import etree

from .links import links, put
from .places import ELSEWHERE, SEARCH, in_language, language_of, relative

# Only what lies beside it: a page on a disk is of no site, and some browsers take `'self'` for nothing there.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; "
    "font-src 'self' file:; form-action 'self' file:; base-uri 'none'"
)
# What only a server answers, or only a browser that has one asks for.
NEEDLESS = "//script[@src] | //dialog | //link[@rel='manifest' or @rel='preload'] | //meta[@http-equiv]"
OF_HTMX = ("hx-", "data-hx-")


class Rewriting:
    """Changes a parsed page that stood at `address`, and is to stand at the path `here`."""

    def __init__(self, crawl, page, address, here):
        self.crawl, self.site, self.page, self.address, self.here = crawl, crawl.site, page, address, here
        self.language = language_of(address)

    def run(self):
        for element in self.page.xpath(NEEDLESS):
            element.drop_tree()
        for form in list(self.page.iter("form")):
            self.keep_or_drop(form)
        for element, name, value, target in list(links(self.page, self.site.origin + self.address)):
            if element.tag != "form":
                self.lead(element, name, value, target)
        for element in self.page.iter(etree.Element):
            for name in [name for name in element.attrib if name.startswith(OF_HTMX)]:
                del element.attrib[name]
        policy = etree.Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
        self.page.find("head").insert(0, policy)

    def keep_or_drop(self, form):
        """Of all forms the search alone has an answer in the folder."""
        path = self.crawl.file_of(form.get("action"))
        if path == in_language(SEARCH, self.language):
            form.set("action", relative(self.here, path))
        else:
            form.drop_tree()

    def lead(self, element, name, value, target):
        """Let a link lead to its file; to the page that says so, if there is none; let other things be left out."""
        own = self.site.own(target)
        if not own:
            return
        path = self.crawl.file_of(own)
        if path:
            fragment = urlsplit(target).fragment
            put(element, name, value, relative(self.here, path) + (f"#{fragment}" if fragment else ""))
        elif element.tag == "a":
            element.set(name, relative(self.here, in_language(ELSEWHERE, self.language)))
        elif element.getparent() is not None:  # another of its links may have led nowhere before
            element.drop_tree()
