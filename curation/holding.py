"""What keeps records from being deleted, as the page that refuses says it: by kinds, and a few of each."""

from collections import defaultdict
from functools import partial

from django.contrib.admin.utils import NestedObjects
from django.db import DEFAULT_DB_ALIAS
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import history
from .batches import batches
from .forms import anchor
from .merging import owners

grouped = partial(number_format, force_grouping=True)
SHOWN = 10  # of a kind: what hangs on a large theme is thousands


def holding(records):
    """["Citations : 12", [links to ten of them, "et 2 autres"], …] for the filter `unordered_list`."""
    lines = []
    for model, keys in _held(records).items():
        rows = model._base_manager.filter(pk__in=keys[:SHOWN]).order_by("pk")
        few = [anchor(row, str(row)) for row in rows]
        if more := len(keys) - len(few):
            few.append(ngettext("et %(more)s autre", "et %(more)s autres", more) % {"more": grouped(more)})
        label = capfirst(model._meta.verbose_name_plural if len(keys) > 1 else model._meta.verbose_name)
        lines += [_("%(label)s : %(value)s") % {"label": label, "value": grouped(len(keys))}, few]
    return lines


def _held(records):
    """{model: sorted keys} of the records that hang on those, or whose parts do, or that have them in a list."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS, origin=records)
    collector.collect(records)
    kinds, found = defaultdict(list), {}
    for row in collector.protected:
        kinds[type(row)].append(row.pk)
    for model, keys in kinds.items():
        for some in batches(sorted(keys)):
            found |= owners(model._base_manager.filter(pk__in=some))
    found |= {(type(other), other.pk): None for record in records for other in history.naming(record)}
    held = defaultdict(list)
    for model, key in sorted(found, key=lambda place: (place[0]._meta.label, place[1])):
        held[model].append(key)
    return held
