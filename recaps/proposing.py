"""Candidates become rows that wait for a person; what was decided of the same words before is not asked again."""

from search.folding import fold

from .models import Proposal

APART = {"kind", "start", "end", "text", "rule", "cue", "confidence"}  # columns of their own


def propose(recap, candidates):
    """Write the proposals of a recap, but not what was decided in a version of it before; return how many are new."""
    decided = {
        (old.kind, fold(old.text))
        for old in Proposal.objects.filter(recap__in=recap.lineage())
        .exclude(state__in=Proposal.OPEN)
        .select_related("recap")
    }
    rows = [
        Proposal(
            recap=recap, kind=one.kind, start=one.start, end=one.end, rule=one.rule, cue=one.cue,
            confidence=one.confidence,
            fields={name: value for name, value in one.as_json().items() if name not in APART},
        )
        for one in candidates
        if (one.kind, fold(one.text)) not in decided
    ]  # fmt: skip
    return len(Proposal.objects.bulk_create(rows, ignore_conflicts=True))
