"""The home page: what there is, in one look."""

from zlib import crc32

from django.db.models.functions import Length
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import plots, treemap
from curation.jsonld import site
from curation.kept import kept
from curation.showing import SHORT, best
from curation.tallies import tallies, tally_by_year, tally_by_year_of_each
from events.models import Event, Talk
from quotes.models import Quote, ThemedQuote, Tweet
from speakers.models import Speaker
from themes.models import Theme

THEMES = 12
RECENT = 5  # years, this one among them
WINDOW = 200  # quotes among which that of the day is sought, for as many days
NEW = 4
SAMPLE = 60  # quotes of the last event, among which the best are sought


@kept
def home(request):
    today = timezone.localdate()
    public = Event.objects.public().with_counts()
    coming, latest = public.not_cancelled().upcoming().first(), public.as_planned().past().first()
    context = {
        "quote": quote_of_the_day(today),
        "coming": coming,
        "latest": latest,
        "said": words_of(latest) if latest else [],
        "counts": dict(zip(("events", "talks", "people", "quotes", "tweets"), _counts(), strict=True)),
        "plot": plots.years(tally_by_year(Quote), tally_by_year(Talk), address=_talks_of),
        "weights": weights(today.year),
        "jsonld": site(request, _("Qui a parlé, de quoi, avec quels mots, et où c’est écrit.")),
        "new": Talk.objects.public().order_by("-published_at", "-id").as_lines()[:NEW],
    }
    return render(request, "home.html", context)


def quote_of_the_day(day):
    """A short quote, word for word: the same all day, another the next day; None where there is none. Three queries.

    A window of quotes serves as many days as it has of them, then another one, wherever the number of it falls.
    """
    verbatim = Quote.objects.public().verbatim().by_newest()
    newest = verbatim.values_list("pk", flat=True).first()
    if newest is None:
        return None
    number, turn = divmod(day.toordinal(), WINDOW)
    from_pk = newest - crc32(f"{number}".encode()) % newest
    window = list(verbatim.filter(pk__lte=from_pk).values_list("pk", Length("text"))[:WINDOW])
    window = window if len(window) == WINDOW else list(verbatim.values_list("pk", Length("text"))[:WINDOW])
    short = [pk for pk, length in window if length <= SHORT] or [min(window, key=lambda pair: pair[1])[0]]
    return Quote.objects.with_context().get(pk=short[turn % len(short)])


def words_of(event):
    """Some of what was said there, of which no more is loaded than is shown. Two queries."""
    sample = event.quotes.public().verbatim().in_order().only("kind", "text", "event")[:SAMPLE]
    chosen = [quote.pk for quote in best(sample)]
    cards = Quote.objects.as_cards().in_bulk(chosen)
    return [cards[pk] for pk in chosen]


def weights(year):
    """The themes most spoken of: each with its cell, the share of late in percents, and a tint by it. Two queries."""
    themes = list(Theme.objects.public().with_counts().order_by("-quote_count", "position", "key")[:THEMES])
    themes = [theme for theme in themes if theme.quote_count]
    by_year = tally_by_year_of_each(ThemedQuote, "tag", [theme.pk for theme in themes])
    cells = treemap.laid_out([theme.quote_count for theme in themes], [theme.label for theme in themes])
    late = [sum(n for one, n in by_year[theme.pk].items() if one > year - RECENT) for theme in themes]
    shares = [100 * count // theme.quote_count for theme, count in zip(themes, late, strict=True)]
    return [
        {"theme": theme, "cell": cell, "share": share, "tone": 1 + 4 * sorted(shares).index(share) // len(shares)}
        for theme, cell, share in zip(themes, cells, shares, strict=True)
    ]


def _counts():
    return tallies(Event, Talk, Speaker, Quote, Tweet)


def _talks_of(year):
    return f"{reverse('events:talk_list')}?annee={year}" if year else reverse("events:talk_list")
