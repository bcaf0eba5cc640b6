from django.shortcuts import render
from django.utils.translation import gettext as _

from curation import plots
from curation.filtered import tidied
from curation.finding import finds
from curation.jsonld import answer, listing
from curation.kept import kept
from curation.paging import paged, told_of_next
from curation.showing import best
from curation.tallies import tally, tally_of
from search.passages import Passage
from themes.models import Theme

from . import browsing, jsonld, programme
from .models import Event, Talk

PAGE = 25
LISTED = 100  # talks in the document of a theme, the latest
BESIDE = 12  # rows of a list that stands beside the page’s main one
FEW = 6  # rows of one in the margin, or further down
ON_THEME = {  # what bears one, besides quotes: where its list stands on the page, its rows there, and what is loaded
    "event": ("evenements", BESIDE, lambda rows: rows),
    "talk": ("interventions", FEW, lambda rows: rows.as_lines()),
    "tweet": ("tweets", FEW, lambda rows: rows.as_cards()),
    "reference": ("references", FEW, lambda rows: rows.select_related("talk")),
}


@kept
@tidied
def event_list(request):
    filtered = browsing.all_events(request.GET)
    events = filtered.rows.with_counts()
    upcoming, undated = list(events.upcoming()), list(events.undated())
    known = tally(Event) - len(upcoming) - len(undated)
    past = paged(request, events.past(), PAGE, count=None if filtered.chosen else known)
    context = {
        "filters": filtered.offer(),
        "upcoming": upcoming,
        "past": past,
        "undated": undated,
        "jsonld": listing(
            request,
            _("Évènements"),
            kind="Event",
            page=[*upcoming, *past, *(undated if past.number == 1 else ())],
            description=_("Les rencontres à venir, puis celles qui ont eu lieu."),
        ),
    }
    return render(request, "events/event_list.html", context)


@kept
@finds(Event)
def event_detail(request, event):
    drafts = request.preview
    said = of_event(event, drafts=drafts)
    page, days, talk_count = programme.page_of(event, request)
    quotes = event.quotes.shown(drafts=drafts)
    loose = quotes.filter(talk=None).order_by("position", "pk").as_cards()
    quote_count = quotes.count() if drafts else tally_of(event.quotes)
    browsing.spread(list(page), quotes)
    tweets = event.tweets.shown(drafts=drafts).by_date().as_cards()
    context = {
        "event": event,
        "organizer": _shown(event.organizer, drafts=drafts),
        "series": event.part_of.shown(drafts=drafts),
        "editions": event.contains.shown(drafts=drafts).by_date(),
        "talks": page,
        "days": days,
        "talk_count": talk_count,
        "quotes": paged(request, loose, BESIDE, anchor="paroles"),
        "said": quote_count,
        "tweets": paged(request, tweets, FEW, name="tweets", anchor="tweets"),
        "sources": event.sources.shown(drafts=drafts),
        "table": browsing.theme_table(event, drafts=drafts) if quote_count else None,
        **({} if drafts else _around(event)),
        "jsonld": jsonld.event(event, request, talks=page, **said),
    }
    return render(request, "events/event_detail.html", context | said)


@kept
@finds(Event)
def event_json(request, event):
    talks = programme.document_of(event, request)
    document = jsonld.event(event, request, talks=talks, **of_event(event, drafts=request.preview))
    return told_of_next(answer(document), request, talks)


def of_event(event, *, drafts):
    """What its page and its document say alike."""
    return {
        "roles": event.roles.shown(drafts=drafts).with_people(),
        "partners": event.partners.shown(drafts=drafts).by_role(),
        "themes": event.themed.shown(drafts=drafts).tags(),
    }


@kept
@tidied
def talk_list(request):
    """What is to come stands apart, unless something is asked for."""
    public, filtered = Talk.objects.public(), browsing.all_talks(request.GET)
    coming = public.none() if filtered.chosen else public.upcoming()
    to_come = coming.count()
    rows = filtered.rows if filtered.chosen else public.past()
    coming = coming.as_lines()[:BESIDE]
    page = paged(request, rows.as_lines(), PAGE, count=filtered.count(tally(Talk) - to_come))
    shown = [*coming, *page] if page.number == 1 else page
    lede = _("Qui a parlé, à quelle rencontre, de quoi : les plus récentes d’abord.")
    context = {
        "coming": coming,
        "more": max(0, to_come - BESIDE),
        "page": page,
        "filters": filtered.offer(),
        "plot": plots.of_list({}, filtered.years, filtered),
        "jsonld": listing(request, _("Interventions"), kind="Event", page=shown, description=lede),
    }
    return render(request, "events/talk_list.html", context)


@kept
@finds(Talk)
def talk_detail(request, talk):
    drafts = request.preview
    quotes = list(talk.quotes.shown(drafts=drafts).order_by("position", "pk").as_cards())
    before, after = programme.around(talk, drafts=drafts)
    said = of_talk(talk, drafts=drafts)
    people = said["people"]
    context = {
        "talk": talk,
        "passage": Passage(request.GET.get("passage", ""), [talk.presentation, *(quote.text for quote in quotes)]),
        "alone": people[0].speaker if len(people) == 1 else None,
        **_words_of(talk, request, quotes),
        "references": talk.references.shown(drafts=drafts).in_order(),
        "links": talk.links.shown(drafts=drafts).select_related("target"),
        "back_links": talk.back_links.shown(drafts=drafts).select_related("source"),
        "sources": talk.event.sources.shown(drafts=drafts),
        "near": [] if drafts else browsing.related(talk, said["themes"], people),
        "previous": before,
        "next": after,
        "jsonld": jsonld.talk(talk, request, **said),
    }
    return render(request, "events/talk_detail.html", context | said)


def _words_of(talk, request, quotes):
    """The words of a talk in pages; all on one, where a passage of some is asked for."""
    tweets = talk.tweets.shown(drafts=request.preview).by_date().as_cards()
    lists = {
        "quotes": ([quote for quote in quotes if quote.is_quoted], BESIDE, "page", "paroles"),
        "paraphrases": ([quote for quote in quotes if not quote.is_quoted], BESIDE, "rapportes", "rapportes"),
        "tweets": (tweets, FEW, "tweets", "tweets"),
    }
    whole = len(quotes) + FEW if request.GET.get("passage") else 0
    return {
        key: paged(request, rows, whole or size, name=name, anchor=anchor)
        for key, (rows, size, name, anchor) in lists.items()
    }


def of_talk(talk, *, drafts):
    """What its page and its document say alike."""
    talk.people = list(talk.appearances.shown(drafts=drafts).with_people())
    return {
        "people": talk.people,
        "themes": talk.themed.shown(drafts=drafts).tags(),
        **talk.attached(drafts=drafts),
    }


@kept
def theme_list(request):
    themes = list(Theme.objects.public().with_counts().select_related("parent"))
    most = max((theme.talk_count + theme.quote_count for theme in themes), default=0)
    context = {
        "themes": themes,
        "most": most,
        "picture": browsing.constellation(browsing.greatest(themes)),
        "jsonld": jsonld.vocabulary(request, themes),
    }
    return render(request, "events/theme_list.html", context)


@kept
@tidied
@finds(Theme)
def theme_detail(request, theme):
    by_year = theme.count_by_year("talk")
    filtered = browsing.of_theme(theme, request.GET, talks=by_year)
    other = filtered.chosen.get("avec")
    counts = theme.counts("quote", *ON_THEME)
    quotes = paged(request, filtered.rows.as_cards(), BESIDE, count=filtered.count(counts["quote"]), anchor="paroles")
    lists = _lists_on(theme, request, filtered, counts)
    is_first = quotes.number == 1 and not filtered.chosen
    context = {
        "theme": theme,
        "other": other,
        "filters": filtered.offer(anchor="paroles"),
        "plot": plots.of_list(filtered.years, by_year, filtered, anchor="paroles"),
        "broader": theme.parent if theme.parent and theme.parent.is_published else None,
        "narrower": theme.children.public(),
        "neighbours": browsing.neighbours(theme),
        "voices": [] if filtered.chosen else browsing.voices(theme, said=counts["quote"]),
        "page": quotes,
        "best": best(quotes.object_list) if quotes.number == 1 else [],
        "echo": browsing.echo(theme, filtered.years) if is_first else [],
        "answers": browsing.answers(filtered.all, filtered.latest[: browsing.LOOKED_AT]) if is_first else [],
        "jsonld": jsonld.theme(theme, request, talks=lists["talks"]),
    }
    return render(request, "events/theme_detail.html", context | lists)


def _lists_on(theme, request, filtered, counts):
    """What bears a theme, in pages: "events", "talks"… Nothing is asked about what there is none of."""
    found = {}
    for name, (place, size, load) in ON_THEME.items():
        rows = load(filtered.narrow(theme.public_items(name), besides="nature"))
        known = None if filtered.chosen and counts[name] else counts[name]
        found[f"{name}s"] = paged(request, rows, size, name=place, anchor=place, count=known)
    return found


@kept
@finds(Theme)
def theme_json(request, theme):
    return answer(jsonld.theme(theme, request, talks=theme.public_items("talk")[:LISTED]))


def _around(event):
    """The public events before and after it; none around one without a date."""
    if not event.starts_on:
        return {}
    public = Event.objects.public().exclude(starts_on=None)
    return {
        "before": public.filter(place__gt=event.place).order_by("place", "pk").first(),
        "after": public.filter(place__lt=event.place).order_by("-place", "-pk").first(),
    }


def _shown(record, *, drafts):
    return record if record and (drafts or record.is_published) else None
