"""Bringing a backup back: all of it, or nothing."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from exchange.folders import FolderError, copy_all, paths, settle_all
from exchange.releases import unknown

from . import engine
from .manifest import Manifest

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(folder, *, overwrite=False):
    """Make base and media those of a backup; its manifest. Raises `FolderError`, and then nothing has changed."""
    media = Path(settings.MEDIA_ROOT).resolve()
    manifest = Manifest.read(folder)
    _refuse_foreign(manifest)
    manifest.verify(folder)
    if not overwrite:
        _refuse_to_overwrite(media)
    with _staged(folder / "media", media, manifest) as swapped:
        engine().load(folder / engine().FILE, manifest, swapped=swapped)
    return manifest


def _refuse_foreign(manifest):
    if manifest.engine != connection.vendor:
        theirs, ours = ENGINES.get(manifest.engine, manifest.engine), ENGINES[connection.vendor]
        raise FolderError(f"La sauvegarde est d’une base {theirs}, et DATABASE_URL en nomme une de {ours}.")
    if later := unknown(manifest.migrations):
        raise FolderError(
            f"La sauvegarde est d’une version plus récente du site ({manifest.release}) : "
            f"celle-ci ne connaît pas {', '.join(later[:5])}."
        )


def _refuse_to_overwrite(media):
    tables = connection.introspection.table_names()
    if tables:
        raise FolderError(f"La base n’est pas vide ({len(tables)} tables) : --overwrite la remplace.")
    if any(paths(media)):
        raise FolderError(f"{media} n’est pas vide : --overwrite remplace ce qui s’y trouve.")


@contextlib.contextmanager
def _staged(source, media, manifest):
    """Copy the media beside MEDIA_ROOT; yield a context in which they stand in its place, for good if it ends well."""
    if os.path.ismount(media):
        raise FolderError(f"{media} est un point de montage : mettez MEDIA_ROOT dans un dossier qui y soit.")
    media.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{media.name}-", dir=media.parent))  # on the same disk: a rename moves it
    new, old = aside / "new", aside / "old"
    try:
        new.mkdir()
        sums = {f"media/{name}": digest for name, digest in copy_all(source, new).items()}
        if sums.items() - manifest.files.items():
            raise FolderError("La sauvegarde a changé pendant qu’elle était lue.")
        _open(new, like=media)
        settle_all(new)
        yield lambda: _swapped(media, new, old)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@contextlib.contextmanager
def _swapped(media, new, old):
    if media.exists():
        media.rename(old)
    try:
        new.rename(media)
        yield
    except BaseException:
        if not new.exists():
            media.rename(new)
        if old.exists():
            old.rename(media)
        raise


def _open(root, *, like):
    """Give the modes that uploads have: the proxy reads them."""
    mode = like.stat().st_mode & 0o777 if like.exists() else 0o755
    for folder, _, names in os.walk(root):
        Path(folder).chmod(mode)
        for name in names:
            Path(folder, name).chmod(settings.FILE_UPLOAD_PERMISSIONS)
