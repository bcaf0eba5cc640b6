"""What of a recap may be decided in one go: what asks nothing of the curator and lacks nothing."""

from curation.identity import Verdict

from .bulk import AT_ONCE
from .models import Proposal

Kind, State = Proposal.Kind, Proposal.State


class Selection:
    """`proposals` of a recap, with what the base has of each; every list has `AT_ONCE` at most, in their order."""

    def __init__(self, recap, proposals, matches):
        self.recap, self.matches = recap, matches
        self.waiting = [one for one in proposals if one.state == State.PENDING]
        self.talks = [one for one in proposals if one.kind == Kind.TALK and one.state == State.ACCEPTED]

    def certain(self, speaker=""):
        """What is certain, or that part of it which `speaker` said."""
        found = [one for one in self.waiting if one.is_certain and not self.matches.of(one).is_question]
        return self._ready(one for one in found if not speaker or one.fields.get("speaker") == speaker)

    def held(self):
        """What is here already: the same words, the same records."""
        kinds = set(Kind) - {Kind.THEME}  # a theme is here always, but not of this talk
        return self._ready(
            one for one in self.waiting if one.kind in kinds and self.matches.of(one).verdict == Verdict.SAME
        )

    def among(self, proposals):
        """Those of `proposals` that ask nothing."""
        keys = {one.pk for one in proposals}
        found = [one for one in self.waiting if one.pk in keys]
        return self._ready(found, [one for one in found if one.kind == Kind.TALK])

    def rest(self, kind):
        """What waits of a kind; what is put off is put off."""
        return [one for one in self.waiting if one.kind == kind][:AT_ONCE]

    def _ready(self, proposals, talks=()):
        """Those that ask nothing and lack nothing, once `talks`, which come first, are accepted too."""
        talks = [*self.talks, *talks]
        return [one for one in proposals if self._asks_nothing(one) and not self._lacks(one, talks)][:AT_ONCE]

    def _asks_nothing(self, proposal):
        people = (self.matches.person(name) for name in self.matches.names(proposal))
        return not self.matches.is_asked(proposal) and not any(match.is_question for match in people)

    def _lacks(self, proposal, talks):
        """Whether it could not be accepted as it stands."""
        fields, kind = proposal.fields, proposal.kind
        if kind in (Kind.QUOTE, Kind.PARAPHRASE) and not (fields.get("speaker") or fields.get("attribution")):
            return True
        if kind == Kind.TWEET and not fields.get("handle"):
            return True
        if kind == Kind.THEME and self.matches.of(proposal).verdict == Verdict.NEW:
            return True
        if kind == Kind.REFERENCE:
            return not any(one.start <= proposal.start < one.fields.get("until", 0) for one in talks)
        return kind not in (Kind.SPEAKER, Kind.ORGANIZATION, Kind.EVENT) and self.recap.event_id is None
