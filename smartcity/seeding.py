"""The seed: TOML files become records, all of them or none, and what staff changed since is left alone.

`Seeded.said` keeps what the files said of each record when it was last written: where the record says something else
now, staff changed it.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import DateTimeField

from curation import history
from curation.deeds import Merge
from curation.models import Addressed, Revision, Seeded
from events.placed import Placed
from privacy import gone
from search.turns import alone

from .seed_files import NAMES, Part, many, mistakes_in, needed, plain, read, references, shape

LOCK = 0x5EED  # PostgreSQL's number for "one loads the seed at a time"
COMMENT = "Jeu de données initial"


class SeedError(Exception):
    """`mistakes`: one sentence each, with the file, the record, the field and what was expected."""

    def __init__(self, mistakes):
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Unwritten(Exception):
    """The record has a mistake, or refers to one that has."""


@dataclass
class Report:
    """What a load did, by names; `kept` says of each record why it stays as it is."""

    added: list = field(default_factory=list)
    updated: list = field(default_factory=list)
    same: list = field(default_factory=list)
    kept: dict = field(default_factory=dict)


def load(folder, *, force=False, check=False):
    """Load all the files under `folder` and return the report. Raises SeedError, and then nothing was written.

    `force` writes over what staff changed or deleted; `check` writes nothing.
    """
    entries, mistakes = read(folder)
    if mistakes:
        raise SeedError(mistakes)
    with alone(LOCK):  # of two at once, the second finds everything there
        loading = Loading(entries, force=force)
        loading.run()
        if loading.mistakes:
            raise SeedError(loading.mistakes)
        transaction.set_rollback(check)
    return loading.report


class Loading:
    """One load: what there is, what is to write, what came of it."""

    def __init__(self, entries, *, force):
        self.entries, self.force = entries, force
        self.seeded = {row.key: row for row in Seeded.objects.filter(system="").prefetch_related("record")}
        self.rows = {name: row.record for name, row in self.seeded.items() if row.record}
        self.new = entries.keys() - self.rows.keys()
        self.mistakes = []
        self.report = Report()

    def run(self):
        known = self.entries.keys() | self.seeded.keys()
        self.mistakes += [words for entry in self.entries.values() for words in mistakes_in(entry, known)]
        if self.mistakes:
            return
        todo = self.in_order(self.plan())
        for entry in todo:
            with suppress(Unwritten):
                self.settle(entry)
        for entry in todo:
            with suppress(Unwritten):
                self.finish(entry)

    # What is to write?

    def plan(self):
        """Return the entries to write; the others go into the report."""
        journals = Merge.objects.filter(undone_at=None).values_list("journal__followed__seeded", flat=True)
        merged = {pk for moved in journals for pk in moved}
        kept = {name: "fusionné depuis" for name, row in self.seeded.items() if row.pk in merged}
        if not self.force:
            kept = dict.fromkeys(self.seeded.keys() - self.rows.keys(), "supprimé depuis") | kept
        kept |= {name: "oublié depuis" for name, entry in self.entries.items() if self.is_forgotten(entry)}
        todo = []
        for name, entry in self.entries.items():
            if reason := kept.get(name) or self.staff_changes(entry):
                self.report.kept[name] = reason
            elif self.is_news(entry):
                todo.append(entry)
            else:
                self.report.same.append(name)
        return self.without_the_lost(todo, kept.keys() - self.rows.keys())

    def is_forgotten(self, entry):
        """Whether it is somebody who was forgotten since. One query for each that is new."""
        return entry.name in self.new and entry.model in gone.PLACES and gone.is_closed(entry.model, entry.key)

    def staff_changes(self, entry):
        """Say what staff changed in a record of which the file says something new."""
        if self.force or entry.name in self.new or plain(entry.data) == self.seeded[entry.name].said:
            return ""
        names = self.changed(self.rows[entry.name], self.seeded[entry.name].said)
        return f"modifié depuis ({', '.join(names)})" if names else ""

    def is_news(self, entry):
        said = plain(entry.data)
        if entry.name in self.new or said != self.seeded[entry.name].said:
            return True
        return self.force and bool(self.changed(self.rows[entry.name], said))

    def without_the_lost(self, todo, lost):
        """Leave aside what refers to a record that staff deleted, and what refers to that, and so on."""
        lost = set(lost)
        while aside := [entry for entry in todo if lost.intersection(references(shape(entry.model), entry.data))]:
            for entry in aside:
                todo.remove(entry)
                self.report.kept[entry.name] = "renvoie à ce qui a été supprimé depuis"
            lost |= {entry.name for entry in aside} & self.new
        return todo

    def in_order(self, todo):
        """The entries, each after those it needs to be there."""
        todo = {entry.name: entry for entry in todo}
        needs = {name: [*needed(shape(entry.model), entry.data)] for name, entry in todo.items()}
        try:
            return [todo[name] for name in TopologicalSorter(needs).static_order() if name in todo]
        except CycleError as error:
            circle = error.args[1]
            self.mistakes.append(todo[circle[0]].mistake("parent", f"les clés tournent en rond : {' → '.join(circle)}"))
            return []

    def changed(self, record, said, owner=""):
        """The names in `said` of which `record` says something else now."""
        form = shape(type(record), owner)
        return [name for name in said if name in form and not self.agrees(record, form[name], name, said[name])]

    def agrees(self, record, kind, name, said):
        now = getattr(record, name)
        if isinstance(kind, Part):
            rows = list(now.order_by("pk"))
            pairs = zip(rows, said, strict=False)
            return len(rows) == len(said) and not any(self.changed(row, told, kind.owner) for row, told in pairs)
        if kind.many_to_many:
            return set(now.all()) == {self.rows.get(f"{NAMES[kind.related_model]}/{key}") for key in said}
        if kind.is_relation and said:
            return now == self.rows.get(f"{NAMES[kind.related_model]}/{said}")
        if isinstance(kind, DateTimeField) and said:
            return now == kind.to_python(said)  # the same moment, whatever offset the file gives it
        return plain(now) == said

    # Writing: first every record with its own fields, then what needs other records to be there

    def settle(self, entry):
        slug = {"slug": entry.key} if issubclass(entry.model, Addressed) else {}
        record = self.rows.get(entry.name) or entry.model(**slug)
        self.fill(record, shape(entry.model), self.wanted(entry))
        self.save(entry, record)
        self.rows[entry.name] = record

    def finish(self, entry):
        if entry.name not in self.rows:
            raise Unwritten
        record, new = self.rows[entry.name], entry.name in self.new
        self.attach(entry, record, shape(entry.model), self.wanted(entry))
        action = Revision.Action.ADDED if new else Revision.Action.CHANGED
        history.write(record, by=None, action=action, comment=COMMENT)
        where = {"content_type": ContentType.objects.get_for_model(record), "object_id": record.pk}
        Seeded.objects.update_or_create(system="", key=entry.name, defaults={**where, "said": plain(entry.data)})
        (self.report.added if new else self.report.updated).append(entry.name)

    def wanted(self, entry):
        """The data, with an empty value for each field of which the file no longer speaks."""
        row, form = self.seeded.get(entry.name), shape(entry.model)
        dropped = row.said.keys() & form.keys() - entry.data.keys() if row else ()
        return {name: [] if many(form[name]) else form[name].get_default() for name in dropped} | entry.data

    def fill(self, record, form, data):
        for name, value in data.items():
            if not many(form[name]):
                setattr(record, name, self.target(form[name], value) if form[name].is_relation and value else value)
        if isinstance(record, Placed) and record.talk_id:
            record.event = record.talk.event

    def target(self, kind, key):
        """The record of a key. Raises Unwritten if it has a mistake of its own."""
        record = self.rows.get(f"{NAMES[kind.related_model]}/{key}")
        if record is None:
            raise Unwritten
        return record

    def save(self, entry, record, where=""):
        try:
            record.full_clean(exclude=[f.name for f in record._meta.fields if not f.editable])
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                name = {"slug": "clé", NON_FIELD_ERRORS: "l’ensemble"}.get(name, name)
                self.mistakes += [entry.mistake(where + name, words) for words in sentences]
            raise Unwritten from None
        record.save()

    def attach(self, entry, record, form, data, where=""):
        for name, value in data.items():
            kind = form[name]
            if not many(kind) or self.agrees(record, kind, name, plain(value)):
                continue
            if not isinstance(kind, Part):
                getattr(record, name).set([self.target(kind, key) for key in value])
                continue
            for row in getattr(record, name).all():
                row.delete()
            inner = shape(kind.model, kind.owner)
            for number, told in enumerate(value, start=1):
                row, at = kind.model(**{kind.owner: record}), f"{where}{name} n° {number}, "
                self.fill(row, inner, told)
                self.save(entry, row, at)
                self.attach(entry, row, inner, told, at)
