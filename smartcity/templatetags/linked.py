import json

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from curation.permalinks import absolute

register = template.Library()

# What could end the script element, or begin another.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
TYPES = {"Person": "profile", "Quotation": "article", "CreativeWork": "article", "SocialMediaPosting": "article"}


@register.simple_tag
def linked_data(data):
    """The document of a `linked` function, as the page carries it."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.inclusion_tag("components/opengraph.html", takes_context=True)
def opengraph(context, data=None):
    """What others show of a link to the page, from the first node of the same document."""
    about = data["@graph"][0] if data else {}
    words = about.get("text") or about.get("description") or ""
    request = context["request"]
    image = about.get("image") or absolute(static("site/share.png"), request)
    picture = image if isinstance(image, dict) else {"url": image}
    return {
        "site_name": context.get("site_name"),
        "locale": LOCALES.get(get_language(), "fr_FR"),
        "type": TYPES.get(about.get("@type"), "website"),
        "title": about.get("name") or Truncator(words).chars(90) or context.get("site_name"),
        "description": Truncator(words).chars(200),
        "url": about.get("url") or absolute(request.path, request),
        "image": picture["url"],
        "image_width": picture.get("width"),
        "image_height": picture.get("height"),
        "image_alt": picture.get("caption") or Truncator(words).chars(400),
    }
