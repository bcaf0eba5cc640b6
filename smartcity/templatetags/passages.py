from django import template
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def with_passage(context, shown):
    """`shown`, with the passage that the page's address points at within <mark>, if it is there."""
    passage = context.get("passage")
    place = passage.once_in(shown) if passage else None
    if not place:
        return shown
    start, end = place
    return format_html('{}<mark id="passage">{}</mark>{}', shown[:start], shown[start:end], shown[end:])
