"""Two records of one person or notion become one; the journal says what moved, and undoes it."""

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import history
from .models import Curated, FormerSlug, Merge, Revision


def moves(gone):
    """Yield (relation, rows) for every relation that points at `gone` and has rows: what a merge would move."""
    for relation in gone._meta.related_objects:
        if relation.many_to_many:
            relation = relation.through._meta.get_field(relation.field.m2m_reverse_field_name()).remote_field
        rows = relation.related_model._base_manager.filter(**{relation.field.name: gone})
        if rows.exists():
            yield relation, rows


def merge(kept, gone, *, by):
    """Give `kept` all that hangs on `gone`, delete `gone`, and return the `Merge` that can undo it.

    A row that `kept` already has (the same theme on the same talk) is not doubled: it is put aside in the journal.
    """
    if kept.pk == gone.pk or type(kept) is not type(gone):
        raise ValidationError(_("On fusionne deux éléments différents, de même nature."))
    with transaction.atomic():
        before = history.snapshot(gone)
        journal = {"slug": gone.slug, "gone": before, "moved": [], "doubled": [], "former": []}
        touched = []
        for relation, rows in moves(gone):
            for row in rows:
                place = {"model": row._meta.label, "pk": row.pk, "field": relation.field.name}
                if _repoint(row, relation.field, kept):
                    journal["moved"].append(place)
                else:
                    journal["doubled"] += serializers.serialize("python", [row])
                    row.delete()
                touched.append(_owner(row, relation.field))
        journal = _as_json(journal)
        formers = FormerSlug.objects.filter(content_type=ContentType.objects.get_for_model(gone), object_id=gone.pk)
        journal["former"] = list(formers.values_list("slug", flat=True))
        formers.update(object_id=kept.pk)
        done = Merge.objects.create(
            record=kept, kept_label=str(kept)[:200], gone_label=str(gone)[:200], gone_id=gone.pk, journal=journal, by=by
        )
        history.write(gone, by=by, action=Revision.Action.MERGED, comment=str(kept)[:200])
        gone.delete()
        FormerSlug.keep(journal["slug"], kept)
        _write(kept, touched, by=by)
    return done
