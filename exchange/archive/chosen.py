"""Which models, fields and rows an archive holds: all but what is named here, with the reason; or what the public sees.

No list of ours says what is in the whole one: a model of tomorrow is in it by itself, and a test asks about the rest.
"""

from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from curation.keys import Derived
from curation.models import Curated, ExternalReference, Seen
from curation.stored import CameOut, Stored
from speakers.models import SpeakerAlias

AT_ONCE = 500  # rows in memory
LEFT_OUT = {
    "account.emailconfirmation": "des clés envoyées par courriel, qui ne servent qu’une fois",
    "auth.group": "les rôles sont dans members/roles.toml ; ce qui les nomme est gardé",
    "auth.group_permissions": "les rôles sont dans members/roles.toml",
    "auth.permission": "fait par « migrate » ; ce qui les nomme est gardé",
    "contenttypes.contenttype": "fait par « migrate » ; ce qui les nomme est gardé",
    "curation.contentversion": "tiré au sort, pour les pages gardées en mémoire",
    "curation.lack": "noté de nouveau",
    "curation.noted": "ce qui reste à comparer",
    "curation.tally": "compté de nouveau",
    "django_tasks_database.dbtaskresult": "les travaux du serveur : rien n’y est qui ne soit dans les fiches",
    "exchange.answer": "ce qui fut répondu à des programmes, deux jours au plus",
    "exchange.webhook": "qui ce site prévient : sa copie n’a pas à le prévenir aussi",
    "recaps.arrival": "ce qui attend d’être lu, sept jours au plus",
    "search.near": "l’index de la recherche, refait",
    "search.stale": "l’index de la recherche, refait",
    "search.word": "l’index de la recherche, refait",
    "sessions.session": "les connexions ouvertes, que chacun rouvre",
    "usersessions.usersession": "les connexions ouvertes, que chacun rouvre",
    "work.letter": "les courriels en partance : une archive n’en envoie pas",
}
# What lets somebody in goes only where it is asked for.
SECRET = {
    "exchange.apikey": "les clés des programmes : --with-accounts les met aussi",
    "mfa.authenticator": "les seconds facteurs : --with-accounts les met aussi",
}
SECRET_FIELDS = {"members.user.password"}
UNUSABLE = "!"  # the password of nobody: Django takes what begins so for none
NOT_PUBLIC = "le public ne le voit pas"
HIDDEN_FIELDS = {"staff_note"}  # of records that the public sees


def is_named(model):
    """Whether a row of the model is told by what it is called, and not by a key, which each base gives anew."""
    return model is not None and model._meta.label_lower in LEFT_OUT and hasattr(model, "natural_key")


class Whole:
    """Everything; with `accounts`, what lets people in, too."""

    is_public = False

    def __init__(self, *, accounts=False):
        self.accounts = accounts
        self.left_out = LEFT_OUT if accounts else LEFT_OUT | SECRET

    def models(self):
        """In a steady order."""
        tables = (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)
        return sorted(filter(self.holds, tables), key=lambda model: model._meta.label_lower)

    def holds(self, model):
        return model._meta.label_lower not in self.left_out

    def fields(self, model):
        """But for those that follow from other rows or columns, whoever works them out."""
        secret = set() if self.accounts else SECRET_FIELDS
        return [
            field
            for field in model._meta.concrete_fields
            if not _is_worked_out(field) and f"{model._meta.label_lower}.{field.name}" not in secret
        ]

    def records(self, model):
        return model._base_manager.order_by("pk")

    def rows(self, model):
        """Yield the values of each row, in the order of `fields`."""
        names = [field.attname for field in self.fields(model)]
        yield from self.records(model).values_list(*names).iterator(AT_ONCE)


class Public(Whole):
    """What the public sees: of no row more than its page shows, and no row that leads to a hidden one."""

    is_public = True

    def __init__(self):
        super().__init__()
        hidden = (model for model in apps.get_models(include_auto_created=True) if not self.holds(model))
        self.left_out = dict.fromkeys(sorted(model._meta.label_lower for model in hidden), NOT_PUBLIC) | LEFT_OUT

    def holds(self, model):
        return issubclass(model, Seen | SpeakerAlias | ExternalReference) or _joins_what_is_seen(model)

    def fields(self, model):
        return [field for field in super().fields(model) if field.name not in HIDDEN_FIELDS and self._leads_to(field)]

    def _leads_to(self, field):
        return field.related_model is None or is_named(field.related_model) or self.holds(field.related_model)

    def records(self, model):
        rows = super().records(model)
        if issubclass(model, Seen):
            rows = rows.filter(is_public=True)
        if model is ExternalReference:
            rows = rows.filter(reduce(or_, map(_is_of_seen, curated(self))))
        needed = [field for field in _to_seen(model) if not field.null]
        return rows.filter(**{f"{field.name}__is_public": True for field in needed})

    def rows(self, model):
        fields = self.fields(model)
        places = {field: place for place, field in enumerate(fields)}
        around = [places[field] for field in _to_seen(model) if field in places]
        names = [*(field.attname for field in fields), *(f"{fields[place].name}__is_public" for place in around)]
        for values in self.records(model).values_list(*names).iterator(AT_ONCE):
            row = list(values[: len(fields)])
            for place, is_seen in zip(around, values[len(fields) :], strict=True):
                row[place] = row[place] if is_seen else None
            yield row


def _is_worked_out(field):
    if isinstance(field, CameOut):  # when that was, nothing else tells
        return False
    return isinstance(field, Derived | Stored | models.GeneratedField)


def _to_seen(model):
    return [
        field for field in model._meta.concrete_fields if field.related_model and issubclass(field.related_model, Seen)
    ]


def _is_of_seen(model):
    """That a row hangs on a record of the model that the public sees."""
    seen = model._base_manager.filter(is_public=True)
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=seen.values("pk"))


def _joins_what_is_seen(model):
    ends = [field for field in model._meta.concrete_fields if field.related_model]
    return bool(model._meta.auto_created and ends and _to_seen(model) == ends)


def curated(chosen):
    return [model for model in chosen.models() if issubclass(model, Curated)]
