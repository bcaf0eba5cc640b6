"""A record in the fifteen elements of Dublin Core."""

from django.conf import settings

from curation.permalinks import absolute, permanent
from quotes.citing import describe, notes, reference
from quotes.citing.citation import plain
from quotes.citing.pages import base_url
from quotes.citing.ris import written_name

TYPES = {"quote": "Text", "tweet": "Text", "talk": "Event", "event": "Event"}  # of DCMI's own vocabulary


def elements(record, request):
    """[(element, value)] of a row loaded as its kind is, `with_themes()`; what is not known is left out."""
    name = record._meta.model_name
    said = _event(record, request) if name == "event" else _said(describe(record, base_url=base_url(request)))
    told = [*said, *(("subject", theme.label) for theme in record.shown_themes), ("type", TYPES[name])]
    told += [("publisher", settings.SITE_NAME), ("rights", record.license), ("identifier", permanent(record, request))]
    return [(element, plain(str(value))) for element, value in told if value]


def _event(event, request):
    organizer = event.organizer if event.organizer and event.organizer.is_published else None
    yield "title", event.title
    yield "creator", organizer and organizer.name
    yield "description", event.exported_summary
    yield "date", _days(event.when.day, event.when.last_day)
    yield "type", event.get_kind_display()
    yield "coverage", ", ".join(filter(None, (event.venue, event.city, event.country)))
    yield "relation", absolute(event.get_absolute_url(), request)


def _said(citation):
    yield "title", citation.title
    yield from (("creator", written_name(author).removesuffix(",")) for author in citation.authors)
    yield "description", notes.words(citation) or reference.write(citation)
    yield "date", _days(citation.day, citation.last_day)
    yield "type", citation.nature
    yield "language", citation.language
    yield "coverage", citation.city
    yield "source", notes.note(citation)
    yield "relation", citation.posted or citation.event


def _days(first, last):
    """A day, or the span of which it may be any, as W3CDTF and ISO 8601 write them."""
    return "/".join(day.isoformat() for day in (first, last) if day)
