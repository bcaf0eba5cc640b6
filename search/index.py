"""The full-text index: one raw table beside the models, part of every transaction.

A document is {column: lists of terms}: a phrase never goes from one list into the next. The last column is one list, of
terms that nobody can type; the index gives these with the id, as a text.
"""

from collections import Counter
from itertools import chain

from django.db import connection
from django.db.models import BooleanField, F, Func

from . import postgresql, sqlite
from .entries import A_DAY, COLUMNS, KINDS, PLACE, TABLE
from .matches import GAP, within
from .sql import ask, ask_among, places

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
LONGEST = 1_500  # terms of a column but the first, which is the text itself; PostgreSQL counts no more than 16,383
LONGEST_FIRST = 10_000
OFTEN = 250  # places of one term in a document; PostgreSQL keeps no more than 255


def _engine():
    return ENGINES[connection.vendor]


def create():
    _execute(_engine().create())


def drop():
    _execute(_engine().drop())


def tidy():
    """Make the index compact and its statistics right, after much was written."""
    _execute(_engine().tidy())


def _execute(statements):
    for statement in statements:
        ask(statement)


def put(documents):
    """Write documents, {id: document}, in place of what was there."""
    _engine().insert(_rows(documents))


def remove(ids):
    _engine().remove(list(ids))


def at(places):
    """The ids of the entries at some places."""
    return {pk for (pk,) in ask_among(f"SELECT id FROM {TABLE} WHERE {PLACE} {{among}}", list(places))}


def differing(documents):
    """The ids of those of `documents` that the index has not, or otherwise."""
    return _engine().differing(_rows(documents))


def besides(number, places):
    """The places of a kind that are in the index, and not among those that the SQL `places` selects."""
    # Not "not in": of a million, PostgreSQL would read the list once for each.
    kind = f"SELECT {PLACE} FROM {TABLE} WHERE {PLACE} %% {KINDS} = {number}"
    return [place for (place,) in ask(f"{kind} EXCEPT {places} ORDER BY 1")]


def is_empty():
    return not ask(f"SELECT 1 FROM {TABLE} LIMIT 1")


def ids(match):
    """(SQL, parameters) of the ids that match, in no order."""
    return _engine().ids(match, *_between(match))


def newest(match, *, limit, oldest=False, columns="id"):
    """(SQL, parameters) of the newest that match, or of the oldest, in order."""
    return _engine().newest(match, *_between(match), limit, columns, "ASC" if oldest else "DESC")


def first(match, **how):
    """The ids of the newest that match, or of the oldest, in order; see `newest`."""
    return [pk for (pk,) in ask(*newest(match, **how))]


def firsts(matches, *, limit):
    """[the ids of the newest] of each of some matches, as sets. One query."""
    return _sets(newest(match, limit=limit) for match in matches)


def some(matches, *, limit):
    """[so many ids, whichever] of each of the same. One query."""
    return _sets(_engine().some(match, *_between(match), limit) for match in matches)


def has_more(match, than):
    """Whether more than so many match."""
    sql, params = _engine().some(match, *_between(match), than + 1)
    return ask(f"SELECT count(*) FROM ({sql}) AS found", params)[0][0] > than


def some_within(columns, matches, *, limit):
    """The same; where so many say it in these columns, no others are looked for, which takes longest. Two queries."""
    found = some([within(match, columns) for match in matches], limit=limit)
    few = [place for place, ids in enumerate(found) if len(ids) < limit]
    for place, ids in zip(few, some([matches[place] for place in few], limit=limit), strict=True):
        found[place] = ids
    return found


def _sets(each):
    """[the ids of each] of several (SQL, parameters), as sets."""
    found, selects, params = [], [], []
    for place, (sql, asked) in enumerate(each):
        found.append(set())
        selects.append(f"SELECT {place}, id FROM ({sql}) AS found_{place}")
        params += asked
    for place, pk in ask(" UNION ALL ".join(selects), params) if selects else ():
        found[place].add(pk)
    return found


def entries(match, **how):
    """[(id, its facets as a text)] of the same."""
    return ask(*newest(match, **how, columns="id, facets"))


def extent():
    """(the least id of what was said on a day, the greatest); None each if there is none."""
    least, greatest = (f"(SELECT {which}(id) FROM {TABLE} WHERE id >= {A_DAY})" for which in ("min", "max"))
    return ask(f"SELECT {least}, {greatest}")[0]  # SQLite asks an index for one of them at a time


def said_in(spans, match):
    """Those of some spans, (name, least id, greatest id), in which something matches: their names, in order."""
    found, params = _engine().ids(match, _engine().between("column2", "column3"), [])
    among = f"(VALUES {', '.join([places(span) for span in spans])}) AS spans"
    sql = f"SELECT column1 FROM {among} WHERE ({found} {_engine().FIRST}) IS NOT NULL"
    return [name for (name,) in ask(sql, [*chain(*spans), *params])] if spans else []


def documents(ids):
    """{id: document} of a few hundred ids at most, for what they say to be looked at: each column is one text, with its
    terms between spaces."""
    found = _engine().documents(ids)
    return {pk: {column: f" {text} " for column, text in zip(COLUMNS, said, strict=True)} for pk, *said in found}


def counts(match, of, *, most=None):
    """{what `of`, such as "/ 10", makes of an id: of how many that match}, or None if these are more than `most`."""
    found, params = ids(match)
    some = f"{found} LIMIT {most + 1}" if most else found
    counted = dict(ask(f"SELECT id {of}, count(*) FROM ({some}) AS found GROUP BY 1", params))
    return counted if not most or sum(counted.values()) <= most else None


def condition(match, number):
    """A condition for querysets: the document of the record, of the kind of this number, matches."""
    found, params = ids(match)
    kind = f"{PLACE} %% {KINDS} = {number}"
    return Condition(F("pk"), f"SELECT {PLACE} / {KINDS} FROM ({found}) AS found WHERE {kind}", params)


class Condition(Func):
    output_field = BooleanField()

    def __init__(self, field, pks, params):
        super().__init__(field)
        self.pks, self.params = pks, params

    def as_sql(self, compiler, connection, **extra):
        field, params = compiler.compile(self.source_expressions[0])
        return f"{field} IN ({self.pks})", (*params, *self.params)


def _between(match):
    """(SQL, parameters) of the days of a match."""
    bounds = [match.low, match.high]
    where = _engine().between(*(None if value is None else "%s" for value in bounds))
    return where, [value for value in bounds if value is not None]


def _rows(documents):
    flat = {pk: bounded(document) for pk, document in documents.items()}
    return [(pk, " ".join(columns[COLUMNS[-1]]), *_engine().values(columns)) for pk, columns in flat.items()]


def bounded(document):
    """{column: its terms in one list}, with gaps between lists and no more than both engines can keep."""
    counts, flattened = Counter(), {}
    for column in COLUMNS:
        longest = LONGEST if flattened else LONGEST_FIRST
        flat = flattened[column] = []
        for terms in document[column]:
            if len(flat) >= longest:
                break
            flat += [GAP] * bool(flat)
            for term in terms[: longest - len(flat)]:
                counts[term] += 1
                flat.append(term if counts[term] <= OFTEN else GAP)
    return flattened
