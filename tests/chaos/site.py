"""The processes of the site, started and started again as `deploy/` has systemd do it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from tests.deploy.test_units import DEPLOY, SITE, lines

from .ports import free_port

WORKERS = "2"
FAULT = re.compile("ERROR django.request|failed for good|Traceback")


class Unit:
    """A service of `deploy/`, which comes back by itself after the pause that its file says."""

    def __init__(self, name, site, *changes):
        file = DEPLOY / f"{name}.service"
        self.words = lines(file, "ExecStart")[0].split()
        self.words[0] = self.words[0].replace(f"{SITE}/.venv/bin", str(Path(sys.executable).parent))
        for option, value in changes:
            self.words[self.words.index(option) + 1] = value
        self.pause = int(lines(file, "RestartSec")[0])
        self.log, self.site = site.folder / f"{name}.log", site
        self.process = None

    def start(self):
        self.process = self.site.start(self.words, self.log)

    def kill(self):
        """All that it started, as systemd does before it starts it again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def come_back(self):
        time.sleep(self.pause)
        self.start()

    def children(self):
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(60)


class Site:
    def __init__(self, folder, variables):
        self.folder, self.variables = folder, variables
        self.port = free_port()
        self.web = Unit("smartcity", self, ("--port", str(self.port)), ("--workers", WORKERS))
        self.work = Unit("smartcity-work", self)
        self.logs = [self.web.log, self.work.log, folder / "send_alerts.log"]
        (folder / "backups").mkdir()

    def start(self, words, log, **changed):
        """A process in a group of its own, whose words are added to `log`."""
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        variables = kept | self.variables | changed
        with log.open("a") as file:
            return subprocess.Popen(
                words, cwd=settings.BASE_DIR, env=variables, stdout=file, stderr=file, start_new_session=True
            )

    def manage(self, *words, **changed):
        log = self.folder / f"{words[0]}.log"
        return self.start([sys.executable, "manage.py", *map(str, words)], log, **changed)

    def prepare(self):
        for words in (["migrate", "-v", "0"], ["collectstatic", "--noinput", "-v", "0"]):
            if self.manage(*words).wait():
                raise RuntimeError((self.folder / f"{words[0]}.log").read_text())

    def stop(self):
        self.work.stop()
        self.web.stop()

    def faults(self):
        """The lines of the logs that tell of an error of ours, each with some that follow it."""
        found = []
        for log in self.logs:
            rows = log.read_text().splitlines() if log.exists() else []
            places = [place for place, line in enumerate(rows) if FAULT.search(line)]
            found += [f"{log.name}: " + "\n    ".join(rows[place : place + 20]) for place in places]
        return found
