"""Themes are added to many records at once, and taken away again."""

from django.utils.translation import gettext_lazy as _

from curation import history
from curation.sets import KINDS, Kind

from .models import Theme

ADD_THEMES = "add-themes"


def _add(change, keys):
    """[[key of a record, keys of the themes that it had not], …]"""
    themes = Theme.objects.in_bulk(change.options["themes"])
    lines, records = [], []
    for record in change.within_reach(keys):
        if missing := themes.keys() - {theme.pk for theme in record.themes.all()}:
            record.themes.add(*(themes[key] for key in missing))
            lines.append([record.pk, sorted(missing)])
            records.append(record)
    _write(records, by=change.person)
    return lines


def _remove(change, lines):
    themes = Theme.objects.in_bulk(change.options["themes"])
    added = dict(lines)
    records = change.within_reach(list(added))
    for record in records:
        record.themes.remove(*(themes[key] for key in added[record.pk] if key in themes))
    _write(records, by=change.person)
    return len(records)


def _write(records, *, by):
    for record in records:
        record.save(update_fields=["folded"])
    history.write_all(records, by=by)


KINDS[ADD_THEMES] = Kind(_("Ajouter des thèmes"), _add, _remove)
