"""What pages may cost, beside what Django costs anyway in the same run; `docs/decisions.md` has the reasons."""

FASTER_KEPT = 5  # times as quick as a hello with Django's default middleware: kept, gzip, 304
TIMES = {"hello": 60, "cards": 2}  # cold: of that hello, of a page of one query and a template
GROWTH, GROWTH_FROM = 1.3, 10_000  # of ten times as many quotes, from so many on
TIMES_DATASETTE = 1.5  # the page of a quote, cold, of its row there

LONG = {"calendar", "sitemap of events", "sitemap of quotes"}  # for programs: a hundred rows, or five hundred
LONGER = {"calendar", "sitemap of events", "sitemap index"}  # that of 10,000 quotes is not full yet


def broken(kind, found, *, tenth):
    """Yield what is over, in a word each, of what `measuring.pages` found of a kind; `tenth` is what it cost among a
    tenth of the quotes, or None.

    What members and staff are shown has no limit but that it does not grow.
    """
    if "kept" in found:
        yield from (way for way in ("kept", "gzip", "304") if (found[way] or 0) < FASTER_KEPT)
        if kind not in LONG:
            yield from (f"× {one}" for one, times in TIMES.items() if found["cold"] > times * found[one])
    if tenth and kind not in LONGER and found["cold"] > GROWTH * tenth:
        yield "growth"
