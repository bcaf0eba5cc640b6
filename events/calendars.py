"""What calendars subscribe to. What has no date, or none that can be, is in none; alone, it is a 404."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import icalendar
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from curation.finding import finds
from curation.kept import kept
from curation.paging import paged, told_of_next
from curation.permalinks import absolute
from curation.tallies import tally
from speakers.models import Speaker
from themes.models import Theme

from . import programme
from .models import Event, Talk
from .timing import end, is_ambiguous, plausible, start, stop

PAGE = 100  # events
SOME_YEAR = 2015  # of what happens in none
STATUSES = {Event.State.CANCELLED: "CANCELLED", Event.State.POSTPONED: "TENTATIVE"}  # else it is as planned


@kept
def events(request):
    """The latest, and those to come; what went before is on further pages, of which a header gives the next."""
    page = paged(request, Event.objects.public().by_date(), PAGE, count=tally(Event))
    return paged_answer(request, settings.SITE_NAME, page, event_entry)


@kept
@finds(Event)
def event(request, event):
    """Itself, and its talks; a header gives the address of those that are too many for one answer."""
    if not event.when.day:
        raise Http404
    page = programme.document_of(event, request)
    in_room = programme.by_room(event, drafts=request.preview)
    entries = [] if page.before else [event_entry(event, request)]
    entries += [talk_entry(talk, request, beside=in_room[talk.room]) for talk in page if plausible(talk.day)]
    return told_of_next(answer(event.title, entries), request, page)


@kept
@finds(Talk)
def talk(request, talk):
    if not talk.when.day:
        raise Http404
    talk.event.programme = talk.event.talks.shown(drafts=request.preview).filter(room=talk.room)
    talk.people = talk.appearances.shown(drafts=request.preview).with_people()
    return answer(talk.exported_name, [talk_entry(talk, request)])


@kept
@finds(Speaker)
def speaker(request, speaker):
    theirs = speaker.appearances.shown(drafts=request.preview)
    talks = Talk.objects.filter(appearances__in=theirs).by_date().with_programme().with_people()
    served = Event.objects.filter(appearances__in=theirs.event_wide()).distinct().by_date()
    entries = [event_entry(event, request) for event in served if event.when.day]
    entries += [talk_entry(talk, request) for talk in talks if talk.when.day]
    return answer(speaker.name, entries)


@kept
@finds(Theme)
def theme(request, theme):
    """Its talks, the latest and those to come, in pages as above."""
    talks = theme.public_items("talk").with_programme().with_people()
    return paged_answer(request, theme.label, paged(request, talks, PAGE, count=theme.count("talk")), talk_entry)


def paged_answer(request, name, page, entry):
    """A page of records; a header gives the next one."""
    return told_of_next(answer(name, [entry(record, request) for record in page if record.when.day]), request, page)


def event_entry(event, request):
    entry = _entry(event, event, request, name=event.title, text=event.exported_summary, place=_place(event))
    entry.add("last-modified", event.updated_at)
    entry.add("sequence", event.sequence)
    _set_time(entry, start(event), stop(event))
    return entry


def talk_entry(talk, request, *, beside=None):
    """A talk whose hour is not known takes up its day, or those of its event.

    `people` are loaded, and those `beside` it in its room or `event.programme`, by which one knows when it ends.
    """
    who = ", ".join(str(appearance) for appearance in _named(talk.people))
    text = "\n\n".join(part for part in (who, talk.exported_abstract) if part)
    event, when = talk.event, talk.when
    entry = _entry(talk, event, request, name=talk.exported_name, text=text, place=_place(event, talk.room))
    entry.add("last-modified", max(talk.updated_at, event.updated_at))
    entry.add("sequence", talk.revision)
    if when.starts_at:
        _set_time(entry, when.starts_at, end(talk, event, event.programme if beside is None else beside))
    else:
        _set_time(entry, when.day, when.last_day)
    return entry


def answer(name, entries):
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{settings.SITE_NAME}//FR")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", icalendar.vText(name))  # a text as any other: icalendar would leave it as it is
    for component in (*_zones(entries), *entries) or [_zone(settings.TIME_ZONE, [SOME_YEAR])]:
        calendar.add_component(component)  # RFC 5545 knows no calendar without any
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _entry(record, event, request, *, name, text, place):
    kind = record._meta.model_name
    url = absolute(record.get_absolute_url(), request)
    entry = icalendar.Event()
    entry.add("uid", f"{kind}-{record.pk}-{record.created_at:%Y%m%dT%H%M%S}")
    entry.add("dtstamp", record.updated_at)
    entry.add("summary", name)
    entry.add("url", url)
    entry.add("description", "\n\n".join(part for part in (text, url) if part))
    if status := STATUSES.get(record.standing):
        entry.add("status", status)
    if place:
        entry.add("location", place)
    if not record.is_published:
        entry.add("comment", _("Brouillon"))
    return entry


def _place(event, room=""):
    return ", ".join(part for part in (room, event.venue, event.city, event.country) if part)


def _set_time(entry, start, stop):
    if isinstance(start, datetime):
        _add_moment(entry, "dtstart", start)
        if stop:
            _add_moment(entry, "dtend", stop)
    else:
        entry.add("dtstart", start)
        entry.add("dtend", (stop or start) + timedelta(days=1))  # exclusive
        entry.add("transp", "TRANSPARENT")


def _add_moment(entry, name, moment):
    """The moment in its zone; in UTC where clocks show that hour twice, and a calendar could not know which."""
    if is_ambiguous(moment) or moment.tzinfo.key == "UTC":
        entry.add(name, moment.astimezone(UTC))
    else:  # by name, or icalendar takes Dakar for UTC
        entry.add(name, moment.replace(tzinfo=None), parameters={"TZID": moment.tzinfo.key})


def _zones(entries):
    """What their time zones are, for the years around them."""
    years = defaultdict(set)
    for entry in entries:
        for moment in (entry[name] for name in ("dtstart", "dtend") if name in entry):
            if name := moment.params.get("TZID"):
                years[name].add(moment.dt.year)
    for name, some in sorted(years.items()):
        yield _zone(name, some)


def _zone(name, years):
    """What clocks show there in these years, and around them."""
    first, last = date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1)
    return icalendar.Timezone.from_tzid(name, first_date=first, last_date=last)


def _named(appearances):
    return [a for a in appearances if a.speaker or a.described_as or a.shown_organization]
