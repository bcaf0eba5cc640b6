"""Readers and curators at once before two workers, in a process of its own; prints what they were answered as JSON."""

import json
import os
import random
import sys
import threading
import time
from collections import Counter
from statistics import quantiles

os.environ["DJANGO_SETTINGS_MODULE"] = "smartcity.settings"

from tests.chaos.browser import Away, Browser, Unexpected

READERS, CURATORS = 20, 5
WELL = {200, 301, 302}


class Person(Browser):
    """Who keeps the seconds that each answer took."""

    def __init__(self, port, seen, times, **cookies):
        super().__init__(port, seen)
        self.times, self.cookies = times, cookies

    def ask(self, *asked):
        began = time.monotonic()
        try:
            return super().ask(*asked)
        finally:
            self.times.append(time.monotonic() - began)

    def read(self, addresses):
        self.get(random.choice(addresses))

    def write(self, form):
        self.post(form, self.form(form, context=f"Dit à {time.time_ns()}."))


def main(port, seconds, asked):
    seen, times, over = Counter(), [], threading.Event()
    cookie = {"__Host-sessionid": asked["curator"]}
    pages = [address for address, _session in asked["public"].values()]
    deeds = [(Person(port, seen, times).read, pages) for _ in range(READERS)]
    deeds += [(Person(port, seen, times, **cookie).write, form) for form in asked["forms"][:CURATORS]]
    threads = [threading.Thread(target=_repeat, args=(over, seen, *deed)) for deed in deeds]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    answered = len(times)
    over.set()
    for thread in threads:
        thread.join()
    parts = quantiles(times, n=100, method="inclusive")
    errors = {str(what): count for what, count in seen.items() if what not in WELL}
    said = {"answers a second": answered / seconds, "p50": parts[49], "p99": parts[98]}
    print(json.dumps(said | {"written": seen[302], "errors": errors}))


def _repeat(over, seen, work, subject):
    while not over.is_set():
        try:
            work(subject)
        except Away:
            pass  # is in `seen` already
        except Unexpected as error:
            seen[str(error)] += 1


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), json.load(sys.stdin))
