from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import gettext as _

from curation import plots
from curation.finding import finds
from curation.kept import kept
from curation.linked import answer, listing
from curation.paging import paged
from curation.showing import best
from curation.tallies import tally, tally_by_year
from search.passages import Passage
from themes.models import Theme

from . import browsing, linked
from .models import Event, Talk

PAGE = 30
LISTED = 100  # talks in the document of a theme, the latest
BESIDE = 12  # rows of a list that stands beside the page’s main one
FEW = 6  # rows of one in the margin, or further down


@kept
def event_list(request):
    public = Event.objects.published().with_counts()
    upcoming, undated = list(public.upcoming()), list(public.undated())
    past = paged(request, public.past(), PAGE, count=tally(Event) - len(upcoming) - len(undated))
    context = {
        "upcoming": upcoming,
        "past": past,
        "undated": undated,
        "linked": listing(
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
    talks = said["talks"] = list(said["talks"].with_themes())
    quotes = list(event.quotes.shown(drafts=drafts).in_order().with_context().with_themes())
    tweets = event.tweets.shown(drafts=drafts).by_date().with_context()
    context = {
        "event": event,
        "organizer": _shown(event.organizer, drafts=drafts),
        "series": event.part_of.shown(drafts=drafts),
        "editions": event.contains.shown(drafts=drafts).by_date(),
        "quotes": paged(request, browsing.spread(talks, quotes), BESIDE, anchor="paroles"),
        "said": len(quotes),
        "tweets": paged(request, tweets, FEW, name="tweets", anchor="tweets"),
        "sources": event.sources.shown(drafts=drafts),
        "table": browsing.theme_table(talks, quotes) if quotes else None,
        **({} if drafts else _around(event)),
        "linked": linked.event(event, request, **said),
    }
    return render(request, "events/event_detail.html", context | said)


@kept
@finds(Event)
def event_json(request, event):
    return answer(linked.event(event, request, **of_event(event, drafts=request.preview)))


def of_event(event, *, drafts):
    """What its page and its document say alike."""
    return {
        "talks": event.talks.shown(drafts=drafts).in_order().with_people(),
        "roles": event.roles.shown(drafts=drafts).with_people(),
        "partners": event.partners.shown(drafts=drafts).by_role(),
        "themes": event.themed.shown(drafts=drafts).tags(),
    }


@kept
def talk_list(request):
    """What is to come stands apart, unless a year or a nature is asked for."""
    years = tally_by_year(Talk)
    rows, chosen, year = browsing.talks(request.GET, years)
    coming = Talk.objects.none() if chosen or year else Talk.objects.published().upcoming()
    to_come = coming.count()
    rows = rows if chosen or year else Talk.objects.published().past()
    known = None if chosen else years.get(year, 0) if year else tally(Talk) - to_come
    coming = coming.with_event().with_people()[:BESIDE]
    page = paged(request, rows.with_event().with_people(), PAGE, count=known)
    shown = [*coming, *page] if page.number == 1 else page
    told = _("Qui a parlé, à quelle rencontre, de quoi : les plus récentes d’abord.")
    context = {
        "coming": coming,
        "more": max(0, to_come - BESIDE),
        "page": page,
        "kinds": Talk.Kind,
        "chosen": chosen,
        "year": year,
        "query": "?" + urlencode({name: one for name, one in (("nature", chosen), ("annee", year)) if one}),
        "plot": plots.years({}, years, chosen=year, address=plots.year_address(request)),
        "linked": listing(request, _("Interventions"), kind="Event", page=shown, description=told),
    }
    return render(request, "events/talk_list.html", context)


@kept
@finds(Talk)
def talk_detail(request, talk):
    drafts = request.preview
    quotes = list(talk.quotes.shown(drafts=drafts).in_order().with_context())
    programme = list(talk.event.talks.shown(drafts=drafts).in_order())
    place = programme.index(talk)
    said = of_talk(talk, drafts=drafts)
    people = said["people"]
    context = {
        "talk": talk,
        "passage": Passage(request.GET.get("passage", ""), [talk.presentation, *(quote.text for quote in quotes)]),
        "alone": people[0].speaker if len(people) == 1 else None,
        "quotes": [quote for quote in quotes if quote.is_quoted],
        "paraphrases": [quote for quote in quotes if not quote.is_quoted],
        "tweets": talk.tweets.shown(drafts=drafts).by_date().with_context(),
        "references": talk.references.shown(drafts=drafts).in_order(),
        "links": talk.links.shown(drafts=drafts).select_related("target"),
        "back_links": talk.back_links.shown(drafts=drafts).select_related("source"),
        "sources": talk.event.sources.shown(drafts=drafts),
        "previous": programme[place - 1] if place else None,
        "next": programme[place + 1] if place + 1 < len(programme) else None,
        "linked": linked.talk(talk, request, **said),
    }
    return render(request, "events/talk_detail.html", context | said)


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
    themes = list(Theme.objects.published().with_counts().select_related("parent"))
    most = max((theme.talk_count + theme.quote_count for theme in themes), default=0)
    context = {
        "themes": themes,
        "most": most,
        "picture": browsing.constellation(browsing.greatest(themes)),
        "linked": linked.vocabulary(request, themes),
    }
    return render(request, "events/theme_list.html", context)


@kept
@finds(Theme)
def theme_detail(request, theme):
    other = browsing.other_theme(theme, request.GET)
    counts = {} if other else {name: theme.count_by_year(name) for name in ("quote", "talk")}
    year = plots.chosen_year(request.GET, *counts.values())

    def items(name):
        return theme.public_items(name, year=year if name in counts else None)

    def listed(name, rows, size, *, anchor, turned_by=""):
        known = counts[name].get(year, 0) if year and name in counts else None if other else theme.count(name)
        rows = rows.on_theme(other) if other else rows
        return paged(request, rows, size, name=turned_by or anchor, count=known, anchor=anchor)

    talks = listed("talk", items("talk").with_event().with_people(), FEW, anchor="interventions")
    quotes = listed("quote", items("quote").with_context(), BESIDE, anchor="paroles", turned_by="page")
    context = {
        "theme": theme,
        "other": other,
        "year": year,
        "counts": {name: sum(of_name.values()) for name, of_name in counts.items()},
        "plot": counts and plots.years(
            counts["quote"], counts["talk"], chosen=year, address=plots.year_address(request, anchor="paroles")
        ),
        "broader": theme.parent if theme.parent and theme.parent.is_published else None,
        "narrower": theme.children.published(),
        "neighbours": browsing.neighbours(theme),
        "voices": [] if other else browsing.voices(theme),
        "events": listed("event", items("event"), BESIDE, anchor="evenements"),
        "talks": talks,
        "page": quotes,
        "best": best(quotes.object_list) if quotes.number == 1 else [],
        "tweets": listed("tweet", items("tweet").with_context(), FEW, anchor="tweets"),
        "references": listed("reference", items("reference").select_related("talk"), FEW, anchor="references"),
        "linked": linked.theme(theme, request, talks=talks),
    }  # fmt: skip
    return render(request, "events/theme_detail.html", context)


@kept
@finds(Theme)
def theme_json(request, theme):
    return answer(linked.theme(theme, request, talks=theme.public_items("talk")[:LISTED]))


def _around(event):
    """The public events before and after it; none around one without a date."""
    if not event.starts_on:
        return {}
    public = Event.objects.published().exclude(starts_on=None)
    return {
        "before": public.filter(place__gt=event.place).order_by("place", "pk").first(),
        "after": public.filter(place__lt=event.place).order_by("-place", "-pk").first(),
    }


def _shown(record, *, drafts):
    return record if record and (drafts or record.is_published) else None
