"""What holds of every programme, whichever file it is of: identifiers differ, talks end after they begin."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from language.folding import fold

from .fields import left
from .opening import TOO_LONG
from .people import is_yet_unknown
from .programme import BACKWARDS, LONG, NO_NAME, SAME_IDENTIFIER, Reference, UnreadableProgramme

MAX_TALKS = 50_000  # of all events; what comes after reading takes longer than that


def checked(programme, tree, *, within=()):
    """`programme`, with what is left in the `tree` of its file counted; doubts are told where something is amiss."""
    if sum(len(event.talks) for event in programme.events) > MAX_TALKS or len(programme.events) > MAX_TALKS:
        raise UnreadableProgramme(TOO_LONG)
    events = _told_apart(programme.events, programme)
    programme.events = [
        replace(
            event,
            talks=tuple(_known(_in_order(talk, programme), programme) for talk in _told_apart(event.talks, programme)),
        )
        for event in events
    ]
    programme.unheld.update(left(tree, within))
    programme.doubts = list(dict.fromkeys(programme.doubts))
    return programme


def untold(system, talks, url=""):
    """The `Reference` of an event of which the file tells but the talks: by the first of theirs."""
    first = min((talk.reference.identifier for talk in talks if talk.reference.identifier), default="")
    return Reference(system, f"talk/{first}" if first else "", url)


def _told_apart(records, programme):
    """Yield events or talks, each with an identifier that no other one has."""
    seen = Counter()
    for one in records:
        identifier = one.reference.identifier or fold(one.title) or one.title
        seen[identifier] += 1
        if seen[identifier] > 1:
            programme.doubts.append((one.title, SAME_IDENTIFIER))
            identifier = f"{identifier}#{seen[identifier]}"
        yield replace(one, reference=replace(one.reference, identifier=identifier))


def _known(talk, programme):
    """A talk without those of whom its file tells but that they are to be told: « TBA »."""
    people = tuple(person for person in talk.people if not is_yet_unknown(person.name))
    if people == talk.people:
        return talk
    programme.doubts.append((talk.title, NO_NAME))
    return replace(talk, people=people)


def _in_order(talk, programme):
    if not (talk.starts_at and talk.ends_at):
        return talk
    if talk.ends_at < talk.starts_at:
        programme.doubts.append((talk.title, BACKWARDS))
        return replace(talk, ends_at=None)
    if talk.ends_at - talk.starts_at > timedelta(days=1):
        programme.doubts.append((talk.title, LONG))
    return talk
