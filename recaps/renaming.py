"""A name that a curator corrected on one card is corrected on all that wait."""

from language.folding import fold

from .identity import compare
from .models import Proposal

HOLDING = ("name", "speaker", "speakers")  # fields of a proposal that hold names of people


def rename(proposal, found):
    """Let the open proposals of the recap say what `proposal` does by now, and not, as was `found`, of the same person.

    Returns [{"renamed": pk, "names": its fields before}, …]. On the card of a person any name is hers; on a quote
    another name may be another person's: it is hers if it is nearly the same, and the article has nobody so named.
    """
    key = "name" if proposal.kind == Proposal.Kind.SPEAKER else "speaker"
    old, new = found.get(key), proposal.fields.get(key)
    if not (old and new) or old == new:
        return []
    others = list(proposal.recap.proposals.open().exclude(pk=proposal.pk))
    if proposal.kind != Proposal.Kind.SPEAKER and not (compare(old, new) and fold(new) not in _names(others)):
        return []
    done = []
    for other in others:
        fields = {name: _renamed(value, old, new) for name, value in other.fields.items() if name in HOLDING}
        if any(other.fields[name] != value for name, value in fields.items()):
            done.append({"renamed": other.pk, "names": other.fields})
            other.fields = other.fields | fields
            other.save()
    return done


def _renamed(value, old, new):
    if isinstance(value, list):
        return [new if name == old else name for name in value]
    return new if value == old else value


def _names(proposals):
    return {fold(one.fields.get("name") or "") for one in proposals if one.kind == Proposal.Kind.SPEAKER}


def undo(done):
    """Give the names back as they were found, to what waits still."""
    for one in done:
        for proposal in Proposal.objects.open().filter(pk=one["renamed"]):
            proposal.fields = one["names"]
            proposal.save()
