from django.shortcuts import render
from django.utils.translation import gettext as _

from curation.finding import finds
from curation.kept import kept
from curation.linked import answer, listing
from curation.paging import paged
from curation.tallies import tally
from search.passages import Passage
from themes.models import Theme

from . import browsing, linked
from .models import Event, Talk

PAGE = 30
LISTED = 100  # talks in the document of a theme, the latest
BESIDE = 12  # rows of a list that stands beside the page’s main one


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
            page=[*upcoming, *past, *undated],
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
    for number, talk in enumerate(talks, start=1):
        talk.number = number
    quotes = list(event.quotes.shown(drafts=drafts).in_order().with_context().with_themes())
    context = {
        "event": event,
        "organizer": _shown(event.organizer, drafts=drafts),
        "series": event.part_of.shown(drafts=drafts),
        "editions": event.contains.shown(drafts=drafts).by_date(),
        "quotes": paged(request, [quote for quote in quotes if quote.is_quoted], PAGE),
        "tweets": paged(request, event.tweets.shown(drafts=drafts).by_date().with_context(), BESIDE, name="tweets"),
        "sources": event.sources.shown(drafts=drafts),
        "theme_table": browsing.theme_table(talks, quotes),
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
    talks, chosen = browsing.talks(request.GET)
    page = paged(request, talks.with_event().with_people(), PAGE, count=None if chosen else tally(Talk))
    told = _("Qui a parlé, à quelle rencontre, de quoi : les plus récentes d’abord.")
    document = listing(request, _("Interventions"), kind="Event", page=page, description=told)
    context = {"page": page, "kinds": Talk.Kind, "chosen": chosen, "linked": document}
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
        "passage": Passage(request.GET.get("passage", ""), [talk.abstract, *(quote.text for quote in quotes)]),
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
        "picture": browsing.constellation(themes),
        "linked": linked.vocabulary(request, themes),
    }
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


@kept
@finds(Theme)
def theme_json(request, theme):
    return answer(linked.theme(theme, request, talks=theme.public_items("talk")[:LISTED]))


def _shown(record, *, drafts):
    return record if record and (drafts or record.is_published) else None
