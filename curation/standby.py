"""A standby of the database, from which may be read what is of the same version there (`docs/scale.md`)."""

import time
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connections

ALIAS = "standby"
PAUSE = 30  # seconds that a standby is left alone which did not answer: a request waits two for one that says nothing


class Standby:
    """The standby as this process knows it."""

    def __init__(self):
        self.due = 0

    def is_there(self):
        return time.monotonic() >= self.due

    @contextmanager
    def in_place(self):
        """Let this thread read from it, whatever reads.

        A router of Django is asked by querysets alone: SQL by hand and transactions would still go to the primary.
        """
        primary = connections["default"]
        try:
            connections["default"] = connections[ALIAS]
            yield
        except (OperationalError, InterfaceError):
            self.due = time.monotonic() + PAUSE
            raise
        finally:
            connections["default"] = primary


standby = Standby()
