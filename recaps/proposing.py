"""Candidates become rows that wait for a person; what was decided of the same words before is not asked again."""

from search.folding import fold

from .models import Proposal

APART = {"kind", "start", "end", "text", "rule", "cue", "confidence"}  # columns of their own, or made of these


def proposed(candidate, recap):
    """The proposal of a candidate, unsaved."""
    fields = {name: value for name, value in candidate.as_json().items() if name not in APART}
    columns = {name: getattr(candidate, name) for name in ("kind", "start", "end", "rule", "cue", "confidence")}
    return Proposal(recap=recap, fields=fields, **columns)


def propose(recap, proposals):
    """Write the proposals of a recap, but not what was decided in a version of it before; return how many are new."""
    decided = {
        (old.kind, fold(old.text))
        for old in Proposal.objects.filter(recap__in=recap.lineage())
        .exclude(state__in=Proposal.OPEN)
        .select_related("recap")
    }
    rows = [one for one in proposals if (one.kind, fold(one.text)) not in decided]
    for row in rows:
        row.recap = recap  # it has a key by now
    return len(Proposal.objects.bulk_create(rows, ignore_conflicts=True))
