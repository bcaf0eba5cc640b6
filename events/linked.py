from django.urls import reverse
from django.utils.translation import gettext as _

from curation.linked import address, breadcrumbs, document, listing, node, picture, public, reference
from curation.permalinks import permanent
from curation.slugs import slugify_fr
from themes.linked import term, vocabulary_id

from .timing import start, stop


def event(event, request, *, talks=(), roles=(), themes=()):
    """The event with its programme: `talks` loaded `with_people()`, `roles` are those of the event as a whole."""
    body = _happening(event, request) | node(
        "Event",
        subEvent=[_talk(talk, request, people=talk.people) for talk in talks],
        contributor=_people(roles, request, when=event.when),
        about=[term(theme, request) for theme in themes],
    )
    steps = [(_("Évènements"), reverse("events:event_list"))]
    return document(body, breadcrumbs(request, *steps, (event, event.get_absolute_url())))


def talk(talk, request, *, people=(), themes=()):
    """A talk, its `event` loaded."""
    body = _talk(talk, request, people=people) | node(
        "Event", superEvent=reference("Event", talk.event, request), about=[term(theme, request) for theme in themes]
    )
    steps = [
        (_("Évènements"), reverse("events:event_list")),
        (talk.event, talk.event.get_absolute_url()),
    ]
    return document(body, breadcrumbs(request, *steps, (talk.exported_name, talk.get_absolute_url())))


def theme(theme, request, *, talks=()):
    body = term(theme, request) | node("DefinedTerm", subjectOf=[reference("Event", talk, request) for talk in talks])
    steps = [(_("Thèmes"), reverse("events:theme_list"))]
    return document(body, breadcrumbs(request, *steps, (theme.label, theme.get_absolute_url())))


def vocabulary(request, themes):
    told = _("De quoi il a été question, et ce que chaque thème rassemble.")
    page, crumbs = listing(request, _("Thèmes"), kind="DefinedTerm", page=themes, description=told)["@graph"]
    words = {"@type": "DefinedTermSet", "@id": vocabulary_id(request), "name": _("Thèmes")}
    return document(page | {"about": words}, crumbs)


def _happening(event, request):
    url = address(event, request)
    organizer = public(event.organizer)
    return node(
        "Event",
        **{"@id": permanent(event, request)},
        name=event.title,
        description=event.exported_summary,
        startDate=_iso(start(event)),
        endDate=_iso(stop(event)),
        location=_place(event, request),
        organizer=organizer and reference("Organization", organizer, request),
        image=picture(event, request),
        url=url,
        sameAs=event.website,
    )


def _talk(talk, request, *, people):
    url, when = address(talk, request), talk.when
    return node(
        "Event",
        **{"@id": permanent(talk, request)},
        name=talk.exported_name,
        disambiguatingDescription=_("Titre donné par nous : la source ne donne pas de titre.")
        if talk.title_is_ours
        else "",
        description=talk.exported_abstract,
        startDate=_iso(when.start),
        endDate=_iso(when.ends_at or when.last_day),
        location=_place(talk.event, request, talk.room),
        performer=_people(people, request, when=when),
        image=picture(talk.event, request),
        inLanguage=talk.language,
        url=url,
        recordedIn=talk.video_url and {"@type": "CreativeWork", "url": talk.video_url},
        subjectOf=talk.slides_url and {"@type": "PresentationDigitalDocument", "url": talk.slides_url},
    )


def _people(appearances, request, *, when):
    """The people, and the organisations that no person stood for; « une élue » is nobody that a machine could name."""
    named = []
    for appearance in appearances:
        if appearance.speaker:
            person = reference("Person", appearance.speaker, request)
            named.append(person | node("Person", affiliation=_office(appearance, request, when)))
        elif appearance.shown_organization:
            named.append(reference("Organization", appearance.shown_organization, request))
    return named


def _office(appearance, request, when):
    """What the person was that day, and for whom: a role with its days, for it is not theirs for ever."""
    house = appearance.shown_organization
    if not (house or appearance.job_title):
        return None
    return node(
        "OrganizationRole",
        affiliation=house and reference("Organization", house, request),
        roleName=appearance.job_title,
        startDate=_iso(when.day),
        endDate=_iso(when.last_day or when.day),
    )


def _place(event, request, room=""):
    place = node("PostalAddress", addressLocality=event.city, addressCountry=event.country)
    name = ", ".join(part for part in (room, event.venue) if part)
    if not (name or len(place) > 1):
        return None
    return node(
        "Place",
        **{"@id": f"{permanent(event, request)}#{slugify_fr(f'lieu {room}')}"},
        name=name or event.city,
        address=place if len(place) > 1 else None,
    )


def _iso(moment):
    return moment and moment.isoformat()
