"""What every kind of page costs, beside what Django costs anyway: `make bench SIZES=1000,10000,100000`."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.engines import ENGINES

from . import against, limits, measuring, servers

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HEADS = ["page", "kB", "hello", "cards", "cold", "× hello", "× cards", "× a tenth", "kept", "gzip", "304", "over"]
FILE = 18_500  # bytes, as the page of cards
HOW = """Milliseconds of the processor, of a server and its base, for one answer: hello, with Django's default
middleware; cards, one query and an 18.5 kB template; cold, a page made anew. kept, gzip, 304: how many times as quick
as that hello. PostgreSQL runs without fsync."""
PARTS = ["pages", "writes", "crowd"]


def main():
    asked = _asked()
    print(HOW, flush=True)
    over = []
    for engine in asked.engines.split(","):
        tenth = {}
        for size in map(int, asked.sizes.split(",")):
            with ENGINES[engine]() as base, tempfile.TemporaryDirectory(prefix="bench-") as folder:
                run = Run(engine, size, base, Path(folder), asked)
                run.tell(tenth.get(size // 10, {}))
                tenth[size] = run.found
                over += run.over
    print(f"\n{len(over)} over their limits" + ":" * bool(over), *over, sep="\n- ")
    if asked.against:
        print(f"\n## {asked.against}", flush=True)
        against.run(
            asked.against,
            *("--sizes", asked.sizes, "--engines", asked.engines, "--crowd", str(asked.crowd)),
            *("--only", "writes,crowd"),
        )
    return bool(over)


def _asked():
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of quotes and tweets")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--seconds", type=float, default=0.3, help="for each way to be asked for each page, about")
    parser.add_argument("--crowd", type=float, default=30, help="seconds of readers and curators at once")
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--against", default="", help="a commit of which writes and crowd are measured as well")
    parser.add_argument("--datasette", default="", help="path of the program, to measure its pages of the same file")
    return parser.parse_args()


class Run:
    """One size on one engine; `found` is {kind of page: milliseconds cold}, `over` says what is over its limits."""

    def __init__(self, engine, size, base, folder, asked):
        self.engine, self.size, self.name = engine, size, f"{engine}, {size:,}"
        (self.address, self.besides), self.folder, self.asked = base, folder, asked
        self.variables = os.environ | environment(folder, self.address)
        self.found, self.over = {}, []

    def tell(self, tenth):
        """Measure, and print the tables; `tenth` is what pages cost among a tenth of the quotes."""
        print(f"\n### {self.name} quotes", flush=True)
        parts = self.asked.only.split(",")
        asked = measuring.filled(self.variables, self.size)
        if "pages" in parts:
            self._tell_pages(asked, tenth)
        if "crowd" in parts and self.engine == "postgresql":
            self._tell_crowd(asked)
        if "writes" in parts:
            self._tell_writes()

    def _tell_pages(self, asked, tenth):
        self._tell_servers()
        print("| " + " | ".join(HEADS) + " |")
        print("|---|" + "--:|" * (len(HEADS) - 2) + "---|")
        for kind, costs in measuring.pages(self.variables, self.besides, asked, self.asked.seconds):
            self.found[kind] = costs["cold"]
            self._tell_page(kind, costs, tenth.get(kind))
        if self.engine == "sqlite" and self.asked.datasette:
            self._tell_datasette(asked)

    def _tell_servers(self):
        print(f"\nA hello without middleware: {measuring.bare(self.variables, self.asked.seconds):.2f} ms;", end=" ")
        if NGINX:
            taken = measuring.file(NGINX, self.folder, b"x" * FILE, self.asked.seconds)
            print(f"nginx with a file of {FILE / 1000} kB: {taken:.3f} ms.\n", flush=True)
        else:
            print("no nginx here (apt-get install nginx-light).\n", flush=True)

    def _tell_page(self, kind, costs, tenth):
        hello, cards, cold = costs["hello"], costs["cards"], costs["cold"]
        over = list(limits.broken(kind, costs, tenth=tenth if self.size >= limits.GROWTH_FROM * 10 else None))
        self.over += [f"{self.name}, {kind}: {', '.join(over)}"] if over else []
        cells = [f"{costs['bytes'] / 1000:.1f}", f"{hello:.2f}", f"{cards:.1f}", f"{cold:.1f}"]
        cells += [f"{cold / hello:.0f}", f"{cold / cards:.1f}", f"{cold / tenth:.1f}" if tenth else ""]
        cells += [f"{costs[way]:.1f}" if costs.get(way) else "" for way in ("kept", "gzip", "304")]
        print("| " + " | ".join([kind, *cells, ", ".join(over)]) + " |", flush=True)

    def _tell_datasette(self, asked):
        found = measuring.datasette(self.asked.datasette, self.address, asked, self.asked.seconds)
        times = self.found["quote"] / found["row"]
        print(f"\ndatasette: a row {found['row']:.1f} ms, the table {found['table']:.1f};", end=" ")
        print(f"our page of a quote is {times:.1f} × its row.", flush=True)
        if times > limits.TIMES_DATASETTE:
            self.over.append(f"{self.name}, quote: × datasette")

    def _tell_crowd(self, asked):
        found = measuring.crowd(self.variables, self.besides, asked, self.asked.crowd)
        print("\n20 readers and 5 curators, two workers:", end=" ")
        print(f"{found['answers a second']:.0f} answers a second, {found['written']} saved,", end=" ")
        print(f"p50 {found['p50']:.2f} s, p99 {found['p99']:.2f} s, errors: {found['errors'] or 'none'}.", flush=True)
        if found["errors"]:
            self.over.append(f"{self.name}, crowd: errors")

    def _tell_writes(self):
        print("\n| written at once | s |\n|---|--:|")
        for what, seconds in measuring.writes(self.variables).items():
            print(f"| {what} | {seconds:.2f} |", flush=True)


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
