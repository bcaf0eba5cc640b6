"""How a record becomes what `schemas` say: plain dictionaries, of rows that are `loaded`, without a query."""

from collections import defaultdict

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from curation.jsonld import picture, public
from curation.permalinks import absolute, permanent
from events.attached import Document, Partner, Recording
from events.models import Event, Talk
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker
from themes.models import Theme

# {model: its rows, with all that its shape shows, in a number of queries that their number does not change}
LOADED = {
    Event: lambda rows: (
        rows.with_themes()
        .select_related("organizer")
        .prefetch_related(
            Prefetch("part_of", Event.objects.public().order_by("pk"), to_attr="wholes"),
            Prefetch("partners", Partner.objects.public().by_role(), to_attr="partners_shown"),
        )
    ),
    Talk: lambda rows: (
        rows.with_event()
        .with_people()
        .with_themes()
        .prefetch_related(
            Prefetch("recordings", Recording.objects.public().in_order(), to_attr="recordings_shown"),
            Prefetch("documents", Document.objects.public().in_order(), to_attr="documents_shown"),
        )
    ),
    Speaker: lambda rows: rows.prefetch_related("aliases"),
    Organization: lambda rows: rows,
    Theme: lambda rows: rows.select_related("parent"),
    Quote: lambda rows: rows.with_context().with_themes(),
    Tweet: lambda rows: (
        rows.with_context()
        .with_themes()
        .prefetch_related(
            Prefetch("mentioned_speakers", Speaker.objects.public().by_name(), to_attr="speakers_named"),
            Prefetch("mentioned_organizations", Organization.objects.public().by_name(), to_attr="organizations_named"),
        )
    ),
    Source: lambda rows: rows.select_related("event"),
}


def loaded(rows):
    return LOADED[rows.model](rows).prefetch_related("external_references")


def of_places(places):
    """The quotes and tweets of (kind, pk) in that order, loaded; those of them that are public still."""
    wanted, found = defaultdict(list), {}
    for kind, pk in places:
        wanted[kind].append(pk)
    for model in (Quote, Tweet):
        kind = model._meta.model_name
        rows = loaded(model.objects.public()).in_bulk(wanted[kind])
        found |= {(kind, pk): row for pk, row in rows.items()}
    return [found[place] for place in places if place in found]


def event(row, request):
    image = row.picture and {"url": picture(row, request), "alt": row.picture_alt, "credit": row.picture_credit}
    return _named(row, request) | {
        **_columns(row, "title", "kind", "starts_on", "ends_on", "start_time", "end_time", "time_zone"),
        **_columns(
            row,
            "venue",
            "city",
            "country",
            "summary",
            "summary_en",
            "summary_is_ours",
            "hashtag",
            "website",
            "registration_url",
        ),
        **_columns(row, "state", "is_online", "online_url"),
        "organizer": reference(row.organizer, request),
        "partners": [
            {"role": one.role, "organization": reference(one.organization, request)} for one in row.partners_shown
        ],
        "part_of": _references(row.wholes, request),
        "themes": _references(row.shown_themes, request),
        "picture": image or None,
    }


def talk(row, request):
    columns = ("title", "title_is_ours", "kind", "is_also_keynote", "room", "position", "language")
    columns += ("abstract", "abstract_en", "abstract_is_ours")
    return _named(row, request) | {
        **_columns(row, *columns),
        **_columns(row, "state", "is_online", "online_url", "track"),
        "event": reference(row.event, request),
        "day": row.when.only_day,
        "starts_at": row.when.starts_at,
        "ends_at": row.when.ends_at,
        "people": [_person(appearance, request) for appearance in row.people],
        "themes": _references(row.shown_themes, request),
        "recordings": [_columns(one, "kind", "url", "language", "license", "duration") for one in row.recordings_shown],
        "documents": [_columns(one, "kind", "url", "label") for one in row.documents_shown],
    }


def _person(appearance, request):
    return {
        **_columns(appearance, "role", "job_title"),
        "name": str(appearance),
        "speaker": reference(appearance.speaker, request),
        "organization": reference(appearance.organization, request),
    }


def speaker(row, request):
    return _named(row, request) | {
        **_columns(row, "name", "headline", "biography", "website", "wikidata", "orcid"),
        "handle": row.handle or "",
        "sort_name": row.filed_as,
        "aliases": [alias.name for alias in row.aliases.all()],
    }


def organization(row, request):
    columns = _columns(row, "name", "kind", "description", "website", "wikidata")
    return _named(row, request) | columns | {"handle": row.handle or ""}


def theme(row, request):
    return _named(row, request) | {
        **_columns(row, "name", "label_en", "description"),
        "synonyms": row.synonym_list,
        "parent": reference(row.parent, request),
    }


def quote(row, request):
    columns = ("kind", "text", "language", "translated_from", "attribution", "context", "heard_at_second")
    return _with_page(row, request) | {
        **_columns(row, *columns),
        **_around(row, request, "speaker", "event", "talk", "source", "tweet"),
        "themes": _references(row.shown_themes, request),
    }


def tweet(row, request):
    return _with_page(row, request) | {
        **_columns(row, "text", "language", "author_name", "handle", "network", "posted_on"),
        **_around(row, request, "speaker", "organization", "event", "talk", "source"),
        "post_number": row.number,
        "post_url": row.url or "",
        "themes": _references(row.shown_themes, request),
        "mentioned_speakers": _references(row.speakers_named, request),
        "mentioned_organizations": _references(row.organizations_named, request),
    }


def source(row, request):
    columns = ("title", "author", "publisher", "url", "archived_url", "published_on", "published_in", "language")
    return _record(row, request) | _columns(row, *columns) | _around(row, request, "event")


SHAPES = {
    Event: event,
    Talk: talk,
    Speaker: speaker,
    Organization: organization,
    Theme: theme,
    Quote: quote,
    Tweet: tweet,
    Source: source,
}


def reference(row, request):
    """What names a record that is public; None of a draft."""
    if not public(row):
        return None
    return {"id": _id(row, request), "api_url": api_url(row, request), "name": row.exported_name}


def api_url(row, request):
    return absolute(reverse(f"api:{row._meta.model_name}", args=[row.pk]), request)


def _id(row, request):
    """A source has no page: its address here names it."""
    return api_url(row, request) if isinstance(row, Source) else permanent(row, request)


def _record(row, request):
    published_at = row.published_at and timezone.localtime(row.published_at)
    return {
        "id": _id(row, request),
        "api_url": api_url(row, request),
        "number": row.pk,
        "license": row.license,
        "published_at": published_at,
        "updated_at": timezone.localtime(row.updated_at),
        "same_as": row.elsewhere,
    }


def _with_page(row, request):
    return _record(row, request) | {"url": absolute(row.get_absolute_url(), request)}


def _named(row, request):
    return _with_page(row, request) | {"slug": row.slug}


def _columns(row, *names):
    return {name: getattr(row, name) for name in names}


def _around(row, request, *names):
    return {name: reference(getattr(row, name), request) for name in names}


def _references(rows, request):
    return [reference(row, request) for row in rows]
