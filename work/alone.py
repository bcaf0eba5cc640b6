"""One process at a time: the operating system lets go of the lock of a process that dies, however it dies."""

import fcntl
import hashlib
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection


@contextmanager
def only_one(name):
    """Whether nobody else on this host is at `name` for the same database; true until the end of the block."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # no other process can see it
        yield True
        return
    settings.VAR_DIR.mkdir(exist_ok=True)
    with _lock(name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def last_begun(name):
    """When `only_one` was last entered by that name on this host; None if never."""
    try:
        return datetime.fromtimestamp(_lock(name).stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return None


def _lock(name):
    place = "|".join(str(connection.settings_dict[part]) for part in ("HOST", "PORT", "NAME"))
    return settings.VAR_DIR / f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:12]}.lock"
