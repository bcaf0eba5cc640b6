"""`manage.py send_alerts` as a process of its own, killed while it talks to a mail server, and doubled."""

import contextlib
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from members.models import User
from tests import builders as make
from tests.alerts.follows import follow
from tests.alerts.smtp import serving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server():
    with serving() as server:
        yield server


@pytest.fixture
def followers():
    """{address: the words it is to be told}, of three members; the first has two alerts, the third something else."""
    follows = {"gouvernance": ["a@exemple.fr", "b@exemple.fr"], "ville": ["c@exemple.fr"]}
    for word, addresses in follows.items():
        for address in addresses:
            follow(owner=make.user(email=address, role="member"), query=f"q={word}")
    follow(owner=User.objects.get(email="a@exemple.fr"), query="q=num%C3%A9ro+gouvernance", name="et encore")
    words = {word: [f"{word} numéro {place}" for place in range(3)] for word in follows}
    for text in [*words["gouvernance"], *words["ville"]]:
        make.quote(text=text)
    return {address: sorted(words[word]) for word, addresses in follows.items() for address in addresses}


def database(folder):
    """The address at which another process finds the rows of this test."""
    if connection.vendor == "postgresql":
        return re.sub(r"[^/?]+(?=\?|$)", connection.settings_dict["NAME"], os.environ["DATABASE_URL"], count=1)
    path = folder / "db.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{path}"


def start(address, server):
    environment = {"DEBUG": "1", "DATABASE_URL": address, "EMAIL_URL": server.address}
    environment |= {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    command = [sys.executable, "manage.py", "send_alerts"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True)


def run(address, server):
    process = start(address, server)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode == 0, complaints


def told(box):
    """{address: the words it was told}, of all mails; those of one Message-ID are one mail to who receives them."""
    found = {}
    for message in {message["Message-ID"]: message for message in box}.values():
        text = message.get_body(["plain"]).get_content()
        found.setdefault(message["To"], []).extend(re.findall(r"«\s(\w+ numéro \d)\s»", text))
    return {address: sorted(words) for address, words in found.items()}


@pytest.mark.parametrize(
    ("verb", "doubles"),
    [
        ("EHLO", 0),  # the first digest is written down, no mail is on its way
        ("RCPT", 0),  # in the middle of the second mail
        ("TAKEN", 1),  # the server has the second mail, and the process does not know
    ],
)
def test_a_killed_run_loses_nothing_and_sends_nothing_twice(tmp_path, server, followers, verb, doubles):
    address = database(tmp_path)
    seen = []
    process = start(address, server)

    def kill(step):
        seen.append(step)
        if seen.count(verb) == (1 if verb == "EHLO" else 2):
            process.kill()
            process.wait()
            server.step = lambda step: None

    server.step = kill
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert told(server.box) != followers

    run(address, server)
    assert told(server.box) == followers
    assert len(server.box) == 3 + doubles
    again = [message for message in server.box if message["Message-ID"] == server.box[1]["Message-ID"]]
    assert len({(message["Date"], message["Subject"], message.get_body().get_content()) for message in again}) == 1

    run(address, server)
    assert len(server.box) == 3 + doubles


def test_two_runs_at_once_send_each_mail_once(tmp_path, server, followers):
    address = database(tmp_path)
    server.step = lambda verb: time.sleep(0.2)
    for process in [start(address, server), start(address, server)]:
        _, complaints = process.communicate(timeout=60)
        assert process.returncode == 0, complaints
    assert told(server.box) == followers
    assert len(server.box) == 3


def write_at_once(path):
    """Write as somebody who logs in does, and fail if a lock has to be waited for."""
    if connection.vendor == "postgresql":
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = 1")
            cursor.execute("UPDATE members_user SET last_login = now()")
            cursor.execute("UPDATE alerts_alert SET frequency = frequency")
        return other.close()
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        other.execute("UPDATE members_user SET last_login = current_timestamp")


def test_who_writes_does_not_wait_for_the_mail_server(tmp_path, server, followers):
    address = database(tmp_path)
    written = []

    def write(verb):
        write_at_once(tmp_path / "db.sqlite3")
        written.append(verb)

    server.step = write
    run(address, server)
    assert written.count("TAKEN") == 3
    assert told(server.box) == followers
