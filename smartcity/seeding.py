"""The seed: TOML files become records, all of them or none, and what staff changed since is left alone.

`seed/README.md` has the format. `Seeded.said` keeps what the files said of each record when it was last written: where
the record says something else now, staff changed it.
"""

import json
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from curation import history
from curation.models import Addressed, Merge, Revision, Seeded, Status
from curation.typography import clean
from events.models import Event, Placed, Talk
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

# The name of a file says what it holds. A kind refers to those above it.
KINDS = {
    "themes": Theme,
    "organizations": Organization,
    "speakers": Speaker,
    "events": Event,
    "talks": Talk,
    "sources": Source,
    "tweets": Tweet,
    "quotes": Quote,
}
NAMES = {model: kind for kind, model in KINDS.items()}
COMMON = "*"
COMMENT = "Jeu de données initial"

# The first that fits a field: the type it takes, and how to say so.
TYPES = [
    (models.DateTimeField, datetime, "une date et une heure sans guillemets, comme 2015-07-08T14:30:00+02:00"),
    (models.DateField, date, "une date sans guillemets, comme 2015-07-08"),
    (models.TimeField, time, "une heure sans guillemets, comme 14:30:00"),
    (models.IntegerField, int, "un nombre entier"),
    (models.Field, str, "un texte"),
]


class SeedError(Exception):
    """`mistakes`: one sentence each, with the file, the record, the field and what was expected."""

    def __init__(self, mistakes):
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Unwritten(Exception):
    """The record has a mistake, or refers to one that has."""


@dataclass(frozen=True)
class Entry:
    """A record as its file tells it."""

    file: str
    kind: str
    key: str
    data: dict

    @property
    def name(self):
        return f"{self.kind}/{self.key}"

    @property
    def model(self):
        return KINDS[self.kind]

    def mistake(self, where, words):
        return f"{self.file}, [{self.key}], {where} : {words}"


@dataclass(frozen=True)
class Part:
    """Rows that belong to a record: `owner` is their field that leads back to it."""

    model: type
    owner: str


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
    mistakes = []
    entries = {entry.name: entry for entry in read(folder, mistakes)}
    with transaction.atomic():
        loading = Loading(entries, mistakes, force=force)
        loading.run()
        transaction.set_rollback(check)
    return loading.report


def read(folder, mistakes):
    """Yield the entries of all files under `folder`."""
    files, seen = sorted(folder.rglob("*.toml")), {}
    if not files:
        mistakes.append(f"{folder} : aucun fichier .toml dans ce dossier")
    for path in files:
        file, kind = path.relative_to(folder.parent).as_posix(), path.stem
        if kind not in KINDS:
            mistakes.append(f"{file} : nom de fichier inconnu{guess(kind, KINDS)} ; attendu : {listed(KINDS)}")
            continue
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            mistakes.append(f"{file} : ce n’est pas du TOML lisible ({error})")
            continue
        common = tables.pop(COMMON, {})
        for place, (key, table) in enumerate(tables.items(), start=1):
            entry = Entry(file, kind, key, {})
            if not isinstance(table, dict):
                mistakes.append(f"{file}, {key} : attendu : une table [clé], puis ses champs")
            elif other := seen.get(entry.name):
                mistakes.append(f"{file}, [{key}] : cette clé est déjà dans {other.file}")
            else:
                said = {"status": Status.PUBLISHED.value} | common | table
                entry.data.update(normal(shape(entry.model), said, place))
                seen[entry.name] = entry
                yield entry


def shape(model, owner=""):
    """What a file may say of `model`: {name: field or Part}. The rows of a part do not repeat whose they are."""
    # The key is the slug, and pictures come in by the admin.
    unsaid = {owner, "slug", "sort_name", "picture", "picture_alt", "picture_credit", "focus_x", "focus_y"}
    if owner and issubclass(model, Placed):
        unsaid |= {"event", "talk"}
    form = {f.name: f for f in [*model._meta.fields, *model._meta.many_to_many] if f.editable and not f.primary_key}
    for name in getattr(model, "parts", ()):
        relation = model._meta.get_field({"roles": "appearances"}.get(name, name))
        form[name] = Part(relation.related_model, relation.field.name)
    return {name: form[name] for name in form.keys() - unsaid - {"themed"}}


def normal(form, data, place):
    """`data` with what files may leave out or write shorter: places, one-line rows, lists of lines, stray spaces."""
    data = ({"position": place} if "position" in form else {}) | data
    for name, value in data.items():
        kind = form.get(name)
        if isinstance(value, str):
            data[name] = clean(value)
        elif isinstance(kind, models.TextField) and texts(value):
            data[name] = "\n".join(map(clean, value))
        elif isinstance(kind, Part) and isinstance(value, list):
            rows = [{"name": row} if isinstance(row, str) else row for row in value]
            inner = shape(kind.model, kind.owner)
            data[name] = [normal(inner, row, n) if isinstance(row, dict) else row for n, row in enumerate(rows, 1)]
    return data


def plain(value):
    """`value` as JSON gives it back."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def texts(value):
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def many(kind):
    return isinstance(kind, Part) or kind.many_to_many


def expected(kind):
    if isinstance(kind, Part):
        return "une liste de tables"
    if kind.is_relation:
        of = f"de {NAMES[kind.related_model]}.toml"
        return f"une liste de clés {of}" if kind.many_to_many else f"une clé {of}"
    if kind.choices:
        return listed(value for value, _ in kind.choices)
    return next(words for base, _, words in TYPES if isinstance(kind, base))


def fits(kind, value):
    if isinstance(kind, Part):
        return isinstance(value, list) and all(isinstance(row, dict) for row in value)
    if kind.many_to_many:
        return texts(value)
    if kind.choices:
        return value in dict(kind.choices)
    return type(value) is (str if kind.is_relation else next(is_a for base, is_a, _ in TYPES if isinstance(kind, base)))


def listed(words):
    return ", ".join(sorted(words))


def guess(word, words):
    near = get_close_matches(word, words, n=1)
    return f" (plutôt « {near[0]} » ?)" if near else ""


class Loading:
    """One load: what there is, what is to write, what came of it."""

    def __init__(self, entries, mistakes, *, force):
        self.entries, self.mistakes, self.force = entries, mistakes, force
        self.seeded = {row.key: row for row in Seeded.objects.prefetch_related("record")}
        self.rows = {name: row.record for name, row in self.seeded.items() if row.record}
        self.keys = {(type(row), row.pk): name.partition("/")[2] for name, row in self.rows.items()}
        self.begun = set()
        self.report = Report()

    def run(self):
        for entry in self.entries.values():
            self.check(entry, entry.data, shape(entry.model))
        self.stop_at_mistakes()
        todo = self.plan()
        written = [entry for entry in todo if self.settled(entry)]
        for entry in written:
            self.finish(entry)
        self.stop_at_mistakes()

    def stop_at_mistakes(self):
        if self.mistakes:
            raise SeedError(self.mistakes)

    # Is what the files say possible?

    def check(self, entry, data, form, where=""):
        for name, value in data.items():
            if name not in form:
                self.mistakes.append(
                    entry.mistake(where + name, f"champ inconnu{guess(name, form)} ; attendu : {listed(form)}")
                )
            elif not fits(form[name], value):
                got = f"« {value} » ne va pas" if isinstance(value, (str, int, date, time)) else "ne va pas"
                self.mistakes.append(entry.mistake(where + name, f"{got} ; attendu : {expected(form[name])}"))
            elif isinstance(form[name], Part):
                for number, row in enumerate(value, start=1):
                    self.check(entry, row, shape(form[name].model, form[name].owner), f"{where}{name} n° {number}, ")
            elif form[name].is_relation:
                self.check_keys(entry, form[name], value, where + name)
        for name, kind in form.items():
            wanted = not many(kind) and not (kind.blank or kind.null or kind.has_default())
            if wanted and name not in data and not (name == "event" and "talk" in data):
                self.mistakes.append(entry.mistake(where + name, f"manque ; attendu : {expected(kind)}"))

    def check_keys(self, entry, kind, value, where):
        target = NAMES[kind.related_model]
        known = {name.partition("/")[2] for name in [*self.entries, *self.seeded] if name.startswith(f"{target}/")}
        for key in value if kind.many_to_many else [value]:
            if key not in known:
                words = f"« {key} » n’est la clé de rien{guess(key, known)} ; attendu : {expected(kind)}"
                self.mistakes.append(entry.mistake(where, words))

    # What is to write?

    def plan(self):
        """Return the entries to write; the others go into the report."""
        gone = {name for name in self.seeded if name not in self.rows}
        merged = {name for name in gone if self.follow_merge(name)}
        why = {name: "supprimé depuis" for name in gone - merged if not self.force}
        why |= dict.fromkeys(merged, "fusionné depuis")
        todo = []
        for entry in self.entries.values():
            reason = why.get(entry.name) or self.reason(entry)
            if reason == "":
                self.report.same.append(entry.name)
            elif reason is None:
                todo.append(entry)
            else:
                self.report.kept[entry.name] = reason
        return self.without_the_lost(todo, why.keys() - merged)

    def follow_merge(self, name):
        """Let what refers to a merged record refer to the one that was kept."""
        row = self.seeded[name]
        merge = Merge.objects.filter(content_type=row.content_type_id, gone_id=row.object_id, undone_at=None).last()
        if merge and merge.record:
            self.rows[name] = merge.record
        return name in self.rows

    def reason(self, entry):
        """Why not to write: "" for nothing new, None for no reason at all."""
        row, said = self.seeded.get(entry.name), plain(entry.data)
        if row is None or entry.name not in self.rows:
            return None
        record = self.rows[entry.name]
        if said == row.said and not self.force:
            return ""
        if not self.changed(record, said) and said.keys() >= row.said.keys():
            if said != row.said:
                self.remember(entry, record)
            return ""
        staff = [] if self.force else self.changed(record, row.said)
        return f"modifié depuis ({', '.join(staff)})" if staff else None

    def without_the_lost(self, todo, lost):
        """Leave aside what refers to a record that staff deleted, and so on."""
        lost = set(lost)
        while aside := [entry for entry in todo if lost.intersection(references(shape(entry.model), entry.data))]:
            for entry in aside:
                todo.remove(entry)
                self.report.kept[entry.name] = "renvoie à ce qui a été supprimé depuis"
                if entry.name not in self.rows:
                    lost.add(entry.name)
        return todo

    def changed(self, record, said, owner=""):
        """The names in `said` of which `record` says something else now."""
        form = shape(type(record), owner)
        return [name for name, value in said.items() if name in form and not self.agrees(record, form[name], name, value)]

    def agrees(self, record, kind, name, said):
        now = getattr(record, name)
        if isinstance(kind, Part):
            rows = list(now.order_by("pk"))
            pairs = zip(rows, said, strict=False)
            return len(rows) == len(said) and not any(self.changed(row, told, kind.owner) for row, told in pairs)
        if kind.many_to_many:
            return sorted(map(self.key, now.all())) == sorted(said)
        return (self.key(now) if kind.is_relation and now else plain(now)) == said

    def key(self, record):
        return self.keys.get((type(record), record.pk), f"n° {record.pk}")

    # Writing: first every record with its own fields, then what needs others to be there

    def settled(self, entry):
        try:
            self.settle(entry)
        except Unwritten:
            return False
        return True

    def settle(self, entry):
        """Write the record's own fields, after the records to which they refer. Raises Unwritten."""
        if entry.name in self.begun:
            if entry.name not in self.rows:
                raise Unwritten
            return
        self.begun.add(entry.name)
        record = self.rows.get(entry.name) or entry.model(**self.address(entry))
        self.fill(record, shape(entry.model), self.wanted(entry))
        self.save(entry, record)
        self.rows[entry.name] = record
        self.keys[type(record), record.pk] = entry.key

    def address(self, entry):
        return {"slug": entry.key} if issubclass(entry.model, Addressed) else {}

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
        name = f"{NAMES[kind.related_model]}/{key}"
        if name not in self.rows:
            self.settle(self.entries[name])
        return self.rows[name]

    def save(self, entry, record, where=""):
        try:
            record.full_clean(exclude=[f.name for f in record._meta.fields if not f.editable])
        except ValidationError as error:
            for name, words in error.message_dict.items():
                name = {"slug": "clé", "__all__": "en tout"}.get(name, name)
                self.mistakes += [entry.mistake(where + name, sentence) for sentence in words]
            raise Unwritten from None
        record.save()

    def finish(self, entry):
        record, new = self.rows[entry.name], entry.name not in self.seeded
        try:
            self.attach(entry, record, shape(entry.model), self.wanted(entry))
        except Unwritten:
            return
        action = Revision.Action.ADDED if new else Revision.Action.CHANGED
        history.write(record, by=None, action=action, comment=COMMENT)
        self.remember(entry, record)
        (self.report.added if new else self.report.updated).append(entry.name)

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

    def remember(self, entry, record):
        kind = ContentType.objects.get_for_model(record)
        said = {"content_type": kind, "object_id": record.pk, "said": plain(entry.data)}
        Seeded.objects.update_or_create(key=entry.name, defaults=said)


def references(form, data):
    """Yield the names of all records to which `data` refers."""
    for name, value in data.items():
        kind = form[name]
        if isinstance(kind, Part):
            for row in value:
                yield from references(shape(kind.model, kind.owner), row)
        elif kind.is_relation:
            for key in value if kind.many_to_many else [value]:
                yield f"{NAMES[kind.related_model]}/{key}"
