"""What is done to many records: at once while they are few, else by the worker."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from work.jobs import URGENT, Hopeless, job, still_permitted

from . import audit, history, merging
from .batches import batches
from .deeds import Merge, StatusChange
from .models import Status
from .stored import in_order

A_FEW = 100  # records for which somebody waits
A_LOT = 1000  # records of which no more is written than their state (half a second of a processor on SQLite)


def locked(model, keys):
    """The records of these keys that are still there, as they are by now, locked in the one order that all keep to."""
    model.take_turn()
    return list(model.objects.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))


@transaction.atomic
def set_status(model, keys, status, *, by, comment=""):
    """Give `status` to the records of these keys, and a line of the history; return those that had another."""
    records = [record for some in batches(sorted(keys)) for record in locked(model, some) if record.status != status]
    changed = [record.pk for record in records]
    for record in records:
        record.status = status
    for some in batches(changed):
        model.objects.filter(pk__in=some).update(status=status, updated_at=timezone.now())
    history.write_all(records, by=by, comment=comment)
    return records


@transaction.atomic
def set_status_together(record, keys, status, *, by):
    """`set_status` of {model: keys} because of `record`; return the `StatusChange` that undoes it, None for nothing."""
    changed = _set_each(keys, status, by=by, comment=str(record)[:200])
    if not changed:
        return None
    done = StatusChange.objects.create(record=record, label=str(record)[:200], status=status, journal=changed, by=by)
    audit.note("status", by=by, change=done.pk)
    return done


@transaction.atomic
def undo_status(done, *, by):
    """Give the records of `done` the state they had, where they have the one it gave. ValidationError if undone."""
    done = StatusChange.to_undo(done.pk)
    before = Status.DRAFT if done.status == Status.PUBLISHED else Status.PUBLISHED
    keys = {apps.get_model(label): some for label, some in done.journal.items()}
    _set_each(keys, before, by=by, comment=done.label)
    done.note_undone(by=by)
    audit.note("status-undone", by=by, change=done.pk)


def _set_each(keys, status, *, by, comment):
    """{label: keys of those that had another}, by model: first what others hang on, as all who write many do."""
    found = {}
    for model in (model for model in in_order(keys) if keys.get(model)):
        if changed := set_status(model, keys[model], status, by=by, comment=comment):
            found[model._meta.label_lower] = [record.pk for record in changed]
    return found


def is_big(*records):
    """Whether more hangs on records than somebody should wait for to be moved."""
    rows = (rows for record in records for _field, rows in merging.hanging(record))
    return sum(some[: A_FEW + 1].count() for some in rows) > A_FEW


@job(_("publier un ensemble, ou le retirer"), tries=3, priority=URGENT)
def set_status_together_later(label, key, keys, status, by):
    """`set_status_together` because of the record of this key, with {label of a model: keys}."""
    record = apps.get_model(label).objects.filter(pk=key).first()
    if record is None:
        raise Hopeless("La fiche n’est plus là.")
    named = {apps.get_model(name): some for name, some in keys.items()}
    set_status_together(record, named, status, by=_permitted(by, "curation.publish"))


@job(_("annuler une publication, ou un retrait"), tries=3, priority=URGENT)
def undo_status_later(key, by):
    """`undo_status` of the `StatusChange` of this key; nothing, if the worker died after it was done."""
    done = StatusChange.objects.filter(pk=key, undone_at=None).first()
    if done:
        undo_status(done, by=_permitted(by, "curation.publish"))


@job(_("fusionner deux fiches"), tries=3, priority=URGENT)
def merge_later(label, kept, gone, by, chosen=None, together=()):
    """`merging.merge` of the records of these keys; nothing, if the worker died after it was done."""
    model = apps.get_model(label)
    rows = model.objects.in_bulk([kept, gone])
    if gone not in rows:
        return
    try:
        pairs = _pairs(model, together) if together else ()
        merging.merge(rows[kept], rows[gone], by=_permitted(by, "curation.merge"), chosen=chosen, together=pairs)
    except (ValidationError, KeyError) as error:
        raise Hopeless(" ".join(getattr(error, "messages", ["La fiche gardée n’est plus là."]))) from None


@job(_("annuler une fusion"), tries=3, priority=URGENT)
def undo_merge_later(key, by):
    """`merging.undo` of the `Merge` of this key; nothing, if the worker died after it was done."""
    done = Merge.objects.filter(pk=key, undone_at=None).first()
    if done is None:
        return
    try:
        merging.undo(done, by=_permitted(by, "curation.merge"))
    except ValidationError as error:
        raise Hopeless(" ".join(error.messages)) from None


def _pairs(model, keys):
    """The pairs of these keys, of what hangs on records of `model`."""
    rows = model._meta.get_field(model.brings_together).related_model.objects.in_bulk(sum(keys, []))
    return [(rows[kept], rows[gone]) for kept, gone in keys]


def _permitted(key, permission):
    """The account of this key, which may have lost its role since it asked. Raises Hopeless."""
    if account := still_permitted(key, permission):
        return account
    raise Hopeless("Qui l’a demandé n’en a plus le droit.")
