"""Candidates become rows that wait for a person; what was decided of the same words before is not asked again."""

from language.folding import fold
from themes.naming import identity

from .models import Proposal

APART = {"kind", "start", "end", "text", "rule", "cue", "confidence"}  # columns of their own, or made of these


def proposed(candidate, recap):
    """The proposal of a candidate, unsaved."""
    fields = {name: value for name, value in candidate.as_json().items() if name not in APART}
    if candidate.text != recap.canonical[candidate.start : candidate.end]:
        fields["text"] = candidate.text  # lines that were cut at a width are unfolded
    columns = {name: getattr(candidate, name) for name in ("kind", "start", "end", "rule", "cue", "confidence")}
    return Proposal(recap=recap, fields=fields, **columns)


def propose(recap, proposals):
    """Write the proposals of a recap, but not what was decided in a version of it before; return how many are new."""
    earlier = Proposal.objects.filter(recap__in=recap.lineage()).exclude(state__in=Proposal.OPEN)
    decided = {_what(old) for old in earlier.select_related("recap")}
    rows = [one for one in proposals if _what(one) not in decided]
    for row in rows:
        row.recap = recap  # it has a key by now
    return len(Proposal.objects.bulk_create(rows, ignore_conflicts=True))


def _what(proposal):
    """What is decided: the words as said by that person, the person in that office; others are decided anew."""
    found = next((one["fields"] for one in proposal.effects if "fields" in one), proposal.fields)  # as it was found
    who = (found.get(name) for name in ("speaker", "attribution", "role", "handle", "date"))
    return proposal.kind, identity(proposal.text), *(fold(str(said or "")) for said in who)
