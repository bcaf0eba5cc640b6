from collections import Counter

from django.core.paginator import Paginator
from django.shortcuts import render

from curation.finding import finds

from . import linked
from .models import Organization, Speaker

PAGE = 60


def speaker_list(request):
    speakers = Speaker.objects.published().by_name().with_counts()
    page = Paginator(speakers, PAGE).get_page(request.GET.get("page"))
    return render(request, "speakers/speaker_list.html", {"page": page})


@finds(Speaker)
def speaker_detail(request, speaker):
    drafts = request.preview
    aliases = speaker.aliases.all()
    quotes = list(speaker.quotes.shown(drafts=drafts).by_date().with_context().with_themes())
    appearances = speaker.appearances.shown(drafts=drafts).by_date().with_occasion()
    context = {
        "speaker": speaker,
        "themes": _themes([*quotes, *(appearance.talk for appearance in appearances if appearance.talk)]),
        "aliases": aliases,
        "appearances": appearances,
        "quotes": [quote for quote in quotes if quote.is_verbatim],
        "paraphrases": [quote for quote in quotes if not quote.is_verbatim],
        "tweets": speaker.tweets.shown(drafts=drafts).by_date().with_context(),
        "mentions": speaker.mentions.shown(drafts=drafts).by_date().with_context(),
        "linked": linked.speaker(speaker, request, aliases=aliases),
    }
    return render(request, "speakers/speaker_detail.html", context)


def organization_list(request):
    page = Paginator(Organization.objects.published().by_name(), PAGE).get_page(request.GET.get("page"))
    return render(request, "speakers/organization_list.html", {"page": page})


@finds(Organization)
def organization_detail(request, organization):
    drafts = request.preview
    context = {
        "organization": organization,
        "events": organization.events.shown(drafts=drafts).by_date(),
        "appearances": organization.appearances.shown(drafts=drafts).by_date().with_occasion(),
        "tweets": organization.tweets.shown(drafts=drafts).by_date().with_context(),
        "mentions": organization.mentions.shown(drafts=drafts).by_date().with_context(),
        "linked": linked.organization(organization, request),
    }
    return render(request, "speakers/organization_detail.html", context)


def _themes(rows):
    """The public themes of `rows`, loaded with_themes(), the most frequent first."""
    return [theme for theme, _ in Counter(theme for row in rows for theme in row.shown_themes).most_common()]
