"""What every kind of page costs, beside what Django costs anyway: `make bench SIZES=1000,10000,100000`."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.engines import ENGINES

from . import limits, measuring, servers

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HEADS = ["page", "kB", "cold, ms", "× hello", "× cards", "× a tenth", "kept", "gzip", "304", "over"]


def main():
    asked = _asked()
    print("Time of the processor, of the server and its base, one answer: in milliseconds or as ratios within one run.")
    print("kept, gzip, 304: how many times as quick as a hello with Django's default middleware.")
    print("PostgreSQL runs without fsync.", flush=True)
    over = []
    for engine in asked.engines.split(","):
        before = {}
        for size in map(int, asked.sizes.split(",")):
            with ENGINES[engine]() as (address, besides), tempfile.TemporaryDirectory(prefix="bench-") as folder:
                run = Run(Path(folder), address, besides, asked)
                found = run.pages(engine, size, before.get(size // 10, {}))
                over += run.over
                before[size] = found
    print(f"\n{len(over)} over their limits" + ":" * bool(over), *over, sep="\n- ")
    return bool(over)


def _asked():
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of quotes and tweets")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--seconds", type=float, default=0.4, help="for each way to be asked for each page, about")
    parser.add_argument("--datasette", default="", help="path of the program, to measure its pages of the same file")
    return parser.parse_args()


class Run:
    """One size on one engine."""

    def __init__(self, folder, address, besides, asked):
        self.folder, self.address, self.besides, self.asked = folder, address, besides, asked
        self.variables = os.environ | environment(folder, address)
        self.over = []

    def pages(self, engine, size, before):
        """{kind: milliseconds cold}; the tables are printed."""
        seconds = self.asked.seconds
        asked = measuring.filled(self.variables, size)
        plain = measuring.yardsticks(self.variables, self.besides, asked, seconds)
        print(f"\n### {engine}, {size:,} quotes\n")
        self._say_yardsticks(plain, asked)
        found = measuring.pages(self.variables, self.besides, asked, seconds)
        print("| " + " | ".join(HEADS) + " |")
        print("|---|" + "--:|" * (len(HEADS) - 2) + "---|")
        for kind, costs in found.items():
            self._say(f"{engine}, {size:,}, {kind}", kind, costs, plain, before.get(kind))
        self._say_datasette(engine, size, asked, found["quote"]["cold"])
        self._say_writes()
        return {kind: costs["cold"] for kind, costs in found.items()} if size >= limits.GROWTH_FROM else {}

    def _say_yardsticks(self, plain, asked):
        print(f"hello {plain['bare']:.2f} ms, with default middleware {plain['hello']:.2f};", end=" ")
        print(f"cards, one query and a template of {plain['bytes'] / 1000:.1f} kB: {plain['cards']:.1f} ms", end="; ")
        if not NGINX:
            print("no nginx here (apt-get install nginx-light).\n")
            return
        taken = measuring.file(NGINX, self.folder, b"x" * plain["bytes"], self.asked.seconds)
        print(f"nginx with as long a file: {taken:.3f} ms.\n", flush=True)

    def _say(self, name, kind, costs, plain, before):
        hello, cards = plain["hello"], plain["cards"]
        over = list(limits.broken(kind, costs, hello=hello, cards=cards, before=before))
        self.over += [f"{name}: {', '.join(over)}"] if over else []
        cells = [f"{costs['bytes'] / 1000:.1f}", f"{costs['cold']:.1f}", f"{costs['cold'] / hello:.0f}"]
        cells += [f"{costs['cold'] / cards:.1f}", f"{costs['cold'] / before:.1f}" if before else ""]
        cells += [f"{hello / costs[way]:.2g}" if costs.get(way) else "" for way in ("kept", "gzip", "304")]
        print("| " + " | ".join([kind, *cells, ", ".join(over)]) + " |", flush=True)

    def _say_writes(self):
        print("\n| written at once | s |\n|---|--:|")
        for what, seconds in measuring.writes(self.variables).items():
            print(f"| {what} | {seconds:.2f} |", flush=True)

    def _say_datasette(self, engine, size, asked, quote):
        if engine != "sqlite" or not self.asked.datasette:
            print("\ndatasette: not measured; --datasette PATH measures its pages of SQLite's file.")
            return
        found = measuring.datasette(self.asked.datasette, self.address, asked, self.asked.seconds)
        times = quote / found["row"]
        print(f"\ndatasette: a row {found['row']:.1f} ms, the table {found['table']:.1f};", end=" ")
        print(f"our page of a quote is {times:.1f} × its row.")
        if times > limits.TIMES_DATASETTE:
            self.over.append(f"{engine}, {size:,}, quote: × datasette")


def environment(folder, address):
    """The variables of a site that is deployed, with a key made up."""
    return {
        "SECRET_KEY": "bench-" * 10,
        "ALLOWED_HOSTS": servers.HOST,
        "DATABASE_URL": address,
        "EMAIL_URL": "consolemail://",
        "TRUSTED_PROXY": "1",
        "STAFF_MFA_REQUIRED": "0",  # a second factor would be asked for by a clock
        "STATIC_ROOT": f"{folder}/static",
        "MEDIA_ROOT": f"{folder}/media",
    }


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
