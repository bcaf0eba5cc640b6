"""What the seed's files say: read, in one form, and compared with what the models take (format: seed/README.md)."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import Truncator

from curation.fields import Cleaned
from curation.history import part_rows
from curation.models import Status
from events.models import Event, Talk
from events.placed import Placed
from language.typography import clean
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

# The first that fits a field: the type it takes, and how to say so.
TYPES = [
    (models.DateTimeField, datetime, "une date et une heure sans guillemets, comme 2015-07-08T14:30:00+02:00"),
    (models.DateField, date, "une date sans guillemets, comme 2015-07-08"),
    (models.TimeField, time, "une heure sans guillemets, comme 14:30:00"),
    (models.BooleanField, bool, "true ou false"),
    (models.IntegerField, int, "un nombre entier"),
    (models.Field, str, "un texte"),
]


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


def read(folder):
    """Return the entries of all files under `folder`, by name, and the mistakes that hide others."""
    entries, mistakes = {}, []
    for path in sorted(folder.rglob("*.toml")):
        file, kind = path.relative_to(folder.parent).as_posix(), path.stem
        if kind not in KINDS:
            mistakes.append(f"{file} : nom de fichier inconnu{guess(kind, KINDS)} ; attendu : {listed(KINDS)}")
            continue
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            mistakes.append(f"{file} : ce n’est pas du TOML lisible ({error})")
            continue
        common = tables.pop(COMMON) if isinstance(tables.get(COMMON), dict) else {}
        for place, (key, table) in enumerate(tables.items(), start=1):
            if not isinstance(table, dict):
                mistakes.append(f"{file}, {key} : attendu : une table [clé], puis ses champs")
                continue
            said = {"status": Status.PUBLISHED.value} | common | table
            entry = Entry(file, kind, key, normal(shape(KINDS[kind]), said, place))
            if entry.name in entries:
                mistakes.append(f"{file}, [{key}] : cette clé est déjà dans {entries[entry.name].file}")
            entries.setdefault(entry.name, entry)
    if not entries and not mistakes:
        mistakes.append(f"{folder} : aucun fichier .toml dans ce dossier")
    return entries, mistakes


def shape(model, owner=""):
    """What a file may say of `model`: {name: field or Part}. The rows of a part do not repeat whose they are."""
    # The key is the slug, and pictures come in by the admin.
    unsaid = {owner, "slug", "sort_name", "picture", "picture_alt", "picture_credit", "focus_x", "focus_y"}
    if owner and issubclass(model, Placed):
        unsaid |= {"event", "talk"}
    form = {f.name: f for f in [*model._meta.fields, *model._meta.many_to_many] if f.editable and not f.primary_key}
    for name in getattr(model, "parts", ()):
        if name == "themed":  # the rows behind `themes`
            continue
        link, _rows = part_rows(model, name)
        form[name] = Part(link.model, link.name)
    return {name: kind for name, kind in form.items() if name not in unsaid}


def normal(form, data, place):
    """`data` with what files may leave out or write shorter: places, one-line rows, lists of lines, stray spaces."""
    data = ({"position": place} if "position" in form else {}) | data
    for name, value in data.items():
        kind = form.get(name)
        if isinstance(value, str):
            data[name] = kind.tidy(value) if isinstance(kind, Cleaned) else clean(value)
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
        return "une liste de tables, ou de noms pour aliases"
    if kind.is_relation:
        of = f"du fichier {NAMES[kind.related_model]}.toml"
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
        return isinstance(value, str) and value in dict(kind.choices)
    return type(value) is (str if kind.is_relation else next(is_a for base, is_a, _ in TYPES if isinstance(kind, base)))


def listed(words):
    return ", ".join(sorted(words))


def guess(word, words):
    near = get_close_matches(word, words, n=1)
    return f" (plutôt « {near[0]} » ?)" if near else ""


def mistakes_in(entry, known):
    """Yield a sentence for each mistake; `known` are the names of all records to which one may refer."""
    yield from _mistakes(entry, entry.data, shape(entry.model), known, "")


def _mistakes(entry, data, form, known, where):
    for name, value in data.items():
        kind = form.get(name)
        if isinstance(kind, Part) and fits(kind, value):
            for number, row in enumerate(value, start=1):
                yield from _mistakes(entry, row, shape(kind.model, kind.owner), known, f"{where}{name} n° {number}, ")
        else:
            yield from (entry.mistake(where + name, words) for words in _amiss(name, value, form, known))
    for name, kind in form.items():
        required = not many(kind) and not (kind.blank or kind.null or kind.has_default())
        if required and name not in data and not (name == "event" and "talk" in data):
            yield entry.mistake(where + name, f"manque ; attendu : {expected(kind)}")


def _amiss(name, value, form, known):
    """Yield, in words, what does not fit in the value of a field that has no parts."""
    kind = form.get(name)
    if kind is None:
        yield f"champ inconnu{guess(name, form)} ; attendu : {listed(form)}"
    elif not fits(kind, value):
        is_plain = isinstance(value, str | int | date | time)
        got = f"« {Truncator(value).chars(40)} » ne va pas" if is_plain else "ne va pas"
        yield f"{got} ; attendu : {expected(kind)}"
    elif kind.is_relation:
        prefix = NAMES[kind.related_model] + "/"
        keys = [other.removeprefix(prefix) for other in known if other.startswith(prefix)]
        for key in value if kind.many_to_many else [value]:
            if key not in keys:
                got = f"« {Truncator(key).chars(80)} » n’est la clé de rien{guess(key, keys)}"
                yield f"{got} ; attendu : {expected(kind)}"


def references(form, data):
    """Yield the names of all records to which `data` refers."""
    yield from needed(form, data)
    for name, value in data.items():
        if isinstance(form[name], Part):
            for row in value:
                yield from references(shape(form[name].model, form[name].owner), row)
        elif form[name].many_to_many:
            yield from (f"{NAMES[form[name].related_model]}/{key}" for key in value)


def needed(form, data):
    """Yield the names of the records that must be there before this one."""
    for name, value in data.items():
        if not many(form[name]) and form[name].is_relation:
            yield f"{NAMES[form[name].related_model]}/{value}"
