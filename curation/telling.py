"""Differences between two snapshots in the words of the interface: names for keys, labels for choices."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from language.typography import french_date, french_moment, french_time

from .history import differences

# What names a part, the first that is there.
TITLES = ("name", "label", "tag", "speaker", "described_as", "organization", "target", "identifier", "url", "recap")
LONG = 2_000  # words and spaces: longer texts are shown one after the other, for comparing grows with the square


@dataclass(frozen=True)
class Change:
    """One field, or one whole part that came (`before` is None) or went (`after` is None)."""

    label: str
    before: str | None
    after: str | None

    @property
    def came(self):
        return self.before is None

    @property
    def went(self):
        return self.after is None

    @property
    def segments(self):
        """The words as [(kind, text), …]: "same", "del" or "ins"."""
        old, new = (re.findall(r"\s+|\S+", text or "") for text in (self.before, self.after))
        if max(len(old), len(new)) > LONG:
            return [("del", self.before or ""), ("ins", self.after or "")]
        found = []
        for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                found.append(("same", "".join(old[i:j])))
                continue
            found += [("del", "".join(old[i:j]))] * (j > i) + [("ins", "".join(new[k:m]))] * (m > k)
        return found

    @property
    def sentence(self):
        before, after = (Truncator(text or "").chars(120) for text in (self.before, self.after))
        if self.came:
            return _("%(label)s : ajouté.") % {"label": self.label}
        if self.went:
            return _("%(label)s : retiré.") % {"label": self.label}
        if before and after:
            return _("%(label)s : « %(before)s » est devenu « %(after)s ».") % {
                "label": self.label,
                "before": before,
                "after": after,
            }
        if after:
            return _("%(label)s : « %(after)s » a été ajouté.") % {"label": self.label, "after": after}
        return _("%(label)s : « %(before)s » a été effacé.") % {"label": self.label, "before": before}


def tell(pairs):
    """Return for each (before, after) pair of snapshots its changes. Costs one query per model that is named."""
    found = [differences(before, after) for before, after in pairs]
    rows = [row for pair in pairs for snapshot in pair for row in snapshot]
    names = _names(rows)
    titles = {(row["model"], row["pk"]): _title(row, names) for row in rows}
    return [_changes(different, after, names, titles) for different, (before, after) in zip(found, pairs, strict=True)]


def compare(one, other):
    """{name of a field: `Change` from the one to the other} of two records of a kind, by their snapshots."""
    before, after = one[:1], [{**other[0], "pk": one[0]["pk"]}]
    found = differences(before, after)
    changes = _changes(found, after, _names([*before, *after]), {})
    return {name: change for (_model, _pk, name, *_values), change in zip(found, changes, strict=True)}


def value(model, name, said):
    """What a field says, in words; `said` is as a snapshot has it."""
    row = {"model": model._meta.label_lower, "fields": {name: said}}
    return _value(_field(model, name), said, _names([row]))


def kind_of(model):
    """What a part is called; the row between a record and its theme is a theme."""
    return _("thème") if any(field.name == "tag" for field in model._meta.fields) else model._meta.verbose_name


def with_kind(part):
    return _("%(label)s : %(value)s") % {"label": kind_of(part), "value": part}


def _changes(different, after, names, titles):
    whole = (after[0]["model"], after[0]["pk"])
    found = []
    for label, pk, name, before, now in different:
        model = apps.get_model(label)
        if name is None:
            title = _named(model, titles[label, pk])
            found.append(Change(title, _summary(model, before, whole, names), _summary(model, now, whole, names)))
            continue
        field = _field(model, name)
        title = capfirst(str(getattr(field, "verbose_name", name)))
        if (label, pk) != whole:
            title = f"{_named(model, titles[label, pk])}, {title.lower()}"
        found.append(Change(title, _value(field, before, names), _value(field, now, names)))
    return found


def _named(model, title):
    return _("%(kind)s « %(title)s »") % {"kind": capfirst(kind_of(model)), "title": title}


def _summary(model, fields, whole, names):
    """A part's fields in one line, its title and what it hangs on left out; None for no part."""
    if fields is None:
        return None
    pairs = []
    for name, value in fields.items():
        field = _field(model, name)
        if field is None or field.name in (*TITLES, "position", "content_object") or value in (None, "", []):
            continue
        if field.is_relation and (field.related_model._meta.label_lower, value) == whole:
            continue
        pairs.append(_("%(label)s : %(value)s") % {"label": field.verbose_name, "value": _value(field, value, names)})
    return " · ".join(pairs)


def _title(row, names):
    model = apps.get_model(row["model"])
    for name in TITLES:
        if value := row["fields"].get(name):
            return _value(_field(model, name), value, names)
    return row["pk"]


def _field(model, name):
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _value(field, value, names):
    if value is None or value == "":
        return ""
    if field is None:
        return str(value)
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if field.is_relation:
        target = field.related_model._meta.label_lower
        keys = value if isinstance(value, list) else [value]
        return ", ".join(names.get((target, key)) or _("n° %s, disparu") % key for key in keys)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField | models.TimeField):
        return _moment(field, value)
    return str(value)


def _moment(field, value):
    try:
        moment = field.to_python(value)
    except ValidationError:
        return str(value)
    language = get_language() or "fr"
    if isinstance(field, models.DateTimeField):
        return french_moment(timezone.localtime(moment), language=language)
    said = french_time if isinstance(field, models.TimeField) else french_date
    return said(moment, language=language)


def _names(rows):
    """The names of all that the rows point at, by (model, key)."""
    wanted = defaultdict(set)
    for row in rows:
        model = apps.get_model(row["model"])
        for name, value in row["fields"].items():
            field = _field(model, name)
            if value and field is not None and field.is_relation:
                wanted[field.related_model].update(value if isinstance(value, list) else [value])
    return {
        (model._meta.label_lower, key): str(found)
        for model, keys in wanted.items()
        for key, found in model._base_manager.in_bulk(keys).items()
    }
