from django.urls import reverse
from django.utils.translation import gettext as _

from curation.linked import address, breadcrumbs, document, node, picture, public, reference
from curation.permalinks import permanent
from themes.linked import term

from .attached import Document, Recording
from .timing import start, stop


def event(event, request, *, talks=(), roles=(), themes=()):
    """The event with its programme: `talks` loaded `with_people()`, `roles` are those of the event as a whole."""
    body = _happening(event, request) | node(
        "Event",
        subEvent=[_talk(talk, request, people=talk.people) for talk in talks],
        contributor=_performers(roles, request),
        about=[term(theme, request) for theme in themes],
    )
    steps = [(_("Accueil"), reverse("home")), (_("Évènements"), reverse("events:event_list"))]
    return document(body, breadcrumbs(request, *steps, (event, event.get_absolute_url())))


def talk(talk, request, *, people=(), themes=(), recordings=(), documents=()):
    """A talk, its `event` loaded."""
    body = _talk(talk, request, people=people, recordings=recordings, documents=documents) | node(
        "Event", superEvent=reference("Event", talk.event, request), about=[term(theme, request) for theme in themes]
    )
    steps = [
        (_("Accueil"), reverse("home")),
        (_("Évènements"), reverse("events:event_list")),
        (talk.event, talk.event.get_absolute_url()),
    ]
    return document(body, breadcrumbs(request, *steps, (talk.exported_name, talk.get_absolute_url())))


def theme(theme, request, *, talks=()):
    body = term(theme, request) | node("DefinedTerm", subjectOf=[reference("Event", talk, request) for talk in talks])
    steps = [(_("Accueil"), reverse("home")), (_("Thèmes"), reverse("events:theme_list"))]
    return document(body, breadcrumbs(request, *steps, (theme.label, theme.get_absolute_url())))


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
        location=_place(event),
        organizer=organizer and reference("Organization", organizer, request),
        image=picture(event, request),
        url=url,
        sameAs=event.website,
    )


def _talk(talk, request, *, people, recordings=(), documents=()):
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
        location=_place(talk.event, talk.room),
        performer=_performers(people, request),
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


def _performers(appearances, request):
    """The people, and the organisations that no person stood for; « une élue » is nobody that a machine could name."""
    named = []
    for appearance in appearances:
        if appearance.speaker:
            named.append(reference("Person", appearance.speaker, request))
        elif appearance.shown_organization:
            named.append(reference("Organization", appearance.shown_organization, request))
    return named


def _place(event, room=""):
    place = node("PostalAddress", addressLocality=event.city, addressCountry=event.country)
    name = ", ".join(part for part in (room, event.venue) if part)
    if not (name or len(place) > 1):
        return None
    return node("Place", name=name or event.city, address=place if len(place) > 1 else None)


def _iso(moment):
    return moment and moment.isoformat()
