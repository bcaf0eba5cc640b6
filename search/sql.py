"""SQL by hand, where a queryset takes longer to be written than a database to answer."""

from django.db import connection

AT_ONCE = 1000  # rows of one statement


def ask(sql, params=()):
    """The rows that a statement gives, none if it is not one that gives any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def among(values):
    """`(%s, %s)`: what follows IN, for so many values; no row is in an empty one."""
    return f"({', '.join(['%s'] * len(values)) or 'NULL'})"


def insert(into, rows, conflict="DO NOTHING"):
    """Insert tuples; `into` is a table and its columns, `conflict` what to do about those that are there."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        values = ", ".join(map(among, some))
        ask(f"INSERT INTO {into} VALUES {values} ON CONFLICT {conflict}", [value for row in some for value in row])
