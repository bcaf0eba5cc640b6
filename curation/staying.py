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

    `one` and `other` are snapshots. What goes with a field that differs is chosen with it.
    """
    return [name for name, was, now in _differing(one, other) if was not in NOTHING and now not in NOTHING]


def taken_over(kept, gone, of_kept, of_gone, chosen):
    """{name of a field: value of `gone`} of what `kept` takes over, by their snapshots.

    `chosen` are {name of a field: key of the record whose value stays}. ValidationError where one is missing of what
    nobody may guess (`never_guessed` of the model).
    """
    names = set()
    for name, was, now in _differing(of_kept, of_gone):
        if was not in NOTHING and now not in NOTHING:
            if name in kept.never_guessed and name not in chosen:
                label = kept._meta.get_field(name).verbose_name
                raise ValidationError(_("Dites ce qui reste : %(field)s."), params={"field": label})
            names |= {name} if chosen.get(name) == gone.pk else set()
        elif was in NOTHING:
            names |= {name}
    names |= {name for name, leader in led_by(type(kept)).items() if leader in names}
    was, now = of_kept[0]["fields"], of_gone[0]["fields"]
    taken = {name: now.get(name) for name in names if was.get(name) != now.get(name)}
    if gone.is_published and not kept.is_published:
        taken["status"] = Status.PUBLISHED.value
    return taken


def _differing(one, other):
    """Yield (name, value of the one, value of the other) of each field to be settled, in the order of the model."""
    model, leaders = _model(one), led_by(_model(one))
    was, now = one[0]["fields"], other[0]["fields"]

    def differs(name):
        return was.get(name) != now.get(name)

    for field in model._meta.concrete_fields:
        name = field.name
        is_led = name in leaders and differs(leaders[name])
        if field.editable and field.name not in SETTLED and not _is_own(field) and differs(name) and not is_led:
            yield name, was.get(name), now.get(name)


def _is_own(field):
    """Whether a field is the key, or a place in the tree of its own kind."""
    return field.primary_key or field.related_model is field.model


def _model(snapshot):
    return apps.get_model(snapshot[0]["model"])
