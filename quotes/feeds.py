"""The public feeds: of the site, of its lists, of each event, speaker, organisation and theme. See `entries`."""

from heapq import nlargest

from django.conf import settings
from django.urls import reverse

from curation.finding import finds
from curation.kept import kept
from events import browsing
from events.models import Event, Talk
from speakers.models import Organization, Speaker
from speakers.views import of_speaker
from themes.models import Theme

from .atom import answer
from .kinds import KINDS, SAID, of_model

ENTRIES = 50
CAME_OUT = ("pk", "published_at", "created_at")


@kept
def site(request):
    rows = [kind.model.objects.public() for kind in (KINDS["event"], KINDS["talk"], KINDS["quote"])]
    return answer(request, settings.SITE_NAME, reverse("home"), newest(rows))


@kept
def listed(request, kind, title, found):
    """What the list of a kind shows, under its title: `found` gives it, as an address filters it."""
    path = reverse("home") + f"{kind.place}/"
    return answer(request, title, path, newest([found(request.GET).rows]))


@kept
@finds(Event)
def event(request, event):
    drafts = request.preview
    rows = [
        event.talks.shown(drafts=drafts),
        event.quotes.shown(drafts=drafts),
        event.tweets.shown(drafts=drafts),
    ]
    return answer(request, event.title, event.get_absolute_url(), newest(rows))


@kept
@finds(Speaker)
def speaker(request, speaker):
    drafts = request.preview
    theirs = speaker.appearances.shown(drafts=drafts).filter(talk__isnull=False)
    filtered = of_speaker(speaker, request.GET, drafts=drafts)
    rows = [
        filtered.narrow(Talk.objects.filter(appearances__in=theirs), besides="nature"),
        filtered.rows,
        filtered.narrow(speaker.tweets.shown(drafts=drafts)),
    ]
    return answer(request, speaker.name, speaker.get_absolute_url(), newest(rows))


@kept
@finds(Organization)
def organization(request, organization):
    drafts = request.preview
    theirs = organization.appearances.shown(drafts=drafts).filter(talk__isnull=False)
    rows = [
        organization.events.shown(drafts=drafts),
        Talk.objects.filter(appearances__in=theirs).distinct(),
        organization.tweets.shown(drafts=drafts),
    ]
    return answer(request, organization.name, organization.get_absolute_url(), newest(rows))


@kept
@finds(Theme)
def theme(request, theme):
    filtered = browsing.of_theme(theme, request.GET)
    rows = [filtered.narrow(theme.public_items(name), besides="" if name == "quote" else "nature") for name in SAID]
    return answer(request, theme.label, theme.get_absolute_url(), newest(rows, by="themed__published_at"))


def newest(querysets, *, by="published_at"):
    """The records that came out last, of all kinds together; costs two queries a kind, and what it loads.

    What came out at the same moment stays in the order of `querysets`: an event before what was waiting for it. `by`
    is when, where an index has it.
    """
    places = [
        (published_at or created_at, rows.model, pk)
        for rows in querysets
        for pk, published_at, created_at in rows.order_by(f"-{by}", "-pk").values_list(*CAME_OUT)[:ENTRIES]
    ]
    latest = nlargest(ENTRIES, places, key=lambda place: place[0])
    keys = {rows.model: [pk for _when, model, pk in latest if model is rows.model] for rows in querysets}
    loaded = {model: of_model(model).load(model.objects.with_themes()).in_bulk(pks) for model, pks in keys.items()}
    return [loaded[model][pk] for _when, model, pk in latest]
