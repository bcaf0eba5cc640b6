from dataclasses import replace

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils.translation import gettext as _

from curation.filtered import Filtered, tidied
from curation.finding import finds, same_page
from curation.jsonld import listing
from curation.kept import kept
from curation.paging import paged
from curation.tallies import tally, tally_by_year
from search.passages import Passage

from . import jsonld
from .models import Quote, Tweet

PAGE = 25


@kept
@tidied
def quote_list(request):
    filtered = all_quotes(request.GET)
    known = filtered.count(tally(Quote, "kind", Quote.Kind.VERBATIM))
    page = paged(request, filtered.rows.as_cards(), PAGE, count=known, anchor="paroles")
    lede = _("Mot pour mot, les dernières d’abord.")
    document = listing(request, _("Citations"), kind="Quotation", page=page, description=lede)
    context = {"page": page, "filters": filtered.offer(anchor="paroles"), "jsonld": document}
    return render(request, "quotes/quote_list.html", context)


def all_quotes(data):
    """The quotes of all as an address filters them: word for word, unless it asks for another nature."""
    filters, usual = {one.name: one for one in Quote.filtered_by}, Quote.Kind.VERBATIM
    nature = filters["nature"] = replace(filters["nature"], every=usual.label, but=usual)
    rows = Quote.objects.public().by_date()
    rows = rows if nature.read(Quote, data.get("nature", "")) else rows.of_kind(usual)
    # Years without numbers: those of the tally are of all natures.
    return Filtered(rows, data, filters=filters, years=lambda: dict.fromkeys(tally_by_year(Quote)))


def all_tweets(data):
    return Filtered(Tweet.objects.public().by_newest(), data, years=lambda: tally_by_year(Tweet))


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
    themes = quote.themed.shown(drafts=drafts).tags()
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
        "jsonld": jsonld.quote(quote, request, themes=themes),
    }
    return render(request, "quotes/quote_detail.html", context)


@kept
@tidied
def tweet_list(request):
    filtered = all_tweets(request.GET)
    page = paged(request, filtered.rows.as_cards(), PAGE, count=filtered.count(tally(Tweet)), anchor="tweets")
    lede = _("Ce que la salle écrivait : des mots gardés comme du texte.")
    document = listing(request, _("Tweets"), kind="SocialMediaPosting", page=page, description=lede)
    context = {"page": page, "filters": filtered.offer(anchor="tweets"), "jsonld": document}
    return render(request, "quotes/tweet_list.html", context)


@kept
@finds(Tweet, by="pk")
def tweet_detail(request, tweet):
    drafts = request.preview
    themes = tweet.themed.shown(drafts=drafts).tags()
    context = {
        "tweet": tweet,
        "passage": Passage(request.GET.get("passage", ""), [tweet.text]),
        "themes": themes,
        "quotes": tweet.quotes.shown(drafts=drafts).with_context(),
        "speakers": tweet.mentioned_speakers.shown(drafts=drafts),
        "organizations": tweet.mentioned_organizations.shown(drafts=drafts),
        "jsonld": jsonld.tweet(tweet, request, themes=themes),
    }
    return render(request, "quotes/tweet_detail.html", context)
