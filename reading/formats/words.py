"""The names of HTML and of the parts of pages, from the commented files of `data/`."""

import re
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _sections(file):
    """{section: its words}; a section begins with its name in brackets."""
    text = re.sub(r"(?m)(?:^|\s)#.*", "", (DATA / file).read_text(encoding="utf-8"))
    _, *parts = re.split(r"(?m)^\[(.+)\]", text)
    return {name: frozenset(words.split()) for name, words in zip(parts[::2], parts[1::2], strict=True)}


MARKUP = _sections("markup.txt")
NAMES = _sections("names.txt")
