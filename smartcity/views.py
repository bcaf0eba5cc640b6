"""The pages that mix apps."""

from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import render

from events.models import Event
from quotes.models import Quote
from themes.models import Theme

from .styleguide import samples


def home(request):
    upcoming = Event.objects.published().upcoming()[:3]
    latest = Event.objects.published().past().with_counts()[:1]
    quotes = Quote.objects.published().verbatim().by_newest().with_context()[:5]
    themes = Theme.objects.published().with_counts()
    return render(request, "home.html", {"upcoming": upcoming, "latest": latest, "quotes": quotes, "themes": themes})


@login_required
@permission_required("curation.view_revision", raise_exception=True)
def styleguide(request):
    """Every component, for the staff who build pages."""
    return render(request, "styleguide.html", samples(request))
