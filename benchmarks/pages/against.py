"""The same measures of another commit, in a worktree that goes with them."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
OURS = ("benchmarks", "tests")  # measured with the same means


def run(commit, *options):
    """Run this command there; it has to know what the collection is made of."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        there = Path(folder) / "site"
        _git("worktree", "add", "--quiet", "--detach", there, commit)
        try:
            for name in OURS:
                shutil.rmtree(there / name, ignore_errors=True)
                shutil.copytree(HERE / name, there / name)
            subprocess.run([sys.executable, "-m", "benchmarks.pages", *options], cwd=there, check=True)
        finally:
            _git("worktree", "remove", "--force", there)


def _git(*words):
    subprocess.run(["git", *words], cwd=HERE, check=True)
