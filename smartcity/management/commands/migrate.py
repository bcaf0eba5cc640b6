from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError, DataError, IntegrityError, connections, transaction
from django.db.migrations import CreateModel
from django.db.migrations.recorder import MigrationRecorder

from exchange.releases import unknown
from smartcity.migrating import write_ahead

LOCK = 0x316247E  # PostgreSQL's number for "one migrates at a time"
PATIENCE = 10 * 60 * 1000  # milliseconds: how long SQLite lets a second one wait, whom nobody is waiting for


class Command(migrate.Command):
    """Django's own, in one transaction and one at a time: a second one waits, and then finds nothing to do.

    Whatever stops it halfway, the tables, the triggers and the list of migrations are as they were. On the way back,
    what the older tables cannot hold stops it, in words; so do rows of another app that would go with their tables.
    """

    undoing = None  # the migration that is taken back

    def execute(self, *args, **options):
        """With patience from the first question on: Django's checks take a locked SQLite for one that is too old."""
        self.connection = connections[options["database"]]
        if self.connection.vendor == "postgresql":
            return super().execute(*args, **options)
        self._wait(PATIENCE)
        try:
            return super().execute(*args, **options)
        finally:
            self._wait(self.connection.settings_dict["OPTIONS"]["timeout"] * 1000)

    def handle(self, *args, **options):
        connection = self.connection
        self.asked_app = options["app_label"]
        is_server = connection.vendor == "postgresql"
        # SQLite remakes tables under other names, and asks for keys to be looked at in the end alone.
        is_eased = not connection.in_atomic_block and connection.disable_constraint_checking()
        try:
            if not is_server and not connection.in_atomic_block:
                write_ahead(connection, PATIENCE / 1000)
            with transaction.atomic(using=connection.alias):
                if is_server:
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
                if not options["prune"]:  # by which what no app has any more is taken from the list of migrations
                    self._refuse_what_is_unknown()
                super().handle(*args, **options)
        except (DataError, IntegrityError) as error:
            if self.undoing is None:
                raise
            raise CommandError(_told(self.undoing, error)) from error
        finally:
            if is_eased:
                connection.enable_constraint_checking()

    def migration_progress_callback(self, action, migration=None, fake=False):
        super().migration_progress_callback(action, migration, fake)
        if action == "unapply_start":
            self.undoing = migration
            if not fake and migration.app_label != self.asked_app:
                self._refuse_to_empty(migration)
        if action in {"apply_success", "unapply_success"} and self.connection.vendor == "postgresql":
            # The keys that this one left to be looked at would keep the next from changing their tables.
            self.connection.check_constraints()

    def _refuse_what_is_unknown(self):
        """Raise CommandError if the base has had migrations that this code has not: what it has is not what it says."""
        recorder = MigrationRecorder(self.connection)
        if later := unknown(f"{app}.{name}" for app, name in recorder.applied_migrations()):
            raise CommandError(
                f"Cette base vient d’une autre version, dont ce code ne connaît pas {', '.join(later)}. "
                "Rien n’a été changé. Une base de démonstration se refait : make reset"
            )

    def _refuse_to_empty(self, migration):
        """Raise CommandError if the tables that go with `migration` hold something, and nobody named its app."""
        app, made = migration.app_label, [one for one in migration.operations if isinstance(one, CreateModel)]
        with self.connection.cursor() as cursor:
            for table in (one.options.get("db_table") or f"{app}_{one.name_lower}" for one in made):
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
                if cursor.fetchone():
                    raise CommandError(
                        f"Avec « {self.asked_app} » partirait « {migration} », et ce que sa table {table} contient. "
                        f"Rien n’a été changé. Si c’est bien ce qu’il faut, d’abord : migrate {app} zero"
                    )

    def _wait(self, milliseconds):
        with self.connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")


def _told(migration, error):
    while isinstance(error.__context__, DatabaseError):  # SQLite's tables are looked at as a whole, whatever had failed
        error = error.__context__
    return (
        f"« {migration} » ne se défait pas : la base a ce que les tables d’avant ne peuvent pas garder. "
        f"Rien n’a été changé. ({str(error).strip()})"
    )
