"""Which values stay when two records become one: what only one says, what was chosen, else what the kept one has."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Status

SETTLED = {"status", "slug", "position"}  # what is public stays so; the former address leads to the kept record
NOTHING = (None, "")


def led_by(model):
    """{name of a field: of the field that it goes with}, of a model and all that is mixed into it."""
    found = {}
    for part in reversed(model.__mro__):
        found |= vars(part).get("goes_with", {})
    return found


def open_choices(one, other):
    """The names of the fields of which two records say different things, so that somebody may choose.

    `one` and `other` are snapshots. What goes with a field that differs is chosen with it: where the one has another
    speaker than the other, or none but « une spectatrice », who speaks is open.
    """
    return [name for name in _differing(one, other) if _is_open(name, one, other)]


def going_along(name, one, other):
    """The names of the fields that are chosen with this one, and of which two records say different things."""
    was, now, leaders = one[0]["fields"], other[0]["fields"], led_by(_model(one))
    led = [led for led in leaders if name in _leaders(leaders, led) and was.get(led) != now.get(led)]
    return [name for name in led if _says(one, name) or _says(other, name)]


def taken_over(kept, gone, of_kept, of_gone, chosen):
    """{name of a field: value of `gone`} of what `kept` takes over, by their snapshots.

    `chosen` are {name of a field: key of the record whose value stays}. ValidationError where one is missing of what
    nobody may guess (`never_guessed` of the model).
    """
    was, now, leaders = of_kept[0]["fields"], of_gone[0]["fields"], led_by(type(kept))
    names = set()
    for name in _differing(of_kept, of_gone):
        is_open = _is_open(name, of_kept, of_gone)
        if is_open and name in kept.never_guessed and name not in chosen:
            label = kept._meta.get_field(name).verbose_name
            raise ValidationError(_("Dites ce qui reste : %(field)s."), params={"field": label})
        if chosen.get(name) == gone.pk if is_open else was.get(name) in NOTHING:
            names.add(name)
    names |= {name for name in leaders if names.intersection(_leaders(leaders, name))}
    taken = {name: now.get(name) for name in names if was.get(name) != now.get(name)}
    if gone.is_published and not kept.is_published:
        taken["status"] = Status.PUBLISHED.value
    return taken


def let_go(taken, of_kept, of_gone):
    """{name of a field: value} of what one of two records said and neither says now, `taken` being taken over."""
    before = [name for name in taken if name not in SETTLED and _says(of_kept, name)]
    left = [name for name in open_choices(of_kept, of_gone) if name not in taken]
    left += [led for name in left for led in going_along(name, of_kept, of_gone)]
    found = {name: of_kept[0]["fields"][name] for name in before}
    found |= {name: of_gone[0]["fields"][name] for name in left if name not in taken and _says(of_gone, name)}
    return {field.name: found[field.name] for field in _model(of_kept)._meta.concrete_fields if field.name in found}


def _differing(one, other):
    """The names of the fields to be settled, in the order of the model."""
    model, leaders = _model(one), led_by(_model(one))
    was, now = one[0]["fields"], other[0]["fields"]

    def differs(name):
        return was.get(name) != now.get(name)

    fields = [f for f in model._meta.concrete_fields if f.editable and f.name not in SETTLED and not _is_own(f)]
    names = [field.name for field in fields if differs(field.name)]
    return [name for name in names if not any(map(differs, _leaders(leaders, name)))]


def _is_open(name, one, other):
    """Whether one of the two would be lost unasked: both say something there, or in what goes with it.

    What goes with another field and is never guessed is open whenever it differs.
    """
    model = _model(one)
    if name in model.never_guessed and name in led_by(model):
        return True
    empty = [record for record in (one, other) if record[0]["fields"].get(name) in NOTHING]
    led = going_along(name, one, other)
    return all(any(_says(record, name) for name in led) for record in empty)


def _says(snapshot, name):
    """Whether a record says something there; beside a field without a value, a default or a mere yes or no does not."""
    model, fields = _model(snapshot), snapshot[0]["fields"]
    value, leader = fields.get(name), led_by(model).get(name)
    if leader is None or fields.get(leader) not in NOTHING:
        return value not in NOTHING
    return value not in (*NOTHING, model._meta.get_field(name).get_default()) and not isinstance(value, bool)


def _leaders(leaders, name):
    """The fields that this one goes with: its own, the one that goes with, and so on."""
    found = []
    while (name := leaders.get(name)) is not None:
        found.append(name)
    return found


def _is_own(field):
    """Whether a field is the key, or a place in the tree of its own kind."""
    return field.primary_key or field.related_model is field.model


def _model(snapshot):
    return apps.get_model(snapshot[0]["model"])
