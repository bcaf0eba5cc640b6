"""Of what the place of a row in lists is made: digits of a fixed width, to be sorted as text on both engines.

Days, events, hours and positions of three tables go opposite ways, and some are missing: no index gives that order.
"""

from typing import NamedTuple

from django.db.models import Q

NEVER, NO_MOMENT, NO_NUMBER = "99989898", "9" * 14, "9" * 5  # after all others
YEARS = 9999  # a place that begins with `latest` begins with this less the year; without a day, that is the year 1


def of_year(year, column="place"):
    """What has its place by a day of that year: a `place` that begins with `latest`, which an index finds."""
    return Q(**{f"{column}__gte": f"{YEARS - year:04}", f"{column}__lt": f"{YEARS - year + 1:04}"})


def ending_before(day):
    """The place that all before `day` follow: what is of that day or later stands before it."""
    return f"{99999999 - int(f'{day:%Y%m%d}') + 1:08}"


class Part(NamedTuple):
    """`sql` makes it of (row, vendor of the database, the place of the row that a foreign key names)."""

    columns: list
    parents: list
    sql: object


def newest(column):
    """The greatest number first."""
    return Part([column], [], lambda row, vendor, place: _digits(f"9999999999 - {row}.{column}", 10, vendor))


def least(column):
    """The least number first."""
    return Part([column], [], lambda row, vendor, place: _digits(f"{row}.{column}", 5, vendor))


def latest(column, *, else_of=None):
    """The latest day first, of its own or else of the place of what it hangs on; without a day last."""

    def sql(row, vendor, place):
        known = [_day(f"{row}.{column}", vendor), *([f"substr({place(else_of)}, 1, 8)"] if else_of else [])]
        return f"COALESCE({', '.join([*known, repr(NEVER)])})"

    return Part([column, *([f"{else_of}_id"] if else_of else [])], [else_of] if else_of else [], sql)


def earliest(column):
    """The earliest moment first; without one last."""
    made = {
        "sqlite": "strftime('%Y%m%d%H%M%S', {})",
        "postgresql": "to_char({} AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISS')",
    }
    return Part(
        [column], [], lambda row, vendor, place: f"COALESCE({made[vendor].format(f'{row}.{column}')}, '{NO_MOMENT}')"
    )


def beside(name):
    """In the place of what it hangs on."""
    return Part([f"{name}_id"], [name], lambda row, vendor, place: f"COALESCE({place(name)}, '')")


def as_it_went_on(name, *, during):
    """In the place of what it hangs on, there what was `during` nothing first, then by day and hour of what it was."""

    def sql(row, vendor, place):
        day = _digits(f"99999999 - CAST(NULLIF(substr({place(during)}, 1, 8), '') AS integer)", 8, vendor)
        return f"COALESCE({place(name)}, '') || COALESCE('1' || {day} || substr({place(during)}, 19), '0')"

    return Part([f"{name}_id", f"{during}_id"], [name, during], sql)


def within(name, *, or_after):
    """In the place of what it hangs on; where that is nothing, after all that has a place there in `or_after`."""
    return Part(
        [f"{name}_id", f"{or_after}_id"],
        [name, or_after],
        lambda row, vendor, place: f"COALESCE({place(name)}, {place(or_after)} || '{NO_MOMENT}{NO_NUMBER}', '')",
    )


def _day(sql, vendor):
    number = {"sqlite": "CAST(replace({}, '-', '') AS INTEGER)", "postgresql": "to_char({}, 'YYYYMMDD')::int"}
    return _digits(f"99999999 - {number[vendor].format(sql)}", 8, vendor)


def _digits(sql, width, vendor):
    """Nothing of nothing."""
    if vendor == "postgresql":
        return f"lpad(({sql})::text, {width}, '0')"
    return f"substr('{'0' * width}' || ({sql}), -{width})"
