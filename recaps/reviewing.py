"""What the review page shows of a recap: its proposals, what each would do, and how far the review has come."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from curation.identity import Match
from curation.models import Revision

from .asking import DecisionForm, lines_of
from .forms import EDITABLE, people
from .grouping import Group, as_cards, grouped
from .marking import marked
from .matching import Matches, days_told
from .models import Proposal
from .selecting import Selection

STATES = {"a-decider": Proposal.OPEN, "decidees": (Proposal.State.ACCEPTED, Proposal.State.REJECTED)}


@dataclass(frozen=True)
class Gone:
    """A record that a decision made or took, and that somebody deleted or merged since."""

    by: object
    at: datetime | None
    into: str = ""


@dataclass
class Card:
    proposal: Proposal
    twins: list = field(default_factory=list)  # proposals of the same words elsewhere, decided with it
    form: DecisionForm | None = None  # of an open one
    match: Match | None = None
    gone: Gone | None = None  # what became of the record, where it is no more

    @property
    def address(self):
        return address_of(self.proposal.record) if self.proposal.record else ""

    @property
    def days(self):
        """(first, last) of what is proposed; None where the article tells none."""
        return days_told(self.proposal.fields)

    @property
    def may_be_edited(self):
        return self.proposal.is_open and bool(EDITABLE[self.proposal.kind]) and not self.form.edits


def address_of(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@dataclass
class Shelf:
    """A group as the page shows it: its `cards`, and how many of it ask nothing (`ready`)."""

    group: Group
    cards: list
    ready: int


class Review:
    """`asked` is the query of the address: `nature` of the proposals, `etat`, and which one to `modifier`.

    `answered` is a `DecisionForm` that lacks an answer, or has a wrong one. Of a part of the page, `touched` has the
    keys of the proposals that it shows.
    """

    def __init__(self, recap, asked, *, by, answered=None, touched=None):
        self.recap, self.by, self.answered, self.touched = recap, by, answered, touched
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
    def matches(self):
        return Matches(self.recap, self.all)

    @cached_property
    def selection(self):
        return Selection(self.recap, self.all, self.matches)

    @cached_property
    def groups(self):
        return grouped(self.all)

    @cached_property
    def shelves(self):
        """The groups that have something to show; of a part, all, for each has its counter."""
        found = [Shelf(group, self._cards(group), len(self.selection.among(group.proposals))) for group in self.groups]
        return [shelf for shelf in found if shelf.cards or self.touched is not None]

    def following(self, proposal):
        """The open proposal that the page has next, of the kind that it shows, round the end; None if none is left."""
        order = [one for group in self.groups for one in group.proposals]
        here, gone = order.index(proposal), [proposal, *self.twins(proposal)]
        ahead = (*order[here:], *order[:here])
        return next((one for one in ahead if one.is_open and one not in gone and self.kind in ("", one.kind)), None)

    def twins(self, proposal):
        """The proposals that are one card with this one."""
        cards = (card for group in self.groups for card in as_cards(group.proposals))
        return next([one for one in card if one != proposal] for card in cards if proposal in card)

    @property
    def left_out(self):
        """The keys of touched proposals that have no card in this state of the page any more."""
        return self.touched - {card.proposal.pk for shelf in self.shelves for card in shelf.cards}

    def _cards(self, group):
        shown = [
            one
            for one in group.proposals
            if self.kind in ("", one.kind) and one.state in STATES.get(self.state, Proposal.State.values)
        ]
        cards = as_cards(shown)
        if self.touched is not None:
            cards = [card for card in cards if not self.touched.isdisjoint(one.pk for one in card)]
        return [self._card(first, twins) for first, *twins in cards]

    def _card(self, proposal, twins):
        if not proposal.is_open:
            match = self.matches.of(proposal) if proposal.kind == Proposal.Kind.EVENT else None  # other editions
            return Card(proposal, twins, match=match, gone=self._gone.get(proposal.pk))
        form = self.answered
        if form is None or form.prefix != f"p{proposal.pk}":
            edits = bool(EDITABLE[proposal.kind]) and str(proposal.pk) == self.opened
            form = DecisionForm(proposal, self.matches, edits=edits, lines=self._lines)
        return Card(proposal, twins, form, self.matches.of(proposal))

    @cached_property
    def _lines(self):
        """What tells apart all those whom, or which, the open proposals may mean."""
        asked = (self.matches.subjects(proposal) for proposal in self.all if proposal.is_open)
        return lines_of([match for subjects in asked for subject, match in subjects])

    @cached_property
    def _gone(self):
        """{pk of a proposal: what became of its record}. Two queries."""
        lost = {(p.content_type_id, p.object_id): p.pk for p in self.all if p.object_id and p.record is None}
        if not lost:
            return {}
        rows = Revision.objects.filter(object_id__in={pk for _, pk in lost}).by_newest()
        found = {}
        for row in rows.filter(action__in=(Revision.Action.DELETED, Revision.Action.MERGED)).defer("snapshot"):
            place = row.content_type_id, row.object_id
            into = row.comment if row.action == Revision.Action.MERGED else ""
            if place in lost:
                found.setdefault(lost[place], Gone(row.by, row.at, into))
        return {pk: found.get(pk, Gone(None, None)) for pk in lost.values()}

    def touched_since(self, before, decided):
        """The keys of the proposals whose cards say something else than in the review `before`, `decided` among them.

        None where cards stand in other groups by now: the page is another one.
        """
        if [one.key for one in self.groups] != [one.key for one in before.groups]:
            return None
        was = {one.pk: (one.state, one.fields) for one in before.all}
        changed = [one for one in self.all if one == decided or was.get(one.pk) != (one.state, one.fields)]
        names = {name for one in changed for name in self.matches.names(one)}
        return {one.pk for one in self.all if one in changed or not names.isdisjoint(self.matches.names(one))}

    @property
    def article(self):
        return marked(self.recap.canonical, self.all)

    @property
    def decided(self):
        return sum(not proposal.is_open for proposal in self.all)

    @cached_property
    def last(self):
        """The last decision of who reviews, to be undone."""
        mine = [p for p in self.all if p.decided_by_id == self.by.pk and p.decided_at]
        return max(mine, key=lambda p: p.decided_at, default=None)

    @property
    def last_count(self):
        """How many were decided in one go with the last one."""
        together = self.last.together
        return sum(one.together == together for one in self.all) if together else 1

    @property
    def kinds(self):
        """[(value, name, how many, whether chosen), …] of the kinds that were found."""
        counts = Counter(proposal.kind for proposal in self.all)
        return [(k.value, k.label, counts[k.value], k.value == self.kind) for k in Proposal.Kind if counts[k.value]]

    @property
    def certain(self):
        """[(person, how many of theirs are certain and wait, whether new here), …] of those with several."""
        counts = Counter(filter(None, (one.fields.get("speaker") for one in self.selection.certain())))
        several = [(name, count) for name, count in counts.most_common() if count > 1]
        return [(name, count, self.matches.person(name).record is None) for name, count in several]

    @property
    def all_ready(self):
        """How many wait and ask nothing."""
        return len(self.selection.among(self.all))

    @property
    def rest(self):
        """[(value, name, how many wait), …] of the kinds."""
        counted = ((k.value, k.label, len(self.selection.rest(k))) for k in Proposal.Kind)
        return [one for one in counted if one[2]]

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
