"""Servers on this machine, asked over connections that stay open, and the time of the processor that each takes."""

import contextlib
import http.client
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.chaos.ports import free_port

HOST = "savoirs.example.org"
# As nginx hands on a visitor of deploy/nginx.conf.
HEAD = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
AT_ONCE = 16  # connections
BATCHES, FEW_BATCHES = 5, 3
LONG = 2  # seconds
PATIENCE = 120  # seconds
NANO = 1e-9


class Server:
    """A process that serves on `port`; `besides` are keys of processes that work for it."""

    def __init__(self, process, port, besides=()):
        self.process, self.port, self.besides = process, port, besides
        self.connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE) for _ in range(AT_ONCE)]

    def get(self, path, **headers):
        """(status, headers, bytes)"""
        [answer] = self.get_at_once(1, path, headers)
        return answer

    def get_at_once(self, times, path, headers):
        """Ask on so many connections before any answer is read: a server that waits for each takes time to wake up."""
        asked = self.connections[:times]
        for connection in asked:
            connection.request("GET", path, headers=HEAD | headers)
        answers = [connection.getresponse() for connection in asked]
        return [(answer.status, answer.headers, answer.read()) for answer in answers]

    def seconds(self):
        """Of the processor, taken by the server and what works for it, until now."""
        return sum(map(taken, [*_family(self.process.pid), *(pid for root in self.besides for pid in _family(root))]))

    def cost(self, path, *, seconds, status=200, **headers):
        """(milliseconds of the processor of one answer, the median of a few batches; its bytes)

        What takes long is asked for once: it is no less the second time.
        """
        taken, began = self.seconds(), time.monotonic()
        found, _headers, body = self.get(path, **headers)
        assert found == status, f"{path}: {found}"
        taken, each = self.seconds() - taken, time.monotonic() - began
        if each < LONG:
            self.get(path, **headers)  # a base that is open, templates that are read
            times = max(1, int(seconds / BATCHES / each))
            taken = median(self._batch(path, times, headers) for _ in range(BATCHES if times > 1 else FEW_BATCHES))
        return taken * 1000, len(body)

    def _batch(self, path, times, headers):
        before = self.seconds()
        for start in range(0, times, AT_ONCE):
            self.get_at_once(min(AT_ONCE, times - start), path, headers)
        return (self.seconds() - before) / times


@contextlib.contextmanager
def granian(application, variables, *, workers=1, besides=()):
    """A server as deploy/smartcity.service starts it, with fewer workers."""
    port = free_port()
    words = "--interface wsgi --host 127.0.0.1 --blocking-threads 1 --workers-kill-timeout 30 --no-access-log"
    command = [sys.executable, "-m", "granian", *words.split(), "--workers", str(workers), "--port", str(port)]
    with _running([*command, application], port, variables, besides) as server:
        yield server


@contextlib.contextmanager
def nginx(binary, folder, page):
    """One that has `page` as a file."""
    port = free_port()
    (folder / "page.html").write_bytes(page)
    user = "" if os.geteuid() else "user root;"
    paths = " ".join(f"{name}_temp_path {folder};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/nginx.pid; {user} worker_processes 1; events {{}} http {{ access_log off; {paths}"
        f" keepalive_requests 1000000; server {{ listen 127.0.0.1:{port}; root {folder}; }} }}"
    )
    with _running([binary, "-c", folder / "nginx.conf", "-e", folder / "nginx.log"], port, {}) as server:
        yield server


@contextlib.contextmanager
def datasette(binary, file):
    port = free_port()
    with _running([binary, "serve", file, "--port", str(port)], port, {}) as server:
        yield server


@contextlib.contextmanager
def _running(command, port, variables, besides=()):
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    process = subprocess.Popen(
        command, env=kept | variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        server = Server(process, port, besides)
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(60)


def _wait(server):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.process.poll() is None:
        with contextlib.suppress(OSError):
            return server.get("/")
        server.connections[0].close()
        time.sleep(0.1)
    raise RuntimeError(f"{server.process.args} does not answer")


def _family(pid):
    """The process and all that it started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def taken(pid):
    """Seconds of the processor, of all threads; finer than the hundredths of /proc/…/stat."""
    try:
        return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) * NANO
    except OSError:
        return 0
