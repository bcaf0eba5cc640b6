"""What is done to the database besides its tables, once these are the ones that the models know."""

import random
import time

from django.db import OperationalError, connections

from exchange.releases import is_migrated


def when_whole(*acts):
    """`acts` for the end of a `migrate` that leaves nothing out: on older tables they would ask for what is not there.

    Whoever goes back has the code of those tables next, whose own `migrate` does as much.
    """

    def act(*, using="default", **kwargs):
        if is_migrated(connections[using]):
            for one in acts:
                one(using=using, **kwargs)

    return act


def write_ahead(connection, patience):
    """Have SQLite's readers and its writer not wait for each other; the file remembers it. `patience` is in seconds.

    Two that ask at once keep each other from it, and are both refused without a wait.
    """
    until = time.monotonic() + patience
    while True:
        try:
            with connection.cursor() as cursor:
                return cursor.execute("PRAGMA journal_mode = WAL")
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.01, 0.1))
