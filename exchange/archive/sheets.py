"""The curated records for a spreadsheet: a CSV file a kind, in words; nothing is loaded from there."""

import datetime

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone, translation

from curation.sheets import lines
from curation.slugs import slugify_fr

from .chosen import AT_ONCE


def write_sheet(folder, chosen, model):
    with translation.override("fr"):
        fields = [field for field in chosen.fields(model) if field.name != "id"]
        titles = ["numéro", *(str(field.verbose_name) for field in fields), *_besides(model)]
        records = _loaded(chosen, model, fields).iterator(AT_ONCE)
        rows = ([row.pk, *(_cell(row, field, chosen) for field in fields), *_said_besides(row)] for row in records)
        with (folder / f"{slugify_fr(str(model._meta.verbose_name_plural))}.csv").open("wb") as file:
            file.writelines(lines(titles, rows, is_plain=False))


def _loaded(chosen, model, fields):
    rows = model.objects.shown(drafts=not chosen.is_public).order_by("pk")
    if hasattr(rows, "with_people"):
        rows = rows.with_people()
    if hasattr(model, "themed"):
        themed = model.themed.rel.related_model.objects.public().select_related("tag")
        rows = rows.prefetch_related(Prefetch("themed", themed.order_by("tag__position", "pk")))
    related = [field.name for field in fields if field.related_model]
    return rows.select_related(*related) if related else rows


def _cell(record, field, chosen):
    if field.related_model:
        other = getattr(record, field.name)
        return "" if other is None or chosen.is_public and not other.is_public else other
    if field.choices:
        return getattr(record, f"get_{field.name}_display")()
    value = getattr(record, field.name)
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value


def _besides(model):
    return [
        *(["intervenants"] if hasattr(model.objects.all(), "with_people") else []),
        *(["thèmes"] if hasattr(model, "themed") else []),
        "page",
    ]


def _said_besides(record):
    people = [", ".join(map(str, record.people))] if hasattr(record, "people") else []
    themes = [", ".join(str(row.tag) for row in record.themed.all())] if hasattr(record, "themed") else []
    page = f"{settings.SITE_URL}{record.permanent_path}" if hasattr(record, "get_absolute_url") else ""
    return [*people, *themes, page]
