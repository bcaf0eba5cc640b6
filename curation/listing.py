"""A list of the administration as a sheet: its columns, and of curated records all that is in one field."""

from html import unescape

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import label_for_field, lookup_field
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from language.typography import NARROW, NO_BREAK

from .models import Curated
from .permalinks import permanent
from .sheets import of_rows

OF_DISPLAY = dict.fromkeys(map(ord, NARROW + NO_BREAK), " ")


def sheet(request, page, rows):
    """The sheet of the filtered `rows` of an admin class."""
    model = page.model
    shown = [name for name in page.get_list_display(request) if name != ACTION_CHECKBOX_NAME]
    columns = {capfirst(label_for_field(name, model, page)): _value(name, page) for name in shown}
    if issubclass(model, Curated):
        fields = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
        columns |= {capfirst(str(field.verbose_name)): _value(field.name, page) for field in fields}
        columns |= {_("Adresse permanente"): lambda row: _address(row, request)}
        rows = rows.select_related(*(field.name for field in fields if field.is_relation))
    return of_rows(model._meta.model_name, columns, rows)


def _value(name, page):
    def of(row):
        field, _attribute, value = lookup_field(name, row, page)
        if field is not None and field.is_relation:
            return getattr(row, field.name)
        if field is not None and field.flatchoices:
            return dict(field.flatchoices).get(value, value)
        if isinstance(value, bool):
            return _("oui") if value else _("non")
        return value if field is not None or value is None else _words(value)

    return of


def _words(shown):
    """What a column shows, without its marks and the spaces of typography."""
    return unescape(strip_tags(str(shown))).translate(OF_DISPLAY)


def _address(row, request):
    return permanent(row, request) if hasattr(row, "get_absolute_url") else ""
