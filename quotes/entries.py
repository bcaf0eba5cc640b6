"""What a feed says of a record: its title, its words, who said them, where, when, and where that is written."""

from django.utils.html import format_html, linebreaks
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import timing
from events.appearances import speaking
from language.typography import date_range, in_guillemets, typeset

from .citing import describe, reference
from .citing.citation import post_of


def event(event):
    body = linebreaks(event.exported_summary, autoescape=True)
    organizer = event.organizer if event.organizer and event.organizer.is_published else None
    return {
        "title": _held(event, event.title),
        "description": body + _occasion(event.city, event.when),
        "authors": [organizer.name] if organizer else [],
        "type": "Event",
        "kind": event.get_kind_display(),
    }


def talk(talk):
    people = [appearance.speaker.name for appearance in speaking(talk.people) if appearance.speaker]
    title = f"{', '.join(people)} : {talk.exported_name}" if people else talk.exported_name
    body = linebreaks(talk.exported_abstract, autoescape=True) + _occasion(talk.event.title, talk.when)
    kind = {"type": "Event", "kind": talk.get_kind_display()}
    return {"title": _held(talk, typeset(title)), "description": body, "authors": people, **kind}


def quote(quote):
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
    body += _occasion(", ".join(filter(None, [quote.author, _during(quote)])), quote.when)
    kind = {"type": "Quotation" if quote.is_quoted else "CreativeWork", "kind": quote.get_kind_display()}
    return {"title": typeset(title), "description": body + _evidence(quote), "authors": [quote.author], **kind}


def tweet(tweet):
    """Its own day stands beside its author: the event that it is about may have been on another."""
    body = format_html('<blockquote lang="{}"><p>{}</p></blockquote>', tweet.language, tweet.text)
    body += _occasion(f"{tweet.author_name}, @{tweet.handle}", tweet.when)
    body += _occasion(f"{_('à propos de')} {_during(tweet)}", timing.when(tweet.event))
    kind = {"type": "SocialMediaPosting", "kind": post_of(tweet.network_name)}
    return {"title": str(tweet), "description": body + _evidence(tweet), "authors": [tweet.author_name], **kind}


def _held(record, title):
    """What is called off, or put off, says so before anybody sets out."""
    return f"{title} ({record.get_state_display()})" if record.is_cancelled or record.is_postponed else title


def _during(record):
    return ", ".join(part.exported_name for part in (record.talk, record.event) if part)


def _occasion(event, when):
    """Where it was, and when."""
    days = date_range(when.day, when.last_day, language=get_language() or "fr") if when.day else ""
    words = ", ".join(part for part in (typeset(event), days) if part)
    return format_html("<p>{}</p>", words) if words else ""


def _evidence(record):
    """Where it is written, with its address."""
    known = describe(record, base_url="")
    url = known.posted or (known.source.url if known.source else "")
    words = reference.source(known) or url
    if not words:
        return ""
    return format_html('<p><a href="{}">{}</a></p>' if url else "<p>{1}</p>", url, words)
