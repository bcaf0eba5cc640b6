"""What was written, by whom, and how to have it back: the one way to record and restore a record with its parts."""

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .batches import batches
from .keys import derived_fields
from .models import Curated, Revision
from .stored import worked_out

# What is kept with a record, so that it comes back with it, but is nothing that a person changed.
UNTOLD = {"published_at", "sequence"}


def snapshot(record):
    """Return `record` and its parts as plain rows: [{"model", "pk", "fields"}, …], the record first."""
    return snapshots(type(record), [record.pk])[record.pk]


def snapshots(model, keys):
    """{key: `snapshot`} of the records of these keys, as the database has them. A query for each kind of part."""
    encoder = DjangoJSONEncoder()
    return {
        rows[0].pk: [
            _plain(row, of, encoder) for row, of in zip(serializers.serialize("python", rows), rows, strict=True)
        ]
        for rows in with_parts(model._base_manager.filter(pk__in=keys))
    }


def computed(record):
    """The names of the columns that follow from others: they say nothing of what a person changed."""
    generated = [field for field in record._meta.concrete_fields if field.generated]
    return {"updated_at", *(field.name for field in (*derived_fields(record), *worked_out(record), *generated))}


def silent(record):
    """The names of the columns whose change says nothing of what a person did."""
    return computed(record) | UNTOLD


def parts_of(record):
    """The rows that belong to `record`, and theirs."""
    return [part for [_record, *parts] in with_parts(type(record)._base_manager.filter(pk=record.pk)) for part in parts]


def with_parts(rows):
    """[[a record, a part of it, a part of that, …], …] of the queryset `rows`, all by their keys."""
    lists = [field.name for field in rows.model._meta.many_to_many if field.remote_field.through._meta.auto_created]
    found = {row.pk: [row] for row in rows.order_by("pk").prefetch_related(*lists)}
    for name in getattr(rows.model, "parts", ()):
        link, parts = part_rows(rows.model, name)
        for family in with_parts(parts.filter(**{f"{link.name}__in": list(found)})):
            found[getattr(family[0], link.attname)] += family
    return list(found.values())


def part_rows(model, name):
    """(the field by which the parts of this name hang on records of `model`, all such parts)"""
    relation, narrowing = getattr(model, "narrowed", {}).get(name, (name, "all"))
    relation = model._meta.get_field(relation)
    if isinstance(relation, GenericRelation):
        kind, parts = ContentType.objects.get_for_model(model), relation.related_model
        return parts._meta.get_field(relation.object_id_field_name), parts._base_manager.filter(content_type=kind)
    link = relation.field
    return link, getattr(link.model._default_manager.all(), narrowing)()


def write(record, *, by, action=Revision.Action.CHANGED, comment=""):
    """Keep how `record` stands now. Returns the revision, or None if nothing changed since the last one."""
    return next(iter(write_all([record], by=by, action=action, comment=comment)), None)


def write_all(records, *, by, action=Revision.Action.CHANGED, comment=""):
    """The same for many records of one model; return the revisions. A dozen queries for each batch of them."""
    written = []
    for some in batches(records):
        now, last = (of(type(some[0]), [record.pk for record in some]) for of in (snapshots, newest))
        written += Revision.objects.bulk_create(
            Revision(
                record=record, label=str(record)[:200], action=action, comment=comment, by=by, snapshot=now[record.pk]
            )
            for record in some
            if action != Revision.Action.CHANGED or _is_news(last.get(record.pk), now[record.pk])
        )
    return written


def newest(model, keys):
    """{key: the newest revision} of those of the records that have one."""
    rows = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    last = rows.values("object_id").annotate(last=models.Max("pk")).values("last")
    return {revision.object_id: revision for revision in Revision.objects.filter(pk__in=last)}


def _is_news(last, now):
    return not last or last.action == Revision.Action.DELETED or bool(differences(last.snapshot, now))


def naming(record):
    """The records that have `record` in a list of theirs: its deletion would change them without a trace."""
    found = []
    for relation in type(record)._meta.related_objects:
        if relation.many_to_many:
            found += relation.related_model._base_manager.filter(**{relation.field.name: record})
    return found


def delete(record, *, by):
    """Delete `record`, keeping how it stood. Raises ProtectedError if others hang on it."""
    with transaction.atomic():
        if others := naming(record):
            raise models.ProtectedError("Other records name it.", set(others))
        revision = write(record, by=by, action=Revision.Action.DELETED)
        record.delete()
    return revision


def restore(revision, *, by):
    """Put the record back as `revision` has it, parts included, and return it.

    Raises IntegrityError or ValidationError if it no longer fits, for instance because a name was taken since.
    """
    with transaction.atomic():
        rows = _rows(revision.snapshot)
        record = rows[0].object
        record.take_turn()
        still_there = type(record)._base_manager.filter(pk=record.pk).exists()
        record._state.adding = not still_there  # or it would be found to be its own double
        check_links(record)
        record.full_clean()
        if still_there:
            kept = {(type(row.object), row.object.pk) for row in rows}
            for part in parts_of(record):
                if (type(part), part.pk) not in kept:
                    part.delete()
        record = put_back(revision.snapshot)
        record.save()  # once more, now that its parts are back: they are in its searched text
        write(record, by=by, action=Revision.Action.RESTORED)
    return record


def put_back(snapshot):
    """Write the rows of `snapshot` as they were, and return the first as the database now has it."""
    rows = _rows(snapshot)
    record, *parts = rows
    lent = _lent(record.object, [part.object for part in parts])
    for row in [record, *(part for part in parts if part.object not in lent and _still_hangs(part))]:
        check_links(row.object)
        row.object.clean_fields(exclude=_links(row.object))
        dates = {name: row.object.__dict__.get(name) for name in ("created_at", "published_at")}
        row.object.save()
        if known := {name: date for name, date in dates.items() if date}:
            type(row.object)._base_manager.filter(pk=row.object.pk).update(**known)
        for name, values in (row.m2m_data or {}).items():
            _check_list(row.object, name, values)
            getattr(row.object, name).set(values)
    return type(record.object)._base_manager.get(pk=record.object.pk)


def check_links(record, names=None):
    """Raise ValidationError, with the sentence, if `record` points at one that is gone; by the fields `names` alone."""
    for field in _broken(record):
        if names is None or field.name in names:
            raise _gone(field, getattr(record, field.attname))


def _check_list(record, name, keys):
    """The same of the records that it has in the list `name`: the base would refuse it only once all is written."""
    field = record._meta.get_field(name)
    there = set(field.related_model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))
    if gone := [key for key in keys if key not in there]:
        raise _gone(field, gone[0])


def _lent(record, parts):
    """Those of the parts that hang on another record by now, and theirs: a merge lent them, which was undone since."""
    lent = set()
    for name in getattr(record, "parts", ()):
        link, rows = part_rows(type(record), name)
        if keys := [part.pk for part in parts if type(part) is link.model]:
            there = rows.filter(pk__in=keys, **{f"{link.name}__isnull": False})
            lent |= set(there.exclude(**{link.name: record.pk}))
    return lent.union(*map(parts_of, lent))


def _still_hangs(part):
    """Whether a part has all it needs. What cannot be restored first, an article, it lets go as the database would."""
    lost = [field for field in _broken(part.object) if not issubclass(field.related_model, Curated)]
    for field in lost:
        setattr(part.object, field.attname, None)
    return all(field.null for field in lost)


def _broken(record):
    """The fields by which `record` points at what is gone."""
    fields = [record._meta.get_field(name) for name in _links(record)]
    keys = {field: getattr(record, field.attname) for field in fields}
    return [
        field
        for field, key in keys.items()
        if key is not None and not field.related_model._base_manager.filter(pk=key).exists()
    ]


def _links(record):
    return {field.name for field in record._meta.concrete_fields if field.is_relation}


def _gone(field, key):
    """What is said of the record of this key, to which `field` led."""
    kind = ContentType.objects.get_for_model(field.related_model)
    last = Revision.objects.filter(content_type=kind, object_id=key).order_by("-pk").first()
    params = {"name": last.label if last else key, "field": field.verbose_name}
    if last and last.action == Revision.Action.MERGED:
        sentence = _("La fiche « %(name)s » (%(field)s) a été fusionnée depuis : annulez d’abord cette fusion.")
    else:
        sentence = _("La fiche « %(name)s » (%(field)s) n’existe plus : il faut d’abord la rétablir.")
    return ValidationError(sentence, params=params)


def _rows(snapshot):
    return list(serializers.deserialize("python", snapshot, ignorenonexistent=True))


def differences(before, after):
    """Compare two snapshots. Returns [(model, pk, field, before, after), …]; field is None for a whole part.

    A part that came has before None, one that went has after None.
    """
    old, new = ({(row["model"], row["pk"]): _told(row["fields"]) for row in rows} for rows in (before, after))
    found = []
    for model, pk in [*old, *(identity for identity in new if identity not in old)]:
        was, now = old.get((model, pk)), new.get((model, pk))
        if was is None or now is None:
            found.append((model, pk, None, was, now))
        else:
            names = [*was, *(name for name in now if name not in was)]
            found += [(model, pk, n, was.get(n), now.get(n)) for n in names if was.get(n) != now.get(n)]
    return found


def _told(fields):
    return {name: value for name, value in fields.items() if name not in UNTOLD}


def deleted():
    """Return the revisions of records that are gone and were not restored, the newest first."""
    later = Revision.objects.filter(
        content_type=models.OuterRef("content_type"),
        object_id=models.OuterRef("object_id"),
        pk__gt=models.OuterRef("pk"),
    )
    return Revision.objects.filter(~models.Exists(later), action=Revision.Action.DELETED).by_newest()


def model_of(revision):
    return ContentType.objects.get_for_id(revision.content_type_id).model_class()


def _plain(row, of, encoder):
    """The serialized `row` as JSON will give it back, so that two snapshots can be compared."""
    left_out, fields = computed(of), {}
    for name, value in row["fields"].items():
        if name not in left_out:
            plain = value is None or isinstance(value, (str, int, float, bool, list, dict))
            fields[name] = value if plain else encoder.default(value)
    return {**row, "fields": fields}
