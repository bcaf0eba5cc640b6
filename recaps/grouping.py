"""The proposals of a recap as a curator reads them: by talk, then by person; the same words twice are one card."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from themes.naming import identity

from .matching import words_of
from .models import Proposal

Kind = Proposal.Kind
OCCASION, REST = "occasion", "rest"  # keys of the first group and of the last


@dataclass
class Group:
    key: str
    title: str
    head: Proposal | None = None  # the talk, or the person, that it is of
    proposals: list = field(default_factory=list)

    @property
    def left(self):
        return sum(one.is_open for one in self.proposals)


def grouped(proposals):
    """[`Group`, …] of proposals in order: the event, the talks with what was said there, the people, what is left."""
    shelves = _Shelves(proposals)
    for proposal in proposals:
        shelves.group_of(proposal).proposals.append(proposal)
    found = [group for group in shelves.groups if group.proposals]
    for group in found:
        group.proposals.sort(key=lambda one: one is not group.head)
    return found


def as_cards(proposals):
    """[[proposal, those that say the same elsewhere…], …] in order; what is decided is no card with what waits."""
    found = {}
    for proposal in proposals:
        found.setdefault(_said(proposal), []).append(proposal)
    return list(found.values())


def _said(proposal):
    fields = proposal.fields
    told = [fields.get(name) for name in ("speaker", "attribution", "handle", "date", "title", "until", "in_tweet")]
    name = fields.get("name") or fields.get("label")
    return proposal.kind, proposal.state, identity(name or words_of(proposal)), *(str(one or "") for one in told)


class _Shelves:
    def __init__(self, proposals):
        rejected = Proposal.State.REJECTED
        self.places = [one for one in proposals if one.kind == Kind.TALK and one.state != rejected]
        self.talks = {one.start: Group(f"talk-{one.start}", one.fields["title"], one) for one in self.places}
        self.people, self.staff = {}, {}
        for one in proposals:
            is_card = one.kind == Kind.SPEAKER
            if name := one.fields.get("name" if is_card else "speaker"):
                group = self.people.setdefault(name, Group(f"person-{one.start}-{one.end}", name))
                group.head = one if is_card else group.head
            if is_card:
                self.staff[one.fields.get("organization")] = name
        self.occasion, self.rest = Group(OCCASION, _("L’évènement")), Group(REST, _("Sans intervention ni personne"))

    @property
    def groups(self):
        return [self.occasion, *self.talks.values(), *self.people.values(), self.rest]

    def group_of(self, proposal):
        fields = proposal.fields
        if proposal.kind == Kind.EVENT:
            return self.occasion
        if proposal.kind in (Kind.SPEAKER, Kind.ORGANIZATION):
            name = fields.get("name")
            return self._of_person(name if proposal.kind == Kind.SPEAKER else self.staff.get(name))
        talk = next((one for one in self.places if _is_in(proposal, one)), None)
        return self.talks[talk.start] if talk else self.people.get(fields.get("speaker"), self.rest)

    def _of_person(self, name):
        """Where the card of a person is: with the first talk that the person gives, else by itself."""
        talk = next((one for one in self.places if name and name in (one.fields.get("speakers") or ())), None)
        return self.talks[talk.start] if talk else self.people.get(name, self.rest)


def _is_in(proposal, talk):
    """Whether a proposal is of a talk, or stands in its passage."""
    if proposal.kind == Kind.TALK:
        return proposal is talk
    return talk.start <= proposal.start < talk.fields.get("until", 0)
