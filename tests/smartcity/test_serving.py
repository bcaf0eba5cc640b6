"""`make run` from outside: the real server, on an empty database."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def wait_for(address, server, *, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            return urlopen(address, timeout=10)
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the demonstration does not answer")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The address of a running demonstration and the file that gathers what it prints."""
    folder = tmp_path_factory.mktemp("demonstration")
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
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=printed,
            stderr=printed,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield f"http://127.0.0.1:{port}", folder / "printed"
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0, (folder / "printed").read_text()


def test_it_prints_where_the_site_is_and_each_password_once(demonstration):
    address, printed = demonstration
    text = printed.read_text()

    assert f"Le site : {address}/" in text
    assert re.findall(r"\S+@demo\.example", text) == ["curatrice@demo.example", "membre@demo.example"]


def test_it_serves_the_home_page_with_hashed_files_that_keep_for_ever(demonstration):
    address, _ = demonstration
    page = urlopen(f"{address}/").read().decode()
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)[1]

    assert "immutable" in urlopen(address + style).headers["Cache-Control"]


def test_it_listens_on_loopback_only(demonstration):
    address, _ = demonstration
    port = int(address.rsplit(":", 1)[1])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, family=socket.AF_INET)}

    for host in others - {"127.0.0.1"}:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((host, port), timeout=2).close()
