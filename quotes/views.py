from django.db.models import Prefetch
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render

from curation.finding import finds, same_page
from curation.kept import kept
from curation.paging import paged
from curation.tallies import tally
from search.passages import Passage

from . import linked
from .models import Quote, Tweet

PAGE = 60


@kept
def quote_list(request):
    quotes = Quote.objects.published().verbatim().by_date().with_context()
    page = paged(request, quotes, PAGE, count=tally(Quote, "kind", Quote.Kind.VERBATIM))
    return render(request, "quotes/quote_list.html", {"page": page})


def quote_short(request, pk):
    quote = get_object_or_404(Quote.objects.published(), pk=pk)
    query = request.META["QUERY_STRING"]  # the passage that was asked for
    return HttpResponsePermanentRedirect(quote.get_absolute_url() + (f"?{query}" if query else ""))


@kept
@finds(Quote, by="pk")
def quote_detail(request, quote, slug):
    if slug != quote.slug:
        return same_page(request, slug=quote.slug)
    drafts = request.preview
    siblings = (quote.talk or quote.event).quotes.shown(drafts=drafts).in_order()
    order = list(siblings.values_list("pk", flat=True))
    place = order.index(quote.pk)
    near = Quote.objects.in_bulk(order[max(place - 1, 0) : place + 2])
    themes = [item.tag for item in quote.themed.shown(drafts=drafts).select_related("tag")]
    others = Quote.objects.with_context()
    context = {
        "quote": quote,
        "passage": Passage(request.GET.get("passage", ""), [quote.text]),
        "themes": themes,
        "links": quote.links.shown(drafts=drafts).prefetch_related(Prefetch("target", others)),
        "back_links": quote.back_links.shown(drafts=drafts).prefetch_related(Prefetch("source", others)),
        "previous": near[order[place - 1]] if place else None,
        "next": near[order[place + 1]] if place + 1 < len(order) else None,
        "is_proved": quote.is_proved,
        "recording_url": quote.recording_url,
        "linked": linked.quote(quote, request, themes=themes),
    }
    return render(request, "quotes/quote_detail.html", context)


@kept
def tweet_list(request):
    tweets = Tweet.objects.published().by_newest().with_context()
    return render(request, "quotes/tweet_list.html", {"page": paged(request, tweets, PAGE, count=tally(Tweet))})


@kept
@finds(Tweet, by="pk")
def tweet_detail(request, tweet):
    drafts = request.preview
    themes = [item.tag for item in tweet.themed.shown(drafts=drafts).select_related("tag")]
    context = {
        "tweet": tweet,
        "passage": Passage(request.GET.get("passage", ""), [tweet.text]),
        "themes": themes,
        "quotes": tweet.quotes.shown(drafts=drafts).with_context(),
        "speakers": tweet.mentioned_speakers.shown(drafts=drafts),
        "organizations": tweet.mentioned_organizations.shown(drafts=drafts),
        "linked": linked.tweet(tweet, request, themes=themes),
    }
    return render(request, "quotes/tweet_detail.html", context)
