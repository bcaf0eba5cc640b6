"""`manage.py work` as a process of its own, on either engine: killed, doubled, stopped, and left by its parent."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, OperationalError, connection

from members.mail import Mail
from tests.alerts.smtp import serving
from tests.alerts.test_killed import database
from tests.working import work
from work import worker
from work.models import Job, Letter, Status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server():
    with serving() as server:
        yield server


def write(number=1):
    """Letters wait in the base."""
    messages = [Mail(f"Lettre {n}", "Bonjour.", "site@exemple.fr", [f"n{n}@exemple.fr"]) for n in range(number)]
    get_connection("work.outbox.Outbox").send_messages(messages)


def start(address, server, *words):
    return run(address, server, [sys.executable, "manage.py", "work", *words])


def run(address, server, command):
    environment = {"DATABASE_URL": address, "EMAIL_URL": server.address}
    environment |= {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "exemple.fr"}
    environment |= {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.PIPE, text=True)


def ended(process):
    """(its code, what it complained of)"""
    complaints = process.communicate(timeout=60)[1]
    return process.returncode, complaints


def until(is_so):
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(("verb", "doubles"), [("RCPT", 0), ("TAKEN", 1)])
def test_what_a_killed_worker_was_at_is_done_by_the_next(tmp_path, server, verb, doubles):
    write(2)
    address = database(tmp_path)

    def kill(step):
        if step == verb:
            server.step = lambda step: None
            process.kill()

    server.step = kill
    process = start(address, server, "--until-idle")
    assert ended(process)[0] == -signal.SIGKILL
    assert ended(start(address, server, "--until-idle"))[0] == 0
    assert len({message["Message-ID"] for message in server.box}) == 2
    assert len(server.box) == 2 + doubles


def test_a_second_worker_leaves_the_first_alone(tmp_path, server):
    write()
    address = database(tmp_path)
    seen = []

    def start_another(verb):
        if not seen:
            seen.append(ended(start(address, server, "--until-idle")))

    server.step = start_another
    assert ended(start(address, server, "--until-idle"))[0] == 0
    [(code, complaints)] = seen
    assert code == 1 and "est à l’œuvre" in complaints
    assert len(server.box) == 1


def test_a_worker_that_is_stopped_ends_what_it_is_at(tmp_path, server):
    write(2)

    def stop(verb):
        server.step = lambda verb: None
        process.terminate()
        time.sleep(0.5)

    server.step = stop
    process = start(database(tmp_path), server)
    assert ended(process)[0] == 0
    assert len(server.box) == 1


def test_a_worker_ends_with_the_process_that_it_is_beside(tmp_path, server):
    write()
    words = [sys.executable, "manage.py", "work", "--beside"]
    script = f"import os, subprocess; subprocess.Popen({words!r} + [str(os.getpid())]).wait()"
    parent = run(database(tmp_path), server, [sys.executable, "-c", script])
    try:
        until(lambda: server.box)
        [child] = subprocess.run(["pgrep", "-P", str(parent.pid)], capture_output=True, text=True).stdout.split()
    finally:
        parent.kill()
        parent.wait()
    until(lambda: not os.path.exists(f"/proc/{child}"))


@pytest.mark.parametrize("kind", [OperationalError, DatabaseError])  # away; cut off in the middle of an answer
def test_a_worker_outlives_a_database_that_is_away(monkeypatch, server, kind):
    monkeypatch.setattr(worker, "PAUSE", 0)
    write()
    left = [1, 2, 3]

    def fail(execute, *asked):
        if left:
            left.pop()
            raise kind("the connection is lost")
        return execute(*asked)

    with connection.execute_wrapper(fail):
        work()
    assert left == []
    assert Job.objects.get().status == Status.SUCCESSFUL
    assert not Letter.objects.exists()
