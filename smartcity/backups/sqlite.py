"""A base that is a file, copied by SQLite itself: recent rows stand beside it, and others write."""

import contextlib
import sqlite3
import time

from django.db import connection

from exchange.folders import FolderError

from ..migrating import write_ahead

FILE = "database.sqlite3"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite|_%' ESCAPE '|'"
PATIENCE = 30  # seconds for whoever writes to end


@contextlib.contextmanager
def dumped(path):
    """Write the base of one moment to `path`; yield what asks that moment: SQL → rows."""
    connection.ensure_connection()
    with connection.wrap_database_errors, contextlib.closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy, progress=_patience())
        copy.execute("PRAGMA journal_mode = DELETE")  # no other file is needed to read it
        yield lambda sql: copy.execute(sql).fetchall()


def load(path, manifest, *, swapped):
    """Make the base that of `path`, in one transaction of SQLite's: who reads it meanwhile reads the one before.

    `swapped` is a context in which the media are those of the backup; leaving it by an error puts the others back.
    """
    connection.ensure_connection()
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with connection.wrap_database_errors, contextlib.closing(sqlite3.connect(address, uri=True)) as kept:
        _verify(kept, manifest.rows)
        with swapped():
            kept.backup(connection.connection, progress=_patience())
    write_ahead(connection, PATIENCE)


def _verify(base, rows):
    [[said], *_] = base.execute("PRAGMA quick_check")
    if said != "ok":
        raise FolderError(f"La base de la sauvegarde est abîmée : {said}")
    for table, count in rows.items():
        if base.execute(f'SELECT count(*) FROM "{table}"').fetchone() != (count,):
            raise FolderError(f"La table {table} n’a pas ses {count} lignes.")


def _patience():
    """What Python calls between its tries to copy, of which it would never tire."""
    until = time.monotonic() + PATIENCE

    def wait(status, remaining, total):
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > until:
            raise FolderError("La base est occupée : arrêtez le site, puis recommencez.")

    return wait
