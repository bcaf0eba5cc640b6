"""What pages may cost, beside what Django costs anyway in the same run; `docs/decisions.md` has the reasons."""

FASTER_KEPT = 5  # times as quick as a hello with Django's default middleware: kept, gzip, 304
TIMES_HELLO = 60  # cold
TIMES_CARDS = 2  # cold, of a page of one query and a template
GROWTH, GROWTH_FROM = 1.3, 10_000  # of ten times as many quotes, from so many on
TIMES_DATASETTE = 1.5  # the page of a quote, cold, of its row there

LONG = {"calendar", "sitemap of events", "sitemap of quotes"}  # for programs: a hundred rows, or five hundred


def broken(kind, found, *, hello, cards, tenth):
    """Yield what is over, in a word each; `tenth` is what it cost among a tenth of the quotes, or None.

    What members and staff are shown has no limit but that it does not grow.
    """
    if "kept" in found:
        yield from (name for name in ("kept", "gzip", "304") if not found[name] or found[name] * FASTER_KEPT > hello)
        if kind not in LONG and found["cold"] > TIMES_HELLO * hello:
            yield "× hello"
        if kind not in LONG and found["cold"] > TIMES_CARDS * cards:
            yield "× cards"
    if tenth and found["cold"] > GROWTH * tenth:
        yield "growth"
