"""Writing a backup, whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from exchange.folders import FolderError, copy_all, sha256, written
from exchange.releases import release

from . import engine
from .manifest import Manifest


def write(folder):
    """Write a backup to `folder`, which must not be there; (its manifest, the pictures that the base names in vain)."""
    media = Path(settings.MEDIA_ROOT).resolve()
    with written(folder) as draft:
        manifest, missing = _fill(draft, media)
    return manifest, missing


def _fill(draft, media):
    """The base first: a picture is written before the row that names it, and so it is there when the row is."""
    database = engine()
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    with database.dumped(draft / database.FILE) as ask:
        tables = sorted(name for (name,) in ask(database.TABLES))
        if "django_migrations" not in tables:
            raise FolderError("La base est vide : il n’y a rien à sauvegarder.")
        rows = {table: ask(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables}
        migrations = [f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY 1, 2")]
        named = {name for sql in _pictures(tables) for (name,) in ask(sql)}
    if settings.MEDIA_BUCKET_URL:
        named = set()  # which are not on this disk
    sums = {f"media/{name}": digest for name, digest in copy_all(media, draft / "media").items()}
    missing = sorted(name for name in named if f"media/{name}" not in sums)
    manifest = Manifest(
        made_at=made_at,
        release=release(),
        engine=connection.vendor,
        migrations=migrations,
        rows=rows,
        files={database.FILE: sha256(draft / database.FILE)} | sums,
    )
    manifest.write(draft)
    return manifest, missing


def _pictures(tables):
    """SQL that gives the names of uploaded files, for each column that holds any."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField) and model._meta.db_table in tables:
                yield f'SELECT "{field.column}" FROM "{model._meta.db_table}" WHERE "{field.column}" <> \'\''
