"""Work that a request leaves to the worker: a function under `job` is called later, and again where it failed."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

FIRST_PAUSE = 60  # seconds, doubled after each failure
LONGEST_PAUSE = 6 * 3600
URGENT = 10  # priority of what somebody waits for before a page


class Hopeless(Exception):
    """What was asked cannot be done, however often it is tried."""


@dataclass(frozen=True)
class Kind:
    label: str
    tries: int


KINDS: dict[str, Kind] = {}  # by the path of the function


def job(label, *, tries, priority=0):
    """A function that `.enqueue(…)` has called by the worker, with what JSON can hold.

    It is a row of the database that is written with the transaction it stands in. The worker may die in the middle of
    it, and calls it again then: it has to stand that. It is called `tries` times at most, unless it raises `Hopeless`.
    """

    def decorate(function):
        made = task(priority=priority)(function)
        KINDS[made.module_path] = Kind(label, tries)
        return made

    return decorate


def kind_of(path):
    """The kind of the job at `path`, whose module may not be read yet, or be of a release that is gone."""
    with suppress(ImportError):
        import_string(path)
    return KINDS.get(path) or Kind(path.rpartition(".")[2], 1)


def next_try(tried):
    """When to try again what was tried so many times in vain."""
    return timezone.now() + timedelta(seconds=min(FIRST_PAUSE * 2 ** (tried - 1), LONGEST_PAUSE))


def still_permitted(key, permission):
    """The account of this key, which may be gone or have lost its role since it asked for work: None then."""
    account = get_user_model().objects.filter(pk=key).first()
    return account if account and account.has_perm(permission) else None
