"""A quote in somebody else's page: framed, or as markup that oEmbed gives.

https://oembed.com: the answer is of the type `rich`, markup without a script.
"""

import re
from urllib.parse import urlsplit

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt

from curation.finding import finds
from curation.jsonld import address
from curation.kept import kept
from curation.permalinks import absolute

from . import jsonld
from .cards import content
from .cards.drawing import SHAPES
from .citing import describe, figure
from .citing.citation import caveats
from .citing.pages import base_url
from .models import Quote

FRAMED = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
WIDTH = 600  # pixels, of a column of text
LINE, LETTERS, AROUND = 28, 55, 130  # pixels; letters of a line; pixels of all that is not words
OTHERS = "|".join(code for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
PAGE = re.compile(rf"/(?:(?P<language>{OTHERS})/)?(?:citations/(?P<page>\d{{1,18}})[-/].*|c/(?P<short>\d{{1,18}}))")


@kept
@xframe_options_exempt
@csp_replace(FRAMED)
@finds(Quote, by="pk")
def quote_embed(request, quote):
    """The one page that others may frame."""
    context = {"quote": quote, "page": address(quote, request), "caveats": caveats(quote)}
    return render(request, "quotes/quote_embed.html", context)


def frame(quote, request):
    """The markup of a frame that shows it."""
    page = absolute(reverse("quotes:quote_embed", args=[quote.pk]), request)
    written = '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
    return format_html(written, page, quote.author, height(quote.text))


def height(words, width=WIDTH):
    """About how many pixels a quote takes at that width."""
    return AROUND + LINE * (1 + len(words) * WIDTH // (LETTERS * max(width, 1)))


@kept
def oembed(request):
    """Of the page of a quote at `url`: JSON alone, the protocol's 501 for anything else."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    language, quote = _at(request.GET.get("url", ""), request)
    width = min(WIDTH, _pixels(request, "maxwidth"))
    with override(language):
        answer = {
            "version": "1.0",
            "type": "rich",
            "provider_name": settings.SITE_NAME,
            "provider_url": absolute(reverse("home"), request),
            "title": jsonld.name(quote),
            "author_name": quote.author,
            "author_url": quote.speaker and address(quote.speaker, request),
            "html": figure.write(describe(quote, base_url=base_url(request))),
            "width": width,
            "height": min(height(quote.text, width), _pixels(request, "maxheight")),
            **_thumbnail(quote, request),
        }
    response = JsonResponse({name: value for name, value in answer.items() if value})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _at(url, request):
    """(language, quote) of the public page at `url`, whatever else stands in it."""
    parts = urlsplit(url)
    hosts = {request.get_host(), urlsplit(settings.SITE_URL).netloc}
    found = parts.scheme in {"http", "https"} and parts.netloc in hosts and PAGE.fullmatch(parts.path)
    if not found:
        raise Http404
    key = found["page"] or found["short"]
    quote = get_object_or_404(Quote.objects.public().with_context(), pk=key)
    return found["language"] or settings.LANGUAGE_CODE, quote


def _pixels(request, name):
    """What the consumer can show at most."""
    asked = request.GET.get(name, "")
    return int(asked) if re.fullmatch(r"[1-9]\d{0,4}", asked) else 99_999


def _thumbnail(quote, request):
    """The card, where there is room for it."""
    width, height = SHAPES["wide"]
    if width > _pixels(request, "maxwidth") or height > _pixels(request, "maxheight"):
        return {}
    url = absolute(content.address(quote), request)
    return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height}
