"""Taking an import back: what it made goes, what it changed is as before, but for what somebody touched since."""

from collections import defaultdict

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers

from curation import history, merging
from curation.batches import batches
from curation.deeds import Merge
from curation.models import Revision, Seeded
from exchange.models import Import, Written

from .matching import existing
from .saving import AT_ONCE, records, save
from .told import MODELS

Action = Revision.Action


class StillNeeded(ValueError):
    """A later import of the same file, `later`, stands on this one: it is to be undone first."""

    def __init__(self, later):
        super().__init__(str(later))
        self.later = later


class Undoing:
    """Undoes `batch`; to be run in a transaction. `stayed` are the records that stay as somebody has them since."""

    def __init__(self, batch, *, by, progress):
        self.batch, self.by, self.progress = batch, by, progress
        self.rows = list(batch.written.order_by("pk"))
        self.progress.total = len(self.rows)
        self.stayed, self.deleted = [], set()

    def run(self):
        self._refuse_what_is_built_upon()
        of_kind = defaultdict(list)
        for row in self.rows:
            of_kind[row.key.partition("/")[0]].append(row)
        for kind in reversed(MODELS):
            self._put_back(MODELS[kind], {row.object_id: row for row in of_kind[kind] if row.before})
            self._unmake(MODELS[kind], {row.object_id: row for row in of_kind[kind] if row.made})
        self._unsay()

    def _refuse_what_is_built_upon(self):
        later = Written.objects.filter(batch__state=Import.State.DONE, batch__gt=self.batch.pk)
        later = later.filter(batch__system=self.batch.system)
        for some in batches([row.key for row in self.rows]):
            if found := later.filter(key__in=some).select_related("batch").order_by("-batch").first():
                raise StillNeeded(found.batch)

    # What it made

    def _unmake(self, model, rows):
        """Delete records that were made, unless somebody hung something on one since, or it says something else."""
        for some in batches(sorted(rows)):
            touched = self._edited(model, {pk: rows[pk].revision for pk in some}) | _used(model, some)
            there = {record.pk: record for record in model._base_manager.filter(pk__in=some).order_by("pk")}
            self.stayed += [record for pk, record in there.items() if pk in touched]
            gone = [record for pk, record in there.items() if pk not in touched]
            history.write_all(gone, by=self.by, action=Action.DELETED, comment=str(self.batch)[:200])
            model._base_manager.filter(pk__in=[record.pk for record in gone]).delete()
            self.deleted |= {(model, record.pk) for record in gone}
            self.progress.add(len(some))

    @staticmethod
    def _edited(model, revisions):
        """The keys of the records that say something else than in these revisions, {key: pk of one}."""
        left, now = Revision.objects.in_bulk(revisions.values()), history.snapshots(model, revisions)
        return {
            pk
            for pk, revision in revisions.items()
            if pk in now and (revision not in left or history.differences(left[revision].snapshot, now[pk]))
        }

    # What it changed

    def _put_back(self, model, rows):
        """Give records back what was changed of them, but for what somebody changed again since."""
        for some in batches(sorted(rows)):
            there, now = records(model, some), history.snapshots(model, some)
            left = Revision.objects.in_bulk([rows[pk].revision for pk in there])
            changes = [
                Change(record, rows[pk].before, left[rows[pk].revision].snapshot, now[pk])
                for pk, record in there.items()
                if rows[pk].revision in left
            ]
            self._swap_parts(changes)
            save(model, [one.record for one in changes], {name for one in changes for name in one.names})
            for one in changes:
                for name, keys in one.lists.items():
                    getattr(one.record, name).set(keys)
            undone = [one.record for one in changes]
            history.write_all(undone, by=self.by, action=Action.RESTORED, comment=str(self.batch)[:200])
            self.stayed += [one.record for one in changes if not one.is_whole]
            self.progress.add(len(some))

    @staticmethod
    def _swap_parts(changes):
        """Delete the parts that came, and bring back those that went, where they still fit."""
        came, went = defaultdict(list), defaultdict(list)
        for one in changes:
            for label, pk in one.came:
                came[label].append(pk)
            for row in serializers.deserialize("python", one.went, ignorenonexistent=True):
                went[type(row.object)].append((row.object, one))
        for label, keys in came.items():
            for some in batches(keys):
                apps.get_model(label)._base_manager.filter(pk__in=some).delete()
        for model, pairs in went.items():
            back = {row.pk for row in merging.bring_back(model, [row for row, _one in pairs])}
            for row, one in pairs:
                one.is_whole &= row.pk in back

    # What it noted

    def _unsay(self):
        """Let what files had said before be what they said; of what is gone, nothing."""
        noted, back = set(), {}
        stays = {(type(record), record.pk) for record in self.stayed}
        for row in self.rows:
            place = MODELS[row.key.partition("/")[0]], row.object_id
            if row.said is not None:
                back[row.key] = row.said
            elif place not in stays or not row.made:
                noted.add(row.key)
        for some in batches(sorted(noted | back.keys())):
            seeded = Seeded.objects.filter(system=self.batch.system, key__in=some)
            seeded.filter(key__in=noted.intersection(some)).delete()
            rows = list(seeded)
            for row in rows:
                row.said = back[row.key]
            Seeded.objects.bulk_update(rows, ["said"], batch_size=AT_ONCE)


class Change:
    """What is undone of one record, from its snapshots `before` and `after` an import and `now`.

    The columns of `record` of these `names` are as before; `lists` are those of other records as they were, {name:
    keys}. `came` and `went` are parts, by (model, key) and as rows of a snapshot. It is whole unless somebody changed
    some of it again.
    """

    def __init__(self, record, before, after, now):
        self.record, self.is_whole = record, True
        self.names, self.lists, self.came, self.went = set(), {}, [], []
        held = {(row["model"], row["pk"]): row["fields"] for row in now}
        for label, pk, name, was, became in history.differences(before, after):
            place = label, pk
            if name is None and was is not None:
                self.went += [] if place in held else [{"model": label, "pk": pk, "fields": was}]
            elif name is None:
                self._drop(place, held.get(place), became)
            elif held.get(place, {}).get(name) == became and place == (record._meta.label_lower, record.pk):
                self._put_back(record._meta.get_field(name), was)
            else:
                self.is_whole = False

    def _put_back(self, column, was):
        if column.is_relation and was is not None:
            still = _still(column.related_model, was if column.many_to_many else [was])
            self.is_whole &= None not in still.values()
            if column.many_to_many:
                self.lists[column.name] = list({*still.values()} - {None})
                return
            if (was := still[was]) is None:
                return
        setattr(self.record, column.attname, column.to_python(was))
        self.names.add(column.name)

    def _drop(self, place, now, became):
        if now is not None and any(now.get(name) != value for name, value in became.items()):
            self.is_whole = False
        elif now is not None:
            self.came.append(place)


def _still(model, keys):
    """{key: that of its record, or of the one into which it was merged; None where there is neither}"""
    there = existing(model, keys)
    kept = {pk: pk if pk in there else merging.kept_of(model, pk) for pk in keys}
    there |= existing(model, kept.values())
    return {pk: now if now in there else None for pk, now in kept.items()}


def _used(model, keys):
    """Those of `keys` on whose records something hangs that is no part of them."""
    own = {getattr(model, "narrowed", {}).get(name, (name,))[0] for name in model.parts}
    lists = {  # of the record's own, which go with it
        (field.remote_field.through, field.m2m_field_name())
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created
    }
    found = set()
    for link in merging.links_to(model):
        if link.remote_field.get_accessor_name() not in own and (link.model, link.name) not in lists:
            rows = link.model._base_manager.filter(**{f"{link.name}__in": keys})
            found |= set(rows.values_list(link.attname, flat=True))
    return found | _kept(model, keys)


def _kept(model, keys):
    """Those of `keys` into whose records another one was merged, which would go with them."""
    merges = Merge.objects.filter(content_type=ContentType.objects.get_for_model(model), undone_at=None)
    return set(merges.filter(object_id__in=keys).values_list("object_id", flat=True))
