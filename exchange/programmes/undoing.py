"""Taking an import back: what it made goes, what it changed is as before, but for what somebody touched since."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from curation import history, merging
from curation.batches import batches
from curation.models import Revision, Seeded
from exchange.models import Import, Written

from .told import MODELS

Action = Revision.Action


class StillNeeded(ValueError):
    """A later import of the same file, `later`, stands on this one: it is to be undone first."""

    def __init__(self, later):
        super().__init__(str(later))
        self.later = later


class Undoing:
    """Undoes `batch`; to be run in a transaction. `stayed` are the records that stay as somebody has them since."""

    def __init__(self, batch, *, by):
        self.batch, self.by = batch, by
        self.rows = list(batch.written.order_by("pk"))
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
        revisions = Revision.objects.in_bulk([row.revision for row in rows.values() if row.revision])
        for pk, row in rows.items():
            record = model._base_manager.filter(pk=pk).first()
            if record is None or row.revision not in revisions:
                continue
            try:
                with transaction.atomic():
                    is_whole = self._put_back_one(record, row.before, revisions[row.revision].snapshot)
            except IntegrityError:  # what came since has its place
                is_whole = False
            if not is_whole:
                self.stayed.append(record)

    def _put_back_one(self, record, before, after):
        """Give the record back what was changed of it, but for what somebody changed again: False if there is such."""
        now = {(row["model"], row["pk"]): dict(row["fields"]) for row in history.snapshot(record)}
        is_whole = True
        for model, pk, name, was, became in history.differences(before, after):
            place = model, pk
            if name is None:
                is_whole &= _swap_part(now, place, was, became)
            elif place in now and now[place].get(name) == became:
                now[place][name] = was
            else:
                is_whole = False
        for part in history.parts_of(record):
            if (part._meta.label_lower, part.pk) not in now:
                part.delete()
        rows = [{"model": model, "pk": pk, "fields": fields} for (model, pk), fields in now.items()]
        history.write(history.put_back(rows), by=self.by, action=Action.RESTORED, comment=str(self.batch)[:200])
        return is_whole

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
            Seeded.objects.bulk_update(rows, ["said"], batch_size=100)


def _swap_part(now, place, was, became):
    """Take out of the rows `now` a part that came, or bring back one that went: False if somebody changed it since."""
    if was is not None:
        now.setdefault(place, was)
        return True
    if place in now and any(now[place].get(name) != value for name, value in became.items()):
        return False
    now.pop(place, None)
    return True


def newest_revisions(model, keys):
    """{pk: the key of the newest revision} of the records of these keys."""
    rows = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    return dict(rows.values_list("object_id").annotate(models.Max("pk")).order_by())


def _used(model, keys):
    """Those of `keys` on whose records something hangs that is no part of them."""
    own = {getattr(model, "narrowed", {}).get(name, (name,))[0] for name in model.parts}
    found = set()
    for link in merging.links_to(model):
        if link.remote_field.get_accessor_name() not in own:
            rows = link.model._base_manager.filter(**{f"{link.name}__in": keys})
            found |= set(rows.values_list(link.attname, flat=True))
    return found
