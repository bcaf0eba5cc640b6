"""What is asked of real sentences, and what would be right: `texts/` and `queries.tsv`, read and checked. No Django.

A record is named by its kind and its words: ("quote", the sentence), ("speaker" | "talk" | "theme", its name).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
QUERIES = HERE / "queries.tsv"
PUBLIC = "public"  # the kind of query that goes to the public search


@dataclass(frozen=True)
class Sentence:
    speaker: str
    talk: str
    text: str


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    right: frozenset  # of records; any of them will do


@cache
def sentences(file):
    return [Sentence(*fields) for fields in _rows(HERE / "texts" / f"{file}.tsv")]


@cache
def themes():
    """{name: titles of the talks on it}."""
    return {name: titles for name, *titles in _rows(HERE / "texts" / "themes.tsv")}


def queries(files, path=QUERIES):
    """The queries on the sentences of `files`. ValueError if what would be right is not there, or not one thing."""
    everything = [sentence for file in files for sentence in sentences(file)]
    names = {
        "speaker": {sentence.speaker for sentence in everything},
        "talk": {sentence.talk for sentence in everything},
        "theme": set(themes()),
    }
    _heads, *rows = _rows(path)
    return [
        Query(kind, text, frozenset(_record(said, everything, names) for said in must.split(" | ")))
        for kind, text, must in rows
    ]


def _record(said, everything, names):
    """The record that `said` means: "kind: name", or a piece of one sentence."""
    kind, _, name = said.partition(": ")
    if kind in names:
        if name not in names[kind]:
            raise ValueError(f"No {said}")
        return kind, name
    piece = said.removeprefix("quote: ")
    found = [sentence.text for sentence in everything if piece in sentence.text]
    if len(found) != 1:
        raise ValueError(f"{len(found)} sentences with {piece}")
    return "quote", found[0]


def _rows(path):
    return [line.split("\t") for line in path.read_text().splitlines()]
