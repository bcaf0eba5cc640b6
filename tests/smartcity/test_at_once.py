"""The same command twice at the same moment, by processes of their own, on either engine."""

import os
import subprocess
import sys

from django.conf import settings


def start(address, *words):
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DEBUG": "1", "DATABASE_URL": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def twice(address, *words):
    """What each of the two printed, the one that came first before the other."""
    both = [start(address, *words), start(address, *words)]
    printed = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], "\n\n".join(printed)
    return printed


def test_the_second_waits_and_then_finds_nothing_to_do(empty_base):
    migrated = twice(empty_base, "migrate")
    assert sorted("No migrations to apply" in words for words in migrated) == [False, True], migrated
    loaded = twice(empty_base, "load_seed")
    assert sorted("ajoutés 0," in words for words in loaded) == [False, True], loaded
