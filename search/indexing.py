"""Keeping the index right: when which entries are written."""

from contextlib import suppress

from django.utils.translation import gettext_lazy

from work.jobs import job
from work.models import Job

from . import index
from .analysis import alternatives
from .described import contents
from .documents import documents
from .learnt import forget, learn
from .matches import All, Terms, either
from .models import Stale
from .sql import ask, ask_among
from .turns import Taken, alone, alone_soon

AT_ONCE = 1000  # records of one transaction
A_FEW = 100  # notes, of one in which somebody waits: some thirty records
OF_MORE = 25  # where there are more, which the worker has to write anyway: these take as long as a search
LOCK = 0x5EA2C4  # PostgreSQL's number for "one writes the index at a time"
STALE = Stale._meta.db_table


def refresh():
    """Write the entries of all that changed since the last search. One query if nothing did."""
    while is_behind():
        with exclusive():
            _write_stale(AT_ONCE)


def refresh_some():
    """The same while somebody waits: what a few changes left; of what many did, a part: the worker writes the rest.

    So does whoever writes just now.
    """
    if is_behind():
        with suppress(Taken), alone_soon(LOCK):
            if _write_stale(A_FEW, of_more=OF_MORE):
                Job.objects.ask_for(write_backlog)


@job(gettext_lazy("mettre à jour la recherche"), tries=5)
def write_backlog():
    refresh()


def is_behind():
    return bool(ask(f"SELECT 1 FROM {STALE} LIMIT 1"))


def _write_stale(limit, *, of_more=None):
    """Write the entries of so many notes, or `of_more` if there are more of them; say whether there are."""
    notes = ask(f"SELECT id, place FROM {STALE} ORDER BY id LIMIT {limit + 1}")
    is_more = len(notes) > limit
    notes = notes[: of_more if is_more and of_more else limit]
    write({place for _, place in notes})
    ask_among(f"DELETE FROM {STALE} WHERE id {{among}}", [note for note, _ in notes])
    return is_more


def exclusive():
    """A transaction that is alone to write the index."""
    return alone(LOCK)


def write(places):
    """Make the entries of these places say what the records say now."""
    printed = {}
    wanted = documents(contents(places), printed)
    index.remove(index.at(places) - wanted.keys())
    index.put(wanted)
    learn(printed)


def unlearn(words):
    """Suggest no more those of the folded words that nothing public has; the index is to be refreshed before.

    One query a word.
    """
    forget([word for word in sorted(words) if not _is_indexed(word)])


def _is_indexed(word):
    terms = All((either([Terms((term,)) for term in alternatives(word)]),))
    return bool(index.first(terms, limit=1))
