from django.shortcuts import render
from django.utils.translation import gettext as _

from curation import plots
from curation.filtered import Filtered, tidied
from curation.finding import finds
from curation.jsonld import answer, listing
from curation.kept import kept
from curation.paging import paged
from curation.showing import best
from curation.tallies import tally, tally_by_year_of, tally_of

from . import jsonld
from .models import LETTERS, Organization, Speaker

PAGE = 60
BESIDE = 12  # rows of a list, of which a page has several
FEW = 6  # posts, further down
LOOKED_AT = 300  # quotes, the latest: what a person no longer speaks of is not among the themes


@kept
def speaker_list(request):
    lede = _("Celles et ceux qui ont pris la parole, par ordre alphabétique.")
    filed = _filed(request, Speaker.objects.public().with_counts())
    document = listing(request, _("Intervenants"), kind="Person", page=filed["page"], description=lede)
    return render(request, "speakers/speaker_list.html", filed | {"jsonld": document})


@kept
@tidied
@finds(Speaker)
def speaker_detail(request, speaker):
    drafts = request.preview
    aliases = speaker.aliases.all()
    talks = tally_by_year_of(speaker.appearances)
    filtered = of_speaker(speaker, request.GET, drafts=drafts, talks=talks)
    everything = of_speaker(speaker, {}, drafts=drafts) if filtered.chosen else filtered
    latest = everything.latest[:LOOKED_AT]
    known = None if drafts else filtered.count(tally_of(speaker.quotes))
    page = paged(request, filtered.rows.as_cards(), BESIDE, anchor="paroles", count=known)
    appearances = speaker.appearances.shown(drafts=drafts).by_date().with_occasion()
    appearances = _paged(request, speaker.appearances, appearances, BESIDE, name="participations")
    context = {
        "speaker": speaker,
        "themes": _themes(speaker.quotes.filter(pk__in=latest), appearances),
        "are_all": len(latest) < LOOKED_AT,
        "aliases": aliases,
        "appearances": appearances,
        "filters": filtered.offer(anchor="paroles"),
        "plot": plots.of_list(filtered.years, talks, filtered, anchor="paroles"),
        "page": page,
        "best": best(page.object_list) if page.number == 1 else [],
        "tweets": _tweets(request, speaker.tweets, "tweets"),
        "mentions": _tweets(request, speaker.mentions, "mentions"),
        "jsonld": jsonld.speaker(speaker, request, aliases=aliases),
    }
    return render(request, "speakers/speaker_detail.html", context)


def of_speaker(speaker, data, *, drafts, talks=None):
    """What they said, as an address filters it; `talks` is {year: appearances}, if that is known."""
    rows = speaker.quotes.shown(drafts=drafts).by_date()
    filters = {one.name: one for one in rows.model.filtered_by if one.name != "personne"}
    return Filtered(
        rows, data, filters=filters,
        years=lambda: (
            dict.fromkeys(tally_by_year_of(speaker.appearances) if talks is None else talks, 0)
            | tally_by_year_of(speaker.quotes)
        ),
    )  # fmt: skip


@kept
@finds(Speaker)
def speaker_json(request, speaker):
    return answer(jsonld.speaker(speaker, request, aliases=speaker.aliases.all()))


@kept
def organization_list(request):
    lede = _("Qui a organisé, parlé ou écrit au nom de plusieurs, par ordre alphabétique.")
    filed = _filed(request, Organization.objects.public())
    document = listing(request, _("Organisations"), kind="Organization", page=filed["page"], description=lede)
    return render(request, "speakers/organization_list.html", filed | {"jsonld": document})


def _filed(request, public):
    """A page of those whose names begin with the letter that the address asks for, or of all, and which letters have
    some."""
    letter = next((one for one in LETTERS if one == request.GET.get("lettre")), "")
    rows = (public.filed_under(letter) if letter else public).by_name()
    page = paged(request, rows, PAGE, count=None if letter else tally(public.model), anchor="liste")
    return {"page": page, "letters": public.model.objects.letters(), "letter": letter}


@kept
@tidied
@finds(Organization)
def organization_detail(request, organization):
    drafts = request.preview
    counts = tally_by_year_of(organization.appearances)
    filtered = Filtered(organization.appearances.shown(drafts=drafts).by_date(), request.GET, years=lambda: counts)
    events = organization.events.shown(drafts=drafts).by_date()
    known = None if drafts else filtered.count(tally_of(organization.appearances))
    context = {
        "organization": organization,
        "filters": filtered.offer(anchor="participations"),
        "plot": plots.of_list({}, counts, filtered, anchor="participations"),
        "events": _paged(request, organization.events, events, PAGE, name="evenements"),
        "appearances": paged(request, filtered.rows.with_occasion(), PAGE, anchor="participations", count=known),
        "tweets": _tweets(request, organization.tweets, "tweets"),
        "mentions": _tweets(request, organization.mentions, "mentions"),
        "jsonld": jsonld.organization(organization, request),
    }
    return render(request, "speakers/organization_detail.html", context)


@kept
@finds(Organization)
def organization_json(request, organization):
    return answer(jsonld.organization(organization, request))


def _tweets(request, tweets, name):
    rows = tweets.shown(drafts=request.preview).by_newest().as_cards()
    return _paged(request, tweets, rows, FEW, name=name)


def _paged(request, related, rows, size, *, name):
    """Of all that hangs on the record."""
    known = None if request.preview else tally_of(related)
    return paged(request, rows, size, name=name, anchor=name, count=known)


def _themes(quotes, appearances):
    """[(public theme, quotes), …] of these quotes, the most frequent first, then of the talks."""
    counts = quotes.themes()
    talks = (appearance.talk for appearance in appearances if appearance.talk)
    for theme in (theme for talk in talks for theme in talk.shown_themes):
        counts.setdefault(theme, 0)
    return counts.most_common(BESIDE)
