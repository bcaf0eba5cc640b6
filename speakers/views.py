from collections import Counter

from django.shortcuts import render

from curation.finding import finds
from curation.kept import kept
from curation.paging import paged

from . import linked
from .models import Organization, Speaker

PAGE = 60
BESIDE = 12  # rows of a list that stands beside the page’s main one


@kept
def speaker_list(request):
    speakers = Speaker.objects.published().by_name().with_counts()
    return render(request, "speakers/speaker_list.html", {"page": paged(request, speakers, PAGE)})


@kept
@finds(Speaker)
def speaker_detail(request, speaker):
    drafts = request.preview
    aliases = speaker.aliases.all()
    quotes = speaker.quotes.shown(drafts=drafts).by_date()
    page = paged(request, quotes.with_context(), PAGE)
    appearances = speaker.appearances.shown(drafts=drafts).by_date().with_occasion()
    context = {
        "speaker": speaker,
        "themes": _themes(quotes, appearances),
        "aliases": aliases,
        "appearances": appearances,
        "page": page,
        "quotes": [quote for quote in page if quote.is_verbatim],
        "paraphrases": [quote for quote in page if not quote.is_verbatim],
        "tweets": _tweets(request, speaker.tweets, "tweets", drafts=drafts),
        "mentions": _tweets(request, speaker.mentions, "mentions", drafts=drafts),
        "linked": linked.speaker(speaker, request, aliases=aliases),
    }
    return render(request, "speakers/speaker_detail.html", context)


@kept
def organization_list(request):
    page = paged(request, Organization.objects.published().by_name(), PAGE)
    return render(request, "speakers/organization_list.html", {"page": page})


@kept
@finds(Organization)
def organization_detail(request, organization):
    drafts = request.preview
    appearances = organization.appearances.shown(drafts=drafts).by_date().with_occasion()
    context = {
        "organization": organization,
        "events": paged(request, organization.events.shown(drafts=drafts).by_date(), PAGE, name="evenements"),
        "appearances": paged(request, appearances, PAGE),
        "tweets": _tweets(request, organization.tweets, "tweets", drafts=drafts),
        "mentions": _tweets(request, organization.mentions, "mentions", drafts=drafts),
        "linked": linked.organization(organization, request),
    }
    return render(request, "speakers/organization_detail.html", context)


def _tweets(request, tweets, name, *, drafts):
    return paged(request, tweets.shown(drafts=drafts).by_newest().with_context(), BESIDE, name=name)


def _themes(quotes, appearances):
    """The public themes of the quotes and of the talks, the most frequent first."""
    talks = (appearance.talk for appearance in appearances if appearance.talk)
    return [
        theme for theme, _ in (quotes.themes() + Counter(t for talk in talks for t in talk.shown_themes)).most_common()
    ]
