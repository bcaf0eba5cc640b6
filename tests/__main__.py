"""The whole suite: on SQLite, in a real browser, and on a real PostgreSQL. `make test ARGS=…` passes words to pytest.

It stops at the first run that fails, so that the last line is always pytest's own summary of what matters.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time

from tests import postgres
from tests.journeys.browser import HOW_TO_INSTALL, chromium

NOTHING_COLLECTED = 5  # pytest's exit code: with ARGS, a run may have nothing to do
# Each process would compile the tests and the site anew, ten seconds long, where the machine keeps no bytecode.
KEPT = {"PYTHONDONTWRITEBYTECODE": ""}
took = []  # by each run until now, in words; of the last one, pytest's own summary says it


def run(title, *options, **environment):
    until_now = f" ({', '.join(took)})" if took else ""
    print(f"\n{title}{until_now}", flush=True)
    command = [sys.executable, "-m", "pytest", "--dist", "worksteal", *options, *sys.argv[1:]]
    began = time.monotonic()
    code = subprocess.run(command, env=os.environ | KEPT | environment).returncode
    took.append(f"{title} took {time.monotonic() - began:.0f} s")
    return code


def runs():
    yield run("SQLite", "-n", "auto", "-m", "not journey", DATABASE_URL="sqlite://:memory:")
    yield run("Journeys", "-n", "2", "-m", "journey", DATABASE_URL="sqlite://:memory:")
    if not chromium():
        print(f"\n!!! JOURNEYS SKIPPED: {HOW_TO_INSTALL}", flush=True)
    given = os.environ.get("TEST_DATABASE_URL")
    with contextlib.nullcontext(given) if given else postgres.running() as address:
        yield run("PostgreSQL", "-n", "auto", "-m", "not journey", DATABASE_URL=address)


def main():
    # Leaving by an exception runs the context managers: a stopped suite stops its server.
    for stopped in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stopped, lambda number, _: sys.exit(128 + number))
    codes = []
    for code in runs():
        codes.append(code)
        if code not in {0, NOTHING_COLLECTED}:
            return code
    return min(codes)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
