"""Letting go of what was kept long enough (`keeping`): in portions, so that nobody waits, and as often as one likes."""

from django.db import transaction
from django.utils import timezone

from .keeping import TABLE

PORTION = 500  # rows of one transaction


def tidy():
    """Do it, and return {name: how many rows went, or were emptied}."""
    now = timezone.now()
    return {kept.name: _tidied(kept, now) for kept in TABLE}


def _tidied(kept, now):
    done = 0
    while some := _portion(kept, now):
        done += some
    return done


@transaction.atomic
def _portion(kept, now):
    """How many rows this transaction did. Of two that run at once, each takes those that the other does not hold."""
    due = kept.overdue(now)
    keys = list(due.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:PORTION])
    rows = due.model._base_manager.filter(pk__in=keys)
    if kept.emptied:
        rows.update(**{kept.emptied: ""})
    else:
        rows.delete()
    return len(keys)
