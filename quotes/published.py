"""What entries are made of: public quotes and tweets, with what they say of their event, talk and speaker.

Eleven tables decide what is public. To plan their join takes PostgreSQL longer than to join them for one record: there,
the select stands in a function, of which each connection keeps the plan.
"""

from datetime import date
from functools import cache

from django.apps import apps
from django.db import connection, connections

from search.sql import ask, ask_among

# Of both kinds, then of each.
SAID = (
    *("text", "language", "event_id", "event__title", "event__starts_on"),
    *("talk__title", "talk__language", "talk__day"),
    *("speaker_id", "speaker__name", "speaker__status"),
)
SAID_BY = {
    "quote": ("kind", "attribution", "context", "talk_id", "tweet_id", "tweet__posted_on"),
    "tweet": ("author_name", "handle", "organization__name", "organization__status", "posted_on"),
}
COLUMNS = {kind: ("pk", *SAID, *names) for kind, names in SAID_BY.items()}
DAYS = ("event__starts_on", "talk__day", "posted_on", "tweet__posted_on")
# All of it is joined by keys, in the order in which it is written.
FUNCTION = """
CREATE OR REPLACE FUNCTION quotes_published_{kind}(pks bigint[]) RETURNS SETOF json LANGUAGE plpgsql STABLE
SET join_collapse_limit = 1 SET plan_cache_mode = force_generic_plan AS $$ BEGIN
RETURN QUERY {public} SELECT row_to_json(public) FROM public WHERE pk = ANY(pks) ORDER BY pk;
END $$
"""


def prepare(*, using="default"):
    """Make the functions, or make them anew."""
    with connections[using].cursor() as cursor:
        if cursor.db.vendor == "postgresql":
            for kind in COLUMNS:
                public, params = _public(kind)
                cursor.execute(FUNCTION.format(kind=kind, public=public), params)


def published(kind, pks):
    """{name: value} of each of the quotes or tweets of these ids that is public, in order of ids."""
    if connection.vendor == "sqlite":
        public, params = _public(kind)
        found = ask_among(f"{public} SELECT * FROM public WHERE pk {{among}} ORDER BY pk", pks, params)
        return [dict(zip(COLUMNS[kind], row, strict=True)) for row in found]
    rows = [row for (row,) in ask(f"SELECT quotes_published_{kind}(%s::bigint[])", [list(pks)])] if pks else []
    for row in rows:
        row |= {name: date.fromisoformat(row[name]) for name in DAYS if row.get(name)}
    return rows


@cache
def _public(kind):
    """(SQL of a table `public`, parameters)."""
    rows = apps.get_model("quotes", kind).objects.published().order_by().values(*COLUMNS[kind])
    sql, params = rows.query.sql_with_params()
    return f"WITH public ({', '.join(COLUMNS[kind])}) AS ({sql})", params
