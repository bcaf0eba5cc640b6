"""The page of a year and that of a place, and which there are: what happened, who spoke, of what, in which words."""

from random import randint

from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curation.filtered import Filtered
from curation.jsonld import listing
from curation.kept import kept
from curation.paging import paged
from curation.showing import best
from curation.tallies import tally_by_value, tally_by_year
from events.models import Event, Talk
from search.sql import ask_all

from .models import Quote

EVENTS, TALKS, WORDS, NAMES = 12, 6, 6, 12  # of each, on a page
INDEXED = 100  # years or towns, on a page
NEWEST = 60  # quotes, among which the words are sought


@kept
def year(request, year):
    years = sorted(tally_by_year(Event).keys() | tally_by_year(Talk).keys())
    if year not in years:
        raise Http404
    place = years.index(year)
    before, after = years[place - 1] if place else None, years[place + 1] if place + 1 < len(years) else None
    return _page(request, _under(f"annee={year}"), str(year), before=before, after=after)


@kept
def town(request, slug):
    said = _under(f"lieu={slug}")
    if not said.chosen:
        raise Http404
    return _page(request, said, said.chosen["lieu"].name, is_town=True)


@kept
def year_list(request):
    events = tally_by_year(Event)
    years = sorted(events.keys() | tally_by_year(Talk).keys(), reverse=True)
    rows = [(reverse("quotes:year", args=[year]), str(year), events.get(year, 0)) for year in years]
    return _index(
        request,
        _("Années"),
        _("Ce qui a eu lieu, année par année."),
        paged(request, rows, INDEXED),
        lacking=_("Aucun évènement publié ne dit encore quand il a eu lieu."),
    )


@kept
def town_list(request):
    """By their addresses, which is nearly by name; each is called as its latest event writes it. Two queries."""
    counts = {slug: n for slug, n in tally_by_value(Event, "city_slug").items() if slug and n}
    page = paged(request, sorted(counts), INDEXED)
    public = Event.objects.public().order_by("place")
    names = ask_all([public.filter(city_slug=slug).values_list("city_slug", "city")[:1] for slug in page])
    page.object_list = [(reverse("quotes:town", args=[slug]), name, counts[slug]) for slug, name in sorted(names)]
    return _index(
        request,
        _("Lieux"),
        _("Les villes où l’on s’est rencontré."),
        page,
        lacking=_("Aucun évènement publié ne dit encore dans quelle ville il a eu lieu."),
    )


def _index(request, title, lede, page, *, lacking):
    document = listing(request, title, description=lede)
    context = {"title": title, "lede": lede, "page": page, "lacking": lacking, "jsonld": document}
    return render(request, "quotes/occasion_list.html", context)


def _under(query):
    """All quotes, under one filter; the other lists follow it."""
    return Filtered(Quote.objects.public().by_date(), QueryDict(query))


def _page(request, said, title, **around):
    talks = said.narrow(Talk.objects.public().by_date())
    events = paged(request, said.narrow(Event.objects.public().by_date()).with_counts(), EVENTS)
    quotes = Quote.objects.filter(pk__in=said.latest[:NEWEST]).by_date().as_cards()
    context = {
        "title": title,
        "query": said.address(),
        "page": events,
        "talks": talks.as_lines()[:TALKS],
        "talk_count": talks.count(),
        "quotes": best(quotes, most=WORDS),
        "quote_count": said.rows.count(),
        **{name: said.choices(filter_)[:NAMES] for name, filter_ in (("voices", "personne"), ("themes", "theme"))},
        "jsonld": listing(request, title, kind="Event", page=events),
        **around,
    }
    return render(request, "quotes/occasion.html", context)


@never_cache
def at_random(request):
    """A quote, word for word: another each time. Three queries, whatever there is."""
    public = Quote.objects.public().verbatim().by_newest()
    newest, oldest = public.first(), public.last()
    if newest is None:
        raise Http404
    return redirect(public.filter(pk__lte=randint(oldest.pk, newest.pk)).first() or newest)
