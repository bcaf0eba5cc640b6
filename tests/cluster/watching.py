"""One who writes and two who read the same record all the time: when each was answered, and whether rightly."""

import re
import threading
import time
from http.client import HTTPException

from tests import builders as make
from tests.chaos.browser import Away, Browser, Unexpected

BOUND = 1.0  # seconds that a page may be behind what another process was told: docs/speed.md
SLACK = 1.0  # seconds more: two busy cores, and the moment in which another request is still asking
SHOWN = re.compile(r"état (\d+)")
PAUSE = 0.1  # seconds between two requests


class Written:
    """The numbers that were written one after the other, and when each was acknowledged."""

    def __init__(self):
        self.sent, self.known, self.lock = 0, [(0.0, 0)], threading.Lock()

    def next(self):
        with self.lock:
            self.sent += 1
        return self.sent

    def acknowledge(self, number):
        with self.lock:
            self.known.append((time.monotonic(), number))

    def before(self, moment):
        """The last that was acknowledged before a moment."""
        with self.lock:
            return max((number for at, number in self.known if at < moment), default=0)


class Watcher(threading.Thread):
    """Does `once` all the time, while nobody else holds its `turn`; `answered` are the moments of good answers."""

    def __init__(self, name):
        super().__init__(name=name, daemon=True)
        self.answered, self.wrong = [time.monotonic()], []
        self.turn = threading.Lock()

    def run(self):
        while True:
            try:
                with self.turn:
                    self.once()
            except Away:
                pass
            except (Unexpected, OSError, HTTPException, ValueError) as error:
                self.wrong.append(f"{self.name}: {type(error).__name__}: {error}")
            time.sleep(PAUSE)

    def away(self, since):
        """The longest time without an answer after the moment `since`, in seconds."""
        moments = [max(since, moment) for moment in list(self.answered)] + [time.monotonic()]
        return max(after - before for before, after in zip(moments, moments[1:], strict=False))


class Writer(Watcher):
    """A curator who saves a person again and again, and looks for what she has just saved."""

    def __init__(self, browser, path, written):
        super().__init__("writes")
        self.browser, self.path, self.written = browser, path, written

    def once(self):
        fields = self.browser.form(self.path)
        number = self.written.next()
        self.browser.post(self.path, fields | {"headline": f"état {number}", "_save": "1"})
        self.written.acknowledge(number)
        self.answered.append(time.monotonic())
        seen = number_in(self.browser.get("/recherche/?q=sentinelle"))
        if seen < number:
            self.wrong.append(f"whoever wrote {number} found {seen}")


class Reader(Watcher):
    """A visitor whose page is never older than what was acknowledged before, but for the bound."""

    def __init__(self, name, browser, path, written):
        super().__init__(name)
        self.browser, self.path, self.written = browser, path, written
        self.told = 0  # pages that said they might be old

    def once(self):
        began = time.monotonic()
        answer = self.browser.get(self.path)
        seen = number_in(answer)
        self.answered.append(time.monotonic())
        if answer.warning:
            self.told += 1
        elif not self.written.before(began - BOUND - SLACK) <= seen <= self.written.sent:
            self.wrong.append(f"{self.name} {seen}, after {self.written.before(began - BOUND)} was acknowledged")


def number_in(answer):
    found = SHOWN.search(answer.text)
    if not found:
        raise Unexpected("a page without the record")
    return int(found[1])


def watchers(site, world, curator):
    """[Watcher], not yet begun, of a record that is made for them."""
    person = make.speaker(name="Sentinelle", slug="sentinelle", headline="état 0")
    make.talk(event=world.event, speakers=[person])
    written = Written()
    writer = Writer(curator.browser, f"/admin/speakers/speaker/{person.pk}/change/", written)
    paths = {"pages": "/intervenants/sentinelle/", "searches": "/recherche/?q=sentinelle"}
    return [writer, *(Reader(name, Browser(site.port, site.seen), path, written) for name, path in paths.items())]
