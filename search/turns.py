"""Taking turns: SQLite has one writer at a time, PostgreSQL is asked for as much."""

from contextlib import contextmanager

from django.db import connection, transaction

from .sql import ask


@contextmanager
def alone(number):
    """A transaction that runs while no other of the same `number` does."""
    with transaction.atomic():
        take_turn(number)
        yield


def take_turn(number):
    """From here to the end of the transaction, no other of the same `number` runs."""
    if connection.vendor == "postgresql":
        ask("SELECT pg_advisory_xact_lock(%s)", [number])
