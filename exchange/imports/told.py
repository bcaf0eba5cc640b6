"""What a file says, record by record, as JSON keeps it: other records stand in it by their keys."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from curation.fields import WebAddressField
from curation.keys import bounded
from events.models import Event, Talk
from quotes.models import Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

LONGEST_KEY = 200
# In the order in which they are written: each needs only those before it.
MODELS = {
    "organization": Organization, "theme": Theme, "speaker": Speaker, "event": Event, "talk": Talk, "tweet": Tweet,
}  # fmt: skip


@dataclass
class Told:
    """A record as the file has it. `subject` is what one answer is about: those of one subject are one record.

    Of what `is_sought` a record is looked for and none is made: who posts is a handle, as long as nobody here has it.
    """

    kind: str
    key: str
    name: str
    said: dict = field(default_factory=dict)
    identifier: str = ""  # by which the other system knows it, wherever
    url: str = ""
    subject: str = ""
    offices: list = field(default_factory=list)  # what a person is in this file: « maire, Ville de Brest »
    is_sought: bool = False

    @property
    def model(self):
        return MODELS[self.kind]


class File:
    """All the records that a file of `system` tells: `told` is {key: Told}, `doubts` are [(title, sentence)].

    `given` is the event of the base that it tells of, if somebody said so. `unheld` counts what of it has no place
    here, `left_out` what was not wanted, by why.
    """

    def __init__(self, system, *, given=None):
        self.system, self.given = system, given
        self.told, self.doubts = {}, []
        self.unheld, self.left_out = Counter(), Counter()

    def of(self, *kinds):
        return [one for one in self.told.values() if one.kind in kinds]

    def names_of(self, told):
        """The name of somebody, and their account with « @ » where the file says it."""
        handle = told.said.get("handle")
        return [told.name, *([f"@{handle}"] if handle else [])]

    def matching(self, choices):
        """Which records of the base it tells of: a `Matching`."""
        raise NotImplementedError

    def _add(self, told):
        return self.told.setdefault(told.key, told)

    def _checked(self, model, title, said):
        """`said` as the model's fields take it; what they refuse is left out or cut, and told among the doubts."""
        checked = {}
        for name, value in said.items():
            column = model._meta.get_field(name)
            try:
                checked[name] = plain(column.clean(_fitting(column, value), None)) if _is_said(value) else value
            except ValidationError as error:
                checked[name] = plain(column.get_default())
                self.doubts.append((title, f"{column.verbose_name} : {' '.join(error.messages)}"))
                continue
            if isinstance(value, str) and isinstance(column, models.CharField) and len(value) > column.max_length:
                self.doubts.append((title, _("%(field)s : trop long, coupé") % {"field": column.verbose_name}))
        return checked


def address_of(url):
    """An address elsewhere, or none where it is no address or too long to be kept."""
    try:
        return WebAddressField().clean(url, None) if url else ""
    except ValidationError:
        return ""


def _is_said(value):
    return value not in ("", None)


def _fitting(column, value):
    if isinstance(column, models.CharField) and not isinstance(column, models.URLField) and not column.choices:
        return Truncator(value).chars(column.max_length)
    return value


def key_of(kind, *parts):
    return bounded("/".join([kind, *parts]), LONGEST_KEY)


def digest(text):
    return blake2b(text.encode(), digest_size=12).hexdigest()


def plain(value):
    """A value of a column as JSON keeps it; moments in UTC, so that the same ones are equal."""
    if hasattr(value, "astimezone"):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else value
