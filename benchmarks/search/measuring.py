"""One size on one engine, in a process of its own: fill, build, ask, write, and tell what each takes."""

import argparse
import gc
import os
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from statistics import median, quantiles

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up first
from django.db import connection  # noqa: E402 - Django has to be set up first

from benchmarks.collection import fill  # noqa: E402 - Django has to be set up first
from benchmarks.pages import servers  # noqa: E402 - Django has to be set up first
from benchmarks.pages.measuring import PLAIN  # noqa: E402 - Django has to be set up first
from benchmarks.search import bare  # noqa: E402 - Django has to be set up first
from benchmarks.search.kinds import kinds  # noqa: E402 - Django has to be set up first
from benchmarks.vocabulary import Vocabulary  # noqa: E402 - Django has to be set up first
from quotes.models import Quote  # noqa: E402 - Django has to be set up first
from quotes.search import answer  # noqa: E402 - Django has to be set up first
from search import triggers, watching  # noqa: E402 - Django has to be set up first
from search.indexing import refresh  # noqa: E402 - Django has to be set up first
from search.rebuilding import rebuild  # noqa: E402 - Django has to be set up first
from smartcity.wsgi import ALLOCATIONS  # noqa: E402 - Django has to be set up first

RUNS = 300  # of a kind, if the seconds allow
WRITES = 50  # at a time
TIMES_HELLO = {100_000: 100, 1_000_000: 250}  # at most, at the 95th percentile, of a hello of Django
TIMES_WRITING = 20  # of that hello, more for a quote than without an index
MB = 1_000_000


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    vocabulary = Vocabulary()
    build(vocabulary, options.size)
    sys.exit(report(kinds(vocabulary, options.size), size=options.size, seconds=options.seconds))


def build(vocabulary, size):
    filled, _ = timed(fill, vocabulary, size)
    sizes = [bare.size()]
    indexed, _ = timed(lambda: list(rebuild()))
    sizes.append(bare.size())
    yardstick, _ = timed(bare.build)
    sizes.append(bare.size())
    records, index, own = (size / MB for size in (sizes[0], sizes[1] - sizes[0], sizes[2] - sizes[1]))
    print(f"\n### {title()}, {size:,}\n")
    print(f"Records: {filled / 1000:.0f} s, {records:.0f} MB. Index: {indexed / 1000:.0f} s, {index:.0f} MB.", end=" ")
    print(f"The bare table, with its index: {yardstick / 1000:.0f} s, {own:.0f} MB.\n", flush=True)


def report(asked, *, size, seconds):
    """Print the table; return how many rows are over."""
    for queries in asked.values():  # the build left in memory what it wrote last, not what is read most
        measure(queries, seconds / 3, whole, newest)
    gc.freeze()  # as smartcity/wsgi.py does
    gc.set_threshold(ALLOCATIONS)
    full = spread(measure(asked["common word"], seconds, lambda one: bare.everything(one.terms))[0])
    print("| kind of query | runs | found | whole p50 / p95 | bare p50 / p95 | × hello | limit | |")
    print("|---|--:|--:|--:|--:|--:|--:|---|")
    over = 0
    for name, queries in asked.items():
        counts = [whole(one)["found"] for one in queries]
        one = hello()
        times = measure(queries, seconds, whole, newest)
        (p50, p95), (bare_p50, bare_p95) = map(spread, times)
        limit = TIMES_HELLO.get(size)
        is_over = bool(limit and p95 > limit * one)
        found = f"{median(found.count for found in counts):.0f}" + "+" * all(found.capped for found in counts)
        print(
            f"| {name} | {len(times[0])} | {found} | {p50:.1f} / {p95:.1f} | {bare_p50:.1f} / {bare_p95:.1f} "
            f"| {p95 / one:.0f} | {limit or ''} | {'over' if is_over else 'ok'} |",
            flush=True,
        )
        over += is_over
    one, extra = hello(), writing()
    slow = extra > TIMES_WRITING * one
    print(f"\nAll matches of a common word, ranked: {full[0]:.1f} / {full[1]:.1f}.", end=" ")
    print(f"Writing a quote: {extra:.1f} more, {extra / one:.0f} × hello (limit {TIMES_WRITING}).", flush=True)
    return over + slow


def hello():
    """Milliseconds of the processor that a server takes for a word, with Django's default middleware."""
    variables = os.environ | {"SECRET_KEY": "bench-" * 10, "PLAIN_MIDDLEWARE": "default"}
    with servers.granian(PLAIN, variables) as server:
        return server.cost("/", seconds=0.5)[0]


def whole(asked):
    """All that the members' page asks for: order, count, facets by name, marked words, or ways out."""
    return answer(replace(asked.search), page=asked.page)  # anew: a search keeps what its words were understood as


def newest(asked):
    return bare.newest(asked.terms, offset=(asked.page - 1) * bare.PAGE, **asked.form)


def measure(queries, seconds, *works):
    """Milliseconds of each of `works`, which take turns at each query."""
    for work in works:
        for one in queries:
            work(one)
    times, end = [], time.monotonic() + seconds
    for one in islice(cycle(queries), RUNS):
        times.append([timed(work, one)[0] for work in works])
        if time.monotonic() > end:
            break
    return list(zip(*times, strict=True))


def spread(times):
    """Median and 95th percentile."""
    return median(times), quantiles(times, n=20, method="inclusive")[-1]


def writing():
    """Milliseconds that the index adds to the writing of one quote with a theme, until the next search is right."""
    model = Quote.objects.filter(speaker__isnull=False).latest("pk")
    themes = list(model.themes.all())

    def save():
        quote = Quote.objects.get(pk=model.pk)
        quote.pk, quote._state.adding = None, True
        quote.save()
        quote.themes.set(themes)

    def save_and_index():
        save()
        refresh()

    without, indexed = [], []
    for _ in range(4):
        triggers.drop(watching.triggers())
        without += [timed(save)[0] for _ in range(WRITES)]
        triggers.put(watching.triggers())
        indexed += [timed(save_and_index)[0] for _ in range(WRITES)]
    return median(indexed) - median(without)


def timed(work, *args):
    """(milliseconds of the processor, of this process and of the base's that works for it; result)."""
    start = taken()
    result = work(*args)
    return (taken() - start) * 1000, result


def taken():
    """Seconds of the processor until now."""
    base = servers.taken(connection.connection.info.backend_pid) if connection.vendor == "postgresql" else 0
    return time.process_time() + base


def title():
    return "SQLite" if connection.vendor == "sqlite" else f"PostgreSQL {connection.pg_version // 10000}"


if __name__ == "__main__":
    main()
