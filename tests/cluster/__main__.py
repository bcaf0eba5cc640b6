"""`python -m tests.cluster --seconds 20 --seed 1`"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django

from tests.alerts.smtp import serving
from tests.chaos.__main__ import environment
from tests.chaos.ports import free_port
from tests.postgres import NoPostgres

HEAD = ["killed", "acknowledged", "lost", "wrong pages", "writes", "pages", "searches", "of the standby"]
POOLER = "postgres://smartcity@127.0.0.1:{}/smartcity?disable_server_side_cursors=True"


def main():
    parser = argparse.ArgumentParser(prog="tests.cluster")
    parser.add_argument("--seconds", type=float, default=20, help="of load around each kill")
    parser.add_argument("--seed", default="1")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    pooler, redis = free_port(), free_port()
    with serving() as mail:
        variables = environment(folder, POOLER.format(pooler), mail.address) | {
            "STANDBY_DATABASE_URL": f"postgres:///{folder}/standby/postgres?user=smartcity",
            "REDIS_URL": f"redis://127.0.0.1:{redis}/0",
        }
        os.environ |= variables | {"DJANGO_SETTINGS_MODULE": "smartcity.settings"}
        django.setup()
        return _play(folder, variables, mail, asked, pooler=pooler, redis=redis)


def _play(folder, variables, mail, asked, *, pooler, redis):
    """What the process ends with: 0, or what was wrong."""
    from . import servers  # models and settings want the variables first
    from .hosts import Hosts
    from .phases import Phases

    try:
        with servers.pair(pooler, folder / "standby") as pair:
            site = Hosts(folder, variables, servers.redis(folder, redis))
            phases = Phases(site, pair, mail, seed=asked.seed, seconds=asked.seconds)
            print(*HEAD, sep=" | ")
            try:
                wrong, answers = phases.play_all(), dict(site.seen)
            finally:
                site.stop()
    except (servers.Missing, NoPostgres) as error:
        return str(error)
    print(f"seed {asked.seed}, answers {answers}", *wrong, sep="\n")
    if not wrong:
        shutil.rmtree(folder)
    return f"What was printed is in {folder}" if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
