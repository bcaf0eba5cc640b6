"""What pages repeat most: who speaks, and the words with who said them, where and when.

Written in Python, for a page has dozens of each: as templates that include each other they were half of what it cost.
"""

from django import template
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.motifs import tone
from curation.pictures import picture_sizes
from language.typography import in_guillemets, typeset

from .passages import with_passage
from .typography import dates, day, signed

register = template.Library()

FACES = 4  # beside each other
OWN, SELECTED = mark_safe(" data-passage"), mark_safe(" selected")


@register.simple_tag(takes_context=True)
def said(context, quote, **how):
    """A quote or a paraphrase, whichever it is; see `card` and `attribution`."""
    return card(context, quote, **how) if quote.is_quoted else _told(context, quote, **how)


@register.simple_tag(takes_context=True)
def card(context, quote, *, own=False, big=False, **how):
    """Words that somebody said, behind a dash a transcription; `big` for the best, `own` as for `words`."""
    return format_html(
        '<figure class="quote{}{}">\n'
        '  <blockquote lang="{}"{}><p{}><a href="{}">{}</a></p></blockquote>\n'
        '  <figcaption class="said-by">{}</figcaption>\n'
        "</figure>",
        " quote-big" if big else "",
        " heard" if quote.is_transcribed else "",
        quote.language,
        format_html(' cite="{}"', quote.source.url) if quote.source and quote.source.url else "",
        OWN if own else "",
        quote.get_absolute_url(),
        words(context, quote, own=own),
        attribution(quote, **how),
    )


def _told(context, quote, *, own=False, **how):
    """Reported speech, never in guillemets."""
    is_all_known = all(how.get(f"hide_{part}") for part in ("speaker", "talk", "event"))
    return format_html(
        '<div class="told">\n  <p{}><a class="words" href="{}" lang="{}">{}</a></p>\n  {}\n</div>',
        OWN if own else "",
        quote.get_absolute_url(),
        quote.language,
        words(context, quote, own=own),
        "" if is_all_known else format_html('<p class="said-by">{}</p>', attribution(quote, **how)),
    )


@register.simple_tag(takes_context=True)
def words(context, quote, *, own=False):
    """The words of a quote alone; `own` where passages of it are linked to."""
    language = quote.language
    shown = in_guillemets(quote.text, language=language) if quote.is_quoted else typeset(quote.text, language=language)
    if own:
        shown = with_passage(context, shown)
    return signed(shown) if quote.is_quoted else conditional_escape(shown)


@register.simple_tag
def attribution(
    quote, *, hide_speaker=False, hide_talk=False, hide_event=False, show_day=False, alone=None, show_evidence=False
):
    """Who said it, where and when: one line.

    `show_day` where an event has several; `alone` is the talk’s one speaker, not repeated.
    """
    when, is_told_where = quote.when, not (hide_talk if quote.talk else hide_event)
    parts = (
        not hide_speaker and _who(quote, alone),
        is_told_where and (_talk(quote.talk) if quote.talk else _event(quote.event)),
        when.day and (not hide_event or show_day) and _in_span(dates(when)),
        quote.tweet and _told_by(quote),
        show_evidence and quote.source and _evidence(quote),
        quote.is_transcribed and _in_span(_("transcription")),
        quote.translated_from and _in_span(_("traduit")),
    )
    return mark_safe("\n".join(part for part in parts if part))


def _who(quote, alone):
    if not quote.speaker:
        words = capfirst(typeset(quote.attribution))
        return format_html('<span class="who"><span lang="fr">{}</span></span>', words)
    return "" if quote.speaker == alone else format_html('<span class="who">{}</span>', _named(quote.speaker))


def _talk(talk):
    name = typeset(talk.exported_name)
    return format_html('<a href="{}" lang="{}">{}</a>', talk.get_absolute_url(), talk.language, name)


def _event(event):
    return format_html('<a href="{}" lang="fr">{}</a>', event.get_absolute_url(), typeset(event.title))


def _told_by(quote):
    tweet = quote.tweet
    words = _("par un tweet") if tweet.is_tweet else _("par un message")
    on = format_html(", {}", day(tweet.posted_on)) if quote.is_told_by_tweet and tweet.posted_on else ""
    return format_html('<a href="{}">{}{}</a>', tweet.get_absolute_url(), words, on)


def _evidence(quote):
    source, url = quote.source, quote.passage_url or quote.get_absolute_url()
    return format_html('<a href="{}" lang="{}"><cite>{}</cite></a>', url, source.language, typeset(source.title))


def _in_span(words):
    return format_html("<span>{}</span>", words)


@register.simple_tag
def people_line(people):
    """Who speaks, in a line, of appearances."""
    return format_html_join(", ", "{}", ((_appearing(one),) for one in people))


def _appearing(appearance):
    if appearance.speaker:
        return _named(appearance.speaker)
    if appearance.described_as:
        return format_html('<span lang="fr">{}</span>', typeset(appearance.described_as))
    return _named(appearance.organization)


def _named(record):
    return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name)


@register.simple_tag
def faces(people):
    """The faces of who speaks, side by side, beside their names."""
    pictures = ((portrait(one.speaker, silent=True),) for one in people[:FACES] if one.speaker)
    return format_html('<span class="faces" aria-hidden="true">{}</span>', format_html_join("", "{}", pictures))


@register.simple_tag
def portrait(speaker, *, silent=False):
    """A person's picture, or initials in its place; silent beside other faces."""
    sizes = picture_sizes(speaker)
    if not sizes:
        slug = speaker.slug
        return format_html('<span class="portrait tone-{}" aria-hidden="true">{}</span>', tone(slug), speaker.initials)
    return format_html(
        '<img class="portrait" src="{}" srcset="{}" sizes="2.75rem" width="96" height="96" alt="{}" loading="lazy">',
        sizes[0][0],
        format_html_join(", ", "{} {}w", sizes),
        "" if silent else speaker.picture_alt,
    )


@register.simple_tag
def counts(*, talks=0, quotes=0):
    """How much there is of each, in a line; of what there is none, nothing."""
    told = [_talks(talks)] if talks else []
    return ", ".join([*told, _quotes(quotes)] if quotes else told)


def _talks(n):
    return ngettext("%(n)s intervention", "%(n)s interventions", n) % {"n": number_format(n, force_grouping=True)}


def _quotes(n):
    return ngettext("%(n)s propos", "%(n)s propos", n) % {"n": number_format(n, force_grouping=True)}


@register.simple_tag
def disc(cell):
    """A cell of `browsing.theme_table`: (quotes, radius), or None."""
    if not cell:
        return ""
    count, radius = cell
    circle = f'<circle r="{radius}"/>' if count else '<circle class="bare" r="4.5"/>'
    number = f'<text y="4">{count}</text>' if count > 2 else ""
    return format_html(
        '<svg viewBox="-16 -16 32 32" aria-hidden="true" focusable="false">{}</svg>'
        '<span class="visually-hidden">{}</span>',
        mark_safe(circle + number),
        _quotes(count) if count else _("oui"),
    )


@register.simple_tag
def filter_field(field):
    """One of the filters of a list, a `Field` of `Filtered.offer`."""
    options = format_html_join(
        "",
        '<option value="{}"{}>{}{}</option>',
        (
            (
                one.written,
                SELECTED if one.written == field.written else "",
                one.label,
                f" ({one.count})" * bool(one.count),
            )
            for one in field.choices
        ),
    )
    return format_html(
        '<p{}><label for="filter-{name}">{}</label> <select id="filter-{name}" name="{name}">'
        '<option value="">{}</option>{}</select></p>',
        mark_safe(' class="set"') if field.written else "",
        field.title,
        field.every,
        options,
        name=field.name,
    )
