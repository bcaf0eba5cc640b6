"""What the project promises of its own files."""

import re
import subprocess

from django.conf import settings

# Written in pieces, so that this file does not name what it looks for.
REGISTRY = r"https?://(files|registry|deb|security|pypi)\.|index-" + "url"
MACHINE = r"(^|[^A-Za-z.])/(wor[k]|roo[t]|hom[e]|Use[r]s)/"
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)

LINK = re.compile(r"\]\(([^)#\s]+)")
BASE = settings.BASE_DIR
DOCUMENTS = [*BASE.glob("*.md"), *(BASE / "docs").rglob("*.md"), *(BASE / "seed").glob("*.md")]


def pins(lock):
    return dict(PIN.findall((settings.BASE_DIR / lock).read_text()))


def test_no_tracked_file_names_a_registry_or_a_folder_of_one_machine():
    git = ["git", "grep", "-nIE", f"{REGISTRY}|{MACHINE}"]
    found = subprocess.run(git, cwd=settings.BASE_DIR, capture_output=True, text=True).stdout

    assert found == ""


def test_links_between_documents_lead_to_files():
    links = [(path, link) for path in DOCUMENTS for link in LINK.findall(path.read_text()) if ":" not in link]

    assert len(links) > 20
    assert [f"{path.name}: {link}" for path, link in links if not (path.parent / link).exists()] == []


def test_every_document_is_on_the_map():
    maps = [BASE / "docs" / "README.md", BASE / "docs" / "guide" / "README.md"]
    named = {(path.parent / link).resolve() for path in maps for link in LINK.findall(path.read_text())}

    assert [path.name for path in DOCUMENTS if path not in [*maps, *named]] == []


def test_the_development_lock_holds_all_of_the_runtime_lock():
    runtime = pins("requirements.txt")

    assert "django" in runtime
    assert pins("requirements-dev.txt") | runtime == pins("requirements-dev.txt")


def test_nothing_brings_psycopg_3():
    assert {name for name in pins("requirements-dev.txt") if name.startswith("psycopg")} == {"psycopg2-binary"}
