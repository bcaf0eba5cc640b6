"""Taking turns: SQLite has one writer at a time, PostgreSQL is asked for as much."""

from contextlib import contextmanager
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED

from django.db import OperationalError, connection, transaction

from .sql import ask

SOON = 200  # milliseconds
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code


def is_held(error):
    """Whether SQLite gave up waiting for its one writer, or PostgreSQL for a lock."""
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
    return code in (SQLITE_BUSY, SQLITE_LOCKED) or getattr(error.__cause__, "pgcode", "") == LOCK_NOT_AVAILABLE


@contextmanager
def alone(number):
    """A transaction that runs while no other of the same `number` does."""
    with transaction.atomic():
        take(number)
        yield


class Taken(Exception):
    """Somebody else has the turn."""


@contextmanager
def alone_soon(number):
    """The same, but for `Taken` where one would have to wait for long."""
    try:
        with _impatient(), alone(number):
            yield
    except OperationalError as error:
        if is_held(error):
            raise Taken from error
        raise


@contextmanager
def _impatient():
    if connection.vendor == "postgresql":
        with transaction.atomic():
            ask("SELECT set_config('lock_timeout', %s, true)", [str(SOON)])
            yield
        return
    ask(f"PRAGMA busy_timeout = {SOON}")
    try:
        yield
    finally:
        ask(f"PRAGMA busy_timeout = {connection.settings_dict['OPTIONS'].get('timeout', 5) * 1000:d}")


def take_if_free(number):
    """Whether nobody is at `number`; nobody will be, then, until the end of this transaction."""
    return connection.vendor != "postgresql" or ask("SELECT pg_try_advisory_xact_lock(%s)", [number])[0][0]


def take(number):
    """Let no other transaction of `number` go on until the end of this one."""
    if connection.vendor == "postgresql":
        ask("SELECT pg_advisory_xact_lock(%s)", [number])
