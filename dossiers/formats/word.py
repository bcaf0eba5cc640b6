"""A document for a word processor: headings to move by, quotes in the style of quotes, a reference under each."""

from dataclasses import replace
from io import BytesIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from language.typography import french_date, in_guillemets, typeset
from quotes import citing
from quotes.models import Quote, Tweet

from ..models import said
from . import cited, label, plain


def write(dossier, items, request):
    document = Document()
    _introduce(document, dossier)
    for item in items:
        _write(document, item, request)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _introduce(document, dossier):
    """The title, and in place of the template's own: its language, who made it."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    about = document.core_properties
    about.title, about.author, about.comments, about.language = plain(dossier.title), settings.SITE_NAME, "", "fr-FR"
    about.created = about.modified = timezone.now().replace(tzinfo=None)
    document.add_heading(typeset(plain(dossier.title)), level=0)
    if dossier.note:
        document.add_paragraph(plain(dossier.note))
    day = french_date(timezone.localdate(), language=get_language())
    document.add_paragraph(f"{settings.SITE_NAME}, {day}", style="Caption")


def _write(document, item, request):
    record = item.record
    if not record:
        document.add_heading(_("N’est plus publié"), level=2)
        document.add_paragraph(plain(label(item)))
    else:
        heading = record.exported_name if item.kind == "talk" else said(record)["author"]
        document.add_heading(typeset(plain(heading)), level=2)
        _write_words(document, record)
        document.add_paragraph(citing.reference.write(replace(cited(record, request), words="")))
        if item.is_corrected:
            document.add_paragraph(_("Corrigé depuis que vous l’avez gardé."))
    if item.note:
        document.add_paragraph().add_run(_("Ma note")).bold = True
        document.add_paragraph(plain(item.note))


def _write_words(document, record):
    """In the style of quotes only if they are the very words."""
    if isinstance(record, Quote) and record.is_quoted:
        words = in_guillemets(plain(record.text), language=record.language)
        document.add_paragraph(words, style="Quote")
    elif isinstance(record, Quote):
        paragraph = document.add_paragraph()
        paragraph.add_run(_("Propos rapporté")).italic = True
        paragraph.add_run(f"\n{plain(record.text)}")
    elif isinstance(record, Tweet):
        document.add_paragraph(plain(record.text))
