"""What base.html needs to know of the page's address."""

from django import template
from django.conf import settings
from django.urls import translate_url

from curation import permalinks

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical(context):
    return permalinks.absolute(permalinks.canonical(context["request"]), context["request"])


@register.simple_tag(takes_context=True)
def in_languages(context):
    """Return [(code, name, address of this page)] for each language of the interface."""
    address = context["request"].build_absolute_uri()
    return [(code, name, translate_url(address, code)) for code, name in settings.LANGUAGES]
