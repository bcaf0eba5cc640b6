"""`make run` as a process of its own, on an empty folder."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.chaos.ports import free_port

HOUSE = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def running(folder):
    """Yield the address of a demonstration and the file of what it prints; all that it writes is in `folder`."""
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "DEMO": "1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "STATIC_ROOT": f"{folder}/static",
        "MEDIA_ROOT": f"{folder}/media",
    }
    with (folder / "printed").open("w") as printed:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo"],
            cwd=HOUSE,
            env=environment,
            stdout=printed,
            stderr=printed,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}", folder / "printed"
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0, (folder / "printed").read_text()


def _wait_for(address, server, *, seconds=180):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            return urlopen(address, timeout=10)
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the demonstration does not answer")
