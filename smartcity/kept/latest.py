from threading import Lock
from time import monotonic

from django.db import Error, connection

from curation.kept import of_today, version

EACH = 1  # seconds between two questions
PAUSE = 5  # seconds that a database is left alone which did not answer: it may take as long to say so
SURE = 2 * EACH  # seconds for which an answer is taken to hold while the next one is awaited


class Latest:
    """The content version as this process knows it: what others wrote is seen a second later, what it wrote at once."""

    def __init__(self):
        self.version, self.known_at, self.due = "", 0, 0
        self.lock = Lock()

    def current(self):
        """(the content version, whether the database said so lately). One asks; the others go on with what is known.

        They wait only where nothing is known, or is known to be over.
        """
        if monotonic() >= self.due and self.lock.acquire(blocking=not self.due):
            try:
                if monotonic() >= self.due:
                    self._ask()
            finally:
                self.lock.release()
        return self.version, monotonic() - self.known_at < SURE

    def forget(self):
        """Ask anew before the next answer: this process may have written. A question under way is waited for."""
        with self.lock:
            self.due = 0

    def _ask(self):
        began = monotonic()
        try:
            if not connection.in_atomic_block:  # no request has begun that would have seen to it
                connection.close_if_unusable_or_obsolete()
            self.version = version()
        except Error:
            self.version = of_today(self.version)
            self.known_at, self.due = 0, monotonic() + PAUSE
        else:
            self.known_at, self.due = began, began + EACH
