import random
import time

from django.core.management.commands import migrate
from django.db import OperationalError, connections, transaction

LOCK = 0x316247E  # PostgreSQL's number for "one migrates at a time"
PATIENCE = 10 * 60 * 1000  # milliseconds: how long SQLite lets a second one wait, whom nobody is waiting for


class Command(migrate.Command):
    """Django's own, in one transaction and one at a time: a second one waits, and then finds nothing to do.

    Whatever stops it halfway, the tables, the triggers and the list of migrations are as they were.
    """

    def handle(self, *args, **options):
        connection = self.connection = connections[options["database"]]
        is_server = connection.vendor == "postgresql"
        # SQLite remakes tables under other names, and asks for keys to be looked at in the end alone.
        is_eased = not connection.in_atomic_block and connection.disable_constraint_checking()
        try:
            if not is_server:
                self._wait(PATIENCE)
            if not is_server and not connection.in_atomic_block:
                self._write_ahead()
            with transaction.atomic(using=connection.alias):
                if is_server:
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
                super().handle(*args, **options)
        finally:
            if is_eased:
                connection.enable_constraint_checking()
            if not is_server:
                self._wait(connection.settings_dict["OPTIONS"]["timeout"] * 1000)

    def migration_progress_callback(self, action, migration=None, fake=False):
        super().migration_progress_callback(action, migration, fake)
        if action in {"apply_success", "unapply_success"} and self.connection.vendor == "postgresql":
            # The keys that this one left to be looked at would keep the next from changing their tables.
            self.connection.check_constraints()

    def _wait(self, milliseconds):
        with self.connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")

    def _write_ahead(self):
        """Have readers and the writer not wait for each other; the file remembers it.

        Two that ask at once keep each other from it, and are both refused without a wait.
        """
        until = time.monotonic() + PATIENCE / 1000
        while True:
            try:
                with self.connection.cursor() as cursor:
                    return cursor.execute("PRAGMA journal_mode = WAL")
            except OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(random.uniform(0.01, 0.1))
