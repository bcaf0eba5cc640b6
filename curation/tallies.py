"""How many rows the public sees, of a model and of each record they hang on: kept by triggers, for none to be counted.

A model says in `tallied_by` by what: foreign keys, or columns of choices; "" is all of its rows. `tallied_by_year` says
the same of numbers a year, of which the key has the record's and the year: a range of keys is a record's.

SQLite adds to the one row of a number. On PostgreSQL each writer adds a row of its own, lest writers wait for each
other, and `sum_up` makes one of them; a number is the sum of its rows in any case.
"""

from django.apps import apps
from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from search.sql import ask
from search.triggers import after, put

from .models import Seen, Tally
from .places import YEARS

BY_YEAR = "/year"
TABLE = Tally._meta.db_table
ON_SQLITE = """
INSERT INTO {table} (what, key, n) SELECT {what}, {key}, 0
WHERE {seen} AND NOT EXISTS (SELECT 1 FROM {table} WHERE what = {what} AND key = {key});
UPDATE {table} SET n = n + {more} WHERE {seen} AND what = {what} AND key = {key};
"""
ON_POSTGRESQL = "INSERT INTO {table} (what, key, n) SELECT {what}, {key}, {more} WHERE {seen};"
# Those that the public does not see have an index of theirs.
TOTAL = """
SELECT (SELECT COALESCE(SUM(n), 0) FROM {table} WHERE what = '{rows}' AND key = 0)
    + (SELECT COUNT(*) FROM {rows} WHERE NOT is_public)
"""
SUMMED = """
WITH gone AS (DELETE FROM {table} RETURNING what, key, n)
INSERT INTO {table} (what, key, n) SELECT what, key, SUM(n) FROM gone GROUP BY what, key HAVING SUM(n) <> 0
"""


def tally(model, by="", value=None):
    """How many public rows of a model there are: in all, or of the record or the choice `value`. One query."""
    found = Tally.objects.filter(**_place(model, by, value)).aggregate(n=Sum("n"))["n"]
    return found or 0


def total(model):
    """How many rows there are of a curated model, whoever sees them. One query."""
    return ask(TOTAL.format(table=TABLE, rows=model._meta.db_table))[0][0]


def tallies(*models, by="", value=None):
    """[how many public rows there are of each]: in all, or of the record `value`. One query."""
    places = [_place(model, by, value) for model in models]
    found = Tally.objects.filter(key=places[0]["key"], what__in=[place["what"] for place in places])
    counts = dict(found.values_list("what").annotate(n=Sum("n")))
    return [counts.get(place["what"], 0) for place in places]


def tally_by_value(model, by):
    """{value of a column: how many public rows}. One query."""
    column = f"{model._meta.db_table}.{by}"
    what = f"{column}="
    # The bounds are for the index; some collations hear no punctuation, and take in more than these.
    rows = Tally.objects.filter(what__gt=what, what__lt=f"{column}zzzz", what__startswith=what)
    return {found.removeprefix(what): n for found, n in rows.values_list("what").annotate(n=Sum("n")).order_by("what")}


def tally_by_year(model, by="", value=0):
    """{year: how many public rows}, in all or of the record `value`; what has no day is in none. One query."""
    return tally_by_year_of_each(model, by, [value])[value]


def tally_by_year_of_each(model, by, values):
    """{record: the same}. One query."""
    what, ranges = _yearly(model, by)[0], Q(pk__in=[])
    for first in (value * (YEARS + 1) + 1 for value in values):
        ranges |= Q(what=what, key__gt=first, key__lt=first + YEARS)  # each whole, for SQLite to read by it alone
    rows = Tally.objects.filter(ranges).order_by("key")
    found = {value: {} for value in values}
    for key, n in rows.values_list("key").annotate(n=Sum("n")):
        if n:
            found[key // (YEARS + 1)][key % (YEARS + 1)] = n
    return found


def tally_of(related):
    """The same of the rows that hang on a record, of its reverse manager; None if these have no tally."""
    name = getattr(related, "field", None) and related.field.name
    return tally(related.model, name, related.instance.pk) if name in related.model.tallied_by else None


def tally_by_year_of(related):
    """{year: how many public rows hang on a record}, of its reverse manager."""
    return tally_by_year(related.model, related.field.name, related.instance.pk)


def public_count(model, relation):
    """Expression: how many rows of the reverse `relation` of `model` the public sees. Costs a look-up a row."""
    field = model._meta.get_field(relation).field
    rows = Tally.objects.filter(what=f"{field.model._meta.db_table}.{field.column}", key=OuterRef("pk"))
    return Coalesce(Subquery(rows.values("what").annotate(sum=Sum("n")).values("sum")), 0)


def _place(model, by, value):
    """Where the number stands."""
    table = model._meta.db_table
    if not by:
        return {"what": table, "key": 0}
    field = model._meta.get_field(by)
    if field.is_relation:
        return {"what": f"{table}.{field.column}", "key": value}
    return {"what": f"{table}.{field.column}={value}", "key": 0}


def _written(model, by, row):
    """The same in SQL, of a `row` of a trigger or of the table: (what, key)."""
    table = model._meta.db_table
    if by.endswith(BY_YEAR):
        what, column = _yearly(model, by.removesuffix(BY_YEAR))
        year = f"{YEARS} - CAST(NULLIF(substr({row}.place, 1, 4), '') AS bigint)"
        return f"'{what}'", f"({row}.{column} * {YEARS + 1} + {year})" if column else f"({year})"
    if not by:
        return f"'{table}'", "0"
    field = model._meta.get_field(by)
    if field.is_relation:
        return f"'{table}.{field.column}'", f"{row}.{field.column}"
    return f"'{table}.{field.column}=' || {row}.{field.column}", "0"


def _yearly(model, by):
    """(what the numbers a year are called, the column that they are of, or "")"""
    column = by and model._meta.get_field(by).column
    return f"{model._meta.db_table}.{column}{BY_YEAR}", column


def sum_up():
    """Make one row of each number of which there are several. Nobody sees less or more meanwhile."""
    if connection.vendor == "postgresql":
        ask(SUMMED.format(table=TABLE))


def after_migrate(*, plan=(), using="default", **kwargs):
    """Put the triggers back, and count what was written without them."""
    was_flushed = not any(model.objects.exists() for model, _by in _counting())  # which counts, in whatever order
    if put(triggers(), using) or plan or was_flushed:
        count_all()


@transaction.atomic
def count_all():
    Tally.objects.all().delete()
    for select in _counted():
        ask(f"INSERT INTO {TABLE} (what, key, n) {select}")


def amiss():
    """{(what, key): (what the tally says, what there is)} where these differ. Reads all that is public."""
    rows = Tally.objects.order_by().values_list("what", "key").annotate(sum=Sum("n"))
    said = {(what, key): n for what, key, n in rows if n}
    there = {(what, key): n for select in _counted() for what, key, n in ask(select)}
    return {
        place: (said.get(place, 0), there.get(place, 0))
        for place in said.keys() | there.keys()
        if said.get(place) != there.get(place)
    }


def _counted():
    for model, by in _counting():
        table = model._meta.db_table
        what, key = _written(model, by, table)
        yield f"SELECT {what}, {key}, COUNT(*) FROM {table} WHERE is_public AND {key} IS NOT NULL GROUP BY 1, 2"


def _counting():
    """Yield (model, one of what it is tallied by)."""
    for model in apps.get_models():
        if issubclass(model, Seen):
            for by in _numbers(model):
                yield model, by


def _numbers(model):
    """What its rows are tallied by, by the year as "speaker/year"."""
    return [*model.tallied_by, *(by + BY_YEAR for by in model.tallied_by_year)]


def triggers():
    """Yield them all."""
    for model in apps.get_models():
        if issubclass(model, Seen) and _numbers(model):
            table = model._meta.db_table
            named = [by for by in (*model.tallied_by, *model.tallied_by_year) if by]
            columns = dict.fromkeys(["is_public", *(model._meta.get_field(by).column for by in named)])
            columns = [*columns, *(["place"] if model.tallied_by_year else [])]
            came, went = (_counts(model, *row) for row in (("NEW", 1), ("OLD", -1)))
            yield _trigger(table, "INSERT", came)
            yield _trigger(table, "DELETE", went)
            yield _trigger(table, "UPDATE", went + came, columns=columns)


def _trigger(table, verb, counts, *, columns=()):
    bodies = [" ".join(form.format(table=TABLE, **count) for count in counts) for form in (ON_SQLITE, ON_POSTGRESQL)]
    return after(f"tally_{table}_{verb.lower()}", table, verb, *bodies, columns=columns)


def _counts(model, row, more):
    places = (_written(model, by, row) for by in _numbers(model))
    return [
        {"what": what, "key": key, "more": more, "seen": f"{row}.is_public AND {key} IS NOT NULL"}
        for what, key in places
    ]
