"""A base in which nothing is yet: whoever migrates it first keeps it, and every other process begins with a copy.

A test that committed leaves a fresh copy to the next. To migrate takes five seconds of a processor, to copy less than
two tenths of one; to empty all tables, and do again what follows a migration, six tenths on PostgreSQL. On SQLite the
base is a file, kept from run to run under the checksum of all that makes it; on PostgreSQL a database beside the
others, as long as their server runs.
"""

import contextlib
import fcntl
import os
import shutil
import sqlite3
import tempfile
import time
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from search.words import HERE as LISTS

FOLDER = settings.BASE_DIR / "var" / "prepared"


def begin():
    """Let the connection be to a base of this process alone, as the tests find it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    way = OF_ENGINES[connection.vendor](name())
    with locked():
        if way.is_kept():
            way.copy()
        else:
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            way.keep()


def begin_again():
    """Let the base of this process be as `begin` left it, whatever was committed there."""
    OF_ENGINES[connection.vendor](name()).restore()
    ContentType.objects.clear_cache()


def copy_file(path):
    """Let there be a migrated base of SQLite's, where some process has begun with one."""
    shutil.copy(File(name()).path, path)


@cache
def name():
    """It tells the code, the migrations and the lists of words in it, and what is installed."""
    files = (path for path in settings.BASE_DIR.glob("[!.]*/**/*.*") if "tests" not in path.parts)
    sources = [path for path in files if path.suffix in {".py", ".toml"}]
    made_by = [*sorted(sources), *sorted(LISTS.glob("*.txt")), settings.BASE_DIR / "requirements-dev.txt"]
    checksum = sha256(b"".join(sha256(path.read_bytes()).digest() for path in made_by))
    return f"prepared_{checksum.hexdigest()[:16]}"


@contextlib.contextmanager
def locked():
    with (FOLDER / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def use(base):
    """Let the connection be to the base of that name."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = base


class File:
    """SQLite's, whose copies stand in the memory."""

    def __init__(self, name):
        self.path = FOLDER / f"{name}.sqlite3"

    def is_kept(self):
        return self.path.exists()

    def keep(self):
        """Whole or not at all; what other sources made goes, but for what somebody copied within the last hour."""
        for old in FOLDER.glob("*.sqlite3"):
            if old.stat().st_mtime < time.time() - 3600:
                old.unlink()
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            path = Path(folder) / self.path.name
            with contextlib.closing(sqlite3.connect(path)) as file:
                connection.connection.backup(file)
            path.rename(self.path)

    def copy(self):
        use(connection.creation._get_test_db_name())
        self.restore()

    def restore(self):
        os.utime(self.path)  # and no new file, empty, where somebody took it away: others would begin with it
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(self.path)) as file:
            file.backup(connection.connection)


class Template:
    """A database of PostgreSQL's, to which nobody is connected."""

    def __init__(self, name):
        self.name = name

    def is_kept(self):
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone()

    def keep(self):
        connection.close()
        self._clone(connection.settings_dict["NAME"], self.name)

    def copy(self):
        use(connection.creation._get_test_db_name())
        self.restore()

    def restore(self):
        own = connection.settings_dict["NAME"]
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        self._clone(self.name, own)

    def _clone(self, source, name):
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


OF_ENGINES = {"sqlite": File, "postgresql": Template}
