"""Atom feeds. What an entry's `id` says never changes: an address by number, in the first language."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, linebreaks
from django.utils.http import http_date
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from curation.typography import REMOVED, in_guillemets, typeset
from events.models import Event, Talk

from .models import Quote, Tweet


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


def answer(request, title, path, rows):
    """The feed of `rows`, those changed last first."""
    return answer_dated(request, title, path, [(row, row.created_at, row.updated_at) for row in rows])


def answer_dated(request, title, path, entries, *, with_words=True):
    """The feed of `entries`, each a row, when it came out and when it changed, the last first."""
    feed = Feed(
        title=title if title == settings.SITE_NAME else f"{title} · {settings.SITE_NAME}",
        link=request.build_absolute_uri(path),
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
        author_name=settings.SITE_NAME,
    )
    for row, created_at, updated_at in entries:
        with override(settings.LANGUAGE_CODE):
            identifier = request.build_absolute_uri(PERMANENT[type(row)](row))
        entry = ENTRY[type(row)](row)
        feed.add_item(
            unique_id=identifier,
            link=request.build_absolute_uri(row.get_absolute_url()),
            pubdate=created_at,
            updateddate=updated_at,
            **entry if with_words else entry | {"description": ""},
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if entries:
        response.headers["Last-Modified"] = http_date(entries[0][2].timestamp())
    return response


def event_entry(event):
    return {"title": event.title, "description": linebreaks(event.exported_summary, autoescape=True)}


def talk_entry(talk):
    who = ", ".join(appearance.speaker.name for appearance in talk.people if appearance.speaker)
    title = f"{who} : {talk.exported_name}" if who else talk.exported_name
    description = linebreaks(talk.exported_abstract, autoescape=True)
    return {"title": typeset(title), "description": description, "author_name": who}


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
