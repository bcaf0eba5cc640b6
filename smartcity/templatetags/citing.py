"""What a page's head and a span tell programs of the record that it is of."""

from django import template
from django.utils.html import format_html

from quotes.citing import FORMATS, describe, embedded, pages
from quotes.kinds import SAID, of_model

register = template.Library()
TYPES = {
    "json": ("application/ld+json", "JSON-LD"),
    "atom": ("application/atom+xml", "Atom"),
    "ics": ("text/calendar", "iCalendar"),
}


@register.inclusion_tag("components/alternates.html")
def alternates(record):
    """The other forms of the page; of what is said, its references too, and the tags of reference managers."""
    kind = of_model(type(record))
    forms = [(*TYPES[suffix], kind.path(record, suffix)) for suffix in kind.forms]
    if kind.name in SAID:
        forms += [(form.content_type, form.label, pages.address(record, form)) for form in FORMATS.values()]
    return {"record": record, "forms": forms}


@register.inclusion_tag("components/subscribe.html", takes_context=True)
def subscribe(context, record):
    """What one subscribes to; nobody notes down what is over, or cancelled."""
    kind = of_model(type(record))
    is_over = not getattr(getattr(record, "event", record), "is_upcoming", True)
    is_no_date = is_over or getattr(record, "standing", "") == "cancelled"
    suffixes = [suffix for suffix in kind.forms if suffix in {"atom", "ics"} - ({"ics"} if is_no_date else set())]
    paths = {suffix: kind.path(record, suffix) for suffix in suffixes}
    return paths | {"filters": context.get("filters")}


@register.simple_tag(takes_context=True)
def cited(context, record):
    """The citation of the whole record, loaded as its page is."""
    return describe(record, base_url=pages.base_url(context["request"]))


register.filter("citation_tags", embedded.tags)


@register.filter
def coins(citation):
    return format_html('<span class="Z3988" title="{}"></span>', embedded.coins(citation))
