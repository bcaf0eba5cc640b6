"""Which events and talks may be one: a title and a first day, a title within an event."""

from curation.likeness import Likeness, sharing
from language.folding import fold

from .models import Event, Talk


def events(keys):
    """Reads the titles of all."""
    rows = Event.objects.order_by().values_list("pk", "title", "starts_on")
    return sharing([(key, fold(title), day) for key, title, day in rows], keys)


def talks(keys):
    """Reads the programmes in which they are."""
    events = Talk.objects.order_by().filter(pk__in=keys).values("event")
    rows = Talk.objects.order_by().filter(event__in=events).values_list("pk", "event", "title")
    return sharing([(key, fold(title), event) for key, event, title in rows], keys)


COMPARED = (Likeness(Event, ("title", "starts_on"), events), Likeness(Talk, ("title", "event_id"), talks))
