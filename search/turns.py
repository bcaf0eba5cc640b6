"""Taking turns: SQLite has one writer at a time, PostgreSQL is asked for as much."""

from contextlib import contextmanager
from itertools import chain

from django.db import connection, transaction


@contextmanager
def alone(number, **settings):
    """A transaction that runs while no other of the same `number` does; `settings` are PostgreSQL's, until it ends."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            calls = ["pg_advisory_xact_lock(%s)", *["set_config(%s, %s, true)"] * len(settings)]
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {', '.join(calls)}", [number, *chain.from_iterable(settings.items())])
        yield
