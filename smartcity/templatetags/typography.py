"""Stored text and dates as a page shows them.

The filters give plain text, which the template escapes like any other; dates and times come in a <time> element.
"""

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html
from django.utils.translation import get_language

from curation import typography

register = template.Library()


@register.filter
@stringfilter
def typeset(text, language="fr"):
    return typography.typeset(text, language=language)


@register.filter
@stringfilter
def unbroken(text):
    return typography.unbroken(text)


@register.filter
@stringfilter
def quoted(text, language="fr"):
    """`text` in the quotation marks of its own language, whatever the language of the page."""
    return typography.in_guillemets(text, language=language)


@register.filter(expects_localtime=True)
def day(value):
    """The day of a date or of a moment; nothing if it is not known."""
    return _day(value, typography.french_date(value, language=_interface())) if value else ""


@register.simple_tag
def days(start, end=None):
    """The dates from `start` to `end`; nothing if they are not known."""
    if not start or end in (None, start):
        return day(start)
    sentence, first, last = typography.range_parts(start, end, language=_interface())
    return format_html(sentence, _day(start, first), _day(end, last))


@register.filter(expects_localtime=True)
def clock(value):
    """The hour of a time or of a moment; nothing if it is not known."""
    if value is None:
        return ""
    words = typography.french_time(value, language=_interface())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), words)


def _day(value, words):
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", words)


def _interface():
    return get_language() or "fr"
