"""What the project promises of its own files."""

import re
import subprocess

from django.conf import settings

# Written in pieces, so that this file does not name what it looks for.
REGISTRY = r"https?://(files|registry|deb|security|pypi)\.|index-" + "url"
MACHINE = r"(^|[^A-Za-z.])/(wor[k]|roo[t]|hom[e]|Use[r]s)/"
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def pins(lock):
    return dict(PIN.findall((settings.BASE_DIR / lock).read_text()))


def test_no_tracked_file_names_a_registry_or_a_folder_of_one_machine():
    git = ["git", "grep", "-nIE", f"{REGISTRY}|{MACHINE}"]
    found = subprocess.run(git, cwd=settings.BASE_DIR, capture_output=True, text=True).stdout

    assert found == ""


def test_the_development_lock_holds_all_of_the_runtime_lock():
    runtime = pins("requirements.txt")

    assert "django" in runtime
    assert pins("requirements-dev.txt") | runtime == pins("requirements-dev.txt")


def test_nothing_brings_psycopg_3():
    assert {name for name in pins("requirements-dev.txt") if name.startswith("psycopg")} == {"psycopg2-binary"}
