"""How far a long writing has come: told beside its transaction, of which nobody sees anything before its end.

SQLite has one writer, which is that transaction: there the page says how many records it is about, and since when.
"""

from contextlib import contextmanager, suppress
from time import monotonic

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections

from exchange.models import Import

EVERY = 1  # seconds
TABLE = Import._meta.db_table
# Should the transaction hold the row, neither would ever go on.
FREE = f"SELECT id FROM {TABLE} WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED"
TELL = f"UPDATE {TABLE} SET percent = %s WHERE id = ({FREE})"


@contextmanager
def progress_of(batch):
    """The `Progress` of an `Import` that is written, or taken back, in the block."""
    progress = Progress(batch)
    try:
        yield progress
    finally:
        progress.close()


class Progress:
    """`done` of `total` steps, which the `Import` is told once a second, as a hundredth part."""

    def __init__(self, batch):
        self.batch, self.done, self.total = batch, 0, 0
        self._told_at, self._beside = monotonic(), None

    def add(self, number):
        self.done += number
        if connection.vendor == "postgresql" and monotonic() - self._told_at >= EVERY:
            self._told_at = monotonic()
            with suppress(Error):  # nothing depends on it
                self._tell(min(100 * self.done // max(self.total, 1), 99))

    def close(self):
        if self._beside:
            self._beside.close()

    def _tell(self, percent):
        if self._beside is None:
            self._beside = connections.create_connection(DEFAULT_DB_ALIAS)
        with self._beside.cursor() as cursor:
            cursor.execute(TELL, [percent, self.batch.pk])
