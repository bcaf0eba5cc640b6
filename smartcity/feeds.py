"""The public feeds: the site, and each event, speaker and theme. `quotes.atom` says what an entry is."""

from heapq import nlargest

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from curation.finding import finds
from curation.kept import kept
from events.models import Event, Talk
from quotes.atom import answer
from quotes.models import Quote
from speakers.models import Speaker
from themes.models import Theme

ENTRIES = 50


@kept
def site(request):
    rows = [
        Event.objects.published(),
        Talk.objects.published().with_event().with_people(),
        Quote.objects.published().with_context(),
    ]
    return answer(request, settings.SITE_NAME, reverse("home"), newest(rows))


@kept
@finds(Event)
def event(request, event):
    drafts = request.preview
    rows = [
        event.talks.shown(drafts=drafts).with_event().with_people(),
        event.quotes.shown(drafts=drafts).with_context(),
        event.tweets.shown(drafts=drafts).with_context(),
    ]
    return answer(request, event.title, event.get_absolute_url(), newest(rows))


@kept
@finds(Speaker)
def speaker(request, speaker):
    drafts = request.preview
    theirs = speaker.appearances.shown(drafts=drafts).filter(talk__isnull=False)
    rows = [
        Talk.objects.filter(appearances__in=theirs).with_event().with_people(),
        speaker.quotes.shown(drafts=drafts).with_context(),
        speaker.tweets.shown(drafts=drafts).with_context(),
    ]
    return answer(request, speaker.name, speaker.get_absolute_url(), newest(rows))


@kept
@finds(Theme)
def theme(request, theme):
    rows = [
        theme.public_items("talk").with_event().with_people(),
        theme.public_items("quote").with_context(),
        theme.public_items("tweet").with_context(),
    ]
    return answer(request, theme.label, theme.get_absolute_url(), newest(rows, by="themed__published_at"))


def permanent(request, model, pk):
    """The page of the record, wherever it is today."""
    return redirect(get_object_or_404(model.objects.published(), pk=pk), permanent=False)


def newest(querysets, *, by="published_at"):
    """The records that came out last, of all kinds together; costs one query a kind, and what it loads.

    What came out at the same moment stays in the order of `querysets`: an event before what was waiting for it. `by`
    is when, where an index has it.
    """
    rows = [row for rows in querysets for row in rows.order_by(f"-{by}", "-pk")[:ENTRIES]]
    return nlargest(ENTRIES, rows, key=lambda row: row.published_at or row.created_at)
