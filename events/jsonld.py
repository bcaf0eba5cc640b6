from django.urls import reverse
from django.utils.translation import gettext as _

from curation.jsonld import address, breadcrumbs, document, image, listing, node, public, reference
from curation.permalinks import permanent
from curation.slugs import slugify_fr
from themes.jsonld import term, vocabulary_id

from .appearances import speaking
from .attached import Document, Partner, Recording
from .schedule import Scheduled
from .timing import start, stop

SCHEMA = "https://schema.org/"
STATUSES = {Scheduled.State.CANCELLED: "EventCancelled", Scheduled.State.POSTPONED: "EventPostponed"}


def event(event, request, *, talks=(), roles=(), partners=(), themes=()):
    """The event with its programme: `talks` loaded `with_people()`, `roles` are those of the event as a whole."""
    behind = {role: [] for role in Partner.Role}
    for partner in partners:
        behind[partner.role].append(reference("Organization", partner.organization, request))
    organizer = public(event.organizer)
    first = organizer and reference("Organization", organizer, request)
    body = _happening(event, request) | node(
        "Event",
        organizer=_few(first, *behind[Partner.Role.ORGANIZER]),
        sponsor=behind[Partner.Role.SPONSOR],
        contributor=_people(roles, request, when=event.when) + behind[Partner.Role.PARTNER],
        subEvent=[_talk(talk, request, people=talk.people) for talk in talks],
        about=[term(theme, request) for theme in themes],
        sameAs=event.elsewhere,
    )
    steps = [(_("Évènements"), reverse("events:event_list"))]
    return document(body, breadcrumbs(request, *steps, (event, event.get_absolute_url())))


def talk(talk, request, *, people=(), themes=(), recordings=(), documents=()):
    """A talk, its `event` loaded."""
    body = _talk(talk, request, people=people, recordings=recordings, documents=documents) | node(
        "Event",
        superEvent=reference("Event", talk.event, request),
        about=[term(theme, request) for theme in themes],
        sameAs=talk.elsewhere,
    )
    steps = [
        (_("Évènements"), reverse("events:event_list")),
        (talk.event, talk.event.get_absolute_url()),
    ]
    return document(body, breadcrumbs(request, *steps, (talk.exported_name, talk.get_absolute_url())))


def theme(theme, request, *, talks=()):
    body = term(theme, request) | node(
        "DefinedTerm", subjectOf=[reference("Event", talk, request) for talk in talks], sameAs=theme.elsewhere
    )
    steps = [(_("Thèmes"), reverse("events:theme_list"))]
    return document(body, breadcrumbs(request, *steps, (theme.label, theme.get_absolute_url())))


def vocabulary(request, themes):
    lede = _("De quoi il a été question, et ce que chaque thème rassemble.")
    page, crumbs = listing(request, _("Thèmes"), kind="DefinedTerm", page=themes, description=lede)["@graph"]
    words = {"@type": "DefinedTermSet", "@id": vocabulary_id(request), "name": _("Thèmes")}
    return document(page | {"about": words}, crumbs)


def _happening(event, request):
    return node(
        "Event",
        **{"@id": permanent(event, request)},
        name=event.title,
        description=event.exported_summary,
        startDate=_iso(start(event)),
        endDate=_iso(stop(event)),
        **_held(event, event, request),
        image=image(event, request),
        url=address(event, request),
    )


def _talk(talk, request, *, people, recordings=(), documents=()):
    url, when, own = address(talk, request), talk.when, speaking(people)
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
        **_held(talk, talk.event, request),
        keywords=talk.track,
        performer=_people(own, request, when=when),
        contributor=_people([one for one in people if one not in own], request, when=when),
        image=image(talk.event, request),
        inLanguage=talk.language,
        url=url,
        recordedIn=[_recording(one) for one in recordings],
        subjectOf=[_document(one) for one in documents],
    )


def _recording(recording):
    kind = {Recording.Kind.VIDEO: "VideoObject", Recording.Kind.AUDIO: "AudioObject"}.get(recording.kind, "MediaObject")
    seconds = recording.duration
    return node(
        kind,
        url=recording.url,
        duration=seconds and f"PT{seconds}S",
        inLanguage=recording.language,
        license=recording.license,
    )


def _document(document):
    kind = "PresentationDigitalDocument" if document.kind == Document.Kind.SLIDES else "CreativeWork"
    return node(kind, url=document.url, name=document.label)


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


def _held(record, event, request):
    """Whether it takes place, and where one is to be; as planned goes without saying."""
    place = _place(event, request, getattr(record, "room", ""))
    is_online = record.is_online or event.is_online
    online = event.is_upcoming and (record.online_url or event.online_url)
    mode = {(True, True): "Mixed", (True, False): "Offline", (False, True): "Online"}.get((bool(place), is_online))
    status = STATUSES.get(record.standing)
    return {
        "location": _few(place, online and node("VirtualLocation", url=online)),
        "eventAttendanceMode": mode and f"{SCHEMA}{mode}EventAttendanceMode",
        "eventStatus": status and f"{SCHEMA}{status}",
    }


def _few(*nodes):
    """Those that are known: a list, unless it is one."""
    known = [one for one in nodes if one]
    return known[0] if len(known) == 1 else known


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
