"""What the search takes, beside SQL by hand: `make bench-search SIZES=10000,1000000 ENGINES=sqlite,postgresql`."""

import argparse
import os
import subprocess
import sys

from benchmarks.engines import ENGINES


def main():
    parser = argparse.ArgumentParser(prog="benchmarks.search", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="numbers of quotes and tweets")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--seconds", default="10", help="for each kind of query, at most")
    options = parser.parse_args()
    print("Milliseconds of the processor. The limits are of p95, in hellos of Django with its default middleware.")
    print("PostgreSQL runs without fsync, SQLite with its own synchronous=FULL.", flush=True)
    codes = []
    for size in options.sizes.split(","):
        for name in options.engines.split(","):
            command = [sys.executable, "-m", "benchmarks.search.measuring", size, "--seconds", options.seconds]
            with ENGINES[name]() as (address, _processes):
                codes.append(subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode)
    return max(codes)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
