"""What is not written, and what is not brought back: nothing changes, and a sentence says why."""

import json
import os
import shutil
import stat

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from exchange.folders import FolderError
from smartcity.backups import postgresql
from tests import builders as make
from themes.models import Theme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what comes before any engine"),
]


@pytest.fixture
def kept(settings, tmp_path):
    """A backup of a theme and a picture."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media/pictures").mkdir(parents=True)
    (tmp_path / "media/pictures/a.webp").write_bytes(b"picture")
    make.theme(name="Énergie")
    call_command("backup", tmp_path / "kept", verbosity=0)
    return tmp_path / "kept"


def change(kept, **said):
    manifest = kept / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | said))


def refusal(*words, **options):
    with pytest.raises(CommandError) as refused:
        call_command(*words, **options)
    return str(refused.value)


def test_nobody_else_reads_it(kept):
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [kept, *kept.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert len(modes) == 6


def test_it_says_of_what_it_is(kept):
    said = json.loads((kept / "manifest.json").read_text())
    assert (said["engine"], said["rows"]["themes_theme"]) == ("sqlite", 1)
    assert said["release"].startswith("0.1.0")
    assert "themes.0001_initial" in said["migrations"]
    assert said["files"].keys() == {"database.sqlite3", "media/pictures/a.webp"}


def test_it_is_never_written_over_anything(kept):
    before = (kept / "manifest.json").read_bytes()
    assert "existe déjà" in refusal("backup", kept)
    assert (kept / "manifest.json").read_bytes() == before


def test_it_is_never_written_where_the_public_reads(kept, settings):
    assert "MEDIA_ROOT" in refusal("backup", settings.MEDIA_ROOT / "kept")


def test_one_that_fails_leaves_nothing(kept, settings):
    before = sorted(kept.parent.iterdir())
    (settings.MEDIA_ROOT / "c.webp").symlink_to("c.webp")  # leads to itself: it cannot be opened
    refusal("backup", kept.parent / "other")
    assert sorted(kept.parent.iterdir()) == before


def test_pictures_that_the_base_names_in_vain_are_told(kept, capsys):
    make.speaker(picture="pictures/gone.webp")
    call_command("backup", kept.parent / "other", verbosity=0)
    assert "pictures/gone.webp" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda kept: (kept / "database.sqlite3").write_bytes(b"x"), "database.sqlite3 a changé"),
        (lambda kept: (kept / "media/pictures/a.webp").unlink(), "media/pictures/a.webp manque"),
        (lambda kept: (kept / "media/b.webp").write_bytes(b"x"), "media/b.webp est de trop"),
        (lambda kept: (kept / "manifest.json").unlink(), "n’est pas une sauvegarde entière"),
        (lambda kept: (kept / "manifest.json").write_text('{"format": 1, "rows"'), "n’est pas une sauvegarde entière"),
        (lambda kept: (kept / "manifest.json").write_text("[]"), "n’est pas une sauvegarde entière"),
        (shutil.rmtree, "n’est pas une sauvegarde entière"),
        (lambda kept: change(kept, format=2), "d’une autre forme (2)"),
        (lambda kept: change(kept, engine="postgresql"), "La sauvegarde est d’une base PostgreSQL"),
        (lambda kept: change(kept, migrations=["themes.0099_later"]), "ne connaît pas themes.0099_later"),
        (lambda kept: None, "La base n’est pas vide"),
    ],
)
def test_what_is_damaged_foreign_or_would_overwrite_is_refused(kept, settings, spoil, sentence):
    spoil(kept)
    make.theme(name="Eau")
    overwrite = sentence != "La base n’est pas vide"
    assert sentence in refusal("restore", kept, overwrite=overwrite)
    assert [theme.name for theme in Theme.objects.order_by("name")] == ["Eau", "Énergie"]
    assert [path.name for path in settings.MEDIA_ROOT.rglob("*.*")] == ["a.webp"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [("", "Le programme pg_dump manque"), ("pg_dump (PostgreSQL) 13.4", "Le programme pg_dump (13) est plus ancien")],
)
def test_a_program_that_is_missing_or_too_old_is_told(monkeypatch, tmp_path, said, sentence):
    if said:
        (tmp_path / "pg_dump").write_text(f"#!/bin/sh\necho '{said}'\n")
        (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(connection, "pg_version", 990004, raising=False)
    with pytest.raises(FolderError) as refused:
        postgresql.program("pg_dump")
    assert sentence in str(refused.value)
    assert "99" in str(refused.value)


def test_no_password_is_on_a_command_line(monkeypatch):
    parameters = {"dbname": "site", "password": "sesame", "host": "db", "connect_timeout": 5, "sslmode": "require"}
    monkeypatch.setattr(connection, "get_connection_params", lambda: parameters)
    given = postgresql.environment()
    assert {name: given[name] for name in given.keys() - os.environ.keys()} == {
        "PGDATABASE": "site",
        "PGPASSWORD": "sesame",
        "PGHOST": "db",
        "PGCONNECT_TIMEOUT": "5",
        "PGSSLMODE": "require",
    }
