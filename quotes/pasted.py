"""A tweet as curators paste it: the HTML that Twitter gives to embed, or the words as articles print them."""

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from django.utils.translation import gettext_lazy as _

from curation.addresses import post_key
from language.folding import fold
from language.typography import MONTHS

# Characters. Python's HTML parser takes quadratic time on hostile input.
MAX_LENGTH = 20_000


class UnreadableTweet(ValueError):
    """What was pasted is not a tweet; the message tells the curator what was expected."""


@dataclass(frozen=True)
class PastedTweet:
    text: str
    author_name: str
    handle: str
    posted_on: date | None = None
    url: str | None = None


def read_tweet(pasted):
    """The parts of a pasted tweet, its text unaltered. Raises `UnreadableTweet`."""
    if len(pasted) > MAX_LENGTH:
        raise UnreadableTweet(_("Ce texte est trop long pour un tweet : collez un seul tweet à la fois."))
    links = ""
    if EMBED.search(pasted):
        pasted, links = _read_embed(pasted)
    signed = next((match for match in (form.fullmatch(pasted.strip()) for form in SIGNED) if match), None)
    if not signed:
        raise UnreadableTweet(
            _("On attend le code d’intégration du tweet, ou « texte — Auteur (@identifiant) 8 juillet 2015 ».")
        )
    return PastedTweet(
        text=signed["text"],
        author_name=" ".join(signed["name"].split()),
        handle=signed["handle"],
        posted_on=_read_date(signed["rest"]),
        url=_permalink(f"{links} {signed['rest']}", signed["handle"]),
    )


# One form for each dash, the last one of the text; the longer dashes first, because a hyphen may be part of a name.
SIGNED = [
    re.compile(
        rf"(?P<text>.*\S){dash}(?P<name>\S[^\n]{{0,99}}?)\s*"
        r"\(@(?P<handle>[A-Za-z0-9_]{1,30})\)(?P<rest>[^()]{0,300})",
        re.DOTALL,
    )
    for dash in [r"\s*—\s*", r"\s*–\s*", r"\s+-\s+"]
]

EMBED = re.compile(r"<(?:blockquote|p)\b", re.IGNORECASE)


def _permalink(text, handle):
    """The address in `text` of a post by `handle`, without what follows it to count visits."""
    addresses = (found[0].partition("?")[0] for found in re.finditer(r"https?://[^\s<>\"]+", text))
    theirs = re.compile(rf"/@?{re.escape(handle)}/", re.IGNORECASE)
    return next((address for address in addresses if theirs.search(address) and post_key(address)), None)


class _EmbedParser(HTMLParser):
    """Gathers the words of the first <blockquote>, and the addresses that it links to."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.links = []
        self.finished = False

    def handle_starttag(self, tag, attrs):
        if self.finished:
            return
        if tag in ("p", "br"):
            self.words.append("\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag):
        if tag == "blockquote":
            self.finished = True
        elif tag == "p":
            self.handle_starttag("br", [])

    def handle_data(self, data):
        if not self.finished and self.cdata_elem is None:  # not the inside of a script
            self.words.append(re.sub(r"[ \t\r\n]+", " ", data))


def _read_embed(html):
    """The words that a browser would show for `html`, and its links, a space between."""
    parser = _EmbedParser()
    parser.feed(html)  # no close(): it would go over an unfinished tag again and again
    return re.sub(r" ?\n ?", "\n", "".join(parser.words)), " ".join(parser.links)


DATE = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)? (?P<month>[a-z]{3,})"
    r"|(?P<month_first>[a-z]{3,}) (?P<day_after>\d{1,2})(?:st|nd|rd|th)?) (?P<year>\d{4})\b"
)


def _read_date(text):
    """The day written in `text` in French or English, months shortened or not; None if there is none."""
    found = DATE.search(fold(text))
    if not found:
        return None
    months = _months(found["month"] or found["month_first"])
    if len(months) != 1:
        return None
    try:
        return date(int(found["year"]), *months, int(found["day"] or found["day_after"]))
    except ValueError:
        return None


def _months(word):
    """The numbers of the months that begin with `word`: "juil" one, "jui" two."""
    return {
        number for names in MONTHS.values() for number, name in enumerate(names, start=1) if fold(name).startswith(word)
    }


HASHTAG = re.compile(r"(?<![\w&/])#(\w*[^\W\d_]\w*)")
MENTION = re.compile(r"(?<![\w@/])@([A-Za-z0-9_]{1,30})(?![\w@])")


def hashtags(text):
    """The hashtags of `text` without their #, each once, as first written."""
    return _each_once(HASHTAG.findall(text))


def mentions(text):
    """The handles named in `text` without their @, each once, as first written."""
    return _each_once(MENTION.findall(text))


def _each_once(words):
    first = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return list(first.values())
