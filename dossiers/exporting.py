"""A dossier as a file: as a list of references in each format of `quotes.citing`, and as what `formats` writes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from curation import audit
from curation.slugs import slugify_fr
from quotes import citing

from .access import owners_only
from .formats import markdown, references, spreadsheet, word


@dataclass(frozen=True)
class Format:
    label: str
    purpose: str
    content_type: str
    write: Callable  # (dossier, items, request) → bytes


FORMATS = {
    "docx": Format(
        "Word (.docx)",
        _("pour écrire ; s’ouvre aussi dans LibreOffice"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.write,
    ),
    "md": Format("Markdown", citing.FORMATS["markdown"].purpose, "text/markdown; charset=utf-8", markdown.write),
    "csv": Format("CSV", _("une ligne par élément, pour un tableur"), "text/csv; charset=utf-8", spreadsheet.write),
}
FORMATS |= {
    form.suffix: Format(form.label, form.purpose, f"{form.content_type}; charset=utf-8", references.writer(form))
    for form in citing.FORMATS.values()
    if form.suffix not in FORMATS  # Markdown is a dossier's own
}


@owners_only
def export(request, dossier, suffix):
    if suffix not in FORMATS:
        raise Http404
    chosen = FORMATS[suffix]
    audit.note("export", by=request.user, dossier=dossier.pk)
    items = dossier.items.kept().in_order().loaded()
    response = HttpResponse(chosen.write(dossier, items, request), content_type=chosen.content_type)
    # Of the title, only what is a plain file's name anywhere.
    name = f"{slugify_fr(dossier.title, max_length=60)}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
