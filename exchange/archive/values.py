"""The values of columns, as JSON holds them, exactly, and back.

Moments are in UTC, to the microsecond; bytes are a file of their own, and its path is what stands here; rows of other
tables are their keys, or what they are called (`chosen.is_named`).
"""

import datetime
import uuid
from functools import cache

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import BinaryField, ForeignKey, JSONField

from . import BYTES, MEDIA
from .chosen import is_named

# The first that fits tells what stands in a field.
KINDS = [
    (models.DateTimeField, "un moment, en temps universel"),
    (models.DateField, "un jour"),
    (models.TimeField, "une heure"),
    (models.BooleanField, "true ou false"),
    (models.IntegerField | models.FloatField, "un nombre"),
    (JSONField, "des valeurs en JSON"),
    (BinaryField, f"un fichier de {BYTES}/"),
    (models.Field, "un texte"),
]


class Unreadable(Exception):
    """A value that is none of its field; the message says which."""


class Writing:
    """What makes the values of one field JSON. `keep` writes bytes to a path of the archive."""

    def __init__(self, field, keep):
        self.field, self.keep = field, keep
        self.names = {}
        if is_named(field.related_model):
            self.names = {row.pk: list(row.natural_key()) for row in field.related_model._default_manager.all()}

    def as_json(self, value, pk):
        if value is None:
            return None
        if self.names:
            return self.names[value]
        if isinstance(self.field, BinaryField):
            path = f"{BYTES}/{self.field.model._meta.label_lower}/{pk}.{self.field.name}"
            self.keep(path, bytes(value))
            return path
        if isinstance(value, datetime.datetime):
            return value.astimezone(datetime.UTC).isoformat()
        if isinstance(value, datetime.date | datetime.time):
            return value.isoformat()
        return str(value) if isinstance(value, uuid.UUID) else value


class Reading:
    """What makes JSON the values of one field. `fetch` gives the bytes at a path of the archive."""

    def __init__(self, field, fetch):
        self.field, self.fetch = field, fetch
        self.key_of = cache(self._key_of)

    def value(self, json):
        """Raises `Unreadable`."""
        try:
            if json is None and not self.field.null:
                raise ValueError
            return self._value(json)
        except (ValidationError, ValueError, TypeError, ObjectDoesNotExist) as error:
            raise Unreadable(f"{self.field.name} ne peut être {json!r:.60}") from error

    def _value(self, json):
        if json is None or isinstance(self.field, JSONField):
            return json
        if isinstance(self.field, ForeignKey):
            if is_named(self.field.related_model):
                return self.key_of(tuple(json))
            return self.field.target_field.to_python(json)
        if isinstance(self.field, BinaryField):
            return self.fetch(json)
        if isinstance(self.field, models.FileField | models.CharField | models.TextField) and not isinstance(json, str):
            raise TypeError
        return self.field.to_python(json)

    def _key_of(self, name):
        return self.field.related_model._default_manager.get_by_natural_key(*name).pk


def kind_of_value(field):
    """What stands in the field, in French."""
    if field.related_model:
        what = "nom" if is_named(field.related_model) else "numéro"
        return f"le {what} d’une ligne de {field.related_model._meta.label_lower}"
    if isinstance(field, models.FileField):
        return f"un fichier de {MEDIA}/"
    return next(words for kind, words in KINDS if isinstance(field, kind))
