"""The pages that mix apps."""

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from curation.kept import kept
from curation.linked import site
from events.models import Event
from quotes.models import Quote
from themes.models import Theme

from .styleguide import samples


def not_found(request, exception):
    """Django's own looks for a token in the form that was sent, and fails on one that cannot be read."""
    return render(request, "404.html", status=404)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


@kept
def home(request):
    upcoming = Event.objects.published().upcoming()[:3]
    latest = Event.objects.published().past().with_counts()[:1]
    quotes = Quote.objects.published().verbatim().by_newest().with_context()[:5]
    themes = Theme.objects.published().with_counts()
    context = {
        "upcoming": upcoming,
        "latest": latest,
        "quotes": quotes,
        "themes": themes,
        "linked": site(request, _("Qui a parlé, de quoi, avec quels mots, et où c’est écrit.")),
    }
    return render(request, "home.html", context)


@login_required
def styleguide(request):
    """Every component, for whoever works in the administration."""
    if not (admin.site.has_permission(request) and request.user.has_perm("curation.view_revision")):
        raise PermissionDenied
    return render(request, "styleguide.html", samples(request))
