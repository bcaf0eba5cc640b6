"""What a feed says of a record: its title, its words, who said them, where, when, and where that is written."""

from django.utils.html import format_html, linebreaks
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import timing
from events.appearances import speaking
from language.typography import date_range, in_guillemets, typeset

from .citing import describe, reference
from .citing.citation import colon, line, post_of
from .citing.figure import lines


def event(event):
    body = _text(event.exported_summary)
    organizer = event.organizer if event.organizer and event.organizer.is_published else None
    return {
        "title": _held(event, event.title),
        "description": body + _occasion(typeset(event.city), event.when),
        "authors": [organizer.name] if organizer else [],
        "type": "Event",
        "kind": event.get_kind_display(),
    }


def talk(talk):
    people = [appearance.speaker.name for appearance in speaking(talk.people) if appearance.speaker]
    name = typeset(talk.exported_name, language=talk.language)
    title = f"{typeset(', '.join(people))}{colon()}{name}" if people else name
    body = _text(talk.exported_abstract) + _occasion(typeset(talk.event.title), talk.when)
    kind = {"type": "Event", "kind": talk.get_kind_display()}
    return {"title": _held(talk, title), "description": body, "authors": people, **kind}


def quote(quote):
    """Verbatim words wear their guillemets; reported speech says that it is reported."""
    known, author = describe(quote, base_url=""), typeset(quote.author)
    if quote.is_quoted:
        words = in_guillemets(quote.text, language=quote.language)
        title = f"{author}{colon()}{_begun(words)}"
        body = format_html('<blockquote lang="{}"><p>{}</p></blockquote>', quote.language, lines(words))
    else:
        words = typeset(quote.text, language=quote.language)
        title = _("%(author)s, propos rapporté : %(words)s") % {"author": author, "words": _begun(words)}
        body = format_html('<p lang="{}">{}</p>', quote.language, lines(words))
    body += _occasion(", ".join(filter(None, [author, known.caveats, _during(quote)])), quote.when)
    kind = {"type": "Quotation" if quote.is_quoted else "CreativeWork", "kind": quote.get_kind_display()}
    return {"title": title, "description": body + _evidence(known), "authors": [quote.author], **kind}


def tweet(tweet):
    """Its own day stands beside its author: the event that it is about may have been on another."""
    body = format_html('<blockquote lang="{}"><p>{}</p></blockquote>', tweet.language, lines(tweet.text))
    body += _occasion(typeset(f"{tweet.author_name}, @{tweet.handle}"), tweet.when)
    body += _occasion(f"{_('à propos de')} {_during(tweet)}", timing.when(tweet.event))
    kind = {"type": "SocialMediaPosting", "kind": post_of(tweet.network_name)}
    evidence = _evidence(describe(tweet, base_url=""))
    return {"title": line(str(tweet)), "description": body + evidence, "authors": [tweet.author_name], **kind}


def _text(text):
    """`text` in its paragraphs, or nothing."""
    return linebreaks(text, autoescape=True) if text else ""


def _begun(words):
    """How they begin, in one line."""
    return Truncator(line(words)).chars(120)


def _held(record, title):
    """What is called off, or put off, says so before anybody sets out."""
    return title if record.is_as_planned else f"{title} ({record.State(record.standing).label})"


def _during(record):
    """« Titre, Évènement », each typeset in its language."""
    talk = record.talk and typeset(record.talk.exported_name, language=record.talk.language)
    return ", ".join(filter(None, (talk, typeset(record.event.title))))


def _occasion(event, when):
    """Where it was, typeset, and when."""
    days = date_range(when.day, when.last_day, language=get_language() or "fr") if when.day else ""
    words = ", ".join(part for part in (event, days) if part)
    return format_html("<p>{}</p>", words) if words else ""


def _evidence(known):
    """Where what the citation tells is written, with its address."""
    url = known.posted or (known.source.url if known.source else "")
    words = reference.source(known) or url
    if not words:
        return ""
    return format_html('<p><a href="{}">{}</a></p>' if url else "<p>{1}</p>", url, words)
