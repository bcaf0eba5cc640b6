"""A GET reads: no program that follows links, no filter of mail and no crawler changes anything, nor waits to write."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

# A transaction is a savepoint here, and on SQLite the lock that all writers wait for.
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|SAVEPOINT)\b|.*(FOR UPDATE|FOR NO KEY UPDATE|pg_advisory)", re.S)
# Who is not in yet is remembered where he wanted to go; a message that was shown is shown no more.
OF_SESSIONS = re.compile(r'.*"(django_session|usersessions_usersession)"', re.S)


def read(client, address):
    """(the answer to a GET, [what it asked the database to change])"""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    found = [query["sql"] for query in asked if WRITES.match(query["sql"])]
    others = [sql[:200] for sql in found if not OF_SESSIONS.match(sql)]
    # A session is saved in a transaction of its own.
    return answer, others if len(found) == len(others) else [sql for sql in others if not sql.startswith("SAVEPOINT")]
