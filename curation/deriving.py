"""Derived columns of rows that were written before the code that says them: a migration adds a column empty, and a
`searched_text` says something else from one release to the next.
"""

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, F, FileField, Max, Q, TextField

from .keys import derived_fields
from .models import Curated
from .visibility import seen

AT_ONCE = 500  # rows
NEWEST = 100  # rows
TEXTS = (CharField, TextField, FileField)


def after_migrate(*, plan=(), **kwargs):
    """Work out what follows from each record: of all models if a table changed, else of those whose sample is late."""
    for model in apps.get_models():
        fields = derived_fields(model)
        if fields and (plan or any(_late(row, fields) for row in _sample(model))):
            _derive(model, fields)
        if plan and issubclass(model, Curated):  # what came out before that was noted did so when it was made
            model.objects.filter(seen(model), published_at=None).update(published_at=F("created_at"))


def _sample(model):
    """The newest rows, and of each column, and of each relation that is told of, the newest that has something there.

    So a column that few rows have is not missed where it is told from now on. One query reads the table.
    """
    told_of = getattr(model, "told_of", ())
    said = {field.name: _has_any(field) for field in model._meta.concrete_fields if not field.primary_key}
    said |= {name: Q(**{f"{name}__isnull": False}) for name in told_of}
    rows = model._base_manager.order_by("-pk")
    last = rows.aggregate(**{f"of_{name}": Max("pk", filter=condition) for name, condition in said.items()})
    newest = rows.values_list("pk", flat=True)[:NEWEST]
    return rows.filter(pk__in={*newest, *filter(None, last.values())}).prefetch_related(*told_of)


def _has_any(field):
    there = Q(**{f"{field.name}__isnull": False})
    return there & ~Q(**{field.name: ""}) if isinstance(field, TEXTS) else there


def _derive(model, fields):
    last = 0
    while last is not None:
        last = _derive_some(model._base_manager.filter(pk__gt=last).order_by("pk"), fields)


@transaction.atomic
def _derive_some(rows, fields):
    """The key of the last of the first rows, which are done; None if there were none. Nobody writes them meanwhile."""
    key = None
    for row in rows.select_for_update()[:AT_ONCE]:
        key = row.pk
        if changed := _late(row, fields):
            type(row)._base_manager.filter(pk=key).update(**changed)
    return key


def _late(row, fields):
    """{name: value} of its derived columns that would say something else by now."""
    said = {field.attname: field.value_of(row) for field in fields if not _is_held(row, field)}
    return {name: value for name, value in said.items() if value != getattr(row, name)}


def _is_held(row, field):
    """Whether another row, which was there before the rule, has what only one may have: then this one goes without."""
    return field.unique and row.holder_of(field) is not None
