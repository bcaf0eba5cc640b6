"""Writers and readers in the same moment, each with a connection of their own: no page outlives what it shows."""

import random
import re
import sqlite3
import threading
import time

import pytest
from django.db import connection, connections, transaction

from curation import kept
from events.models import Event
from smartcity.kept import door
from tests import builders as make
from tests.smartcity.kept.conftest import ask
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/evenements/"
SHOWN = re.compile(rb"Atelier n(\d+)")


@pytest.fixture
def event(tmp_path, monkeypatch):
    """An event that every thread reaches by a connection of its own, on SQLite in a file with its log beside it."""
    event = make.event(title="Atelier n0", slug="atelier")
    if connection.vendor == "sqlite":
        path = str(tmp_path / "db.sqlite3")
        with sqlite3.connect(path) as file:
            connection.connection.backup(file)
            file.execute("PRAGMA journal_mode = WAL")
        file.close()
        monkeypatch.setitem(connections.settings["default"], "NAME", path)
    return event


def name(number):
    Event.objects.filter(slug="atelier").update(title=f"Atelier n{number}")


def shown(answer):
    assert answer[0] == 200
    return int(SHOWN.search(answer[2])[1])


def test_a_page_begun_before_a_commit_is_not_kept_as_one_of_after_it(event):
    """reader:  version 1 … reads ……………… makes the page ─ keeps it under 1
    writer:               writes, commits: version 2
    """
    begun, written = threading.Event(), threading.Event()

    def read():
        def wait(execute, sql, params, many, context):
            if "events_event" in sql and not begun.is_set():
                begun.set()
                assert written.wait(20)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(wait):
            return shown(ask(PAGE))

    def write():
        assert begun.wait(20)
        name(1)
        written.set()

    assert at_once(read, write) == [0, None]
    door.latest.forget()
    assert at_once(lambda: shown(ask(PAGE))) == [1]
    assert at_once(lambda: shown(ask(PAGE))) == [1]


def test_a_page_is_of_one_moment_throughout(event):
    """What is read first and what is read last are of one commit, whatever is committed between."""
    read_once, written = threading.Event(), threading.Event()

    def read():
        with kept.snapshot():
            before, first = kept.version(), Event.objects.get(slug="atelier").title
            read_once.set()
            assert written.wait(20)
            return (before, first) == (kept.version(), Event.objects.get(slug="atelier").title)

    def write():
        assert read_once.wait(20)
        name(1)
        written.set()

    assert at_once(read, write) == [True, None]


def test_what_is_not_committed_moves_nothing_for_others(event):
    done, looked = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            name(1)
            done.set()
            assert looked.wait(20)
            transaction.set_rollback(True)
        return kept.version()

    def read():
        before = kept.version()
        assert done.wait(20)
        assert shown(ask(PAGE)) == 0
        looked.set()
        return before

    now, before = at_once(write, read)
    assert now == before


@pytest.mark.parametrize("seed", range(3))
def test_no_reader_is_ever_shown_less_than_was_committed_when_he_asked(event, seed):
    """Where the second is over for each of them: a version that is asked for is that of the last commit."""
    committed, over = [0], threading.Event()
    draw = random.Random(seed)
    pauses = [draw.uniform(0, 0.02) for _ in range(40)]

    def write():
        try:
            for number, pause in enumerate(pauses, start=1):
                name(number)
                committed.append(number)
                time.sleep(pause)
        finally:
            over.set()

    def read():
        asked = 0
        while not over.is_set() or asked < 5:
            least = committed[-1]
            door.latest.forget()
            found = shown(ask(PAGE))
            if not least <= found <= committed[-1] + 1:
                return least, found
            asked += 1
        return "nothing else"

    assert at_once(write, read, read, read) == [None, *["nothing else"] * 3]
    door.latest.forget()
    assert at_once(lambda: (shown(ask(PAGE)), shown(ask(PAGE)))) == [(len(pauses), len(pauses))]
    assert door.store.get(("http", "testserver", "", PAGE, ""), {})
