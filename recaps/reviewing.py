"""What the review page shows of a recap: its proposals, what each would do, and how far the review has come."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from .forms import EDITABLE, EditForm, people
from .marking import marked
from .matching import Matches
from .models import Proposal

STATES = {"a-decider": Proposal.OPEN, "decidees": (Proposal.State.ACCEPTED, Proposal.State.REJECTED)}


@dataclass
class Card:
    proposal: Proposal
    match: object  # what the base has of it, or None
    form: EditForm | None

    @property
    def address(self):
        return address_of(self.proposal.record) if self.proposal.object_id else ""

    @property
    def may_be_edited(self):
        return self.proposal.is_open and bool(EDITABLE[self.proposal.kind])

    @property
    def match_address(self):
        return address_of(self.match) if self.match else ""


def address_of(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


class Review:
    """`asked` is the query of the address: `nature` of the proposals, `etat`, and which one to `modifier`."""

    def __init__(self, recap, asked, *, by, edited=None):
        self.recap, self.by, self.edited = recap, by, edited
        self.kind = asked.get("nature") if asked.get("nature") in Proposal.Kind.values else ""
        self.opened = asked.get("modifier", "")
        self.state = asked.get("etat") if asked.get("etat") in STATES else ""

    @property
    def query(self):
        """What was chosen, for the address of each form."""
        return urlencode({name: value for name, value in (("nature", self.kind), ("etat", self.state)) if value})

    @cached_property
    def all(self):
        rows = self.recap.proposals.select_related("decided_by").prefetch_related("record").in_order()
        for row in (rows := list(rows)):
            row.recap = self.recap
        return rows

    @cached_property
    def cards(self):
        matches, cards = Matches(self.recap), []
        for proposal in self.all:
            if self.kind in ("", proposal.kind) and proposal.state in STATES.get(self.state, Proposal.State.values):
                match = matches.of(proposal) if proposal.is_open else None
                cards.append(Card(proposal, match, self._form(proposal) if proposal.is_open else None))
        return cards

    def _form(self, proposal):
        if self.edited and self.edited.prefix == f"p{proposal.pk}":
            return self.edited
        return EditForm(proposal) if EDITABLE[proposal.kind] and str(proposal.pk) == self.opened else None

    @property
    def article(self):
        return marked(self.recap.canonical, self.all)

    @property
    def decided(self):
        return sum(not proposal.is_open for proposal in self.all)

    @property
    def last(self):
        """The last decision of who reviews, to be undone."""
        mine = [p for p in self.all if p.decided_by_id == self.by.pk and p.decided_at]
        return max(mine, key=lambda p: p.decided_at, default=None)

    @property
    def kinds(self):
        """[(value, name, how many, whether chosen), …] of the kinds that were found."""
        counts = Counter(proposal.kind for proposal in self.all)
        return [(k.value, k.label, counts[k.value], k.value == self.kind) for k in Proposal.Kind if counts[k.value]]

    @property
    def certain(self):
        """[(person, how many of theirs are certain and wait), …]."""
        names = [p.fields.get("speaker") for p in self.all if p.is_open and p.is_certain]
        return [(name, count) for name, count in Counter(filter(None, names)).most_common() if count > 1]

    @property
    def outcome(self):
        """[(name of the kind, accepted, rejected), …]."""
        return [
            (
                k.label,
                sum(p.kind == k and p.state == Proposal.State.ACCEPTED for p in self.all),
                sum(p.kind == k and p.state == Proposal.State.REJECTED for p in self.all),
            )
            for k in Proposal.Kind
            if any(p.kind == k for p in self.all)
        ]

    @cached_property
    def people(self):
        found = {p.fields["name"] for p in self.all if p.kind == Proposal.Kind.SPEAKER}
        return sorted({*found, *people()})
