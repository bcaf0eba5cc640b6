"""Atom feeds. What an entry's `id` says never changes: an address by number, in the first language, at one host."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from curation.permalinks import absolute, in_first_language, permanent
from language.typography import REMOVED

from .kinds import of_model

NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Writer(SimplerXMLGenerator):
    """Leaves out what XML has no place for: one such character in the base would stop the feed for everybody."""

    def characters(self, content):
        super().characters(allowed(content))

    def startElement(self, name, attrs):
        super().startElement(name, {key: allowed(value) for key, value in attrs.items()})


def allowed(text):
    """`text` without what XML has no place for."""
    return REMOVED.sub("", str(text)).translate({ord("\v"): " ", ord("\f"): " "})


class Feed(Atom1Feed):
    """Django's, with several authors of an entry, its words whole, and what kind of record and of themes it is of."""

    def write(self, outfile, encoding):
        handler = Writer(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None})
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        for scheme, term, label in item["terms"]:
            handler.addQuickElement("category", "", {"scheme": scheme, "term": term, "label": label})
        if item["description"]:
            handler.addQuickElement("content", item["description"], {"type": "html"})

    def latest_post_date(self):
        """Of a feed without entries, always the same: Django says now, which is news each time that somebody asks."""
        return super().latest_post_date() if self.items else NEVER


def _terms(row, entry, vocabulary):
    """(scheme, term, label) of its kind, and of the public themes, of that vocabulary, with which it was loaded."""
    themes = [item.tag for item in getattr(row, "themed_shown", ())]
    return [
        ("https://schema.org/", entry["type"], str(entry["kind"])),
        *((vocabulary, theme.slug, theme.label) for theme in themes),
    ]


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
        feed_url=absolute(request.get_full_path(), request),
        feed_guid=in_first_language(request.get_full_path(), request),
        author_name=settings.SITE_NAME,
    )
    vocabulary = in_first_language(reverse("events:theme_list"), request)
    for row, came_out, updated_at in entries:
        entry = of_model(row).entry(row)
        feed.add_item(
            unique_id=permanent(row, request),
            link=absolute(row.get_absolute_url(), request),
            pubdate=came_out,
            updateddate=updated_at,
            title=entry["title"],
            description=entry["description"] if with_words else "",
            authors=entry["authors"],
            terms=_terms(row, entry, vocabulary),
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if entries:
        response.headers["Last-Modified"] = http_date(max(updated_at for *_, updated_at in entries).timestamp())
    return response
