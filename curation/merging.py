"""Two records of one person or notion become one; the journal says what moved, and undoes it."""

import json

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import audit, history
from .models import Curated, FormerSlug, Merge, Revision, Seeded, Status


def links_to(model):
    """Return the foreign keys that point at `model`, those of the tables between two models included."""
    found = {}
    for relation in model._meta.related_objects:
        field = relation.field
        if relation.many_to_many:
            field = relation.through._meta.get_field(field.m2m_reverse_field_name())
        found[field.model, field.name] = field
    return list(found.values())


def hanging(record):
    """Yield (field, rows) for every foreign key by which rows hang on `record`."""
    for field in links_to(type(record)):
        rows = field.model._base_manager.filter(**{field.name: record}).order_by("pk")
        if rows:
            yield field, rows


def merge(kept, gone, *, by):
    """Give `kept` all that hangs on `gone`, delete `gone`, and return the `Merge` that can undo it.

    A row that `kept` already has (the same theme on the same talk) is not doubled: the journal keeps it. Nothing else
    is lost: `kept` takes the name of `gone`, its addresses, and what it says where `kept` says nothing.
    """
    if kept.pk == gone.pk or type(kept) is not type(gone):
        raise ValidationError(_("On fusionne deux fiches différentes, de même nature."))
    with transaction.atomic():
        kept, gone = _locked(kept, gone)
        journal = {"gone": history.snapshot(gone), "slug": gone.slug, "moved": [], "doubled": []}
        journal["changed"] = _filled(kept, gone)
        _save(kept, {name: now for name, (was, now) in journal["changed"].items() if _is_link(kept, name)})
        touched = _move(kept, gone, journal)
        journal["former"] = _follow(FormerSlug, gone, kept)
        journal["seeded"] = _follow(Seeded, gone, kept)
        history.write(gone, by=by, action=Revision.Action.MERGED, comment=str(kept)[:200])
        gone_id, gone_label = gone.pk, str(gone)
        gone.delete()
        _save(kept, {name: now for name, (was, now) in journal["changed"].items()})
        FormerSlug.keep(journal["slug"], kept)
        journal["names"] = kept.take_names(gone)
        _write([kept, *touched], by=by)
        done = Merge.objects.create(
            record=kept,
            kept_label=str(kept)[:200],
            gone_label=gone_label[:200],
            gone_id=gone_id,
            journal=json.loads(json.dumps(journal, cls=DjangoJSONEncoder)),
            by=by,
        )
    audit.note("merge", by=by, merge=done.pk)
    return done


def undo(done, *, by):
    """Bring back the record that `done` merged into another, and give it back what still hangs on the kept one.

    Raises ValidationError, with the sentence, where that is not possible any more.
    """
    try:
        with transaction.atomic():
            done = Merge.objects.select_for_update().get(pk=done.pk)
            kept = done.record and _locked(done.record)[0]
            _check_undoable(done, kept)
            back = _undo(done, kept, by=by)
    except IntegrityError as error:
        raise ValidationError(
            _("La fusion ne peut plus être annulée : un nom, une adresse ou un identifiant a été repris depuis.")
        ) from error
    audit.note("merge-undone", by=by, merge=done.pk)
    return back


def _check_undoable(done, kept):
    if done.undone_at:
        raise ValidationError(_("Cette fusion est déjà annulée."))
    if kept is None:
        raise ValidationError(
            _("La fiche gardée n’existe plus : rétablissez-la, ou annulez d’abord la fusion qui l’a emportée.")
        )
    model = type(kept)
    if model._base_manager.filter(pk=done.gone_id).exists():
        raise ValidationError(_("La fiche fusionnée existe déjà de nouveau."))
    if model._base_manager.filter(slug=done.journal["slug"]).exists():
        raise ValidationError(
            _("L’adresse « %(slug)s » sert désormais à une autre fiche.") % {"slug": done.journal["slug"]}
        )


def _undo(done, kept, *, by):
    journal, model = done.journal, type(kept)
    kept.drop_names(journal["names"])
    as_merged = history.snapshot(kept)[0]["fields"]
    before = {name: was for name, (was, now) in journal["changed"].items() if as_merged.get(name) == now}
    _save(kept, {name: was for name, was in before.items() if not _is_link(kept, name)})
    FormerSlug.objects.filter(content_type=ContentType.objects.get_for_model(model), slug=journal["slug"]).delete()
    gone = history.put_back(journal["gone"][:1])
    touched = _move_back(journal, kept, gone)
    # Its place last: a theme goes back under one that was below it until now.
    _save(kept, {name: was for name, was in before.items() if _is_link(kept, name)})
    for followers, name in ((FormerSlug, "former"), (Seeded, "seeded")):
        followers.objects.filter(pk__in=journal[name], object_id=kept.pk).update(object_id=gone.pk)
    gone = model._base_manager.get(pk=gone.pk)
    gone.save()  # once more, now that its parts are back: they are in its searched text
    history.write(gone, by=by, action=Revision.Action.RESTORED, comment=done.kept_label)
    _write([model._base_manager.get(pk=kept.pk), *touched], by=by)
    done.undone_at, done.undone_by = timezone.now(), by
    done.save(update_fields=["undone_at", "undone_by"])
    return gone


def _locked(*records):
    """The records as the database has them, locked; always in the same order, so that two merges cannot wait for
    each other."""
    type(records[0]).take_turn()
    rows = type(records[0])._base_manager.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[record.pk for record in records])}
    if len(found) < len(records):
        raise ValidationError(_("L’une des deux fiches n’existe plus."))
    return [found[record.pk] for record in records]


def _move(kept, gone, journal):
    """Point the rows of `gone` at `kept`. Returns the records of which something was touched."""
    touched = []
    for field, rows in hanging(gone):
        before = field.model._base_manager.filter(**{f"{field.name}__in": [kept, gone]}).count()
        put_aside = 0
        for row in rows:
            place = {"model": field.model._meta.label_lower, "pk": row.pk, "field": field.name}
            touched.append(owner(row, besides=field))
            if _point(place, kept):
                journal["moved"].append(place)
            elif isinstance(row, Curated):
                raise ValidationError(_("« %(record)s » ne peut pas passer d’une fiche à l’autre.") % {"record": row})
            else:
                journal["doubled"] += serializers.serialize("python", [row])
                put_aside += row.delete()[0] and 1
        after = field.model._base_manager.filter(**{field.name: kept}).count()
        if after + put_aside != before:
            raise RuntimeError(f"{field}: {before} rows before the merge, {after} and {put_aside} aside after it")
    return touched


def _point(place, target):
    """Point the row at `target`; False if it would be there twice."""
    rows = apps.get_model(place["model"])._base_manager.filter(pk=place["pk"])
    try:
        with transaction.atomic():
            rows.update(**{place["field"]: target})
    except IntegrityError:
        return False
    return True


def _move_back(journal, kept, gone):
    touched = []
    for place in journal["moved"]:
        model = apps.get_model(place["model"])
        row = model._base_manager.filter(pk=place["pk"], **{place["field"]: kept}).first()
        if row and _point(place, gone):
            touched.append(owner(row, besides=model._meta.get_field(place["field"])))
    for row in serializers.deserialize("python", journal["doubled"], ignorenonexistent=True):
        record = row.object
        try:
            record.full_clean()
        except ValidationError:
            continue  # what it hung on is gone, or somebody has written it again
        record.save()
        touched.append(owner(record))
    return touched


def _filled(kept, gone):
    """What `kept` takes from `gone`, as {attribute: [before, after]}.

    What it leaves empty; the status, so that nothing public disappears; and its place above `gone`, lest a tree of
    themes turns round.
    """
    values = {}
    [of_kept, *_parts], [of_gone, *_parts] = history.snapshot(kept), history.snapshot(gone)
    for field in kept._meta.concrete_fields:
        was, now = (of["fields"].get(field.name) for of in (of_kept, of_gone))
        if field.editable and field.blank and not field.is_relation and was in (None, "") and now not in (None, ""):
            values[field.name] = [was, now]
        if field.is_relation and field.related_model is type(kept) and gone in _above(kept, field):
            values[field.name] = [was, now]
    if gone.is_published and not kept.is_published:
        values["status"] = [kept.status, Status.PUBLISHED.value]
    return values


def _is_link(record, name):
    return record._meta.get_field(name).is_relation


def _above(record, field):
    step = record
    chain = []
    while (step := getattr(step, field.name)) and step not in chain:
        chain.append(step)
    return chain


def _save(record, values):
    for name, value in values.items():
        field = record._meta.get_field(name)
        setattr(record, field.attname, field.to_python(value))
    record.save()


def _follow(model, gone, kept):
    """Let the rows that name `gone` by its kind and key name `kept`; return their keys."""
    kind = ContentType.objects.get_for_model(gone)
    rows = model.objects.filter(content_type=kind, object_id=gone.pk)
    keys = list(rows.values_list("pk", flat=True))
    rows.update(object_id=kept.pk)
    return keys


def owner(row, *, besides=None):
    """The curated record that `row` is, or is a part of; None if it is nobody's.

    A part's owner is the one that counts the row among its `parts`; failing that, the first that it cannot be seen
    without; a bare row between two records belongs to the other end.
    """
    while row is not None and not isinstance(row, Curated):
        links = [f for f in row._meta.fields if f.is_relation and f != besides and getattr(row, f.attname)]
        parts = [f for f in links if f.remote_field.get_accessor_name() in getattr(f.related_model, "parts", ())]
        seen = [f for f in links if f.name in getattr(row, "visible_through", ())]
        [field, *_others] = [*parts, *seen, *links] or [None]
        row, besides = getattr(row, field.name) if field else None, None
    return row


def _write(records, *, by):
    """Save each record once, since the names of others are in its searched text, and write its history."""
    keys = dict.fromkeys((type(record), record.pk) for record in records if record is not None)
    for model, key in keys:
        record = model._base_manager.filter(pk=key).first()
        if record:
            record.save()
            history.write(record, by=by)
