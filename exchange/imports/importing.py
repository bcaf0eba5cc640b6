"""A file comes in, and is taken back: each all or nothing, one at a time."""

from curation import audit
from exchange.models import Import
from search.turns import alone, take_if_free

from .applying import Writing
from .planning import Plan
from .progress import progress_of
from .reporting import report_of
from .undoing import Undoing

LOCK = 0x1A907  # PostgreSQL's number for "one imports at a time"


def is_free():
    """Whether no import is being written, for whose end this transaction would wait; none is, then, until it ends."""
    return take_if_free(LOCK)


def bring_in(file, batch, *, by):
    """Write what a `File` tells as `batch`; return the plan that was followed. Raises `Undecided`, and writes nothing.

    What it would do is worked out anew: the base may have changed since somebody read it.
    """
    with alone(LOCK), progress_of(batch) as progress:
        plan = Plan(file, choices=batch.choices)
        Writing(plan, batch, by=by, progress=progress).run()
        batch.stamp_done(report_of(plan))
    audit.note("import", by=by, batch=batch.pk)
    return plan


def take_back(batch, *, by):
    """Undo what `batch` did; return the records that stay, for somebody touched them. Raises `StillNeeded`."""
    with alone(LOCK), progress_of(batch) as progress:
        batch = Import.objects.without_file().get(pk=batch.pk)
        if batch.state not in (Import.State.DONE, Import.State.UNDOING):
            return []
        undoing = Undoing(batch, by=by, progress=progress)
        undoing.run()
        stayed = [{"kind": row._meta.model_name, "name": str(row), "pk": row.pk} for row in undoing.stayed]
        batch.stamp_undone(batch.report | {"stayed": stayed}, by=by)
    audit.note("import-undone", by=by, batch=batch.pk)
    return undoing.stayed
