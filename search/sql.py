"""SQL by hand, where a queryset takes longer to be written than a database to answer."""

from django.db import connection

AT_ONCE = 1000  # rows of one statement


def ask(sql, params=()):
    """The rows that a statement gives, none if it is not one that gives any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def ask_among(sql, pks, params=()):
    """The rows of SQL in which, after all else, a column is `{among}` some integers; nothing is asked about none."""
    if not pks:
        return []
    among_them, listed = among(pks)
    return ask(sql.format(among=among_them), [*params, *listed])


def among(pks):
    """(SQL, parameters) of what follows a column that is one of some integers."""
    if connection.vendor == "postgresql":  # one constant is parsed, and not each of them
        return "= ANY(%s::bigint[])", [f"{{{','.join(map(str, pks))}}}"]
    return f"IN {places(pks)}", list(pks)


def places(values):
    """`(%s, %s)`, for so many values; nothing is in the list of none."""
    return f"({', '.join(['%s'] * len(values)) or 'NULL'})"


def insert(into, rows, conflict="DO NOTHING"):
    """Insert tuples; `into` is a table and its columns, `conflict` what to do about those that are there."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        values = ", ".join(map(places, some))
        ask(f"INSERT INTO {into} VALUES {values} ON CONFLICT {conflict}", [value for row in some for value in row])
