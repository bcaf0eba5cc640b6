"""Reading and saving many records at once, as importing and undoing both do."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from curation.models import Revision
from events.models import Event, Talk

AT_ONCE = 50  # rows of one statement that gives each row values of its own


def records(model, keys):
    """{pk: record}, each with what its searched text is made of, and a talk with its event."""
    rows = model._base_manager.prefetch_related(*getattr(model, "told_of", ()))
    return (rows.select_related("event") if model is Talk else rows).in_bulk(keys)


def save(model, rows, names):
    """Save the fields of these `names` of rows of one model; of talks, which have their events at hand."""
    if model is Talk:
        Talk.objects.save_all(rows, names)
    elif model is Event:  # talks and calendars follow it, and there are few of them
        for row in rows:
            row.save()
    else:
        for row in rows:
            row.updated_at = timezone.now()
        model.objects.bulk_update(rows, [*names, "updated_at"], batch_size=AT_ONCE)


def newest_revisions(model, keys):
    """{pk: the key of the newest revision} of the records of these keys."""
    rows = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    return dict(rows.values_list("object_id").annotate(models.Max("pk")).order_by())
