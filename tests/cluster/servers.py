"""The servers that the site stands on: two of PostgreSQL, and PgBouncer, Redis and nginx."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2

from tests import postgres
from tests.chaos.bases import SETTINGS, Server
from tests.chaos.ports import free_port
from tests.deploy.test_units import DEPLOY

PATH = f"{os.environ['PATH']}:/usr/sbin"
NEEDED = ("pgbouncer", "redis-server", "nginx")
NAME = "standby"  # what a standby calls itself
NOTICED = 2  # seconds until whoever watches over the primary is sure that it is gone

PGBOUNCER = """
[databases]
smartcity = host={primary} dbname=postgres user=smartcity
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
ignore_startup_parameters = extra_float_digits,options
server_connect_timeout = 2
server_login_retry = 1
query_wait_timeout = 3
"""
NGINX = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream site {{ {hosts} }}
    include {folder}/site.conf;
}}
"""
# People come to this nginx as from another proxy, which ends TLS and says who they are.
HERE = [
    (r"listen \[::\]:.*", ""),
    (r"listen 443 ssl http2;", "listen 127.0.0.1:{port};"),
    (r"listen 80;", "listen 127.0.0.1:{plain};"),
    (r"ssl_.*;", ""),
    (r"\$remote_addr", "$http_x_forwarded_for"),
    (r"\$scheme", "$http_x_forwarded_proto"),
    (r"/srv/smartcity/media/", "{folder}/media/"),
    (r"http://127.0.0.1:8000", "http://site"),
]


class Missing(Exception):
    """A server is not installed."""


def program(name):
    found = shutil.which(name, path=PATH)
    if not found:
        raise Missing(f"{name} is not installed: apt-get install pgbouncer redis-server nginx")
    return found


class Process:
    """A server that is started by `words` and can be killed."""

    def __init__(self, folder, words, **how):
        self.words, self.how, self.log, self.process = words, how, folder / f"{Path(words[0]).name}.log", None

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(self.words, stdout=log, stderr=log, start_new_session=True, **self.how)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)


def redis(folder, port):
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)]
    return Process(folder, [program("redis-server"), *options])


def nginx(folder, port, hosts):
    """nginx as `deploy/nginx.conf` has it, before several servers of the site."""
    said = (DEPLOY / "nginx.conf").read_text()
    for what, instead in HERE:
        said = re.sub(what, instead.format(port=port, plain=free_port(), folder=folder), said)
    (folder / "site.conf").write_text(said)
    (folder / "media").mkdir(exist_ok=True)
    listed = " ".join(f"server 127.0.0.1:{host};" for host in hosts)
    user = "" if os.geteuid() else "user root;"  # the folder is its owner's alone
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, hosts=listed, user=user))
    return Process(folder, [program("nginx"), "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")])


class Pooler(Process):
    """PgBouncer, which knows where the primary is."""

    def __init__(self, port):
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="bouncer-")), port
        self.file = self.folder / "pgbouncer.ini"
        how = postgres.unprivileged(self.folder)  # it refuses to be root
        super().__init__(self.folder, [program("pgbouncer"), "-q", str(self.file)], **how)

    def send(self, primary):
        """Send those who ask to this server from now on."""
        self.file.write_text(PGBOUNCER.format(primary=primary.folder, port=self.port))
        if self.process:
            self.process.send_signal(signal.SIGHUP)

    def stop(self):
        super().stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Standby(postgres.Server):
    """A copy of `of` that follows it."""

    def __init__(self, folder, of):
        super().__init__(folder, of.binaries, of.settings)
        self.of = of

    def make(self):
        words = ["-h", self.of.folder, "-U", "smartcity", "-d", f"application_name={NAME}", "-D", self.data]
        done = subprocess.run(
            [self.binaries / "pg_basebackup", *words, "--checkpoint=fast", "--write-recovery-conf"],
            **self.prepared,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise postgres.NoPostgres(done.stderr)


class Pair:
    """A primary behind a pooler, and its standby, which is called by a name: the link `name`."""

    kills = ()  # what the rounds of `tests.chaos` know to kill of a base

    def __init__(self, primary, pooler, name):
        self.primary, self.pooler, self.name, self.made = primary, pooler, name, []
        for setting in ("jit = off", "random_page_cost = 1.1"):  # PgBouncer lets no start-up option through
            self.say(f"ALTER ROLE smartcity SET {setting}")
        pooler.send(primary)
        self.follow()

    def say(self, words):
        return say(self.primary, words)

    def follow(self):
        """Let a new standby follow the primary."""
        self.standby = Standby(Path(tempfile.mkdtemp(prefix="pg-")), self.primary)
        self.made.append(self.standby)
        self.standby.make()
        self.standby.start()
        self.name.unlink(missing_ok=True)
        self.name.symlink_to(self.standby.folder)

    def wait_for(self, *, is_sure):
        """Let commits wait for the standby, once it is there, or not."""
        self.say(f"ALTER SYSTEM SET synchronous_standby_names = '{NAME if is_sure else ''}'")
        self.say("SELECT pg_reload_conf()")

    def is_followed(self, how):
        return bool(self.say(f"SELECT 1 FROM pg_stat_replication WHERE {how}"))

    def served(self):
        """How many transactions the standby has ended since it began."""
        return say(self.standby, "SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'")[0][0]

    def promote(self):
        """Make the standby the primary, as whoever watches over the two does once the other is surely dead."""
        time.sleep(NOTICED)
        self.primary = self.standby
        self.say("SELECT pg_promote()")
        self.wait_for(is_sure=False)
        self.pooler.send(self.primary)

    def cut(self):
        """Let the standby receive nothing any more, as if the network between the two were cut."""
        say(self.standby, "ALTER SYSTEM SET primary_conninfo = ''")
        say(self.standby, "SELECT pg_reload_conf()")

    def stop(self):
        for server in self.made:
            if server.process and server.process.poll() is None:
                postgres.stop(server.process)
            shutil.rmtree(server.folder, ignore_errors=True)


def say(server, words):
    """The rows that a statement gives, asked of the server itself."""
    with contextlib.closing(psycopg2.connect(host=str(server.folder), user="smartcity", dbname="postgres")) as one:
        one.autocommit = True
        with one.cursor() as cursor:
            cursor.execute(words)
            return cursor.fetchall() if cursor.description else []


def kill(server):
    Server(server).kill()


@contextlib.contextmanager
def pair(port, name):
    """Yield a `Pair` that runs, the primary behind a pooler at `port`, the standby by the link `name`."""
    for needed in NEEDED:
        program(needed)
    with postgres.server(settings=[*SETTINGS, "wal_keep_size=256MB", "hot_standby_feedback=on"]) as primary:
        pooler = Pooler(port)
        one = None
        try:
            one = Pair(primary, pooler, name)
            pooler.start()
            yield one
        finally:
            pooler.stop()
            if one:
                one.stop()
