"""Citing a record: every format of a reference, one module each, written from the same description."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from django.utils.translation import gettext_lazy as _

from . import bibtex, csl, figure, markdown, reference, ris, wikiquote
from .citation import Citation, describe

__all__ = ["FORMATS", "Citation", "Format", "describe", "write"]


@dataclass(frozen=True)
class Format:
    name: str
    label: str
    suffix: str  # of a file, and of its address
    content_type: str
    purpose: str  # what a file of several is good for
    function: Callable[[Citation], str]
    join: Callable[[list[str]], str] = "\n".join  # of the texts of several, or of none


FORMATS = {
    one.name: one
    for one in (
        Format(
            *("text", _("Référence"), "txt", "text/plain"),
            _("les références en toutes lettres, une par ligne"),
            lambda citation: f"{reference.write(citation)}\n",
        ),
        Format("markdown", "Markdown", "md", "text/markdown", _("pour un carnet ou un site"), markdown.write),
        Format("html", "HTML", "html", "text/html", _("pour une page web"), figure.write),
        Format("wikiquote", "Wikiquote", "wiki", "text/x-wiki", _("pour Wikiquote"), wikiquote.write),
        Format(
            *("ris", "RIS", "ris", "application/x-research-info-systems"),
            _("pour Zotero, EndNote ou Mendeley"),
            ris.write,
            join="\r\n".join,
        ),
        Format("bibtex", "BibTeX", "bib", "application/x-bibtex", _("pour LaTeX"), bibtex.write),
        Format(
            *("csl", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
            _("pour pandoc, et ce qui lit CSL"),
            csl.write,
            join=csl.join,
        ),
    )
}


def write(citations, form):
    """One file of all `citations`; what is cited twice, as two passages of a record may be, has a key each."""
    return form.join([form.function(citation) for citation in _with_own_keys(citations)])


def _with_own_keys(citations):
    taken = set()
    for citation in citations:
        keys = (f"{citation.key}-{number}" for number in count(2))
        key = citation.key
        while key in taken:
            key = next(keys)
        taken.add(key)
        yield replace(citation, key=key)
