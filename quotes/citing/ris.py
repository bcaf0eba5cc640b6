"""RIS, as Zotero, EndNote and Mendeley import it: a line a field, CRLF, no line inside a field."""

from . import notes, reference
from .citation import plain

TYPES = {"quote": "SLIDE", "talk": "SLIDE", "tweet": "ELEC"}  # SLIDE is what Zotero calls a presentation


def write(citation):
    lines = [f"{tag}  - {plain(value)}" for tag, value in _fields(citation) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def written_name(author):
    """A comma stands behind the family name and nowhere else: readers cut the name at each, or at its last space."""
    parts = (author.family, author.given) if author.family else (author.name, "")
    return plain(", ".join(map(_whole, parts)).strip().removeprefix(","))


def _occasion(citation):
    if citation.kind == "tweet":
        return citation.network
    whole = reference.during(citation) if citation.kind == "quote" else ""
    return ", ".join(part for part in (whole, citation.event) if part)


def _whole(part):
    """« une spectatrice (adjointe au maire) » for « une spectatrice, adjointe au maire »"""
    head, *more = [piece.strip() for piece in part.split(",") if piece.strip()] or [""]
    return f"{head} ({' – '.join(more)})" if more else head


def _fields(citation):
    yield "TY", TYPES[citation.kind]
    yield "ID", citation.key
    for author in citation.authors:
        yield "AU", written_name(author)
    yield "TI", citation.title
    yield "T2", _occasion(citation)
    yield "CY", citation.kind != "tweet" and citation.city
    yield "PY", citation.year and str(citation.year)
    yield "DA", citation.day and not citation.last_day and f"{citation.day:%Y/%m/%d}"
    yield "M3", citation.nature
    yield "AB", notes.words(citation)
    yield "N1", notes.note(citation)
    yield "N1", notes.span(citation)
    yield "LA", citation.language
    yield "UR", notes.address(citation)
