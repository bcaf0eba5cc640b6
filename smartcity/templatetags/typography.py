"""Stored text and dates as a page shows them.

The filters give plain text, which the template escapes like any other; dates and times come in a <time> element.
"""

import re

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.timing import is_ambiguous
from language import typography

register = template.Library()

QUOTED = re.compile(r"(«\u202f|“)(.*)(\u202f»|”)", re.DOTALL)


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
def quoted(text, language=""):
    """`text` in the quotation marks of its own language, or of the page if that is what the reader typed."""
    return typography.in_guillemets(text, language=language or _interface())


@register.filter
def label_lang(theme):
    """The attribute of what shows the label of a theme, where that is not in the language of the page."""
    own = theme.label_language
    return "" if own == _interface() else format_html(' lang="{}"', own)


@register.filter
def signed(shown):
    """Words `quoted`, whose outer marks are signs: one hangs before them, and both take the accent."""
    marks = QUOTED.fullmatch(conditional_escape(shown))
    if not marks:
        return shown
    opening, words, closing = marks.groups()
    return mark_safe(f'<span class="sign">{opening}</span>{words}<span class="sign">{closing}</span>')


@register.filter
def grouped(number):
    """« 618 000 »."""
    return number_format(number, force_grouping=True)


@register.filter(expects_localtime=True)
def day(value):
    """The day of a date or of a moment; nothing if it is not known."""
    return _day(value, typography.french_date(value, language=_interface())) if value else ""


@register.filter(expects_localtime=True)
def moment(value):
    """The day and the minute of a moment; nothing if it is not known."""
    if not value:
        return ""
    words = typography.french_moment(value, language=_interface())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), words)


@register.simple_tag
def days(start, end=None):
    """The dates from `start` to `end`; nothing if they are not known."""
    if not start or end in (None, start):
        return day(start)
    sentence, first, last = typography.range_parts(start, end, language=_interface())
    return format_html(sentence, _day(start, first), _day(end, last))


@register.simple_tag
def dates(when):
    """The day of a `When`, or the days of which it may be any; nothing if they are not known."""
    return days(when.day, when.last_day)


@register.simple_tag
def hours(when):
    """The hours of a `When`, as clocks show them where it is, and which it is of two; nothing if they are not known."""
    moments = [moment for moment in (when.starts_at, when.ends_at) if moment]
    written = [(moment.isoformat(timespec="minutes"), moment) for moment in moments]
    times = [(text, typography.french_time(moment, language=_interface()) + _which(moment)) for text, moment in written]
    return format_html_join("\u202f–\u202f", '<time datetime="{}">{}</time>', times)


@register.filter(expects_localtime=True)
def clock(value):
    """The hour of a time or of a moment; nothing if it is not known."""
    if value is None:
        return ""
    words = typography.french_time(value, language=_interface())
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="minutes"), words)


def _which(moment):
    """Which of the two, of an hour that clocks show twice, as they go from summer time to winter time."""
    if not is_ambiguous(moment):
        return ""
    first, second = (moment.replace(fold=fold) for fold in (0, 1))
    if first.dst() == second.dst():  # no season: the country has chosen another time
        return f" ({moment.tzname()})"
    name = _("heure d’hiver") if moment.fold else _("heure d’été")
    return f" ({name})"


def _day(value, words):
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", words)


def _interface():
    return get_language() or "fr"
