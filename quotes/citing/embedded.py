"""What a page itself tells reference managers: Highwire's tags, and COinS, a ContextObject in a span.

Neither says that somebody spoke: the type is Zotero's, as Zotero writes it when it exports its own items in COinS.
Nor have they a field for the source, so that the description is the whole reference.
"""

from urllib.parse import urlencode

from . import notes, reference
from .citation import plain
from .ris import written_name

TYPES = {"quote": "presentation", "talk": "presentation", "tweet": "forumPost"}


def tags(citation):
    """[(name, content)] of the page's `<meta>`."""
    found = [
        ("z:itemType", TYPES[citation.kind]),
        ("citation_title", plain(citation.title)),
        *(("citation_author", name) for name in _names(citation)),
        ("citation_publication_date", _day(citation, "/")),
        ("citation_conference_title", "" if citation.kind == "tweet" else plain(citation.event)),
        ("citation_language", citation.language),
        ("citation_abstract", plain(reference.write(citation))),
        ("citation_public_url", notes.address(citation)),
    ]
    return [(name, content) for name, content in found if content]


def coins(citation):
    """The `title` of the span."""
    found = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", TYPES[citation.kind]),
        ("rft.title", plain(citation.title)),
        *(("rft.au", name) for name in _names(citation)),
        ("rft.date", _day(citation, "-")),
        ("rft.language", citation.language),
        ("rft.description", plain(reference.write(citation))),
        ("rft.identifier", notes.address(citation)),
    ]
    return urlencode([(name, content) for name, content in found if content])


def _names(citation):
    return [name for name in map(written_name, citation.authors) if name]


def _day(citation, between):
    """The one day, or the one year, or nothing."""
    if citation.day and not citation.last_day:
        return f"{citation.day:%Y-%m-%d}".replace("-", between)
    return str(citation.year or "")
