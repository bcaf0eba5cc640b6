"""Citing a record: every format of a reference, one module each, written from the same description."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from django.utils.translation import gettext_lazy as _

from . import bibtex, csl, figure, markdown, reference, ris, wikiquote
from .record import Citation, describe

__all__ = ["FORMATS", "Citation", "Format", "describe", "write"]


@dataclass(frozen=True)
class Format:
    name: str
    label: str
    suffix: str  # of a file, and of its address
    content_type: str
    function: Callable[[Citation], str]


FORMATS = {
    one.name: one
    for one in (
        Format("text", _("Référence"), "txt", "text/plain", lambda citation: f"{reference.write(citation)}\n"),
        Format("markdown", "Markdown", "md", "text/markdown", markdown.write),
        Format("html", "HTML", "html", "text/html", figure.write),
        Format("wikiquote", "Wikiquote", "wiki", "text/x-wiki", wikiquote.write),
        Format("ris", "RIS", "ris", "application/x-research-info-systems", ris.write),
        Format("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex.write),
        Format("csl", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl.write),
    )
}


def write(citations, form):
    """One file of all `citations`; what is cited twice, as two passages of a record may be, has a key each."""
    keyed = _with_own_keys(citations)
    if form.name == "csl":
        return csl.join([csl.item(citation) for citation in keyed])
    return ("\r\n" if form.name == "ris" else "\n").join(form.function(citation) for citation in keyed)


def _with_own_keys(citations):
    taken = set()
    for citation in citations:
        keys = (f"{citation.key}-{number}" for number in count(2))
        key = citation.key
        while key in taken:
            key = next(keys)
        taken.add(key)
        yield replace(citation, key=key)
