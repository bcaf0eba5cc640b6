"""How often the right quote is among the first five, of what people half remember: `make bench-quality`."""

import argparse
import os
import subprocess
import sys

from benchmarks.engines import ENGINES

from .recalled import QUERIES


def main():
    parser = argparse.ArgumentParser(prog="benchmarks.search.quality", description=__doc__)
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--tantivy", default="", help="folder that it was installed into, to be measured as well")
    parser.add_argument("--queries", default=QUERIES, help="a file of others, such as nobody has seen yet")
    parser.add_argument("--failures", action="store_true", help="name what was not found, and what came first instead")
    options = parser.parse_args()
    codes = []
    for name in options.engines.split(","):
        command = [sys.executable, "-m", "benchmarks.search.recalling", options.queries, "--tantivy", options.tantivy]
        command += ["--failures"] * options.failures
        with ENGINES[name]() as (address, _processes):
            codes.append(subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
