"""`python -m tests.chaos --engine sqlite --rounds 100 --seed 1`"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import django

from tests.alerts.smtp import serving

from .bases import base

HOST = "savoirs.example.org"


def main():
    asked = _asked()
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    with base(asked.engine, folder) as one, serving() as mail:
        variables = environment(folder, one.address, mail.address)
        os.environ |= variables | {"DJANGO_SETTINGS_MODULE": "smartcity.settings"}
        django.setup()
        wrong = _play(folder, variables, one, mail, asked)
    if not wrong:
        shutil.rmtree(folder)
    return f"What was printed is in {folder}" if wrong else 0


def environment(folder, address, mail):
    """The variables of a site that is deployed, with a key made up."""
    return {
        "SECRET_KEY": "chaos-" * 10,
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": address,
        "EMAIL_URL": mail,
        "TRUSTED_PROXY": "1",
        "STAFF_MFA_REQUIRED": "0",  # a second factor would be asked for by a clock
        "STATIC_ROOT": f"{folder}/static",
        "MEDIA_ROOT": f"{folder}/media",
        "DEFAULT_FROM_EMAIL": f"site@{HOST}",
    }


def _asked():
    parser = argparse.ArgumentParser(prog="tests.chaos")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="the number of the first round")
    parser.add_argument("--seed", default="1")
    return parser.parse_args()


def _play(folder, variables, one, mail, asked):
    """Whether anything was wrong."""
    from .rounds import Rounds  # models and settings want the variables first
    from .site import Site

    site = Site(folder, variables)
    rounds = Rounds(site, one, mail, seed=asked.seed)
    try:
        rounds.begin()
        wrong = _play_all(rounds, asked)
    finally:
        site.stop()
    print(f"{asked.engine}, seed {asked.seed}")
    for what, counts in rounds.report().items():
        print(f"{what}: {counts}")
    print(*wrong, sep="\n")
    return bool(wrong)


def _play_all(rounds, asked):
    """[sentence] of what was wrong in the first round that was not as it has to be."""
    began = time.monotonic()
    for number in range(asked.first, asked.first + asked.rounds):
        if wrong := rounds.play(number):
            return wrong
        deeds = sum(rounds.ledger.acknowledged.values())
        print(f"round {number}: {deeds} deeds, {time.monotonic() - began:.0f} s", flush=True)
    return []


if __name__ == "__main__":
    sys.exit(main())
