"""Accept, edit, reject, postpone, undo: each in one transaction, each stamped with who and when.

A proposal is locked first, so that of two curators who decide it at once the second is told what the first decided.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from curation import history
from curation.models import Revision

from .matching import Matches
from .models import Proposal
from .writing import Writer

State = Proposal.State


class Decided(ValidationError):
    """Somebody has decided the proposal already; the message says who, what and when."""

    def __init__(self, proposal):
        super().__init__(
            _("%(who)s a déjà décidé le %(when)s : %(state)s.")
            % {
                "who": proposal.decided_by,
                "when": formats.date_format(timezone.localtime(proposal.decided_at), "DATETIME_FORMAT"),
                "state": proposal.get_state_display(),
            }
        )


@transaction.atomic
def accept(proposal, *, by, fields=None):
    """Write the record of a proposal as a draft, or link to the one that is there, and return the proposal.

    `fields` replace those that were found. Raises `Decided`, or ValidationError in words if something is missing.
    """
    proposal = _locked(proposal)
    if fields:
        proposal.fields |= fields
    writer = Writer(proposal.recap, Matches(proposal.recap), by=by)
    for needed in writer.needs(proposal):
        accept(needed, by=by)
    proposal.record, proposal.has_made = writer.write(proposal)
    proposal.stamp(State.ACCEPTED, by=by)
    return proposal


@transaction.atomic
def reject(proposal, *, by):
    """Never propose these words as this again, in any version of the article."""
    proposal = _locked(proposal)
    proposal.stamp(State.REJECTED, by=by)
    return proposal


@transaction.atomic
def postpone(proposal, *, by):
    proposal = _locked(proposal)
    proposal.stamp(State.LATER, by=by)
    return proposal


@transaction.atomic
def undo(proposal, *, by):
    """Take a decision back. A record that it made is deleted, unless somebody changed it or hung something on it."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == State.ACCEPTED:
        _unwrite(proposal, by)
    proposal.record = None
    proposal.has_made = False
    proposal.stamp(State.PENDING, by=by)
    return proposal


def accept_certain(recap, speaker, *, by):
    """Accept all that is certain and said by `speaker`; return (accepted, [(proposal, why not), …])."""
    accepted, refused = [], []
    for proposal in recap.proposals.open().certain().by_speaker(speaker).in_order():
        try:
            accepted.append(accept(proposal, by=by))
        except ValidationError as error:
            refused.append((proposal, " ".join(error.messages)))
    return accepted, refused


def _locked(proposal):
    """The proposal as it stands, locked until the end of the transaction. Raises `Decided`."""
    proposal = (
        Proposal.objects.select_for_update(of=("self",)).select_related("recap", "decided_by").get(pk=proposal.pk)
    )
    if not proposal.is_open:
        raise Decided(proposal)
    return proposal


def _unwrite(proposal, by):
    record = proposal.record
    if record is None:
        return
    if not proposal.has_made:
        Writer(proposal.recap, Matches(proposal.recap), by=by).unlink(proposal, record)
        return
    if Revision.objects.of(record).filter(at__gt=proposal.decided_at).exists():
        raise ValidationError(
            _("« %(record)s » a été modifiée depuis : supprimez-la dans sa page.") % {"record": record}
        )
    try:
        Writer(proposal.recap, Matches(proposal.recap), by=by).unlink(proposal, record)
        history.delete(record, by=by)
    except ProtectedError as error:
        sentence = _("D’autres fiches tiennent à « %(record)s » : annulez-les d’abord.")
        raise ValidationError(sentence % {"record": record}) from error
