"""What the card of a quote says, the address of its picture, and the picture, drawn once for each content."""

import contextlib
import hashlib
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from language.typography import date_range, in_guillemets, typeset
from quotes.citing.citation import caveats

from . import drawing
from .setting import shortened

EDITION = 3  # to be raised when the drawing changes: browsers keep a picture for as long as its address lasts
NAMES = {"wide": "quotes:quote_card", "square": "quotes:quote_card_square"}
THEMES = {"light": "clair", "dark": "sombre"}
LONGEST_ALTERNATIVE = 1000


def card_of(quote):
    """The card of a quote loaded `with_context()`, in the language of the interface."""
    words = shortened(quote.text, drawing.LONGEST)
    opening = closing = ""
    if quote.is_quoted:
        words = in_guillemets(words, language=quote.language)
        inside = 2 if words.startswith("«") else 1  # the narrow space belongs to the guillemet
        opening, words, closing = words[:inside], words[inside:-inside], words[-inside:]
    else:
        words = typeset(words, language=quote.language)
    when = quote.when
    return drawing.Card(
        words=words,
        opening=opening,
        closing=closing,
        overline=capfirst(caveats(quote)),
        author=_author(quote),
        place=typeset(quote.event.title),
        day=date_range(when.day, when.last_day, language=get_language() or "fr") if when.day else "",
        site=settings.SITE_NAME,
    )


def _author(quote):
    return quote.speaker.name if quote.speaker else capfirst(typeset(quote.attribution))


def alternative(quote):
    """What the picture says, for who does not see it: the words and who said them, in the language of the words."""
    words = shortened(quote.text, LONGEST_ALTERNATIVE)
    with override("en" if quote.language[:2] == "en" else "fr"):
        if quote.is_quoted:
            said = ", ".join(filter(None, (_author(quote), caveats(quote))))
            return f"{in_guillemets(words, language=quote.language)} — {said}"
        words = typeset(words, language=quote.language)
        return _("%(words)s (propos rapporté, %(author)s)") % {"words": words, "author": typeset(quote.author)}


def key(card, *, shape, theme):
    said = repr((EDITION, drawing.SHAPES[shape], theme, *card))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def address(quote, *, shape="wide", theme="light"):
    """The path of the picture; it changes with what the card says."""
    query = {"theme": THEMES[theme]} if theme != "light" else {}
    query["v"] = key(card_of(quote), shape=shape, theme=theme)
    return f"{reverse(NAMES[shape], args=[quote.pk])}?{urlencode(query)}"


def picture(card, *, shape, theme, keep=True):
    """The bytes of the PNG. A draft's is not kept."""
    store, name = caches["cards"], key(card, shape=shape, theme=theme)
    content = store.get(name) if keep else None
    if content is None:
        content = drawing.png(card, shape=shape, theme=theme)
        if keep:
            with contextlib.suppress(OSError):  # a full disk costs time, not the picture
                store.set(name, content)
    return content
