"""Several decisions in one go, each made as if it were made alone; one undo takes all of them back."""

from uuid import uuid4

from django.core.exceptions import ValidationError

from search.turns import alone

from . import deciding
from .matching import ITSELF, Matches
from .writing import NEW

AT_ONCE = 100  # decisions for which somebody waits


def accept_all(proposals, *, by):
    """Accept `proposals` one after the other; return (accepted, [(proposal, why not), …])."""
    accepted, refused, together = [], [], uuid4()
    with alone(deciding.LOCK):
        for proposal in proposals:
            proposal.refresh_from_db(fields=["state"])
            if not proposal.is_open:
                continue  # accepted for the sake of one before, or decided by somebody meanwhile
            try:
                accepted.append(deciding.accept(proposal, by=by, together=together))
            except ValidationError as error:
                refused.append((proposal, " ".join(error.messages)))
    return accepted, refused


def accept_card(proposal, twins, *, by, fields=None, choices=None):
    """Accept a proposal, then the same words elsewhere: they are given to the record that it became."""
    together = uuid4() if twins else None
    with alone(deciding.LOCK):
        accepted = deciding.accept(proposal, by=by, fields=fields, choices=choices, together=together)
        for twin in twins:
            meant = {name: pk for name, pk in (choices or {}).items() if name != ITSELF and pk != NEW}
            asked = Matches.around(twin).is_asked(twin)
            itself = {ITSELF: accepted.object_id} if asked or ITSELF in (choices or {}) else {}
            deciding.accept(twin, by=by, fields=fields, choices=meant | itself, together=together)
    return accepted


def reject_card(proposal, twins, *, by):
    """Reject a proposal and the same words elsewhere. Raises `deciding.Decided`."""
    together = uuid4() if twins else None
    with alone(deciding.LOCK):
        for one in (proposal, *twins):
            deciding.reject(one, by=by, together=together)


def undo_card(proposal, twins, *, by):
    """Take back what was decided of a card; return the records that stay."""
    with alone(deciding.LOCK):
        undone = [deciding.undo(one, by=by) for one in (*reversed(twins), proposal)]
    return [row for one in undone for row in one.stayed]


def reject_all(proposals, *, by):
    """Reject those of `proposals` that are still open; return them."""
    rejected, together = [], uuid4()
    with alone(deciding.LOCK):
        for proposal in proposals:
            try:
                rejected.append(deciding.reject(proposal, by=by, together=together))
            except deciding.Decided:
                continue
    return rejected


def undo_all(proposal, *, by):
    """Take back all that was decided together with `proposal`, the last first; return the records that stay."""
    stayed = []
    with alone(deciding.LOCK):
        rows = proposal.recap.proposals.filter(together=proposal.together).exclude(together=None)
        for row in rows.order_by("-decided_at", "-pk"):
            stayed += deciding.undo(row, by=by).stayed
    return stayed
