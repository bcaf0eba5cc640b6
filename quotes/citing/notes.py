"""What formats without a field for it say in words: plain text of one line."""

from . import reference
from .record import TOLD, plain


def words(citation):
    """The words, which wear guillemets only if they are the very ones."""
    if not citation.words:
        return ""
    text = plain(citation.words)
    return plain(reference.words(citation)) if citation.is_quoted else f"{TOLD.capitalize()} : {text}"


def note(citation):
    """What one must know of the words: that they are a part, told or translated, and where they were found."""
    handle = citation.handle and f"@{citation.handle}"
    about = (citation.talk or citation.event) if citation.kind == "tweet" else ""
    about = about and f"à propos de {about}"
    ours = citation.talk_is_ours and "titre donné par la rédaction"
    parts = (handle, citation.manner, citation.translation, about, ours, reference.source(citation), _address(citation))
    text = plain(" ; ".join(part for part in parts if part))
    return text[:1].upper() + text[1:]


def span(citation):
    """« Du 30 décembre 2014 au 2 janvier 2015 », where a date can be but one day; nothing if it is."""
    words = plain(citation.when) if citation.last_day else ""
    return words[:1].upper() + words[1:]


def _address(citation):
    return "" if citation.posted or not citation.source else citation.source.url


def address(citation):
    """The tweet's own, or else the one that the site keeps."""
    return citation.posted or citation.url
