"""CSV as a French Excel opens it: semicolons, and the mark by which it knows UTF-8.

`?csv=plain` is the CSV of RFC 4180, for programs: commas and no mark.
"""

import csv
from io import StringIO
from unicodedata import normalize

from django.utils.translation import gettext as _

from curation.permalinks import absolute
from quotes.models import Quote

from ..models import said
from . import plain

# A spreadsheet takes what begins so for a formula, and would run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # in whichever width they are written


def write(dossier, items, request):
    text = StringIO()
    is_plain = request.GET.get("csv") == "plain"
    rows = csv.writer(text, delimiter="," if is_plain else ";")
    rows.writerow([
        _("Place"), _("Nature"), _("Paroles"), _("Auteur"), _("Date"), _("Évènement"), _("Intervention"), _("Source"),
        _("Adresse de la source"), _("Page"), _("Ma note"), _("État"),
    ])  # fmt: skip
    for place, item in enumerate(items, start=1):
        record = _shown(item, request) if item.record else [_kind(item), "", item.author, "", "", "", "", "", ""]
        rows.writerow([place, *map(harmless, [*record, item.note, _state(item)])])
    return text.getvalue().encode("utf-8" if is_plain else "utf-8-sig")


def _shown(item, request):
    record = item.record
    talk = record if item.kind == "talk" else record.talk
    source = None if item.kind == "talk" else record.source
    url = getattr(record, "url", None) or (source.url if source else "")
    return [
        _kind(item),
        "" if item.kind == "talk" else record.text,
        ", ".join(map(str, record.people)) if item.kind == "talk" else said(record)["author"],
        "/".join(day.isoformat() for day in (record.when.day, record.when.last_day) if day),
        record.event.title,
        talk.exported_name if talk else "",
        source.title if source else "",
        url,
        absolute(record.get_absolute_url(), request),
    ]


def _kind(item):
    if item.kind == "talk":
        return _("intervention")
    if item.kind == "tweet":
        return _("tweet")
    return dict(Quote.Kind.choices).get(item.record.kind if item.record else item.nature, "")


def _state(item):
    if not item.record:
        return _("n’est plus publié")
    return _("corrigé depuis") if item.is_corrected else ""


def harmless(cell):
    text = plain(cell)
    return f"'{text}" if normalize("NFKC", text[:1]).startswith(FORMULA) else text
