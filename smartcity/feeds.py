"""Atom feeds. What an entry's `id` says never changes: an address by number, in the first language."""

from heapq import nlargest

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, linebreaks
from django.utils.http import http_date
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from curation.finding import finds
from curation.typography import in_guillemets, typeset
from events.models import Event, Talk
from quotes.models import Quote, Tweet
from speakers.models import Speaker
from themes.models import Theme

ENTRIES = 50


@conditional_page
def site(request):
    rows = [
        Event.objects.published(),
        Talk.objects.published().with_event().with_people(),
        Quote.objects.published().with_context(),
    ]
    return answer(request, settings.SITE_NAME, reverse("home"), newest(rows))


@conditional_page
@finds(Event)
def event(request, event):
    drafts = request.preview
    rows = [
        event.talks.shown(drafts=drafts).with_event().with_people(),
        event.quotes.shown(drafts=drafts).with_context(),
        event.tweets.shown(drafts=drafts).with_context(),
    ]
    return answer(request, event.title, event.get_absolute_url(), newest(rows))


@conditional_page
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


@conditional_page
@finds(Theme)
def theme(request, theme):
    rows = [
        theme.items("talk").published().with_event().with_people(),
        theme.items("quote").published().with_context(),
        theme.items("tweet").published().with_context(),
    ]
    return answer(request, theme.label, theme.get_absolute_url(), newest(rows))


def permanent(request, model, pk):
    """The page of the record, wherever it is today."""
    return redirect(get_object_or_404(model.objects.published(), pk=pk), permanent=False)


def newest(querysets):
    """The records changed last, of all kinds together; costs one query a kind, and what it loads."""
    rows = [row for rows in querysets for row in rows.order_by("-updated_at", "-pk")[:ENTRIES]]
    return nlargest(ENTRIES, rows, key=lambda row: row.updated_at)


def answer(request, title, path, rows):
    feed = Atom1Feed(
        title=title if title == settings.SITE_NAME else f"{title} · {settings.SITE_NAME}",
        link=request.build_absolute_uri(path),
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        author_name=settings.SITE_NAME,
    )
    for row in rows:
        with override(settings.LANGUAGE_CODE):
            identifier = request.build_absolute_uri(PERMANENT[type(row)](row))
        feed.add_item(
            unique_id=identifier,
            link=request.build_absolute_uri(row.get_absolute_url()),
            pubdate=row.created_at,
            updateddate=row.updated_at,
            **ENTRY[type(row)](row),
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if rows:
        response.headers["Last-Modified"] = http_date(rows[0].updated_at.timestamp())
    return response


def event_entry(event):
    return {"title": event.title, "description": linebreaks(event.summary, autoescape=True)}


def talk_entry(talk):
    who = ", ".join(appearance.speaker.name for appearance in talk.people if appearance.speaker)
    title = f"{who} : {talk.title}" if who else talk.title
    return {"title": typeset(title), "description": linebreaks(talk.abstract, autoescape=True), "author_name": who}


def quote_entry(quote):
    """Verbatim words wear their guillemets; reported speech says that it is reported."""
    if quote.is_verbatim:
        words = in_guillemets(quote.text, language=quote.language)
        title = f"{quote.author} : {Truncator(words).chars(120)}"
        body = format_html('<blockquote lang="{}"><p>{}</p></blockquote>', quote.language, words)
    else:
        words = typeset(quote.text, language=quote.language)
        title = _("%(author)s, propos rapporté : %(words)s") % {
            "author": quote.author,
            "words": Truncator(words).chars(120),
        }
        body = format_html('<p lang="{}">{}</p>', quote.language, words)
    return {"title": typeset(title), "description": body, "author_name": quote.author}


def tweet_entry(tweet):
    return {
        "title": str(tweet),
        "description": format_html('<blockquote lang="{}"><p>{}</p></blockquote>', tweet.language, tweet.text),
        "author_name": tweet.author_name,
    }


ENTRY = {Event: event_entry, Talk: talk_entry, Quote: quote_entry, Tweet: tweet_entry}
PERMANENT = {
    Event: lambda event: reverse("event_short", args=[event.pk]),
    Talk: lambda talk: reverse("talk_short", args=[talk.pk]),
    Quote: lambda quote: reverse("quotes:quote_short", args=[quote.pk]),
    Tweet: lambda tweet: reverse("quotes:tweet_detail", args=[tweet.pk]),
}
