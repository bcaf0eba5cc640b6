"""A few rounds on each engine; `make chaos` plays more."""

import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_that_was_acknowledged_is_lost(engine):
    command = [sys.executable, "-m", "tests.chaos", "--engine", engine, "--rounds", "3"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
