"""Accept, edit, reject, postpone, undo: each in one transaction, each stamped with who and when.

A proposal is locked first, so that of two curators who decide it at once the second is told what the first decided.
Accepting is done by one at a time, or two of them would write the same new person twice.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from language.typography import french_moment
from search.turns import alone

from . import effects, renaming
from .matching import ITSELF, Matches
from .models import Proposal
from .writing import Writer

State = Proposal.State
LOCK = 0x2ECA9  # PostgreSQL's number for "one accepts at a time"


class Decided(ValidationError):
    """Somebody has decided the proposal already; the message says who, what and when."""

    def __init__(self, proposal):
        who = proposal.decided_by
        sentence = (
            _("%(who)s a déjà décidé le %(when)s : %(state)s.")
            if who
            else _("C’est déjà décidé le %(when)s : %(state)s.")
        )
        when = french_moment(timezone.localtime(proposal.decided_at), language=get_language() or "fr")
        super().__init__(sentence % {"who": who, "when": when, "state": proposal.get_state_display()})


def accept(proposal, *, by, fields=None, choices=None, together=None):
    """Write the record of a proposal as a draft, or link to the one that is there, and return the proposal.

    `fields` replace those that were found; `choices` say who is meant: {name: pk or `writing.NEW`}, and under
    `matching.ITSELF` which record the proposal itself is; what is decided in one go has one UUID, `together`.
    Raises `Decided`, `writing.Undecided` where there is a question that they do not answer, or ValidationError in
    words if something is missing.
    """
    with alone(LOCK):
        proposal = _locked(proposal)
        found = proposal.fields
        proposal.fields = found | (fields or {})
        renamed = renaming.rename(proposal, found)
        choices = dict(choices or {})
        people = {name: choice for name, choice in choices.items() if name != ITSELF}
        needed = [accept(one, by=by, choices=people) for one in Matches.around(proposal).needed_by(proposal)]
        # Who was chosen, or is new, is there by now.
        choices |= {one.fields["name"]: one.object_id for one in needed if one.fields.get("name") in choices}
        writer = Writer(proposal.recap, Matches.around(proposal), by=by, choices=choices)
        proposal.record = writer.write(proposal)
        edits = [{"fields": found}] if proposal.fields != found else []
        proposal.effects = [*edits, *renamed, *({"accepted": one.pk} for one in needed), *writer.effects.as_json()]
        proposal.stamp(State.ACCEPTED, by=by, together=together)
    return proposal


@transaction.atomic
def reject(proposal, *, by, together=None):
    """Never propose these words as this again, in any version of the article."""
    proposal = _locked(proposal)
    proposal.stamp(State.REJECTED, by=by, together=together)
    return proposal


@transaction.atomic
def postpone(proposal, *, by):
    proposal = _locked(proposal)
    proposal.stamp(State.LATER, by=by)
    return proposal


def undo(proposal, *, by):
    """Take a decision back: what accepting did is played back, and nothing else.

    `stayed` of the proposal lists the records that somebody changed, or hung something on, since: they stay.
    """
    with alone(LOCK):
        proposal = Proposal.objects.select_for_update(of=("self",)).select_related("recap").get(pk=proposal.pk)
        did, decided_at = proposal.effects, proposal.decided_at
        since = _touched_since(proposal) if did else ()
        proposal.stayed = effects.play_back([one for one in did if "model" in one], since=since, by=by)
        proposal.record, proposal.effects = None, []
        proposal.fields = next((one["fields"] for one in did if "fields" in one), proposal.fields)
        proposal.stamp(State.PENDING, by=by)
        for one in reversed(did):
            if "accepted" in one:
                _undo_needed(one["accepted"], decided_at, by=by)
        renaming.undo([one for one in did if "renamed" in one])
    return proposal


def _undo_needed(pk, decided_at, *, by):
    """Undo what was accepted for the sake of another proposal, unless something else hangs on it by now."""
    needed = Proposal.objects.filter(pk=pk, state=State.ACCEPTED, decided_at__lt=decided_at).first()
    if needed is None:
        return
    with suppress(StillNeeded), transaction.atomic():
        if undo(needed, by=by).stayed:
            raise StillNeeded


class StillNeeded(Exception):
    """What was played back is taken back: a record would have stayed without the decision that it came from."""


def _touched_since(proposal):
    """The effects of later decisions of the recap on rows that were there: what they changed is nobody's edit."""
    later = proposal.recap.proposals.accepted().filter(decided_at__gt=proposal.decided_at).order_by("decided_at", "pk")
    return [one for did in later.values_list("effects", flat=True) for one in did if one.get("before")]


def _locked(proposal):
    """The proposal as it stands, locked until the end of the transaction. Raises `Decided`."""
    proposal = (
        Proposal.objects.select_for_update(of=("self",)).select_related("recap", "decided_by").get(pk=proposal.pk)
    )
    if not proposal.is_open:
        raise Decided(proposal)
    return proposal
