from collections import Counter

from django.shortcuts import render
from django.utils.translation import gettext as _

from curation.finding import finds
from curation.kept import kept
from curation.linked import answer, listing
from curation.paging import paged
from curation.tallies import tally, tally_of

from . import linked
from .models import Organization, Speaker

PAGE = 60
BESIDE = 12  # rows of a list that stands beside the page’s main one
LOOKED_AT = 300  # quotes, the latest: what a person no longer speaks of is not among the themes


@kept
def speaker_list(request):
    speakers = Speaker.objects.published().by_name().with_counts()
    page = paged(request, speakers, PAGE, count=tally(Speaker))
    told = _("Celles et ceux qui ont pris la parole, par ordre alphabétique.")
    document = listing(request, _("Intervenants"), kind="Person", page=page, description=told)
    return render(request, "speakers/speaker_list.html", {"page": page, "linked": document})


@kept
@finds(Speaker)
def speaker_detail(request, speaker):
    drafts = request.preview
    aliases = speaker.aliases.all()
    quotes = speaker.quotes.shown(drafts=drafts).by_date()
    latest = list(quotes.values_list("pk", flat=True)[:LOOKED_AT])
    page = _paged(request, speaker.quotes, quotes.with_context(), PAGE)
    appearances = speaker.appearances.shown(drafts=drafts).by_date().with_occasion()
    appearances = _paged(request, speaker.appearances, appearances, PAGE, name="participations")
    context = {
        "speaker": speaker,
        "themes": _themes(speaker.quotes.filter(pk__in=latest), appearances),
        "aliases": aliases,
        "appearances": appearances,
        "page": page,
        "quotes": [quote for quote in page if quote.is_quoted],
        "paraphrases": [quote for quote in page if not quote.is_quoted],
        "tweets": _tweets(request, speaker.tweets, "tweets"),
        "mentions": _tweets(request, speaker.mentions, "mentions"),
        "linked": linked.speaker(speaker, request, aliases=aliases),
    }
    return render(request, "speakers/speaker_detail.html", context)


@kept
@finds(Speaker)
def speaker_json(request, speaker):
    return answer(linked.speaker(speaker, request, aliases=speaker.aliases.all()))


@kept
def organization_list(request):
    page = paged(request, Organization.objects.published().by_name(), PAGE, count=tally(Organization))
    told = _("Qui a organisé, parlé ou écrit au nom de plusieurs, par ordre alphabétique.")
    document = listing(request, _("Organisations"), kind="Organization", page=page, description=told)
    return render(request, "speakers/organization_list.html", {"page": page, "linked": document})


@kept
@finds(Organization)
def organization_detail(request, organization):
    drafts = request.preview
    appearances = organization.appearances.shown(drafts=drafts).by_date().with_occasion()
    events = organization.events.shown(drafts=drafts).by_date()
    context = {
        "organization": organization,
        "events": _paged(request, organization.events, events, PAGE, name="evenements"),
        "appearances": _paged(request, organization.appearances, appearances, PAGE),
        "tweets": _tweets(request, organization.tweets, "tweets"),
        "mentions": _tweets(request, organization.mentions, "mentions"),
        "linked": linked.organization(organization, request),
    }
    return render(request, "speakers/organization_detail.html", context)


@kept
@finds(Organization)
def organization_json(request, organization):
    return answer(linked.organization(organization, request))


def _tweets(request, tweets, name):
    rows = tweets.shown(drafts=request.preview).by_newest().with_context()
    return _paged(request, tweets, rows, BESIDE, name=name)


def _paged(request, related, rows, size, *, name="page"):
    return paged(request, rows, size, name=name, count=None if request.preview else tally_of(related))


def _themes(quotes, appearances):
    """The public themes of these quotes and of the talks, the most frequent first."""
    talks = (appearance.talk for appearance in appearances if appearance.talk)
    borne = quotes.themes() + Counter(theme for talk in talks for theme in talk.shown_themes)
    return [theme for theme, count in borne.most_common()]
