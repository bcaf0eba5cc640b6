"""The programme of an event in pages: all of it where it is short, else a day at a time, and each day by hundreds."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F

from curation.paging import paged
from curation.tallies import tally

from .models import Talk

PAGE = 100  # talks
DOCUMENT = 1000  # talks of a document or of a calendar: whoever subscribes looks for no second one
UNDATED = "sans"


class Day(NamedTuple):
    """A day of a programme that is too long for one page; none of those that may be any of several."""

    day: date | None
    talks: int
    written: str  # in the address
    is_shown: bool


def page_of(event, request):
    """(the page of its talks that the address asks for, in order, the days there are to choose from, how many talks).

    There are no days to choose from where all of the talks are on the page, or are of one day.
    """
    talks, count = shown_talks(event, drafts=request.preview)
    days = _days(talks, request.GET.get("jour")) if count > PAGE and not event.single_day else []
    here = count
    if shown := next((one for one in days if one.is_shown), None):
        talks, here = talks.filter(day=shown.day), shown.talks
    page = paged(request, talks.in_order().with_people(), PAGE, name="programme", count=here, anchor="programme")
    return page, days, count


def document_of(event, request):
    """A page of its talks for programs, which is nearly always all of them."""
    talks, count = shown_talks(event, drafts=request.preview)
    return paged(request, talks.in_order().with_people(), DOCUMENT, count=count)


def by_room(event, *, drafts):
    """{room: its talks of which one knows when they begin}, as far as that tells when others end."""
    found = defaultdict(list)
    for talk in event.talks.shown(drafts=drafts).exclude(starts_at=None).order_by().only("event", "starts_at", "room"):
        found[talk.room].append(talk)
    return found


def around(talk, *, drafts):
    """[the talk before it in the programme, the one after it], None beyond its ends. Two queries, one of all keys."""
    talks = talk.event.talks.shown(drafts=drafts)
    keys = list(talks.in_order().values_list("pk", flat=True))
    place = keys.index(talk.pk)
    near = talks.in_brief().in_bulk(keys[max(place - 1, 0) : place + 2])
    return [near[keys[one]] if 0 <= one < len(keys) else None for one in (place - 1, place + 1)]


def shown_talks(event, *, drafts):
    """(its talks, how many). One query."""
    talks = event.talks.shown(drafts=drafts)
    return talks, talks.count() if drafts else tally(Talk, "event", event.pk)


def _days(talks, asked):
    """The days of these talks, of which the one that is `asked` is shown, or else the first; none, if there is one."""
    counts = talks.order_by().values_list("day").annotate(n=Count("pk")).order_by(F("day").asc(nulls_last=True))
    found = {day.isoformat() if day else UNDATED: (day, n) for day, n in counts}
    shown = asked if asked in found else next(iter(found), None)
    return [Day(*one, written, written == shown) for written, one in found.items()] if len(found) > 1 else []
