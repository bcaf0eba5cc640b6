"""A file comes in, and is taken back: each all or nothing, one at a time."""

from curation import audit
from exchange.models import Import
from search.turns import alone

from .applying import Writing
from .planning import Plan
from .reporting import report_of
from .undoing import Undoing

LOCK = 0x1A907  # PostgreSQL's number for "one imports at a time"


def bring_in(file, batch, *, by):
    """Write what a `File` tells as `batch`; return the plan that was followed. Raises `Undecided`, and writes nothing.

    What it would do is worked out anew: the base may have changed since somebody read it.
    """
    with alone(LOCK):
        plan = Plan(file, choices=batch.choices)
        Writing(plan, batch, by=by).run()
        batch.stamp_done(report_of(plan))
    audit.note("import", by=by, batch=batch.pk)
    return plan


def take_back(batch, *, by):
    """Undo what `batch` did; return the records that stay, for somebody touched them. Raises `StillNeeded`."""
    with alone(LOCK):
        batch = Import.objects.without_file().select_for_update().get(pk=batch.pk)
        if batch.state not in (Import.State.DONE, Import.State.UNDOING):
            return []
        undoing = Undoing(batch, by=by)
        undoing.run()
        stayed = [{"kind": row._meta.model_name, "name": str(row), "pk": row.pk} for row in undoing.stayed]
        batch.stamp_undone(batch.report | {"stayed": stayed}, by=by)
    audit.note("import-undone", by=by, batch=batch.pk)
    return undoing.stayed
