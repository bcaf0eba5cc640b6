"""Many rows, so many at a time: databases bound what a query names, and memory what is held of the answer."""

AT_ONCE = 500


def batches(rows):
    """Yield the list `rows` in lists of at most `AT_ONCE`."""
    yield from (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
