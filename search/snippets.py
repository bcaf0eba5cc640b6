"""Where the words that were looked for stand in a text."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from .folding import fold

WORD = re.compile(r"\w+")
BEFORE = 60  # characters of context ahead of the first word found


def mark(text, words):
    """`text` as HTML, every word that has one of `words` in it within <mark>; accents and case do not matter."""
    places = _places(text, words)
    ends = [0, *(place for span in places for place in span), len(text)]
    spans = zip(ends[::2], ends[1::2], strict=True)  # what lies between the marks
    plain = [text[start:end] for start, end in spans]
    marked = [text[start:end] for start, end in places]
    pieces = zip(plain, [format_html("<mark>{}</mark>", word) for word in marked] + [mark_safe("")], strict=True)
    return format_html_join("", "{}{}", pieces)


def snippet(text, words, *, length=220):
    """The part of `text` around the first of `words`, marked; cut between words, with an ellipsis where it is cut."""
    places = _places(text, words)
    start = _word_start(text, max(places[0][0] - BEFORE, 0)) if places else 0
    end = len(text) if len(text) - start <= length else text.rfind(" ", start, start + length)
    end = end if end > start else start + length
    cut = mark(text[start:end].rstrip(), words)
    return format_html("{}{}{}", "… " if start else "", cut, " …" if end < len(text) else "")


def _places(text, words):
    needles = fold(words).split()
    return [found.span() for found in WORD.finditer(text) if any(needle in fold(found[0]) for needle in needles)]


def _word_start(text, place):
    return place if place == 0 else text.find(" ", place - 1) + 1
