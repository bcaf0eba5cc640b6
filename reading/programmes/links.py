"""What addresses lead to: the account of a person, slides, papers, recordings."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from language.folding import fold

from ..networks import account_at
from .fields import line
from .programme import Document

_SLIDES = re.compile(r"\b(?:slides?|slideshow|diapos?|diapositives?|diaporama|presentation|folien|support)\b")
_PAPER = re.compile(r"\b(?:paper|article|actes|proceedings|resume long|full text)\b")
_OF_SLIDES = {".ppt", ".pptx", ".odp", ".key"}
_RECORDED = {
    "video": "mp4 m4v webm ogv mkv mov avi mpg mpeg flv youtube vimeo peertube dailymotion archive.org video wmv",
    "audio": "mp3 ogg oga opus m4a aac wav flac audio podcast soundcloud",
}
_KINDS = {word: kind for kind, words in _RECORDED.items() for word in words.split()}


def accounts_and_site(links):
    """(the accounts to which the `url`s of links lead, the first other address)"""
    accounts, site = [], ""
    for link in links:
        if account := link.take("url", made=lambda value: account_at(line(value))):
            accounts.append(account)
        elif not site:
            site = link.address("url")
    return tuple(accounts), site


def document(address, label=""):
    """The `Document` at an address: of which kind, its label or its name tells."""
    name = PurePosixPath(_path(address))
    words, suffix = fold(f"{label} {name.stem}"), name.suffix.lower()
    kind = "slides" if _SLIDES.search(words) or suffix in _OF_SLIDES else "paper" if _PAPER.search(words) else "link"
    return Document(url=address, kind=kind, label=label)


def recording_kind(word, address=""):
    """ "video" or "audio", as the word of a file or else the end of its address tell it; "" where neither does."""
    return _KINDS.get(word.lower()) or _KINDS.get(PurePosixPath(_path(address)).suffix.lower()[1:], "")


def host_of(address):
    return _split(address).hostname or ""


def _path(address):
    return unquote(_split(address).path)[-200:]


def _split(address):
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
