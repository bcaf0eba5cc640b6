"""A GET reads: no program that follows links, no filter of mail and no crawler changes anything, nor waits to write."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quotes import indexing as quoted
from smartcity import indexing as named
from speakers import likeness
from tests import builders as make
from tests.test_permissions import made, pages

pytestmark = pytest.mark.django_db
# A transaction is a savepoint here, and on SQLite the lock that all writers wait for.
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|SAVEPOINT)\b|.*(FOR UPDATE|FOR NO KEY UPDATE|pg_advisory)", re.S)
# Who is not in yet is remembered where he wanted to go; a message that was shown is shown no more.
OF_SESSIONS = re.compile(r'.*"(django_session|usersessions_usersession)"', re.S)


def written(client, address):
    """What a GET asked the database to change."""
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    found = [query["sql"] for query in asked if WRITES.match(query["sql"])]
    others = [sql[:200] for sql in found if not OF_SESSIONS.match(sql)]
    # A session is saved in a transaction of its own.
    return others if len(found) == len(others) else [sql for sql in others if not sql.startswith("SAVEPOINT")]


@pytest.mark.parametrize("role", ["visitor", "member", "curator", "administrator"])
def test_no_address_writes(role):
    rows = made()
    client = Client()
    if role != "visitor":
        client.force_login(make.user(role=role))
    make.quote(text="des mots que nul n’a encore annoncés")
    quoted.refresh()
    named.refresh()
    likeness.compare_renamed.call()
    found = {address: written(client, address) for address in pages(rows)}
    assert {address: sql for address, sql in found.items() if sql} == {}
    assert len(found) > 200
