"""A few rounds on each engine; `make chaos` plays more."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_nothing_that_was_acknowledged_is_lost(engine):
    command = [sys.executable, "-m", "tests.chaos", "--engine", engine, "--rounds", "2"]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}  # not our settings
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=kept, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
