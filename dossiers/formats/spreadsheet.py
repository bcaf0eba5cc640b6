"""A dossier as a table for a spreadsheet: see `curation.sheets`."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from curation import sheets
from curation.permalinks import absolute
from events.appearances import speaking
from quotes.models import Quote
from quotes.sources import evidence

from ..models import said


def write(dossier, items, request):
    titles = [
        _("Place"), _("Nature"), _("Paroles"), _("Auteur"), _("Date"), _("Évènement"), _("Intervention"),
        capfirst(_("traduit de")), _("Source"), _("Adresse de la source"), _("Page"), _("Ma note"), _("État"),
    ]  # fmt: skip
    rows = (_row(place, item, request) for place, item in enumerate(items, start=1))
    return b"".join(sheets.lines(titles, rows, is_plain=request.GET.get("csv") == "plain"))


def _row(place, item, request):
    columns = _shown(item, request) if item.record else [_kind(item), "", item.author, *[""] * 7]
    return [place, *columns, item.note, _state(item)]


def _shown(item, request):
    record = item.record
    is_talk = item.kind == "talk"
    talk = record if is_talk else record.talk
    return [
        _kind(item),
        "" if is_talk else record.text,
        ", ".join(map(str, speaking(record.people))) if is_talk else said(record)["author"],
        "/".join(day.isoformat() for day in (record.when.day, record.when.last_day) if day),
        record.event.title,
        talk.exported_name if talk else "",
        record.translated_from if item.kind == "quote" else "",
        *(("", "") if is_talk else evidence(record)),
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
