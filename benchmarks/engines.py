"""A new, empty base of each engine, that goes with who asked for it: (its address, the keys of its processes)."""

import contextlib
import tempfile

from tests import postgres


@contextlib.contextmanager
def sqlite():
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield f"sqlite:///{folder}/db.sqlite3", []


@contextlib.contextmanager
def postgresql():
    with postgres.server() as server:
        yield server.address, [server.process.pid]


ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
