"""Small answers to programs: crawlers, monitors, browsers."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from curation.kept import kept
from curation.permalinks import absolute


@kept
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@kept
def llms(request):
    """What is here, and in which forms, for programs that read text: https://llmstxt.org."""
    return render(request, "llms.txt", {"base": absolute("", request)}, content_type="text/markdown; charset=utf-8")


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
