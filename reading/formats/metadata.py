"""What a page says of itself: for people who quote it, networks that show it and engines that index it."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from language.folding import fold

from .dates import PUBLISHED, read_day
from .words import NAMES

LONGEST = 500
LONGEST_LINE = 120
MAX_OBJECTS = 1000

# Names of `meta`, the most telling first. https://ogp.me, https://www.dublincore.org, Google Scholar's, Parse.ly's.
META = {
    "title": "og:title citation_title dc.title dcterms.title twitter:title".split(),
    "author": "author article:author citation_author dc.creator dcterms.creator parsely-author sailthru.author".split(),
    "publisher": "og:site_name dc.publisher dcterms.publisher citation_publisher application-name".split(),
    "date": "article:published_time og:published_time datepublished citation_publication_date dc.date.issued"
    " dcterms.issued dc.date dcterms.date dcterms.created dc.date.created pubdate parsely-pub-date date".split(),
    "address": ["og:url"],
    "language": ["og:locale", "dc.language", "content-language", "language"],
}
# "Par Jeanne Martin", "By Jane Doe and John Roe": one to five words with capitals, particles apart.
_NAME = r"[^\W\d_a-z][\w’'.-]*(?: (?:(?:de|du|des|la|le|van|von|et|and|&) ){0,2}[^\W\d_a-z][\w’'.-]*){1,6}"
BY = re.compile(
    rf"(?:[Pp]ar|PAR|[Bb]y|BY|[ÉE]crit par|[Pp]ubli[ée] par|[Pp]osted by)\s*:?\s+({_NAME})(?=$|[\s,.|·•—–-]*(?:$|\W"
    rf"|le\b|on\b))"
)
SITE_SEPARATOR = re.compile(r"\s+(?:[|·•»—–-]|::)\s+")

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
ROOT = re.compile(r"(?:/[a-z]{2}(?:[-_][a-z]{2,4})?)?/?(?:(?:index|home|default|accueil)(?:\.\w{3,5})?)?", re.I)

ARTICLE_TYPES = frozenset(
    "Article NewsArticle BlogPosting Report TechArticle ScholarlyArticle SocialMediaPosting WebPage"
    " CreativeWork".split()
)


@dataclass(frozen=True)
class Metadata:
    title: str = ""
    author: str = ""
    publisher: str = ""
    published_on: date | None = None
    address: str = ""
    language: str = ""


def read_metadata(root, data_blocks, *, address=""):
    """What the page `root`, fetched from `address`, says of itself in its head, its JSON-LD and its first lines."""
    page = _Page(root, data_blocks)
    told = (_absolute(address, one) for one in (page.canonical, page.meta("address")))
    canonical = next((one for one in told if one and not _is_root(one)), "") or address
    return Metadata(
        title=page.title(),
        author=page.author(),
        publisher=page.meta("publisher") or page.linked("publisher"),
        published_on=page.published_on(),
        address=canonical,
        language=_language(page.language or page.meta("language")),
    )


class _Page:
    def __init__(self, root, data_blocks):
        self.metas, self.titles, self.headings, self.times = {}, [], [], []
        self.canonical = self.language = ""
        self.authors, self.dates, self.lines = [], [], []
        self.article = _article(data_blocks)
        for node in root.walk():
            self._look_at(node)
            self._look_at_names(node)

    def _look_at(self, node):
        """Keep what an element says by its tag."""
        if node.tag == "meta":
            name = (node.get("property") or node.get("name") or node.get("itemprop")).lower()
            self.metas.setdefault(name, _line(node.get("content")))
        elif node.tag == "title":
            self.titles.append(_line(node.words()))
        elif node.tag == "h1":
            self.headings.append(_line(node.words()))
        elif node.tag == "link" and "canonical" in node.get("rel").split():
            self.canonical = self.canonical or node.get("href")
        elif node.tag == "html":
            self.language = node.get("lang")
        elif node.tag == "time":
            self.times.append(node)

    def _look_at_names(self, node):
        """Keep it as well where its names tell that it holds authors or a date, or where it may be their line."""
        names = node.get("class").lower().split()
        if (
            "author" in node.get("rel").split()
            or node.get("itemprop") == "author"
            or not NAMES["authors"].isdisjoint(names)
        ):
            self.authors.append(node)
        elif not NAMES["dates"].isdisjoint(names):
            self.dates.append(node)
        elif node.tag in ("p", "div", "span", "small", "em", "font") and len(self.lines) < 400:
            self.lines.append(node)

    def meta(self, what):
        return next(filter(None, (self.metas.get(name) for name in META[what])), "")

    def linked(self, what):
        """A name in the JSON-LD of the article."""
        return _line(_name(self.article.get(what)))

    def title(self):
        heading = self.headings[0] if len(self.headings) == 1 else ""
        site = self.meta("publisher")
        names = [self.meta("title"), self.linked("headline"), heading, next(iter(self.titles), "")]
        named = [name for name in names if name]
        own = [name for name in named if fold(name) not in self._names_of_site(site)]
        return _without_site(next(iter(own or named), ""), site, self.headings)

    def _names_of_site(self, site):
        """The folded names of the site, that some pages give as the title, like its address, of each article."""
        addresses = filter(None, (self.canonical, self.meta("address")))
        ends = [SITE_SEPARATOR.split(title)[1:][-1:] for title in self.titles if any(map(_is_root, addresses))]
        return {fold(site), *(fold(end) for last in ends for end in last)}

    def author(self):
        names = [
            _line(name) for name in [_name(self.article.get("author")), *map(self.metas.get, META["author"])] if name
        ]
        names += [_person(node.brief_words()) for node in self.authors[:20]]
        names += [found[1] for node in self.lines if (found := BY.match(_short(node)))]
        return next((name for name in names if name and not ADDRESS.match(name)), "")

    def published_on(self):
        written = [self.article.get("datePublished"), *map(self.metas.get, META["date"])]
        marked = [
            node for node in self.times if "pubdate" in node.attributes or node.get("itemprop") == "datePublished"
        ]
        written += [node.get("datetime") or node.brief_words() for node in [*marked, *self.times][:20]]
        written += [node.get("content") or node.get("datetime") or node.brief_words() for node in self.dates[:20]]
        written += [line for line in map(_short, self.lines) if PUBLISHED.match(fold(line))]
        return next(filter(None, (read_day(text) for text in written if isinstance(text, str))), None)


def _article(data_blocks):
    """The JSON-LD object that says most of an article, in whatever list or @graph; {} if none does."""
    found, waiting = [{}], list(reversed(data_blocks))
    while waiting and len(found) < MAX_OBJECTS:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            kinds = value.get("@type")
            if any(
                kind in ARTICLE_TYPES
                for kind in (kinds if isinstance(kinds, list) else [kinds])
                if isinstance(kind, str)
            ):
                found.append(value)
            waiting.extend(value[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in value)
    return max(found, key=lambda value: len(value.keys() & {"author", "datePublished", "headline"}))


def _name(value):
    """The name in a JSON-LD value: a text, an object with a name, or several of them joined."""
    values = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in values[:20]]
    return ", ".join(name for name in names if isinstance(name, str))


def _person(text):
    """The name in a line such as "Par Jeanne Martin, le 9 juillet 2015"."""
    line = _line(text)
    if found := BY.match(line):
        return found[1]
    return line if re.fullmatch(_NAME, line) else ""


def _without_site(title, site, headings):
    """`title` without the name of the site at one of its ends, which the page says or its heading lacks."""
    first, *rest = SITE_SEPARATOR.split(title)
    folded = fold(title)
    for heading in headings if rest else []:
        words = fold(heading)
        if words and words != fold(site) and f" {folded} ".startswith(f" {words} "):
            return heading
    if rest and site and fold(rest[-1]) == fold(site):
        return title[: title.rindex(rest[-1])].rstrip(" |·•»—–-:")
    return title


def _language(tag):
    code = tag.strip().lower().replace("_", "-").partition("-")[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else ""


def _absolute(base, address):
    try:
        absolute = urljoin(base, address.strip())
        return absolute if address and urlsplit(absolute).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _is_root(address):
    """Whether an address is that of a whole site, or of its pages in one language: each of its articles may say so."""
    parts = urlsplit(address)
    return not parts.query and ROOT.fullmatch(parts.path) is not None


def _line(text):
    return " ".join((text or "")[: 4 * LONGEST].split())[:LONGEST]


def _short(node):
    words = node.brief_words()
    return words if len(words) <= LONGEST_LINE else ""
