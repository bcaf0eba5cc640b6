from django.shortcuts import render

from curation.finding import finds
from curation.kept import kept
from curation.paging import paged
from curation.tallies import tally
from search.passages import Passage
from themes.models import Theme

from . import browsing, linked
from .models import Event, Talk

PAGE = 30
BESIDE = 12  # rows of a list that stands beside the page’s main one


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
    for number, talk in enumerate(talks, start=1):
        talk.number = number
    quotes = list(event.quotes.shown(drafts=drafts).in_order().with_context().with_themes())
    roles = event.roles.shown(drafts=drafts).with_people()
    themes = Theme.objects.shown(drafts=drafts).filter(themedevent_set__content_object=event)
    context = {
        "event": event,
        "organizer": _shown(event.organizer, drafts=drafts),
        "partners": event.partners.shown(drafts=drafts).by_role(),
        "series": event.part_of.shown(drafts=drafts),
        "editions": event.contains.shown(drafts=drafts).by_date(),
        "roles": roles,
        "talks": talks,
        "quotes": paged(request, [quote for quote in quotes if quote.is_quoted], PAGE),
        "tweets": paged(request, event.tweets.shown(drafts=drafts).by_date().with_context(), BESIDE, name="tweets"),
        "sources": event.sources.shown(drafts=drafts),
        "themes": themes,
        "theme_table": browsing.theme_table(talks, quotes),
        "linked": linked.event(event, request, talks=talks, roles=roles, themes=themes),
    }
    return render(request, "events/event_detail.html", context)


@kept
def talk_list(request):
    talks, chosen = browsing.talks(request.GET)
    page = paged(request, talks.with_event().with_people(), PAGE, count=None if chosen else tally(Talk))
    context = {"page": page, "kinds": Talk.Kind, "chosen": chosen}
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
    context = {"themes": themes, "most": most, "picture": browsing.constellation(themes)}
    return render(request, "events/theme_list.html", context)


@kept
@finds(Theme)
def theme_detail(request, theme):
    neighbours = browsing.neighbours(theme)
    other = browsing.other_theme(theme, request.GET)

    def listed(name, size, rows, *, turned_by="page"):
        rows = rows.on_theme(other) if other else rows
        return paged(request, rows, size, name=turned_by, count=None if other else theme.count(name))

    def items(name):
        return theme.public_items(name)

    talks = items("talk").with_event().with_people()
    talks = listed("talk", BESIDE, talks, turned_by="interventions")
    references = items("reference").select_related("talk")
    tweets = items("tweet").with_context()
    context = {
        "theme": theme,
        "other": other,
        "broader": theme.parent if theme.parent and theme.parent.is_published else None,
        "narrower": theme.children.published(),
        "neighbours": neighbours,
        "events": listed("event", PAGE, items("event"), turned_by="evenements"),
        "talks": talks,
        "page": listed("quote", PAGE, items("quote").with_context()),
        "tweets": listed("tweet", BESIDE, tweets, turned_by="tweets"),
        "references": listed("reference", BESIDE, references, turned_by="references"),
        "linked": linked.theme(theme, request, talks=talks),
    }
    return render(request, "events/theme_detail.html", context)


def _shown(record, *, drafts):
    return record if record and (drafts or record.is_published) else None
