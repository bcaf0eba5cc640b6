"""Atom feeds. What an entry's `id` says never changes: an address by number, in the first language, at one host."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import translate_url
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, linebreaks
from django.utils.http import http_date
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from curation.permalinks import absolute, permanent
from events import timing
from events.models import Event, Talk
from language.typography import REMOVED, date_range, in_guillemets, typeset

from .models import Quote, Tweet

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Writer(SimplerXMLGenerator):
    """Leaves out what XML has no place for: one such character in the base would stop the feed for everybody."""

    def characters(self, content):
        super().characters(_allowed(content))

    def startElement(self, name, attrs):
        super().startElement(name, {key: _allowed(value) for key, value in attrs.items()})


def _allowed(text):
    return REMOVED.sub("", str(text)).translate({ord("\v"): " ", ord("\f"): " "})


class Feed(Atom1Feed):
    def write(self, outfile, encoding):
        handler = Writer(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def latest_post_date(self):
        """Of a feed without entries, always the same: Django says now, which is news each time that somebody asks."""
        return super().latest_post_date() if self.items else NEVER


def answer(request, title, path, rows):
    """The feed of `rows`, the last that came out first; a draft, which staff sees, came out when it was written."""
    entries = []
    for row in rows:
        came_out = row.published_at or row.created_at
        entries.append((row, came_out, max(came_out, row.updated_at)))
    return answer_dated(request, title, path, entries)


def answer_dated(request, title, path, entries, *, with_words=True):
    """The feed of `entries`, each a row, when it came out and when it changed, the last first."""
    feed = Feed(
        title=title if title == settings.SITE_NAME else f"{title} · {settings.SITE_NAME}",
        link=absolute(path, request),
        description="",
        language=get_language(),
        feed_url=absolute(request.path, request),
        feed_guid=absolute(translate_url(request.path, settings.LANGUAGE_CODE), request),
        author_name=settings.SITE_NAME,
    )
    for row, came_out, updated_at in entries:
        entry = ENTRY[type(row)](row)
        feed.add_item(
            unique_id=permanent(row, request),
            link=absolute(row.get_absolute_url(), request),
            pubdate=came_out,
            updateddate=updated_at,
            **entry if with_words else entry | {"description": ""},
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if entries:
        response.headers["Last-Modified"] = http_date(max(updated_at for *_, updated_at in entries).timestamp())
    return response


def event_entry(event):
    body = linebreaks(event.exported_summary, autoescape=True)
    return {"title": event.title, "description": body + _occasion("", event.when)}


def talk_entry(talk):
    who = ", ".join(appearance.speaker.name for appearance in talk.people if appearance.speaker)
    title = f"{who} : {talk.exported_name}" if who else talk.exported_name
    body = linebreaks(talk.exported_abstract, autoescape=True) + _occasion(talk.event.title, talk.when)
    return {"title": typeset(title), "description": body, "author_name": who}


def quote_entry(quote):
    """Verbatim words wear their guillemets; reported speech says that it is reported."""
    if quote.is_quoted:
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
    body += _occasion(quote.event.title, quote.when)
    return {"title": typeset(title), "description": body, "author_name": quote.author}


def tweet_entry(tweet):
    """Its own day stands beside its author: the event that it is about may have been on another."""
    body = format_html('<blockquote lang="{}"><p>{}</p></blockquote>', tweet.language, tweet.text)
    body += _occasion(f"{tweet.author_name}, @{tweet.handle}", tweet.when)
    body += _occasion(f"{_('à propos de')} {tweet.event.title}", timing.when(tweet.event))
    return {"title": str(tweet), "description": body, "author_name": tweet.author_name}


def _occasion(event, when):
    """Where it was, and when."""
    days = date_range(when.day, when.last_day, language=get_language() or "fr") if when.day else ""
    words = ", ".join(part for part in (typeset(event), days) if part)
    return format_html("<p>{}</p>", words) if words else ""


ENTRY = {Event: event_entry, Talk: talk_entry, Quote: quote_entry, Tweet: tweet_entry}
