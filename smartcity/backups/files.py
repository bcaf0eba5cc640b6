"""Files that are safely on the disk, and nobody else's to read."""

import contextlib
import hashlib
import os
from pathlib import Path

CHUNK = 1 << 20  # bytes


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
