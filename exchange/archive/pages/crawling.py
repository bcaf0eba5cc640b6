"""Asking for every page that the site's map names, and for all that these lead to; each answer becomes a file."""

import re
from collections import deque
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from quotes.kinds import KINDS

from .links import OF_STYLES, links, parsed
from .places import language_of, path_of

MAP = "/sitemap.xml"
OTHER_FORMS = (".json", ".ics")  # of records: no page leads there
LOCATION = re.compile(r"<loc>([^<]+)</loc>")
CHOICES = {"annee", "video"}  # filters whose values are numbers, as those of pages are
RECORDS = {f"{name}s" for name in KINDS}  # sections of the map
HTML, CSS = "text/html", "text/css"


class Crawl:
    """`files` is {address on the site: path in the folder}, `redirects` {address: the one it leads to}.

    `records` is {address of the page of a record: section of the site's map}; `pages` are the addresses of all pages.
    """

    def __init__(self, site, folder):
        self.site, self.folder = site, folder
        self.files, self.redirects, self.records, self.pages = {}, {}, {}, []
        self.seen, self.waiting = set(), deque()

    def run(self):
        for section in self.locations(MAP):
            self.read_section(section)
        while self.waiting:
            self.fetch(self.waiting.popleft())

    def read_section(self, address):
        name = re.fullmatch(r"/sitemap-(\w+)\.xml.*", address)[1]
        for found in self.locations(address):
            self.want(found)
            if name in RECORDS:
                self.records[found] = name
                self.want(*(_stem(found) + suffix for suffix in OTHER_FORMS))

    def locations(self, address):
        found = LOCATION.findall(self.site.ask(address).content.decode())
        return [self.site.own(each.replace("&amp;", "&")) for each in found]

    def want(self, *addresses):
        for address in map(self.once, addresses):
            if address and address not in self.seen and _is_whole_or_turned(address):
                self.waiting.append(address)
            self.seen.add(address)

    def fetch(self, address):
        answer = self.site.ask(address)
        if answer is None or not answer.is_shared:
            return
        if answer.leads_to:
            self.redirects[address] = answer.leads_to
            return self.want(answer.leads_to)
        self.files[address] = path_of(address)
        self.keep(self.files[address], answer.content)
        if answer.content_type == HTML and urlsplit(address).path.endswith("/"):  # else it is for the pages of others
            self.pages.append(address)
            own = (self.site.own(found) for *_where, found in links(parsed(answer.content), self.site.origin + address))
            self.want(*own)
        elif answer.content_type == CSS:
            self.want(*(urljoin(address, found) for found in OF_STYLES.findall(answer.content.decode())))

    def keep(self, path, content):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def once(self, address):
        """Where it is asked for: other forms of a page are there in one language, for programs read no other words."""
        plain = address.removeprefix(f"/{language_of(address)}") if address else ""
        return plain if _is_form(plain) else address

    def file_of(self, address):
        """The path of what stands at an address, or of where that leads; None if it is not in the folder."""
        address = self.once(address)
        for _step in range(5):
            if address not in self.redirects:
                break
            address = self.redirects[address]
        return self.files.get(address)


def _is_form(address):
    return "." in urlsplit(address).path.rpartition("/")[2]


def _is_whole_or_turned(address):
    """Whether it is a page of a list, and not some of its rows, of which there are as many pages as choices."""
    parts = urlsplit(address)
    if ".." in unquote(parts.path).split("/"):
        return False
    turned = parse_qsl(parts.query)
    return not parts.query or (len(turned) == 1 and turned[0][1].isdecimal() and turned[0][0] not in CHOICES)


def _stem(address):
    """`/citations/12-des-mots/` is also known as `/citations/12`."""
    return re.sub(r"/(\d+)-[^/]*$", r"/\1", address.rstrip("/"))
