"""What formats without a field for it say in words: plain text of one line."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import reference
from .citation import plain, reported


def words(citation):
    """The words, which wear guillemets only if they are the very ones."""
    if not citation.words:
        return ""
    text = plain(citation.words)
    return plain(reference.words(citation)) if citation.is_quoted else plain(reported(text))


def note(citation):
    """What one must know of the words: of what they are a part, if they are told or translated, and where they are."""
    handle = citation.handle and f"@{citation.handle}"
    ours = citation.talk_is_ours and _("titre donné par la rédaction")
    found = (reference.source(citation), _address(citation))
    parts = (handle, citation.manner, citation.translation, _whole(citation), ours, *found)
    return capfirst(plain(" ; ".join(part for part in parts if part)))


def _whole(citation):
    if citation.kind == "tweet":
        about = citation.talk or citation.event
        return about and _("à propos de %(about)s") % {"about": about}
    return reference.during(citation) if citation.kind == "quote" else ""


def genre(citation):
    """What it is, and where it was found, for styles that print no note."""
    found = citation.kind == "quote" and reference.source(citation)
    if not found:
        return plain(citation.nature)
    return plain(f"{citation.transcribed}, {found}" if citation.transcribed else found)


def span(citation):
    """« Du 30 décembre 2014 au 2 janvier 2015 », where a date can be but one day; nothing if it is."""
    return capfirst(plain(citation.when)) if citation.last_day else ""


def _address(citation):
    return "" if citation.posted or not citation.source else citation.source.url


def address(citation):
    """The tweet's own, or else the one that the site keeps."""
    return citation.posted or citation.url
