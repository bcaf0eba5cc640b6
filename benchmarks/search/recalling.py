"""All that is half remembered, asked of one engine in a process of its own, and of what one has for nothing."""

import argparse
import importlib
import os
import sqlite3
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection  # noqa: E402 - Django has to be set up first

from benchmarks.search.measuring import spread, timed, title  # noqa: E402 - Django has to be set up first
from benchmarks.search.recalled import PUBLIC, queries, sentences, themes  # noqa: E402 - Django has to be set up first
from benchmarks.search.rivals import FTS5, PostgreSQL, Trigrams  # noqa: E402 - Django has to be set up first
from benchmarks.search.shelving import BOOKS, shelve  # noqa: E402 - Django has to be set up first
from quotes.search import Asked, answer  # noqa: E402 - Django has to be set up first
from search.queries import read  # noqa: E402 - Django has to be set up first
from smartcity.search import find  # noqa: E402 - Django has to be set up first

FIRST = 5  # lines: of quotes, or of each kind that the public search shows
WITH_TRIGRAMS = (3, 34)  # of SQLite


@dataclass
class Outcome:
    """What one search made of all queries: {kind: whether each was found}, milliseconds, what was not found."""

    name: str
    hits: dict = field(default_factory=lambda: defaultdict(list))
    times: dict = field(default_factory=lambda: defaultdict(list))
    failures: list = field(default_factory=list)

    def success(self, kinds):
        hits = [hit for kind in kinds for hit in self.hits[kind]]
        return f"{sum(hits) / len(hits):.2f}"

    def speed(self, kinds):
        p50, p95 = spread([time for kind in kinds for time in self.times[kind]])
        return f"{p50:.1f} / {p95:.1f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("queries", type=Path)
    parser.add_argument("--tantivy", default="")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    shelve()
    asked = queries(BOOKS, options.queries)
    outcomes = [outcome("ours", ours, asked)]
    outcomes += [outcome(make.name, rival(make), asked) for make in rivals(options.tantivy)]
    report(asked, outcomes)
    if options.failures:
        report_failures(outcomes[0])


def ours(query):
    """The records of the lines that we show."""
    if query.kind != PUBLIC:
        return [("quote", result["row"].text) for result in answer(Asked(text=query.text))["results"][:FIRST]]
    rows = [line.row for line in find(read(query.text)).lines[:FIRST]]
    return [(row._meta.model_name, getattr(row, "text", None) or str(row)) for row in rows]


def rivals(tantivy):
    yield FTS5
    if sqlite3.sqlite_version_info >= WITH_TRIGRAMS:
        yield Trigrams
    else:
        print(f"SQLite {sqlite3.sqlite_version} has no trigrams.")
    if connection.vendor == "postgresql":
        yield PostgreSQL
    if tantivy:
        sys.path.append(tantivy)
        try:
            yield importlib.import_module("benchmarks.search.tantivy_rival").Tantivy
        except ModuleNotFoundError as error:
            print(f"Without tantivy: {error}.")


def rival(make):
    said, named = make(list(quotes())), make(list(names()))
    return lambda query: (named if query.kind == PUBLIC else said).ask(query.text)


def quotes():
    for file in BOOKS:
        for row in sentences(file):
            yield ("quote", row.text), f"{row.text} {row.speaker} {row.talk}"


def names():
    rows = [row for file in BOOKS for row in sentences(file)]
    for name in dict.fromkeys(row.speaker for row in rows):
        yield ("speaker", name), name
    for name, work in dict.fromkeys((row.speaker, row.talk) for row in rows):
        yield ("talk", work), f"{work} {name}"
    for name in themes():
        yield ("theme", name), name


def outcome(name, search, asked):
    for query in asked:  # the first time is that of a cold machine
        search(query)
    told = Outcome(name)
    for query in asked:
        milliseconds, records = timed(search, query)
        lines = first(records)
        told.times[query.kind].append(milliseconds)
        told.hits[query.kind].append(not query.right.isdisjoint(lines))
        if query.right.isdisjoint(lines):
            told.failures.append((query, lines))
    return told


def first(records):
    """The first lines of each kind."""
    lines = defaultdict(list)
    for record in records:
        lines[record[0]].append(record)
    return [record for some in lines.values() for record in some[:FIRST]]


def report(asked, outcomes):
    tries = Counter(query.kind for query in asked)  # in the order of the file
    members = [kind for kind in tries if kind != PUBLIC]
    both = [("members", members), (PUBLIC, [PUBLIC] if PUBLIC in tries else [])]
    both = [(name, kinds) for name, kinds in both if kinds]
    print(f"\n### {title()}, {sum(len(sentences(file)) for file in BOOKS):,} sentences\n")
    print(f"Share of the queries whose quote is among the first {FIRST} lines; public: the record, of its kind.\n")
    print("| kind | tries |", *(f" {told.name} |" for told in outcomes))
    print("|---|--:|", *("--:|" for _ in outcomes), sep="")
    for name, kinds in [(kind, [kind]) for kind in members] + both:
        cells = [told.success(kinds) for told in outcomes]
        print(f"| {name} | {sum(tries[kind] for kind in kinds)} |", *(f"{cell} |" for cell in cells))
    for name, kinds in both:
        print(f"| ms p50 / p95, {name} | |", *(f"{told.speed(kinds)} |" for told in outcomes))


def report_failures(told):
    print("\nNot found, and what came first:\n")
    for query, lines in told.failures:
        print(f"- {query.kind}: {query.text} → {lines[0][1][:100] if lines else 'nothing'}")


if __name__ == "__main__":
    main()
