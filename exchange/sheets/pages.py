"""The lists of the site as files, each at the address of its page with a suffix, and with the query of the page."""

from django.http import Http404

from curation.finding import finds
from curation.kept import kept
from curation.sheets import Sheet, answer
from events import browsing
from events.models import Event
from members.access import members_only
from quotes import views as quoted
from quotes.finding import COUNTED
from quotes.search import Asked, found_of
from search.indexing import refresh_some
from speakers.models import Organization, Speaker
from speakers.views import of_speaker
from themes.models import Theme

from ..api.shapes import of_places
from ..limits import limited
from . import columns


@limited
@kept
def events(request, suffix):
    return answer(request, columns.events("evenements", browsing.all_events(request.GET).rows, request), suffix)


@limited
@kept
def talks(request, suffix):
    return answer(request, columns.talks("interventions", browsing.all_talks(request.GET).rows, request), suffix)


@limited
@kept
def speakers(request, suffix):
    return answer(request, columns.speakers("intervenants", Speaker.objects.public().by_name(), request), suffix)


@limited
@kept
def organizations(request, suffix):
    rows = Organization.objects.public().by_name()
    return answer(request, columns.organizations("organisations", rows, request), suffix)


@limited
@kept
def themes(request, suffix):
    return answer(request, columns.themes("themes", Theme.objects.public(), request), suffix)


@limited
@kept
def quotes(request, suffix):
    return answer(request, columns.quotes("citations", quoted.all_quotes(request.GET).rows, request), suffix)


@limited
@kept
def tweets(request, suffix):
    return answer(request, columns.tweets("tweets", quoted.all_tweets(request.GET).rows, request), suffix)


@limited
@kept
@finds(Theme)
def theme(request, theme, suffix):
    """What was said on it, as its page lists and filters it."""
    return answer(request, columns.quotes(theme.slug, browsing.of_theme(theme, request.GET).rows, request), suffix)


@limited
@kept
@finds(Speaker)
def speaker(request, speaker, suffix):
    rows = of_speaker(speaker, request.GET, drafts=request.preview).rows
    return answer(request, columns.quotes(speaker.slug, rows, request), suffix)


@limited
@kept
@finds(Event)
def event(request, event, suffix):
    rows = event.quotes.shown(drafts=request.preview).in_order()
    return answer(request, columns.quotes(event.slug, rows, request), suffix)


@limited
@members_only
def search(request, suffix):
    """All that a member's search finds, in its order."""
    asked = Asked.of(request.GET)
    if not asked.address:
        raise Http404  # it looks for nothing
    refresh_some()
    said = columns.said(request)
    _reading, found = found_of(asked, limit=COUNTED, faceted=False)
    cells = [list(said), found.places, of_places, lambda row: [value(row) for value in said.values()]]
    return answer(request, Sheet("recherche", *cells), suffix)
