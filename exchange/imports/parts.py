"""What of a record is rows of its own: what a file says of them, what the base holds, and how they are written."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from curation.batches import batches
from events.attached import Document, Partner, Recording
from events.models import Appearance, Talk
from quotes.models import Tweet

from .told import plain


@dataclass(frozen=True)
class Part:
    """Rows of `model` that hang on a record by `link`, as far as files tell them: `told` narrows them.

    They are said in their order, each as the values of its `columns`; of what `is_list`, which has one column and no
    order, as that value. Those of the columns that are in `others` hold other records, which a file names by their
    keys; the first of them says which row it is.
    """

    label: str
    model: type[models.Model]
    link: str
    columns: tuple
    others: tuple = ()
    told: dict = field(default_factory=dict)

    @property
    def is_list(self):
        return len(self.columns) == 1

    def of(self, keys):
        """The rows that hang on the records of these keys."""
        return self.model._base_manager.filter(**{f"{self.link}__in": keys}, **self.told)

    def held(self, keys):
        """{pk of a record: what its rows say}, other records by their primary keys. One query."""
        found = defaultdict(list)
        rows = self.of(keys).order_by(*(["position"] if self._has_order else []), "pk")
        for pk, *values in rows.values_list(self.link, *self.columns):
            found[pk].append(values[0] if self.is_list else values)
        return found

    def meaning(self, said, meant):
        """What is said, with what its keys mean, {key: pk, or another key}: each row once, and none that means none."""
        if not self.others:
            return said
        found = {}
        for values in self._rows(said):
            row = [
                meant.get(value) if name in self.others else value
                for name, value in zip(self.columns, values, strict=True)
            ]
            found |= {} if row[0] is None else {row[0]: row}
        return list(found) if self.is_list else list(found.values())

    def keys(self, said):
        """The keys of other records that stand in what is said."""
        return {
            value
            for values in self._rows(said)
            for name, value in zip(self.columns, values, strict=True)
            if name in self.others and value
        }

    def made(self, pk, meaning, **besides):
        """The new rows of the record of this key, with the values of `besides`."""
        columns = [self.model._meta.get_field(name).attname for name in (self.link, *self.columns)]
        rows = []
        for position, values in enumerate(self._rows(meaning)):
            place = {"position": position} if self._has_order else {}
            rows.append(self.model(**dict(zip(columns, [pk, *values], strict=True)), **place, **besides))
        return rows

    @property
    def _has_order(self):
        return any(column.name == "position" for column in self.model._meta.concrete_fields)

    def _rows(self, said):
        return [[value] for value in said] if self.is_list else said


def _mentioned(name):
    column = Tweet._meta.get_field(name)
    other = column.m2m_reverse_field_name()
    return Part(column.verbose_name, column.remote_field.through, column.m2m_field_name(), (other,), (other,))


# In what is said, names of columns that hold one other record.
LINKS = {"organizer", "speaker", "organization"}
PARTS = {
    "people": Part(
        _("intervenants"), Appearance, "talk", ("speaker", "role", "job_title", "organization"),
        others=("speaker", "organization"),
    ),
    "themes": Part(_("thèmes"), Talk.themed.rel.related_model, "content_object", ("tag",), ("tag",)),
    "recordings": Part(
        _("enregistrements"), Recording, "talk", ("url", "kind", "language", "license", "duration")
    ),
    "documents": Part(_("documents"), Document, "talk", ("url", "kind", "label")),
    "partners": Part(
        _("coorganisateurs"), Partner, "event", ("organization", "role"), ("organization",),
        told={"role": Partner.Role.ORGANIZER},
    ),
    "mentioned_speakers": _mentioned("mentioned_speakers"),
    "mentioned_organizations": _mentioned("mentioned_organizations"),
}  # fmt: skip


def meaning(name, value, meant):
    """What is said under `name`, with what the keys in it mean: {key: pk of a record, or another key of a new one}."""
    if name in LINKS:
        return meant.get(value)
    return PARTS[name].meaning(value, meant) if name in PARTS else value


def keys_in(said):
    """The keys of other records that stand in what is said of one."""
    links = {said[name] for name in LINKS & said.keys()} - {None, ""}
    return links.union(*(PARTS[name].keys(said[name]) for name in PARTS.keys() & said.keys()))


def are_same(name, one, other):
    return set(one) == set(other) if name in PARTS and PARTS[name].is_list else one == other


def held(model, keys, names):
    """{pk: {name: value}} of the records of these keys, as a file says it; `names` are those of columns and of parts.

    A query for each part and each batch of records.
    """
    found, columns = {}, [name for name in names if name not in PARTS]
    for some in batches(sorted(keys)):
        rows = model._base_manager.filter(pk__in=some).values("pk", *columns)
        found |= {row.pop("pk"): {name: plain(value) for name, value in row.items()} for row in rows}
        for name in PARTS.keys() & names:
            parts = PARTS[name].held(some)
            for pk in found.keys() & set(some):
                found[pk][name] = parts.get(pk, [])
    return found
