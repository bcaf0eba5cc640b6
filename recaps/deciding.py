"""Accept, edit, reject, postpone, undo: each in one transaction, each stamped with who and when.

A proposal is locked first, so that of two curators who decide it at once the second is told what the first decided.
Accepting is done by one at a time, or two of them would write the same new person twice.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from search.turns import alone

from . import effects
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
        when = formats.date_format(timezone.localtime(proposal.decided_at), "DATETIME_FORMAT")
        super().__init__(sentence % {"who": who, "when": when, "state": proposal.get_state_display()})


def accept(proposal, *, by, fields=None, choices=None):
    """Write the record of a proposal as a draft, or link to the one that is there, and return the proposal.

    `fields` replace those that were found; `choices` say who is meant: {name: pk or `writing.NEW`}, and under
    `matching.ITSELF` which record the proposal itself is. Raises `Decided`, `writing.Undecided` where there is a
    question that they do not answer, or ValidationError in words if something is missing.
    """
    with alone(LOCK):
        proposal = _locked(proposal)
        found = proposal.fields
        proposal.fields = found | (fields or {})
        choices = dict(choices or {})
        people = {name: choice for name, choice in choices.items() if name != ITSELF}
        needed = [accept(one, by=by, choices=people) for one in Matches.around(proposal).needed_by(proposal)]
        # Who was chosen, or is new, is there by now.
        choices |= {one.fields["name"]: one.object_id for one in needed if one.fields.get("name") in choices}
        writer = Writer(proposal.recap, Matches.around(proposal), by=by, choices=choices)
        proposal.record = writer.write(proposal)
        edits = [{"fields": found}] if proposal.fields != found else []
        proposal.effects = [*edits, *({"accepted": one.pk} for one in needed), *writer.effects.as_json()]
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


def undo(proposal, *, by):
    """Take a decision back: what accepting did is played back, and nothing else.

    `stayed` of the proposal lists the records that somebody changed, or hung something on, since: they stay.
    """
    with alone(LOCK):
        proposal = Proposal.objects.select_for_update(of=("self",)).select_related("recap").get(pk=proposal.pk)
        did, decided_at = proposal.effects, proposal.decided_at
        proposal.stayed = effects.play_back([one for one in did if "model" in one], by=by)
        proposal.record, proposal.effects = None, []
        proposal.fields = next((one["fields"] for one in did if "fields" in one), proposal.fields)
        proposal.stamp(State.PENDING, by=by)
        for one in reversed(did):
            if "accepted" in one:
                _undo_needed(one["accepted"], decided_at, by=by)
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


def accept_certain(recap, speaker, *, by):
    """Accept all that `speaker` said for certain, who is certainly known; return (accepted, [(proposal, why not), …]).

    A name that nobody here bears, nor nearly, is a new person for certain.
    """
    accepted, refused = [], []
    for proposal in recap.proposals.open().certain().by_speaker(speaker).in_order():
        match = Matches(recap).of(proposal)
        if match.is_question:
            continue
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
