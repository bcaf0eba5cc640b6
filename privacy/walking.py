"""Every column of every model in which words may stand: where a name is found, and how it is taken out.

No list of ours says where names are: a model that comes tomorrow is walked as well. Left out are accounts, which their
owners end themselves, and what the search works out anew.
"""

import email
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_plus

from django.apps import apps
from django.db import models

from curation.keys import Derived
from search.models import Word

from .naming import alone

OF_ACCOUNTS = {"account", "auth", "contenttypes", "mfa", "sessions", "usersessions"}
LEFT_OUT = {"members.user", "members.invitation", Word._meta.label_lower}
AROUND = 40  # characters of an example, on each side


@dataclass
class Found:
    """Where something was found: of one column, how many rows, and the first of them."""

    model: type
    field: models.Field
    count: int = 0
    example: str = ""

    def __str__(self):
        return f"{self.model._meta.verbose_name} ({self.field.verbose_name})"


def columns():
    """Yield (model, fields) of all that is walked."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in OF_ACCOUNTS or model._meta.label_lower in LEFT_OUT:
            continue
        fields = [field for field in model._meta.concrete_fields if _may_have_words(field)]
        if fields:
            yield model, fields


def _may_have_words(field):
    if isinstance(field, models.EmailField | models.FileField | Derived) or field.choices:
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField | models.BinaryField)


def rows():
    """Yield (model, key, {field: value}) of every row that has words at all; one query a model."""
    for model, fields in columns():
        names = [field.name for field in fields]
        for pk, *values in model._base_manager.order_by("pk").values_list("pk", *names).iterator():
            yield model, pk, {field: value for field, value in zip(fields, values, strict=True) if value}


def survey(person):
    """([`Found`] of what is surely theirs, [`Found`] of what may be somebody else's). Reads the whole database."""
    sure, unsure = defaultdict(dict), defaultdict(dict)
    for model, _pk, values in rows():
        for field, value in values.items():
            for text in texts_in(value):
                _note(sure[model], model, field, text, person.sure.spans(text))
                _note(unsure[model], model, field, text, alone(person.unsure, text, but=person.sure))
    return [_listed(found) for found in (sure, unsure)]


def _note(found, model, field, text, spans):
    if spans:
        start, end = spans[0]
        place = found.setdefault(field, Found(model, field))
        place.count += 1
        place.example = place.example or " ".join(text[max(start - AROUND, 0) : end + AROUND].split())


def _listed(found):
    return [place for fields in found.values() for place in fields.values()]


def texts_in(value):
    """Yield the texts of a value of any column: of JSON all strings, of bytes what can be read in them.

    What was written for an address is read as it was meant, too.
    """
    if isinstance(value, str):
        yield value
        if "%" in value:
            yield unquote_plus(value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_in(key)
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, bytes | memoryview):
        yield from _texts_in_bytes(bytes(value))


def _texts_in_bytes(content):
    """A page or a text as it came, the parts of a mail, the files of a document."""
    yield content.decode("utf-8", "replace")
    yield content.decode("utf-16", "replace")
    message = email.message_from_bytes(content)
    yield from (part.get_payload(decode=True).decode("utf-8", "replace") for part in message.walk() if _is_leaf(part))
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def _is_leaf(part):
    return not part.is_multipart() and part.get("Content-Transfer-Encoding")
