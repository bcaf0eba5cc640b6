"""What is killed, how, and how it comes back. Each returns once nobody has to do anything more."""

import contextlib
import os
import signal


def web_worker(rounds, random):
    """The server starts another by itself."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(random.choice(rounds.site.web.children()), signal.SIGKILL)


def web_server(rounds, random):
    rounds.site.web.kill()
    rounds.site.web.come_back()


def worker(rounds, random):
    rounds.site.work.kill()
    rounds.site.work.come_back()


def sending(rounds, random):
    rounds.kill_task("send_alerts")


def backing_up(rounds, random):
    rounds.kill_task("backup")


def backend(rounds, random):
    rounds.base.kill_backend(random)


def database(rounds, random):
    rounds.base.kill()
    rounds.base.start()


KILLS = {
    "the worker": worker,
    "the database": database,
    "a web worker": web_worker,
    "the web server": web_server,
    "a backend": backend,
    "send_alerts": sending,
    "backup": backing_up,
}
OF_THE_BASE = {"a backend", "the database"}
