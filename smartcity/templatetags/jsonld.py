import json

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from curation.permalinks import absolute
from language.typography import in_guillemets, typeset

register = template.Library()

# What could end the script element, or begin another.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
SHARED = (1200, 630)  # pixels of the picture of pages that have none
NAMED = 3  # people in a title
TYPES = {"Person": "profile", "Quotation": "article", "CreativeWork": "article", "SocialMediaPosting": "article"}


@register.simple_tag
def linked_data(data):
    """The document of a `jsonld` function, as the page carries it."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag
def described(data=None):
    """What the page is about in a line, from the first node of its document."""
    about = data["@graph"][0] if data else {}
    return Truncator(_words(about)).chars(200) or gettext("Qui a parlé, de quoi, avec quels mots, et où c’est écrit.")


@register.inclusion_tag("components/opengraph.html", takes_context=True)
def opengraph(context, data=None):
    """What others show of a link to the page, from the same node."""
    about = data["@graph"][0] if data else {}
    request = context["request"]
    picture = about.get("image") or {
        "url": absolute(static("site/share.png"), request),
        "width": SHARED[0],
        "height": SHARED[1],
        "caption": context.get("site_name"),
    }
    return {
        "site_name": context.get("site_name"),
        "locale": LOCALES.get(get_language(), "fr_FR"),
        "type": TYPES.get(about.get("@type"), "website"),
        "title": typeset(_title(about)) or context.get("site_name"),
        "description": described(data),
        "url": about.get("url") or absolute(request.path, request),
        "image": picture["url"],
        "image_width": picture.get("width"),
        "image_height": picture.get("height"),
        "image_alt": typeset(Truncator(picture.get("caption") or about["name"]).chars(400), language=_language(about)),
    }


@register.filter
def page_address(data):
    """The address of the page, as its document says it."""
    return data["@graph"][0]["url"]


def _title(about):
    """Who, what and where: « Camille Martin : Exposé · Atelier »."""
    who = ", ".join(person["name"] for person in about.get("performer", [])[:NAMED])
    name = about.get("name") or Truncator(_words(about)).chars(90)
    where = about.get("superEvent", {}).get("name")
    return " · ".join(filter(None, [f"{who}\u00a0: {name}" if who else name, where]))


def _words(about):
    """Only words that were said so wear the marks of a quotation."""
    text = about.get("text") or about.get("description") or ""
    return in_guillemets(text, language=_language(about)) if about.get("@type") == "Quotation" else text


def _language(about):
    return about.get("inLanguage") or "fr"
