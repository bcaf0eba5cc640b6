"""SQL by hand, where a queryset takes longer to be written than a database to answer."""

from functools import cached_property, partial

from django.db import connection

AT_ONCE = 1000  # rows of one statement


def ask(sql, params=()):
    """The rows that a statement gives, none if it is not one that gives any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def ask_all(querysets):
    """The rows of several querysets, each in its order and up to its end, in one query; nothing is asked of none."""
    compiled = [rows.query.sql_with_params() for rows in querysets]
    each = [f"SELECT * FROM ({sql}) AS found" for sql, _params in compiled]
    return ask(" UNION ALL ".join(each), [value for _sql, params in compiled for value in params]) if each else []


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
    """`(%s, %s)`, for so many values."""
    return f"({', '.join(['%s'] * len(values))})"


def ask_values(sql, rows, *, row=None, at_once=AT_ONCE):
    """The rows of SQL in which tuples stand at `{values}`, so many at a time; `row` is how one is written."""
    found = []
    for start in range(0, len(rows), at_once):
        some = rows[start : start + at_once]
        values = f"VALUES {', '.join(row or places(one) for one in some)}"
        found += ask(sql.format(values=values), [value for one in some for value in one])
    return found


def insert(into, rows):
    """Insert tuples but for those that are there; `into` is a table and its columns."""
    ask_values(f"INSERT INTO {into} {{values}} ON CONFLICT DO NOTHING", rows)


def repeat(sql, rows):
    """A statement once for each of the rows of parameters."""
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


class Selecting:
    """SQL, written once, of some columns of the rows of a model, which it calls `own`; a path as `event__starts_on`
    leads to a column of what a row points at."""

    def __init__(self, model, paths):
        self.model, self.paths, self.fields, columns, joins = model, list(paths), [], [], {}
        for path in self.paths:
            *relations, name = path.split("__")
            alias, field = "own", model._meta
            for relation in relations:
                key, before = field.get_field(relation), alias
                alias, field = f"{alias}_{relation}", key.related_model._meta
                joins[alias] = f"LEFT JOIN {field.db_table} {alias} ON {alias}.id = {before}.{key.column}"
            self.fields.append(field.get_field(name))
            columns.append(f"{alias}.{self.fields[-1].column}")
        self.sql = f"SELECT {', '.join(columns)} FROM {' '.join([model._meta.db_table, 'own', *joins.values()])}"

    def rows(self, where, keys):
        """[values of the paths] of each row `where` a column is `{among}` some integers."""
        found = list(map(list, ask_among(f"{self.sql} WHERE {where}", keys)))
        for place, read in self._readers:
            for row in found:
                row[place] = read(row[place])
        return found

    def dicts(self, where, keys):
        """The same as [{path: value}]."""
        return [dict(zip(self.paths, values, strict=True)) for values in self.rows(where, keys)]

    @cached_property
    def _readers(self):
        """[(place of a column, what makes its value one of Python's)], where the base does not."""
        found = []
        for place, field in enumerate(self.fields):
            column = field.get_col(field.model._meta.db_table)
            for read in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection)):
                found.append((place, partial(read, expression=column, connection=connection)))
        return found
