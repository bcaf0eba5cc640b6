"""What base.html needs to know of the page's address."""

from django import template
from django.conf import settings
from django.urls import translate_url

from curation.permalinks import absolute

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context):
    """The page's address without filters; a further page of a list is a page of its own."""
    request = context["request"]
    page = request.GET.get("page", "")
    query = f"?page={page}" if page.isdecimal() and page != "1" else ""
    return absolute(request.path + query, request)


@register.simple_tag(takes_context=True)
def in_languages(context):
    """Return [(code, name, address of this page)] for each language of the interface."""
    address = context["request"].build_absolute_uri()
    return [(code, name, translate_url(address, code)) for code, name in settings.LANGUAGES]
