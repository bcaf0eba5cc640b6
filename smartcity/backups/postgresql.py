"""A base on a server, written and read by PostgreSQL's own programs."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile

from django.db import connection, transaction

from exchange.folders import FolderError

FILE = "database.dump"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
READY = b"READY\n"

# All that our schema holds and no extension: a later release may have tables of which the dump knows nothing.
EMPTY = """
SET lock_timeout = '10s';
DO $$
DECLARE
    gone text;
BEGIN
    SELECT string_agg(format('DROP %s IF EXISTS %I.%I CASCADE', kind, nspname, relname), ';') INTO gone
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    JOIN (VALUES ('r', 'TABLE'), ('p', 'TABLE'), ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW'), ('S', 'SEQUENCE'))
        AS kinds (letter, kind) ON letter = relkind
    WHERE nspname = current_schema()
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'i'));
    EXECUTE coalesce(gone, 'SELECT');
    SELECT string_agg(format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure), ';') INTO gone
    FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e');
    EXECUTE coalesce(gone, 'SELECT');
END $$;
"""
COUNTED = """
    IF (SELECT count(*) FROM "{schema}"."{table}") <> {rows:d} THEN
        RAISE EXCEPTION 'La table {table} n’a pas ses {rows:d} lignes.';
    END IF;
"""


@contextlib.contextmanager
def dumped(path):
    """Write the base of one moment to `path`; yield what asks that moment: SQL → rows."""
    with transaction.atomic(), connection.cursor() as cursor:

        def ask(sql):
            cursor.execute(sql)
            return cursor.fetchall()

        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        [(snapshot, schema)] = ask("SELECT pg_export_snapshot(), current_schema()")
        what = [f'--schema="{schema}"', f"--snapshot={snapshot}", "--no-owner", "--no-privileges", "--no-password"]
        command = [program("pg_dump"), "--format=custom", f"--file={path}", *what]
        done = subprocess.run(command, env=environment(), capture_output=True, text=True)
        if done.returncode:
            raise FolderError(f"pg_dump n’a pas pu lire la base : {done.stderr.strip()}")
        yield ask


def load(path, manifest, *, swapped):
    """Make the base that of `path`, in one transaction; the site's role owns what it makes.

    `swapped` is a context in which the media are those of the backup; leaving it by an error puts the others back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        [schema] = cursor.fetchone()
    counted = "".join(COUNTED.format(schema=schema, table=table, rows=rows) for table, rows in manifest.rows.items())
    # Statistics are not dumped, and plans without any may never end.
    last = f"DO $$ BEGIN {counted} END $$; SET client_min_messages = error; ANALYZE; \\echo {READY.decode()}"
    with session() as psql:
        psql.stdin.write(f"BEGIN; {EMPTY}".encode())
        with script(path, schema) as sql:
            shutil.copyfileobj(sql, psql.stdin)
        psql.stdin.write(last.encode())
        psql.stdin.flush()
        if psql.stdout.readline() == READY:
            with swapped():
                psql.communicate(b"COMMIT;\n")
                if psql.returncode:
                    raise BrokenPipeError


@contextlib.contextmanager
def session():
    """psql, which does what is written to its `stdin`, once there is a COMMIT. Raises `FolderError` with its words."""
    how = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    with tempfile.TemporaryFile() as said:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": said}
        # The pipe breaks where psql stopped at an error: what it said is raised then.
        with (
            contextlib.suppress(BrokenPipeError),
            subprocess.Popen([program("psql"), *how], env=environment(), **pipes) as psql,
        ):
            yield psql
        if psql.returncode:
            raise FolderError(f"PostgreSQL a refusé : {_read(said)}")


@contextlib.contextmanager
def script(path, schema):
    """The SQL of a dump, to be read as a file."""
    how = ["--no-owner", "--no-privileges", f"--schema={schema}", "--file=-"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen([program("pg_restore"), *how, path], stdout=subprocess.PIPE, stderr=said) as reader,
    ):
        yield reader.stdout
        if reader.wait():
            raise FolderError(f"pg_restore ne lit pas la sauvegarde : {_read(said)}")


def _read(file):
    file.seek(0)
    return file.read().decode(errors="replace").strip()


def program(name):
    """The path of one of PostgreSQL's programs, no older than the server: its own, where Debian has several."""
    server = connection.pg_version // 10000
    path = shutil.which(name, path=f"/usr/lib/postgresql/{server}/bin:{os.environ.get('PATH', os.defpath)}")
    if not path:
        raise FolderError(f"Le programme {name} manque : installez postgresql-client ({server} ou plus).")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    found = int(re.search(r"\d+", said)[0])
    if found < server:
        raise FolderError(
            f"Le programme {name} ({found}) est plus ancien que le serveur ({server}) : "
            f"installez postgresql-client-{server}."
        )
    return path


def environment():
    """Ours, and the site's connection as libpq reads it: a password on a command line would be everybody's to see."""
    exceptions = {"dbname": "PGDATABASE", "connect_timeout": "PGCONNECT_TIMEOUT"}
    given = {
        exceptions.get(name, f"PG{name.replace('_', '').upper()}"): str(value)
        for name, value in connection.get_connection_params().items()
        if isinstance(value, str | int)
    }
    return os.environ | given
