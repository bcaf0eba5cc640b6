"""Small answers to programs: crawlers, monitors, browsers; and each page's linked data by itself."""

from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

import events.linked
import quotes.linked
import speakers.linked
from curation.finding import finds
from curation.kept import kept
from curation.permalinks import absolute
from events.models import Event, Talk
from quotes.citing import FORMATS, pages
from quotes.models import Quote, Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

LINKED = "application/ld+json"
LISTED = 100  # talks of a theme, the latest


def or_cited(view):
    """Decorate a view of a record's linked data: who asks as one asks a resolver of DOIs gets CSL-JSON instead."""
    csl = FORMATS["csl"]

    @wraps(view)
    def chosen(request, record):
        asks = request.get_preferred_type([LINKED, csl.content_type]) == csl.content_type
        response = pages.file(request, record, csl.name) if asks else view(request, record)
        patch_vary_headers(response, ["Accept"])
        return response

    return chosen


@kept
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@kept
def security(request):
    """RFC 9116; it must expire within a year."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {timezone.now() + timedelta(days=180):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: fr, en",
        f"Canonical: {absolute(request.path, request)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@kept
def manifest(request):
    data = {
        "name": settings.SITE_NAME,
        "lang": "fr",
        "start_url": reverse("home"),
        "display": "browser",
        "icons": [{"src": static("site/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(data, content_type="application/manifest+json")


@kept
@finds(Event)
def event(request, event):
    drafts = request.preview
    return linked(
        events.linked.event(
            event,
            request,
            talks=event.talks.shown(drafts=drafts).in_order().with_people(),
            roles=event.roles.shown(drafts=drafts).with_people(),
            themes=themes_of(event, drafts=drafts),
        )
    )


@kept
@finds(Talk)
@or_cited
def talk(request, talk):
    drafts = request.preview
    people = talk.appearances.shown(drafts=drafts).with_people()
    themes = themes_of(talk, drafts=drafts)
    return linked(events.linked.talk(talk, request, people=people, themes=themes, **talk.attached(drafts=drafts)))


@kept
@finds(Theme)
def theme(request, theme):
    talks = theme.public_items("talk")[:LISTED]
    return linked(events.linked.theme(theme, request, talks=talks))


@kept
@finds(Speaker)
def speaker(request, speaker):
    return linked(speakers.linked.speaker(speaker, request, aliases=speaker.aliases.all()))


@kept
@finds(Organization)
def organization(request, organization):
    return linked(speakers.linked.organization(organization, request))


@kept
@finds(Quote, by="pk")
@or_cited
def quote(request, quote):
    return linked(quotes.linked.quote(quote, request, themes=themes_of(quote, drafts=request.preview)))


@kept
@finds(Tweet, by="pk")
@or_cited
def tweet(request, tweet):
    return linked(quotes.linked.tweet(tweet, request, themes=themes_of(tweet, drafts=request.preview)))


def themes_of(record, *, drafts):
    return [item.tag for item in record.themed.shown(drafts=drafts).select_related("tag").order_by("tag__position")]


def linked(data):
    return JsonResponse(data, content_type=LINKED, json_dumps_params={"ensure_ascii": False, "indent": 2})
