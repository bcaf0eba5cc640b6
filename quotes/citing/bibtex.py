"""BibTeX in UTF-8, with the fields of BibLaTeX that tell of an event."""

import re

from . import notes
from .citation import plain

# BibTeX counts braces even behind a backslash: only pairs of them may stand in a field.
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
LIGATURE = re.compile(r"(?<=[-'`?!,<>])(?=[-'`,<>])")  # two marks that LaTeX would draw as one
LANGUAGES = {"fr": "french", "en": "english", "de": "german", "es": "spanish", "it": "italian", "nl": "dutch"}


def write(citation):
    fields = [f"  {name} = {{{value}}},\n" for name, value in _fields(citation) if value]
    return f"@misc{{{citation.key},\n{''.join(fields)}}}\n"


def _fields(citation):
    yield "author", " and ".join(_name(author) for author in citation.authors)
    yield "title", f"{{{escaped(citation.title)}}}"  # twice in braces: no style changes its capitals
    yield "howpublished", escaped(citation.nature)
    if citation.kind != "tweet":
        yield "eventtitle", escaped(citation.event)
        yield "venue", escaped(citation.city)
    if citation.day:
        yield "date", "/".join(f"{day:%Y-%m-%d}" for day in (citation.day, citation.last_day) if day)
        yield "year", citation.year and str(citation.year)
        yield "month", _month(citation)
    yield "abstract", escaped(notes.words(citation))
    yield "note", escaped(notes.note(citation))
    yield "langid", LANGUAGES.get(citation.language.partition("-")[0])
    yield "url", notes.address(citation)


def _month(citation):
    months = {f"{day:%Y-%m}" for day in (citation.day, citation.last_day) if day}
    return str(citation.day.month) if len(months) == 1 else ""


def _name(author):
    """« Martin, Camille »; what is no person's name, or would be cut, stays whole in braces."""
    parts = [escaped(part) for part in (author.family, author.given)]
    if not author.family or any("," in part or " and " in f" {part} ".lower() for part in parts):
        return f"{{{escaped(author.name)}}}"
    return ", ".join(parts)


def escaped(text):
    return LIGATURE.sub("{}", plain(text).translate(SPECIAL))
