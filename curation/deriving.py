"""Derived columns of rows that were there before these columns: a migration adds them empty."""

from django.apps import apps
from django.db.models import F

from .keys import derived_fields
from .models import Curated
from .visibility import seen

AT_ONCE = 500  # rows


def after_migrate(*, plan=(), **kwargs):
    """Work out what follows from each record, once the tables are those of the models. Reads all, if any changed."""
    if not plan:
        return
    for model in apps.get_models():
        if fields := derived_fields(model):
            _derive(model, fields)
        if issubclass(model, Curated):  # what came out before that was noted did so when it was made
            model.objects.filter(seen(model), published_at=None).update(published_at=F("created_at"))


def _derive(model, fields):
    last = 0
    while rows := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        for row in rows:
            said = {field.attname: field.value_of(row) for field in fields if not _is_held(row, field)}
            if changed := {name: value for name, value in said.items() if value != getattr(row, name)}:
                model._base_manager.filter(pk=row.pk).update(**changed)
        last = rows[-1].pk


def _is_held(row, field):
    """Whether another row, which was there before the rule, has what only one may have: then this one goes without."""
    return field.unique and row.holder_of(field) is not None
