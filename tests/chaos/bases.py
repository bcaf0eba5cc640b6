"""The base under the site: whole to the disk, as one that is deployed."""

import contextlib
import os
import signal
from pathlib import Path

import psycopg2

from tests import postgres

SETTINGS = ["fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=60"]


@contextlib.contextmanager
def base(engine, folder):
    if engine == "sqlite":
        yield File(folder)
        return
    with postgres.server(settings=SETTINGS) as server:
        yield Server(server)


class File:
    """SQLite: who dies with it open is all that can be killed."""

    kills = ()

    def __init__(self, folder):
        self.folder = folder
        self.address = f"sqlite:///{folder}/db.sqlite3"

    def another(self, number):
        """The address of an empty base."""
        return f"sqlite:///{self.folder}/restored-{number}.sqlite3"

    def drop(self, number):
        for path in self.folder.glob(f"restored-{number}.sqlite3*"):
            path.unlink()


class Server:
    """PostgreSQL: its processes are killed; the machine, and so what the system holds for the disk, stays."""

    kills = ("a backend", "the database")

    def __init__(self, server):
        self.server = server
        self.address = server.address

    def kill_backend(self, random):
        """Kill one that serves somebody: PostgreSQL then ends all the others, and recovers."""
        serving = [pid for pid, words in self._children() if "smartcity" in words]
        if serving:
            _kill(random.choice(serving))

    def kill(self):
        for pid in [self.server.process.pid, *(pid for pid, _words in self._children())]:
            _kill(pid)
        self.server.process.wait()

    def start(self):
        self.server.start()

    def another(self, number):
        self._say(f"CREATE DATABASE restored_{number}")
        return self.address.replace("/postgres?", f"/restored_{number}?")

    def drop(self, number):
        self._say(f"DROP DATABASE IF EXISTS restored_{number}")

    def _say(self, words):
        with contextlib.closing(
            psycopg2.connect(host=str(self.server.folder), user="smartcity", dbname="postgres")
        ) as one:
            one.autocommit = True
            one.cursor().execute(words)

    def _children(self):
        """[(pid, what it calls itself)]"""
        found = []
        pid = self.server.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with contextlib.suppress(OSError):
                found.append((int(child), Path(f"/proc/{child}/cmdline").read_text()))
        return found


def _kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
