"""Making the whole index anew, in steps between which people search; and telling where it is wrong."""

from functools import partial

from django.db import connection, transaction

from . import index
from .described import DESCRIBED, contents, record_of
from .documents import documents
from .indexing import AT_ONCE, STALE, exclusive, refresh, write
from .models import Stale, Word
from .sql import ask_among
from .triggers import put
from .watching import note_all, triggers


def after_migrate(*, using="default", plan=(), verbosity=0, stdout=None, **kwargs):
    """Make what the database keeps besides the tables, and index what may have been written without triggers.

    A hundred thousand quotes take some minutes, which is told, and the memory that some of them take.
    """
    if STALE not in connection.introspection.table_names():
        return
    is_empty = not Word.objects.exists()  # or the tables were flushed, but for the one that Django does not know
    if is_empty:
        index.drop()
    index.create()
    if put(triggers(), using) or plan or is_empty:
        note_all()
        # Once the triggers are there for everybody: whoever wrote until then has ended, and is read.
        transaction.on_commit(partial(catch_up, stdout if verbosity else None))


def catch_up(stdout=None):
    if stdout and (some := Stale.objects.count()):
        stdout.write(f"  La recherche lit de nouveau toutes les fiches : {some}. Le site peut déjà servir.")
    refresh()
    tidy()


def tidy():
    with exclusive():
        index.tidy()


def rebuild():
    """Write every entry anew, and yield how many are done, from time to time. Each step is a transaction."""
    if index.is_empty():
        with exclusive():
            index.drop()
            index.create()  # is filled sooner than one that was tidied
    noted = list(Stale.objects.values_list("pk", flat=True))  # what is noted from now on may be written too early
    done = 0
    for places in batches():
        with exclusive():
            write(places)
        done += len(places)
        yield done
    for start in range(0, len(noted), AT_ONCE):
        ask_among(f"DELETE FROM {STALE} WHERE id {{among}}", noted[start : start + AT_ONCE])
    tidy()


def drift():
    """Yield ((kind, pk), what is wrong) for every record of which the index says anything but what it should."""
    refresh()
    for places in batches():
        wanted = documents(contents(places))
        kept = index.at(places)
        different = set(index.differing(wanted))
        for entry in sorted(wanted.keys() | kept):
            if entry not in kept:
                yield record_of(entry), "missing"
            elif entry not in wanted:
                yield record_of(entry), "superfluous"
            elif entry in different:
                yield record_of(entry), "different"


def batches():
    """Yield the places of all records, drafts among them, and of entries whose record is gone, some at a time."""
    for number, described in DESCRIBED.items():
        last = 0
        rows = described.model.objects.order_by("pk").values_list("pk", flat=True)
        while pks := list(rows.filter(pk__gt=last)[:AT_ONCE]):
            yield [described.place(pk) for pk in pks]
            last = pks[-1]
        gone = index.besides(number, described.places)
        yield from (gone[start : start + AT_ONCE] for start in range(0, len(gone), AT_ONCE))
