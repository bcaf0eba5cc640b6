"""Folders that leave the site or come back to it: safely on the disk, whole or not there, nobody else's to read."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

CHUNK = 1 << 20  # bytes
NAMED = 5  # of the files that are wrong


class FolderError(Exception):
    """Why nothing was written, or brought back: a sentence for whoever asked."""


@contextlib.contextmanager
def written(folder):
    """Yield a folder to be filled, which gets the name of `folder`, not yet there, once it is whole and on the disk."""
    if os.path.lexists(folder):
        raise FolderError(f"{folder} existe déjà : rien ne s’écrit sur autre chose.")
    if folder.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise FolderError(f"{folder} est dans MEDIA_ROOT, que tout le monde peut lire.")
    with private():
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            yield draft
            settle_all(draft)
            draft.rename(folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        settle(folder.parent)


def damage(folder, sums, *, besides):
    """What is wrong with the files of `folder`, in words; nothing if all of {path: sha256} are there, and no others."""
    there = {path.as_posix() for path in paths(folder)} - {besides}
    wrong = [f"{name} manque" for name in sorted(sums.keys() - there)]
    wrong += [f"{name} est de trop" for name in sorted(there - sums.keys())]
    known = sorted(there & sums.keys())
    wrong += [f"{name} a changé" for name in known if sha256(folder / name) != sums[name]]
    more = f", et {len(wrong) - NAMED} autres" if len(wrong) > NAMED else ""
    return ", ".join(wrong[:NAMED]) + more


@contextlib.contextmanager
def private():
    """Whatever is made meanwhile, also by other programs, is readable by its owner alone."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def paths(root):
    """Yield the path of each file under `root`, relative to it; none if it is not there."""

    def fail(error):
        raise error

    if root.is_dir():
        for folder, inner, names in os.walk(root, onerror=fail):
            inner.sort()
            yield from (Path(folder, name).relative_to(root) for name in sorted(names))


def copy(source, target):
    """Copy the bytes of a file to one that is not there yet; their sha256."""
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as written:
        while some := read.read(CHUNK):
            digest.update(some)
            written.write(some)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def copy_all(source, target):
    """Copy all files of one folder into another; {path: sha256}. One that is deleted meanwhile is left out."""
    sums = {}
    for path in paths(source):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            sums[path.as_posix()] = copy(source / path, target / path)
    return sums


def sha256(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(path):
    """Have a file's bytes, or a folder's names, on the disk before going on."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def settle_all(root):
    for folder, _, names in os.walk(root):
        for name in (*names, "."):
            settle(Path(folder, name))
