"""Keeping the index right: when which entries are written."""

from django.utils.translation import gettext_lazy

from work.jobs import job
from work.models import Job

from .described import contents
from .documents import documents
from .entries import INDEX
from .learnt import learn
from .models import Stale
from .sql import ask, ask_among
from .turns import alone

AT_ONCE = 1000  # records of one transaction
A_FEW = 100  # notes, of one in which somebody waits: some thirty records, which take about as long as a search
LOCK = 0x5EA2C4  # PostgreSQL's number for "one writes the index at a time"
TABLE = Stale._meta.db_table


def refresh():
    """Write the entries of all that changed since the last search. One query if nothing did."""
    while is_behind():
        _write_stale(AT_ONCE)


def refresh_some():
    """The same while somebody waits: of what changed, no more than takes a moment; the worker writes the rest."""
    if is_behind():
        _write_stale(A_FEW)
        if is_behind():
            Job.objects.ask_for(write_backlog)


@job(gettext_lazy("mettre à jour la recherche"), tries=5)
def write_backlog():
    refresh()


def is_behind():
    return bool(ask(f"SELECT 1 FROM {TABLE} LIMIT 1"))


def _write_stale(limit):
    with exclusive():
        notes = dict(ask(f"SELECT id, place FROM {TABLE} ORDER BY id LIMIT {limit}"))
        write(set(notes.values()))
        ask_among(f"DELETE FROM {TABLE} WHERE id {{among}}", list(notes))


def exclusive():
    """A transaction that is alone to write the index."""
    return alone(LOCK)


def write(places):
    """Make the entries of these places say what the records say now."""
    printed = {}
    wanted = documents(contents(places), printed)
    INDEX.remove(INDEX.at(places) - wanted.keys())
    INDEX.put(wanted)
    learn(printed)
