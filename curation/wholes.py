"""What is published or withdrawn together: a record, what hangs on it, and what all of these name."""

from collections import defaultdict

from django.db.models import Exists, ManyToManyRel, OuterRef, Q

from .batches import batches
from .history import part_rows
from .links import Link
from .merging import links_to
from .models import Curated, Seen


class Whole:
    """A record and all that goes with it, drafts too, loaded as {model: {key: row}}.

    `members` cannot be seen without the record, which is the first of them. `named` are those that members and their
    parts name (people, organisations, themes, sources): they may stand elsewhere as well. `around` is what the others
    hang on besides. It costs some queries for each kind of row, however many there are.
    """

    def __init__(self, record):
        self.record = record
        self.ways = {type(record): "pk"}  # from the rows of members and of their parts to the record: {model: lookup}
        self.members, self.named, self.around = {type(record): {record.pk: record}}, {}, {}
        for model, keys in self._named_keys().items():
            self.named[model] = _loaded(model, keys - self.members.get(model, {}).keys())
        self._load_around()

    def rows(self):
        """{model: {key: row}} of members and named ones, in the order of their keys."""
        models = {**self.members, **self.named}
        both = {model: self.members.get(model, {}) | self.named.get(model, {}) for model in models}
        return {model: dict(sorted(rows.items())) for model, rows in both.items() if rows}

    def hiding(self, row, chosen):
        """The drafts that hide `row`, if those of {model: keys} `chosen` are published; its own state aside."""
        found = {}
        for model, key in _seen_through(row):
            other = self._row(model, key)
            if not (other.is_published or key in chosen.get(model, ())):
                found[model, key] = other
            found |= {(type(draft), draft.pk): draft for draft in self.hiding(other, chosen)}
        return list(found.values())

    def elsewhere(self, model):
        """The keys of the named rows of `model` that something public outside of the whole names. One query."""
        stands = Q(pk=None)
        for field in _naming(model):
            rows = field.model._default_manager.public().filter(**{field.name: OuterRef("pk")})
            if way := self.ways.get(field.model):
                rows = rows.exclude(**{way: self.record.pk})
            stands |= Q(Exists(rows))
        keys = list(self.named.get(model, ()))
        found = (model._base_manager.filter(stands, pk__in=some) for some in batches(keys))
        return {key for rows in found for key in rows.values_list("pk", flat=True)}

    def _named_keys(self):
        """Load the members, and return {model: keys} of what they and their parts name."""
        found = defaultdict(set)
        for field in links_to(type(self.record)):
            if not issubclass(field.model, Curated) or field.model is type(self.record):
                continue
            rows = field.model._base_manager.filter(**{field.name: self.record})
            if field.name in field.model.visible_through:
                self.ways[field.model], self.members[field.model] = field.name, {row.pk: row for row in rows}
            else:
                found[field.model] |= {*rows.values_list("pk", flat=True)}
        for model, rows in self.members.items():
            for link in _links_of(model):
                found[link.related_model] |= {getattr(row, link.attname) for row in rows.values()} - {None}
        for model in list(self.members):
            self._note_parts(model, self.ways[model], found)
        return found

    def _note_parts(self, model, way, found):
        """Note in `found` what the parts of the rows of `model` name, `way` being theirs to the record."""
        for name in getattr(model, "parts", ()):
            link, parts = part_rows(model, name)
            if not link.is_relation:  # by which identifier another system knows the record
                continue
            path = f"{link.name}__{way}"
            self.ways.setdefault(parts.model, path)
            if links := [one for one in _links_of(parts.model) if one != link]:
                rows = parts.filter(**{path: self.record.pk}).order_by()
                for keys in rows.values_list(*(one.attname for one in links)).distinct():
                    for one, key in zip(links, keys, strict=True):
                        found[one.related_model] |= {key} - {None}
            self._note_parts(parts.model, path, found)

    def _load_around(self):
        step = [row for rows in self.rows().values() for row in rows.values()]
        while step:
            missing = defaultdict(set)
            for row in step:
                for model, key in _seen_through(row):
                    if self._row(model, key) is None:
                        missing[model].add(key)
            step = []
            for model, keys in missing.items():
                found = _loaded(model, keys)
                self.around.setdefault(model, {}).update(found)
                step += found.values()

    def _row(self, model, key):
        places = (self.members, self.named, self.around)
        return next((some[model][key] for some in places if key in some.get(model, ())), None)


def _links_of(model):
    """The links by which rows name curated records; what only links two of them brings neither along."""
    links = [] if issubclass(model, Link) else model._meta.concrete_fields
    return [field for field in links if field.is_relation and issubclass(field.related_model, Curated)]


def _naming(model):
    """The fields by which rows that the public may see name those of `model`: one, or several through a plain table."""
    found = [field for field in links_to(model) if issubclass(field.model, Seen)]
    relations = model._meta.get_fields(include_hidden=True)
    many = [one for one in relations if isinstance(one, ManyToManyRel) and one.through._meta.auto_created]
    return found + [one.field for one in many if issubclass(one.related_model, Seen)]


def _seen_through(row):
    """Yield (model, key) of each record without which the row is not seen."""
    for name in row.visible_through:
        field = row._meta.get_field(name)
        if key := getattr(row, field.attname):
            yield field.related_model, key


def _loaded(model, keys):
    return {key: row for some in batches(sorted(keys)) for key, row in model._base_manager.in_bulk(some).items()}
