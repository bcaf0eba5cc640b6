"""What calendars subscribe to. What has no date is in none of them; alone, it is a 404."""

from datetime import date, datetime, timedelta

import icalendar
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from curation.finding import finds
from events.models import Event, Talk
from events.timing import start, stop
from speakers.models import Speaker

# The European Union's summer time, as it has been since 1996.
PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
END:VTIMEZONE
"""


@conditional_page
def events(request):
    rows = Event.objects.published().by_date()
    return answer(settings.SITE_NAME, [event_entry(event, request) for event in rows if event.starts_on])


@conditional_page
@finds(Event)
def event(request, event):
    if not event.starts_on:
        raise Http404
    talks = event.talks.shown(drafts=request.preview).in_order().with_people()
    hours = [talk_entry(talk, request) for talk in talks if talk.starts_at]
    return answer(event.title, [event_entry(event, request), *hours])


@conditional_page
@finds(Talk)
def talk(request, talk):
    if not (talk.starts_at or talk.event.starts_on):
        raise Http404
    talk.people = talk.appearances.shown(drafts=request.preview).with_people()
    return answer(talk.exported_name, [talk_entry(talk, request)])


@conditional_page
@finds(Speaker)
def speaker(request, speaker):
    theirs = speaker.appearances.shown(drafts=request.preview)
    talks = Talk.objects.filter(appearances__in=theirs).by_date().with_event().with_people()
    served = Event.objects.filter(appearances__in=theirs.event_wide()).distinct().by_date()
    entries = [event_entry(event, request) for event in served if event.starts_on]
    entries += [talk_entry(talk, request) for talk in talks if talk.starts_at or talk.event.starts_on]
    return answer(speaker.name, entries)


def event_entry(event, request):
    entry = _entry(event, request, name=event.title, text=event.exported_summary, place=event)
    _set_time(entry, start(event), stop(event))
    return entry


def talk_entry(talk, request):
    """A talk whose hour is not known takes up the days of its event; `event` and `people` are loaded."""
    who = ", ".join(str(appearance) for appearance in _named(talk.people))
    text = "\n\n".join(part for part in (who, talk.exported_abstract) if part)
    entry = _entry(talk, request, name=talk.exported_name, text=text, place=talk.event)
    if talk.starts_at:
        _set_time(entry, timezone.localtime(talk.starts_at, timezone.get_default_timezone()), None)
    else:
        _set_time(entry, talk.event.starts_on, talk.event.last_day)
    return entry


def answer(name, entries):
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{settings.SITE_NAME}//FR")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add_component(icalendar.Timezone.from_ical(PARIS))
    for entry in entries:
        calendar.add_component(entry)
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _entry(record, request, *, name, text, place):
    kind = record._meta.model_name
    url = request.build_absolute_uri(record.get_absolute_url())
    entry = icalendar.Event()
    entry.add("uid", f"{kind}-{record.pk}-{record.created_at:%Y%m%dT%H%M%S}")
    entry.add("dtstamp", record.updated_at)
    entry.add("last-modified", record.updated_at)
    entry.add("summary", name)
    entry.add("url", url)
    entry.add("description", "\n\n".join(part for part in (text, url) if part))
    if where := ", ".join(part for part in (place.venue, place.city, place.country) if part):
        entry.add("location", where)
    if not record.is_published:
        entry.add("comment", _("Brouillon"))
    return entry


def _set_time(entry, start, stop):
    entry.add("dtstart", start)
    if isinstance(start, date) and not isinstance(start, datetime):
        entry.add("dtend", (stop or start) + timedelta(days=1))  # exclusive
        entry.add("transp", "TRANSPARENT")
    elif stop:
        entry.add("dtend", stop)


def _named(appearances):
    return [a for a in appearances if a.speaker or a.described_as or a.shown_organization]
