import pytest
from django.db import connection

from smartcity import logs
from smartcity.kept import door
from tests.door import asked


@pytest.fixture(autouse=True)
def nothing_known():
    """What is kept or counted is of another test; the version is not asked for again within the second."""
    door.latest.forget()
    logs.kept.counts.clear()


@pytest.fixture(autouse=True)
def own_connection():
    """A server that another test has started for the whole run has this connection too, and then nothing is kept."""
    count = 0
    while connection.allow_thread_sharing:
        connection.dec_thread_sharing()
        count += 1
    yield
    for _ in range(count):
        connection.inc_thread_sharing()


@pytest.fixture
def get():
    return ask


def ask(address, *, method="GET", host="testserver", **headers):
    """(status, headers, body) of the answer at the door; `_` in the name of a header is a dash."""
    path, _, query = address.partition("?")
    said = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return asked(REQUEST_METHOD=method, PATH_INFO=path, QUERY_STRING=query, HTTP_HOST=host, **said)
