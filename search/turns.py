"""Taking turns: SQLite has one writer at a time, PostgreSQL is asked for as much."""

from contextlib import contextmanager
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED

from django.db import connection, transaction

from .sql import ask


def is_held(error):
    """Whether SQLite gave up waiting for its one writer."""
    return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in (SQLITE_BUSY, SQLITE_LOCKED)


@contextmanager
def alone(number):
    """A transaction that runs while no other of the same `number` does."""
    with transaction.atomic():
        take(number)
        yield


def take_if_free(number):
    """Whether nobody is at `number`; nobody will be, then, until the end of this transaction."""
    return connection.vendor != "postgresql" or ask("SELECT pg_try_advisory_xact_lock(%s)", [number])[0][0]


def take(number):
    """Let no other transaction of `number` go on until the end of this one."""
    if connection.vendor == "postgresql":
        ask("SELECT pg_advisory_xact_lock(%s)", [number])
