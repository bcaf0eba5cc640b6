"""A quote leaves the site: its cards, and the page that hands them out."""

from urllib.parse import quote as percent
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from curation.finding import finds, same_page
from curation.kept import kept
from curation.permalinks import absolute

from . import embedding, jsonld
from .cards import content
from .cards.drawing import SHAPES
from .cards.setting import shortened
from .models import Quote

YEAR, HOUR = 31_536_000, 3600  # seconds
POST = 200  # characters of a quote within a post, whose address counts too


@finds(Quote, by="pk")
def quote_card(request, quote, shape):
    """The PNG; kept for a year by who asks with the hash of its content, which stands in every address we give."""
    theme = "dark" if request.GET.get("theme") == content.THEMES["dark"] else "light"
    card = content.card_of(quote)
    name = content.key(card, shape=shape, theme=theme)
    response = get_conditional_response(request, etag=quote_etag(name))
    if response is None:
        picture = content.picture(card, shape=shape, theme=theme, keep=not request.preview)
        response = HttpResponse(picture, content_type="image/png")
    response.headers["ETag"] = quote_etag(name)
    if not request.preview:
        lasting = {"max_age": YEAR, "immutable": True} if request.GET.get("v") == name else {"max_age": HOUR}
        patch_cache_control(response, public=True, **lasting)
    return response


@kept
@finds(Quote, by="pk")
def quote_share(request, quote, slug):
    if slug != quote.slug:
        return same_page(request, slug=quote.slug)
    short = absolute(quote.permanent_path, request)
    context = {
        "quote": quote,
        "cards": [_card(quote, shape, theme) for shape in SHAPES for theme in content.THEMES],
        "alternative": content.alternative(quote),
        "short": short,
        "networks": _networks(quote, short),
        "frame": embedding.frame(quote, request),
        "jsonld": jsonld.quote(quote, request),
    }
    return render(request, "quotes/quote_share.html", context)


def _card(quote, shape, theme):
    width, height = SHAPES[shape]
    label = {
        ("wide", "light"): _("Paysage, claire"),
        ("wide", "dark"): _("Paysage, sombre"),
        ("square", "light"): _("Carrée, claire"),
        ("square", "dark"): _("Carrée, sombre"),
    }[shape, theme]
    return {
        "label": label,
        "address": content.address(quote, shape=shape, theme=theme),
        "file": f"citation-{quote.pk}-{width}x{height}-{content.THEMES[theme]}.png",
        "width": width,
        "height": height,
    }


def _networks(quote, short):
    """[(name, address)]: links, where each network would have its script."""
    said = content.alternative(quote)
    post = f"{shortened(said, POST)}\n{short}"
    mail = {"subject": str(quote), "body": f"{said}\n\n{short}"}
    return [
        (_("Courriel"), "mailto:?" + urlencode(mail, quote_via=percent)),
        ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?" + urlencode({"url": short})),
        ("Bluesky", "https://bsky.app/intent/compose?" + urlencode({"text": post}, quote_via=percent)),
        ("X", "https://x.com/intent/post?" + urlencode({"text": post}, quote_via=percent)),
    ]
