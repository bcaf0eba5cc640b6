"""What holds of every programme, whichever file it is of: identifiers differ, talks end after they begin."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from language.folding import fold

from .fields import left
from .programme import BACKWARDS, LONG, SAME_IDENTIFIER


def checked(programme, tree, *, within=()):
    """`programme`, with what is left in the `tree` of its file counted; doubts are told where something is amiss."""
    programme.events = [replace(event, talks=tuple(_checked(event, programme))) for event in programme.events]
    programme.unheld.update(left(tree, within))
    programme.doubts = list(dict.fromkeys(programme.doubts))
    return programme


def _checked(event, programme):
    seen = Counter()
    for talk in event.talks:
        if talk.starts_at and talk.ends_at:
            talk = _in_order(talk, programme)
        identifier = talk.reference.identifier or fold(talk.title)
        seen[identifier] += 1
        if seen[identifier] > 1:
            programme.doubts.append((talk.title, SAME_IDENTIFIER))
            identifier = f"{identifier}#{seen[identifier]}"
        yield replace(talk, reference=replace(talk.reference, identifier=identifier))


def _in_order(talk, programme):
    if talk.ends_at < talk.starts_at:
        programme.doubts.append((talk.title, BACKWARDS))
        return replace(talk, ends_at=None)
    if talk.ends_at - talk.starts_at > timedelta(days=1):
        programme.doubts.append((talk.title, LONG))
    return talk
