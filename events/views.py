from django.shortcuts import render

from curation import plots
from curation.finding import finds
from curation.kept import kept
from curation.paging import paged
from curation.places import of_year
from curation.showing import best
from curation.tallies import tally, tally_by_year
from search.passages import Passage
from themes.models import Theme

from . import browsing, linked
from .models import Event, Talk

PAGE = 30
BESIDE = 12  # rows of a list that stands beside the page’s main one
FEW = 6  # rows of one in the margin, or further down


@kept
def event_list(request):
    public = Event.objects.published().with_counts()
    upcoming, undated = list(public.upcoming()), list(public.undated())
    past = paged(request, public.past(), PAGE, count=tally(Event) - len(upcoming) - len(undated))
    return render(request, "events/event_list.html", {"upcoming": upcoming, "past": past, "undated": undated})


@kept
@finds(Event)
def event_detail(request, event):
    drafts = request.preview
    talks = list(event.talks.shown(drafts=drafts).in_order().with_people().with_themes())
    quotes = list(event.quotes.shown(drafts=drafts).in_order().with_context().with_themes())
    roles = event.roles.shown(drafts=drafts).with_people()
    themes = Theme.objects.shown(drafts=drafts).filter(themedevent_set__content_object=event)
    tweets = event.tweets.shown(drafts=drafts).by_date().with_context()
    context = {
        "event": event,
        "organizer": _shown(event.organizer, drafts=drafts),
        "partners": event.partners.shown(drafts=drafts).by_role(),
        "series": event.part_of.shown(drafts=drafts),
        "editions": event.contains.shown(drafts=drafts).by_date(),
        "roles": roles,
        "talks": talks,
        "quotes": paged(request, browsing.spread(talks, quotes), BESIDE, anchor="paroles"),
        "said": len(quotes),
        "tweets": paged(request, tweets, FEW, name="tweets", anchor="tweets"),
        "sources": event.sources.shown(drafts=drafts),
        "themes": themes,
        "table": browsing.theme_table(talks, quotes) if quotes else None,
        **({} if drafts else _around(event)),
        "linked": linked.event(event, request, talks=talks, roles=roles, themes=themes),
    }
    return render(request, "events/event_detail.html", context)


@kept
def talk_list(request):
    """What is to come stands apart, unless a year or a nature is asked for."""
    years = tally_by_year(Talk)
    year = plots.chosen_year(request, years)
    chosen = next((kind for kind in Talk.Kind if kind == request.GET.get("nature")), None)
    talks = Talk.objects.published().with_event().with_people()
    coming = talks.none() if chosen or year else talks.upcoming()
    to_come = coming.count()
    rows = talks.by_date() if chosen or year else talks.past()
    rows = rows.filter(**of_year(year)) if year else rows
    known = None if chosen else years[year] if year else tally(Talk) - to_come
    context = {
        "coming": coming[:BESIDE],
        "more": max(0, to_come - BESIDE),
        "page": paged(request, rows.of_kind(chosen) if chosen else rows, PAGE, count=known),
        "kinds": Talk.Kind,
        "chosen": chosen,
        "year": year,
        "plot": plots.years({}, years, chosen=year, address=plots.year_address(request)),
    }
    return render(request, "events/talk_list.html", context)


@kept
@finds(Talk)
def talk_detail(request, talk):
    drafts = request.preview
    quotes = list(talk.quotes.shown(drafts=drafts).in_order().with_context())
    programme = list(talk.event.talks.shown(drafts=drafts).in_order())
    place = programme.index(talk)
    people = talk.appearances.shown(drafts=drafts).with_people()
    attached = talk.attached(drafts=drafts)
    themes = Theme.objects.shown(drafts=drafts).filter(themedtalk_set__content_object=talk)
    context = {
        "talk": talk,
        "passage": Passage(request.GET.get("passage", ""), [talk.abstract, *(quote.text for quote in quotes)]),
        "people": people,
        "alone": people[0].speaker if len(people) == 1 else None,
        "themes": themes,
        "quotes": [quote for quote in quotes if quote.is_quoted],
        "paraphrases": [quote for quote in quotes if not quote.is_quoted],
        "tweets": talk.tweets.shown(drafts=drafts).by_date().with_context(),
        "references": talk.references.shown(drafts=drafts).in_order(),
        "links": talk.links.shown(drafts=drafts).select_related("target"),
        "back_links": talk.back_links.shown(drafts=drafts).select_related("source"),
        "sources": talk.event.sources.shown(drafts=drafts),
        "previous": programme[place - 1] if place else None,
        "next": programme[place + 1] if place + 1 < len(programme) else None,
        **attached,
        "linked": linked.talk(talk, request, people=people, themes=themes, **attached),
    }
    return render(request, "events/talk_detail.html", context)


@kept
def theme_list(request):
    themes = list(Theme.objects.published().with_counts().select_related("parent"))
    most = max((theme.talk_count + theme.quote_count for theme in themes), default=0)
    context = {"themes": themes, "most": most, "picture": browsing.constellation(browsing.greatest(themes))}
    return render(request, "events/theme_list.html", context)


@kept
@finds(Theme)
def theme_detail(request, theme):
    other = Theme.objects.published().filter(slug=request.GET.get("avec", "")).exclude(pk=theme.pk).first()
    counts = {} if other else {name: theme.count_by_year(name) for name in ("quote", "talk")}
    year = plots.chosen_year(request, *counts.values())

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
