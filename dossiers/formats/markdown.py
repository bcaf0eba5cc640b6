"""Markdown: what the site writes of each record, with notes. What people wrote is text, never markup."""

import re

from django.utils.translation import gettext as _

from language.typography import typeset
from quotes import citing

from . import cited, label, plain

MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&]")
# What makes a list, a rule or a heading of a line that begins so.
BEGINNINGS = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)


def write(dossier, items, request):
    parts = [f"# {_line(typeset(plain(dossier.title)))}"]
    if dossier.note:
        parts.append(_text(dossier.note))
    for item in items:
        parts += _parts(item, request)
    return ("\n\n".join(parts) + "\n").encode()


def _parts(item, request):
    record = item.record
    if not record:
        yield f"**{_('N’est plus publié')}** — {_line(label(item))}"
    else:
        yield citing.markdown.write(cited(record, request)).rstrip()
    if record and item.is_corrected:
        yield f"*{_('Corrigé depuis que vous l’avez gardé.')}*"
    if item.note:
        yield f"**{_('Ma note')}**"
        yield _text(item.note)


def _text(text):
    """`text` with its lines, read by Markdown as what it is."""
    escaped = MARKS.sub(r"\\\g<0>", plain(text))
    escaped = BEGINNINGS.sub(r"\1\\\2", escaped)
    paragraphs = re.split(r"\n\s*\n", escaped)
    return "\n\n".join("\\\n".join(line.strip() for line in paragraph.split("\n")) for paragraph in paragraphs)


def _line(text):
    return _text(re.sub(r"[ \t\n]+", " ", text))
