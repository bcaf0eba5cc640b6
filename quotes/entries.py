"""What a feed says of a record: its title, its words, and who, where and when."""

from django.utils.html import format_html, linebreaks
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events import timing
from language.typography import date_range, in_guillemets, typeset


def event(event):
    body = linebreaks(event.exported_summary, autoescape=True)
    return {"title": event.title, "description": body + _occasion("", event.when)}


def talk(talk):
    who = ", ".join(appearance.speaker.name for appearance in talk.people if appearance.speaker)
    title = f"{who} : {talk.exported_name}" if who else talk.exported_name
    body = linebreaks(talk.exported_abstract, autoescape=True) + _occasion(talk.event.title, talk.when)
    return {"title": typeset(title), "description": body, "author_name": who}


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
    body += _occasion(quote.event.title, quote.when)
    return {"title": typeset(title), "description": body, "author_name": quote.author}


def tweet(tweet):
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
