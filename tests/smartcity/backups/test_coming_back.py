"""A base and its pictures come back as they were, from a site that goes on writing: by processes of their own."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from itertools import count
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection
from environ import Env

pytestmark = pytest.mark.django_db
numbers = count(1)

FILL = """
import django; django.setup()
from django.core.files.base import ContentFile
from django.core.management import call_command
from tests import builders as make
call_command("load_seed", verbosity=0)
someone = make.speaker(name="Camille Martin", picture=ContentFile(b"picture", name="camille.webp"))
talk = make.talk(speakers=[someone], themes=[make.theme(name="Énergie")])
quote = make.quote(text="les réverbères connectés", talk=talk, speaker=someone, source=make.source())
make.dossier(records=[quote, make.tweet(talk=talk)])
make.recap()
"""
# Each source has its quote, and they come at once.
WRITE = """
import django; django.setup()
from django.db import transaction
from tests import builders as make
event = make.event()
while True:
    with transaction.atomic():
        make.quote(event=event, source=make.source(title="ensemble"), context="ensemble")
    print("written", flush=True)
"""
FIND = """
import os
import django; django.setup()
from django.test import Client
from tests import builders as make
client = Client(headers={"host": "localhost"})
assert "Camille <mark>Martin</mark>" in client.get("/recherche/?q=martin").content.decode()
client.force_login(make.user(role="member", email=f"membre{os.getpid()}@exemple.fr"))
assert "réverbères" in client.get("/citations/recherche/?q=reverbere").content.decode()
make.quote(text="une phrase toute neuve")  # a trigger notes it
assert "phrase toute" in client.get("/citations/recherche/?q=neuve").content.decode()
"""


class OnSQLite:
    def __init__(self, folder):
        self.folder = folder

    def base(self, name):
        return f"sqlite:///{self.folder}/{name}.sqlite3"

    def migrated(self, name):
        """A base as `migrate` makes it: a copy of the tests' own."""
        (self.folder / f"{name}.sqlite3").write_bytes(connection.connection.serialize())
        return self.base(name)

    @contextlib.contextmanager
    def asked(self, address):
        with contextlib.closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as base:
            yield lambda sql: base.execute(sql).fetchall()

    def rows(self, address):
        """{table: its rows}"""
        with self.asked(address) as ask:
            tables = [name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {table: sorted(map(repr, ask(f'SELECT * FROM "{table}"'))) for table in tables}

    def structure(self, address):
        with self.asked(address) as ask:
            return sorted(map(repr, ask("SELECT type, name, sql FROM sqlite_master")))

    def end(self):
        pass


class OnPostgreSQL:
    """Each base belongs to a role of its own, which may do nothing elsewhere."""

    def __init__(self, folder):
        self.folder, self.given = folder, connection.settings_dict
        self.made = []

    def address(self, name, role):
        return f"postgres:///{self.given['HOST']}/{name}?user={role}"

    def base(self, name):
        name = f"{self.given['NAME']}_{name}"
        with self.asked(self.address("postgres", "smartcity")) as ask:
            ask(f"CREATE ROLE {name} LOGIN")
            ask(f"CREATE DATABASE {name} OWNER {name}")
        self.made.append(name)
        return self.address(name, name)

    def migrated(self, name):
        """A base as `migrate` makes it: a dump of the tests' own, which belongs to another role."""
        site, address = Site(self, self.folder, self.address(self.given["NAME"], "smartcity")), self.base(name)
        site.manage("backup", str(self.folder / "migrated"))
        Site(self, self.folder, address).manage("restore", str(self.folder / "migrated"))
        return address

    @contextlib.contextmanager
    def asked(self, address):
        config = Env.db_url_config(address)
        base = psycopg2.connect(host=config["HOST"], dbname=config["NAME"], user=config["OPTIONS"]["user"])
        base.autocommit = True

        def ask(sql):
            with base.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []

        with contextlib.closing(base):
            yield ask

    def rows(self, address):
        with self.asked(address) as ask:
            tables = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
            return {table: sorted(row for (row,) in ask(f'SELECT t::text FROM "{table}" t')) for table in tables}

    def structure(self, address):
        ours = "schemaname = 'public'"
        with self.asked(address) as ask:
            return [
                sorted(ask(f"SELECT indexdef FROM pg_indexes WHERE {ours}")),
                sorted(ask("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint")),
                sorted(ask("SELECT tgname, obj_description(oid) FROM pg_trigger WHERE NOT tgisinternal"), key=repr),
                sorted(ask("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")),
                sorted(ask(f"SELECT sequencename, last_value FROM pg_sequences WHERE {ours}"), key=repr),
            ]

    def end(self):
        with self.asked(self.address("postgres", "smartcity")) as ask:
            for name in self.made:
                ask(f"DROP DATABASE {name} WITH (FORCE)")
                ask(f"DROP ROLE {name}")

    @property
    def programs(self):
        """The folder of the programs that fit the server: the wheel's, where the system has none."""
        return next(Path(self.given["HOST"]).glob("*/pginstall*/bin"), None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sites")


@pytest.fixture(scope="module")
def server(folder, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql" and connection.settings_dict["OPTIONS"].get("user") != "smartcity":
            pytest.skip("makes roles and bases, on the suite's own server only")
        connection.ensure_connection()
        server = (OnSQLite if connection.vendor == "sqlite" else OnPostgreSQL)(folder)
        yield server
        server.end()


class Site:
    def __init__(self, server, folder, address):
        self.address, self.media = address, folder / f"media-{address.rsplit('/', 1)[1]}"
        path = os.pathsep.join(filter(None, [str(getattr(server, "programs", "")), os.environ["PATH"]]))
        given = {"DATABASE_URL": address, "MEDIA_ROOT": str(self.media), "PATH": path}
        self.environment = given | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    def start(self, *words):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen([sys.executable, *words], cwd=settings.BASE_DIR, env=self.environment, **pipes)

    def run(self, *words, code=0):
        process = self.start(*words)
        said = process.communicate(timeout=120)[0]
        assert process.returncode == code, said
        return said

    def manage(self, *words, **options):
        return self.run("manage.py", *words, **options)

    def pictures(self):
        return {str(path.relative_to(self.media)): path.read_bytes() for path in self.media.rglob("*.*")}


@pytest.fixture(scope="module")
def site(server, folder):
    """What a test adds stays for the next one; each looks first at what is there."""
    site = Site(server, folder, server.migrated("first"))
    site.run("-c", FILL)
    return site


@pytest.fixture
def other(server, folder):
    """A site on which nothing is."""
    return Site(server, folder, server.base(f"other{next(numbers)}"))


def test_it_comes_back_row_by_row_and_can_be_searched(server, site, other, tmp_path):
    site.run("-c", FIND.replace("une phrase", "une autre phrase"))  # its index is filled
    before, pictures, structure = server.rows(site.address), site.pictures(), server.structure(site.address)
    site.manage("backup", str(tmp_path / "kept"))
    other.manage("restore", str(tmp_path / "kept"))

    assert server.rows(other.address) == before
    assert server.structure(other.address) == structure
    assert other.pictures() == pictures and len(pictures) == 1
    assert "No migrations to apply" in other.manage("migrate")
    assert server.rows(other.address) == before  # no trigger was missing either, after which all would be noted
    other.run("-c", FIND)
    other.manage("rebuild_search_index", "--check")


def test_a_backup_of_a_site_that_writes_is_of_one_moment(server, site, other, tmp_path):
    before = server.rows(site.address)
    writer = site.start("-c", WRITE)
    try:
        assert writer.stdout.readline() == "written\n"
        site.manage("backup", str(tmp_path / "kept"))
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    other.manage("restore", str(tmp_path / "kept"))

    after, later = server.rows(other.address), server.rows(site.address)
    for table in ("quotes_quote", "quotes_source", "curation_revision", "speakers_speaker"):
        assert set(before[table]) <= set(after[table]) <= set(later[table])
    together = [len([row for row in after[table] if "ensemble" in row]) for table in ("quotes_quote", "quotes_source")]
    assert together[0] == together[1] > 0


def test_it_replaces_what_is_there_only_when_told_and_then_all_of_it(server, site, other, folder, tmp_path):
    kept, before = tmp_path / "kept", server.rows(site.address)
    site.manage("backup", str(kept))
    other.manage("restore", str(kept))
    with server.asked(other.address) as ask:
        # Of a later release: it holds on to a table that is replaced.
        ask("CREATE TABLE quotes_later (id integer PRIMARY KEY, theme_id bigint REFERENCES themes_theme (id))")
    other.run("-c", "import django; django.setup(); from tests import builders as make; make.quote()")
    (other.media / "of-the-other.webp").write_bytes(b"other")
    there, pictures = server.rows(other.address), other.pictures()

    assert "--overwrite" in other.manage("restore", str(kept), code=1)
    assert (server.rows(other.address), other.pictures()) == (there, pictures)
    other.manage("restore", str(kept), "--overwrite")
    assert (server.rows(other.address), other.pictures()) == (before, site.pictures())
    assert list(folder.glob(".*")) + list(tmp_path.glob(".*")) == []


SPOIL = """
import sys
from pathlib import Path
from exchange.folders import sha256
from smartcity.backups.manifest import Manifest
kept, how = Path(sys.argv[1]), sys.argv[2]
manifest, base = Manifest.read(kept), next(kept.glob("database.*"))
whole = base.read_bytes()
base.write_bytes({"short": whole[: len(whole) // 2], "other": b"anything"}.get(how, whole))
manifest.files[base.name] = sha256(base)
if how == "fewer":
    manifest.rows["themes_theme"] += 1
manifest.write(kept)
"""


def test_a_restore_that_fails_leaves_base_and_pictures_as_they_were(site, server, folder, tmp_path):
    """The sums are right, and still it cannot be loaded, or is not what it was."""
    kept, before, pictures = tmp_path / "kept", server.rows(site.address), site.pictures()
    for how in ("short", "other", "fewer"):
        site.manage("backup", str(kept))
        site.run("-c", SPOIL, str(kept), how)
        said = site.manage("restore", str(kept), "--overwrite", code=1)
        assert said.startswith("CommandError: Rien n’a été remis. "), said
        shutil.rmtree(kept)
    assert "La table themes_theme n’a pas ses" in said
    assert (server.rows(site.address), site.pictures()) == (before, pictures)
    assert list(folder.glob(".*")) + list(tmp_path.glob(".*")) == []
