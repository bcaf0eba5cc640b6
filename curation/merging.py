"""Two records of one person, notion, text or event become one; the journal says what moved, and undoes it."""

import json
from collections import defaultdict

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import DO_NOTHING, Exists, ManyToOneRel, OuterRef, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from language.folding import fold

from . import audit, history
from .batches import batches
from .deeds import Merge
from .keys import rederive
from .models import Addressed, Curated, FormerSlug, Record, Revision
from .staying import led_by, let_go, taken_over
from .stored import in_order


def links_to(model):
    """Return the foreign keys that point at `model`, those of the tables between two models included, and hidden ones.

    What others hang on comes first: what is said in a talk moves to an event after the talk.
    """
    relations = model._meta.get_fields(include_hidden=True)
    found = [relation.field for relation in relations if isinstance(relation, ManyToOneRel)]
    places = {model: place for place, model in enumerate(in_order(field.model for field in found))}
    return sorted(found, key=lambda field: places.get(field.model, len(places)))


def hanging(record):
    """Yield (field, rows) for every foreign key by which rows hang on `record`."""
    for field in links_to(type(record)):
        rows = field.model._base_manager.filter(**{field.name: record}).order_by("pk")
        if rows.exists():
            yield field, rows


def merge(kept, gone, *, by, chosen=None, together=()):
    """Give `kept` all that hangs on `gone`, delete `gone`, and return the `Merge` that can undo it.

    A row that `kept` already has (the same theme on the same talk) is not doubled: the journal keeps it. Nothing else
    is lost: `kept` takes the name of `gone`, its addresses, and what it says where `kept` says nothing. `chosen` says
    of which of the two what differs stays (see `staying`). `together` are pairs (kept, gone) of what hangs on the two,
    to be merged as well.
    """
    if kept.pk == gone.pk or type(kept) is not type(gone):
        raise ValidationError(_("On fusionne deux fiches différentes, de même nature."))
    with transaction.atomic():
        kept, gone = _locked(kept, gone)
        kept.check_merge(gone)
        slug, called = gone.slug if isinstance(gone, Addressed) else None, [str(kept), *gone.names_left()]
        journal = {"gone": history.snapshot(gone), "slug": slug, "moved": [], "doubled": []}
        journal |= _settled(kept, gone, journal["gone"], chosen or {}) | {"came_out": _came_out(kept, gone)}
        _save(kept, {name: now for name, (was, now) in journal["changed"].items() if _is_link(kept, name)})
        touched = _move(kept, gone, journal)
        journal["followed"] = {model._meta.model_name: _follow(model, gone, kept) for model in _followers()}
        history.write(gone, by=by, action=Revision.Action.MERGED, comment=str(kept)[:200])
        gone_id, gone_label = gone.pk, str(gone)
        gone.delete()
        _save(kept, {name: now for name, (was, now) in journal["changed"].items()})
        if journal["came_out"]:
            type(kept)._base_manager.filter(pk=kept.pk).update(published_at=journal["came_out"][1])
        if slug:
            FormerSlug.keep(slug, kept)
        journal |= {"called": called, "names": kept.take_names(called)}
        journal["together"] = [merge(*pair, by=by).pk for pair in together]
        _write({_place(kept): None} | touched, by=by)
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


def kept_of(model, pk):
    """The key of the record into which the one of this key went, however often; this key if it was not merged."""
    merges = Merge.objects.filter(content_type=ContentType.objects.get_for_model(model), undone_at=None)
    seen = set()
    while pk not in seen:
        seen.add(pk)
        pk = merges.filter(gone_id=pk).values_list("object_id", flat=True).first() or pk
    return pk


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
    if done.journal["slug"] and model._base_manager.filter(slug=done.journal["slug"]).exists():
        raise ValidationError(
            _("L’adresse « %(slug)s » sert désormais à une autre fiche.") % {"slug": done.journal["slug"]}
        )


def _undo(done, kept, *, by):
    journal, model = done.journal, type(kept)
    for inner in Merge.objects.filter(pk__in=journal.get("together", ()), undone_at=None).order_by("-pk"):
        undo(inner, by=by)
    kept.drop_names(_own_names(done))
    as_merged = history.snapshot(kept)[0]["fields"]
    before = {name: was for name, (was, now) in journal["changed"].items() if as_merged.get(name) == now}
    _save(kept, {name: was for name, was in before.items() if not _is_link(kept, name)})
    FormerSlug.objects.of(model).filter(slug=journal["slug"]).delete()
    gone = history.put_back(_alone(journal["gone"], model))
    touched = _move_back(journal, kept, gone)
    # Its place last: a theme goes back under one that was below it until now.
    _save(kept, {name: was for name, was in before.items() if _is_link(kept, name)})
    if journal["came_out"]:
        _back_out(kept, *journal["came_out"])
    for followers in _followers():
        keys = journal["followed"][followers._meta.model_name]
        followers.objects.filter(pk__in=keys, object_id=kept.pk).update(object_id=gone.pk)
    gone = model._base_manager.get(pk=gone.pk)
    gone.save()  # once more, now that its parts are back: they are in its searched text
    history.write(gone, by=by, action=Revision.Action.RESTORED, comment=done.kept_label)
    _write({_place(kept): None} | touched, by=by)
    done.note_undone(by=by)
    return gone


def _own_names(done):
    """The names that `done` alone gave its record; those that another merge into it asks for are that one's now."""
    names = done.journal["names"]
    others = Merge.objects.filter(content_type=done.content_type, object_id=done.object_id, undone_at=None)
    for other in others.exclude(pk=done.pk).order_by("pk"):
        called = set(map(fold, other.journal["called"]))
        other.journal["names"] += (shared := [name for name in names if fold(name) in called])
        other.save(update_fields=["journal"])
        names = [name for name in names if name not in shared]
    return names


def _alone(snapshot, model):
    """The record of a snapshot without its parts and lists: these rows moved, and have keys of their own."""
    lists = {field.name for field in model._meta.many_to_many}
    fields = {name: value for name, value in snapshot[0]["fields"].items() if name not in lists}
    return [{**snapshot[0], "fields": fields}]


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
    """Point the rows of `gone` at `kept`. Returns the `owners` of what was touched."""
    touched, by_field = {}, {}
    for field, rows in hanging(gone):
        of_both = field.model._base_manager.filter(**{f"{field.name}__in": [kept, gone]})
        before = of_both.count()
        touched |= owners(rows, besides=field)
        doubled = set(_doubled(field, rows, kept).values_list("pk", flat=True))
        moved = _point(field, [pk for pk in rows.values_list("pk", flat=True) if pk not in doubled], kept)
        by_field[field] = moved
        journal["moved"] += [{"model": field.model._meta.label_lower, "pk": pk, "field": field.name} for pk in moved]
        left = list(rows)
        if left and isinstance(left[0], Curated):
            raise ValidationError(_("« %(record)s » ne peut pas passer d’une fiche à l’autre.") % {"record": left[0]})
        if field.remote_field.on_delete is DO_NOTHING:
            continue  # a member's own: it waits for the record, as it does when that is deleted
        journal["doubled"] += serializers.serialize("python", left)
        rows.delete()
        after = of_both.count()
        if after + len(left) != before or rows.exists():
            raise RuntimeError(f"{field}: {before} rows before the merge, {after} and {len(left)} aside after it")
    _settle(by_field, gone, kept)
    return touched


def _doubled(field, rows, kept):
    """Those of `rows` that `kept` has already, as the constraints of their model tell."""
    of_kept = field.model._base_manager.filter(**{field.name: kept})
    same = Q(pk=None)
    for names, condition in _unique_with(field):
        there = of_kept.filter(condition, **{name: OuterRef(name) for name in names})
        same |= Q(condition, Exists(there))
    return rows.filter(same)


def _unique_with(field):
    """Yield (names, condition): there is one row of each value of `field` and of the fields of these names."""
    meta = field.model._meta
    constraints = [one for one in meta.constraints if isinstance(one, UniqueConstraint)]
    unique = [*((names, None) for names in meta.unique_together), *((one.fields, one.condition) for one in constraints)]
    for names, condition in [((field.name,), None)] * field.unique + unique:
        if field.name in names:
            yield [name for name in names if name != field.name], condition or Q()


def _point(field, keys, target):
    """Point the rows of these keys at `target`; return the keys of those that the database takes there."""
    rows = field.model._base_manager
    return _taken(keys, lambda some: rows.filter(pk__in=some).update(**{field.name: target}))


def _settle(moved, before, now):
    """Let what repeats something of `before` follow {field: keys of curated rows that hang on `now` instead}."""
    for field, keys in moved.items():
        if issubclass(field.model, Curated):
            for some in batches(keys):
                field.model.follow(some, before, now)


def _taken(rows, write):
    """`write` rows, many at once, and return those that the database took: where it refuses, halves are tried."""
    return [row for some in batches(rows) for row in _taken_of(some, write)]


def _taken_of(rows, write):
    try:
        with transaction.atomic():
            write(rows)
    except IntegrityError:
        half = len(rows) // 2
        return [*_taken_of(rows[:half], write), *_taken_of(rows[half:], write)] if half else []
    return rows


def _move_back(journal, kept, gone):
    """Point what moved at `gone` again, where it is still of `kept`, and write again what was doubled."""
    touched, places, moved, doubled = {}, defaultdict(list), defaultdict(list), defaultdict(list)
    for place in journal["moved"]:
        places[apps.get_model(place["model"])._meta.get_field(place["field"])].append(place["pk"])
    for field, keys in places.items():
        rows = field.model._base_manager
        for some in batches(keys):
            still = rows.filter(pk__in=some, **{field.name: kept}).values_list("pk", flat=True)
            moved[field] += (back := _point(field, list(still), gone))
            touched |= owners(rows.filter(pk__in=back), besides=field)
    _settle(moved, kept, gone)
    for row in serializers.deserialize("python", journal["doubled"], ignorenonexistent=True):
        doubled[type(row.object)].append(row.object)
    for model, rows in doubled.items():
        for some in batches(bring_back(model, rows)):
            touched |= owners(model._base_manager.filter(pk__in=[row.pk for row in some]))
    return touched


def bring_back(model, rows):
    """Write rows of a journal; return those that still fit: others hung on what is gone, or are there again."""
    for link in (field for field in model._meta.concrete_fields if field.is_relation):
        named = list({getattr(row, link.attname) for row in rows})
        there = {pk for some in batches(named) for pk in link.related_model._base_manager.in_bulk(some)}
        rows = [row for row in rows if getattr(row, link.attname) in {None, *there}]
    return _taken(rows, model._base_manager.bulk_create)


def _settled(kept, gone, of_gone, chosen):
    """What `kept` is to say instead, as {"changed": {attribute: [before, after]}}, and what of either is let go.

    Its place above `gone` changes too, lest a tree of themes turns round.
    """
    of_kept = history.snapshot(kept)
    taken = taken_over(kept, gone, of_kept, of_gone, chosen)
    was, now = of_kept[0]["fields"], of_gone[0]["fields"]
    changed = {name: [was.get(name), value] for name, value in taken.items()}
    for field in kept._meta.concrete_fields:
        if field.is_relation and field.related_model is type(kept) and gone in _above(kept, field):
            changed[field.name] = [was.get(field.name), now.get(field.name)]
    return {"changed": changed, "aside": let_go(taken, of_kept, of_gone)}


def _is_link(record, name):
    """Whether a field points at another record, or goes with one that does: no quote is without who says it."""
    names = (name, led_by(type(record)).get(name, name))
    return any(record._meta.get_field(one).is_relation for one in names)


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
    history.check_links(record, values)
    record.save()


def _came_out(kept, gone):
    """[when the public could first see `kept`, when `gone`], to the microsecond, if that was earlier; else []."""
    was, now = kept.published_at, gone.published_at
    return [was and was.isoformat(), now.isoformat()] if now and (was is None or now < was) else []


def _back_out(kept, was, now):
    """Let `kept` have come out when it `was`, if nothing moved that since; what the public sees has come out."""
    rows = type(kept)._base_manager.filter(pk=kept.pk, published_at=now)
    (rows if was else rows.filter(is_public=False)).update(published_at=was)


def _followers():
    return [FormerSlug, *(model for model in apps.get_models() if issubclass(model, Record) and model.follows)]


def _follow(model, gone, kept):
    """Let the rows that name `gone` by its kind and key name `kept`; return their keys."""
    kind = ContentType.objects.get_for_model(gone)
    rows = model.objects.filter(content_type=kind, object_id=gone.pk)
    keys = list(rows.values_list("pk", flat=True))
    rows.update(object_id=kept.pk)
    return keys


def owners(rows, *, besides=None):
    """{(model, key): None} of the curated records that the queryset `rows` are, or are parts of.

    A part's owner is the one that counts the row among its `parts`; failing that, the first that it cannot be seen
    without; a bare row between two records belongs to the other end than the link `besides`. A query a step upwards.
    """
    if issubclass(rows.model, Curated):
        return dict.fromkeys((rows.model, pk) for pk in rows.values_list("pk", flat=True))
    above, found = defaultdict(dict), {}
    for row in rows.iterator():
        if link := _link_upwards(row, besides):
            above[link.related_model][getattr(row, link.attname)] = None
    for model, keys in above.items():
        for some in batches(list(keys)):
            found |= owners(model._base_manager.filter(pk__in=some))
    return found


def _link_upwards(row, besides):
    links = [f for f in row._meta.fields if f.is_relation and f != besides and getattr(row, f.attname)]
    parts = [f for f in links if f.remote_field.get_accessor_name() in getattr(f.related_model, "parts", ())]
    seen = [f for f in links if f.name in getattr(row, "visible_through", ())]
    return next(iter([*parts, *seen, *links]), None)


def _place(record):
    return type(record), record.pk


def _write(touched, *, by):
    """Let records follow the names of others, which are in their searched text, and write their history."""
    kinds = defaultdict(list)
    for model, key in touched:
        kinds[model].append(key)
    for model, keys in kinds.items():
        for some in batches(sorted(keys)):
            rows = model._base_manager.filter(pk__in=some).order_by("pk")
            rederive(records := list(rows))
            rows.update(updated_at=timezone.now())
            history.write_all(records, by=by)
