"""Writing what a plan says: all as drafts, many rows at once, with what each record was before."""

from datetime import date, datetime, time

from django.contrib.contenttypes.models import ContentType
from django.db import models

from curation import history
from curation.batches import AT_ONCE, batches
from curation.bulk_creating import add_all
from curation.models import ExternalReference, Revision, Seeded
from events.models import Event, Talk
from exchange.models import Written
from quotes.bulk_creating import add_posts
from quotes.models import Tweet
from speakers.models import Speaker

from .parts import LINKS, PARTS
from .planning import State
from .saving import AT_ONCE as CHANGED_AT_ONCE
from .saving import newest_revisions, records, save
from .told import MODELS

Action = Revision.Action


class Undecided(ValueError):
    """There are questions that nobody answered; `plan` has them."""

    def __init__(self, plan):
        super().__init__("There are questions.")
        self.plan = plan


class Writing:
    """Writes a `Plan` for the `Import` that is `batch`; to be run in a transaction. `meant`: {key: pk}.

    Of each record, to write it is a step, and so is to note what was written.
    """

    def __init__(self, plan, batch, *, by, progress):
        self.plan, self.batch, self.by, self.progress = plan, batch, by, progress
        self.meant, self.known = dict(plan.meant), plan.matching.seeded.keys() | plan.matching.referred
        self.events, self.event_of = {}, {}  # of talks: {pk: Event}, {pk of a talk: pk of its event}

    def run(self):
        if self.plan.questions:
            raise Undecided(self.plan)
        self.progress.total = len(self.plan.of(State.NEW, State.CHANGED)) + sum(map(self._is_touched, self.plan.items))
        before = self._snapshots()
        for kind, model in MODELS.items():
            if model is Talk:
                self._load_events()
            self._add(model, self._items(kind, State.NEW))
            self._change(model, self._items(kind, State.CHANGED))
        self._refer()
        self._note(before)

    def _items(self, kind, *states):
        return [one for one in self.plan.of(*states) if one.kind == kind]

    def _snapshots(self):
        """{(kind, pk): snapshot} of the records that are about to change."""
        found = {}
        for kind, model in MODELS.items():
            keys = {one.record for one in self.plan.items if one.kind == kind and one.record and self._is_touched(one)}
            for some in batches(sorted(keys)):
                found |= {(kind, pk): rows for pk, rows in history.snapshots(model, some).items()}
        return found

    def _is_touched(self, item):
        return item.state in (State.NEW, State.CHANGED) or bool(self._references(item))

    def _references(self, item):
        """What of an item is told by a reference that no record has yet."""
        if item.state not in (State.NEW, State.CHANGED, State.SAME, State.LEFT):
            return []
        return [one for one in item.told if one.identifier and one.key not in self.known]

    # Records

    def _add(self, model, items):
        for some in batches(items):
            added = [self._filled(model(), item.said) for item in some]
            if model is Speaker:
                _free_handles(added)
            (add_posts if model is Tweet else add_all)(added)
            self._know_events(added)
            for item, record in zip(some, added, strict=True):
                item.record = record.pk
                self.meant |= dict.fromkeys((one.key for one in item.told), record.pk)
            self._attach([(item.record, item.said) for item in some])
            self.progress.add(len(some))

    def _change(self, model, items):
        for some in batches(items):
            rows = records(model, [item.record for item in some])
            names = {name for item in some for name in item.changes} - PARTS.keys()
            for item in some:
                changed = {name: item.said[name] for name in item.changes}
                self._filled(rows[item.record], changed)
            if model is Speaker:
                _free_handles(rows.values())
            self._know_events(rows.values())
            save(model, list(rows.values()), names)
            self._detach([(item.record, item.changes.keys() & PARTS.keys()) for item in some])
            self._attach([(item.record, {name: item.said[name] for name in item.changes}) for item in some])
            self.progress.add(len(some))

    def _filled(self, record, said):
        """The record, with what the file says in its own columns."""
        for name, value in said.items():
            if name == "event" or name in LINKS:
                setattr(record, f"{name}_id", self.meant.get(value))
            elif name not in PARTS:
                setattr(record, name, _value(record._meta.get_field(name), value))
        if isinstance(record, Talk):
            record.event = self.events[record.event_id]
            record.follow_hour()
        return record

    def _load_events(self):
        keys = {self.meant.get(one.said["event"]) for one in self.plan.items if one.kind == "talk"} - {None}
        rows = Talk.objects.filter(pk__in=[one.record for one in self._items("talk", State.CHANGED)])
        for some in batches(sorted(keys | set(rows.values_list("event", flat=True)))):
            self.events |= Event.objects.in_bulk(some)

    def _know_events(self, records):
        self.event_of |= {row.pk: row.event_id for row in records if isinstance(row, Talk)}

    # What hangs on them

    @staticmethod
    def _detach(parts):
        """Delete the rows of these parts, [(pk of the record, names)], that the file tells otherwise."""
        for name, part in PARTS.items():
            if keys := [pk for pk, names in parts if name in names]:
                part.of(keys).delete()

    def _attach(self, told):
        """Write the parts of records, [(pk, what is said)]."""
        for name, part in PARTS.items():
            rows = []
            for pk, said in told:
                if name in said:
                    besides = {"event_id": self.event_of[pk]} if name == "people" else {}
                    rows += part.made(pk, part.meaning(said[name], self.meant), **besides)
            part.model._base_manager.bulk_create(rows, batch_size=AT_ONCE)

    # What is noted of it

    def _refer(self):
        ExternalReference.objects.bulk_create(
            [
                ExternalReference(
                    content_type=ContentType.objects.get_for_model(item.told[0].model),
                    object_id=item.record,
                    system=self.plan.file.system,
                    identifier=told.identifier,
                    url=told.url,
                )
                for item in self.plan.items
                for told in self._references(item)
            ],
            batch_size=AT_ONCE,
        )

    def _note(self, before):
        revisions = {}
        for kind, model in MODELS.items():
            touched = [one for one in self.plan.items if one.kind == kind and self._is_touched(one)]
            for action, is_new in ((Action.ADDED, True), (Action.CHANGED, False)):
                keys = [one.record for one in touched if (one.state == State.NEW) == is_new]
                for some in batches(sorted(set(keys))):
                    rows = list(records(model, some).values())
                    history.write_all(rows, by=self.by, action=action, comment=str(self.batch)[:200])
                    revisions |= {(kind, pk): key for pk, key in newest_revisions(model, some).items()}
                    self.progress.add(len(some))
        self._write_down(before, revisions)

    def _write_down(self, before, revisions):
        seeded, changed, written = [], [], []
        system, there = self.plan.file.system, self.plan.matching.seeded
        for item in self.plan.of(State.NEW, State.CHANGED, State.SAME, State.LEFT):
            kind = ContentType.objects.get_for_model(item.told[0].model)
            place = {"content_type": kind, "object_id": item.record}
            for told in item.told:
                row = there.get(told.key)
                is_same = row is not None and row.object_id == item.record  # who is sought may be another one now
                if is_same and row.said == item.said and item.state != State.CHANGED:
                    continue
                was = {
                    "made": item.state == State.NEW,
                    "before": before.get((item.kind, item.record)),
                    "revision": revisions.get((item.kind, item.record)),
                    "said": row.said if is_same else None,
                }
                written.append(Written(batch=self.batch, key=row.key if row else told.key, **place, **was))
                if row is None:
                    seeded.append(Seeded(system=system, key=told.key, said=item.said, **place))
                elif row.said != item.said or not is_same:
                    row.said, row.object_id = item.said, item.record
                    changed.append(row)
        Written.objects.bulk_create(written, batch_size=AT_ONCE)
        Seeded.objects.bulk_create(seeded, batch_size=AT_ONCE)
        Seeded.objects.bulk_update(changed, ["said", "object_id"], batch_size=CHANGED_AT_ONCE)


def _value(column, value):
    """What JSON has of a value, as the column takes it."""
    if isinstance(column, models.DateTimeField) and value:
        return datetime.fromisoformat(value)
    if isinstance(column, models.DateField) and value:
        return date.fromisoformat(value)
    if isinstance(column, models.TimeField) and value:
        return time.fromisoformat(value)
    return value


def _free_handles(people):
    """Let nobody have an account that somebody else has."""
    handles = [person.handle for person in people if person.handle]
    rows = [row for some in batches(handles) for row in Speaker.objects.filter(handle__in=some)]
    held = {row.handle: row.pk for row in rows}
    for person in people:
        who = person.pk or person  # who is new has no key yet
        if person.handle and held.setdefault(person.handle, who) != who:
            person.handle = None
