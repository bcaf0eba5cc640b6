"""`make run` from outside: the real server, on an empty database."""

import re
import socket
from urllib.request import urlopen

import pytest

from tests.demonstration import running


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The address of a running demonstration and the file that gathers what it prints."""
    with running(tmp_path_factory.mktemp("demonstration")) as running_one:
        yield running_one


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
