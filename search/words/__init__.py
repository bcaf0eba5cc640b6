"""Lists of words, as data."""

from pathlib import Path

HERE = Path(__file__).parent


def lines(name):
    return (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
