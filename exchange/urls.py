"""Addresses for programs: `formats` are other forms of a page, by suffix; `api` has no language."""

from django.urls import path, register_converter
from django.views.generic import RedirectView

from curation.sheets import SUFFIXES

from . import keys
from .api import door, pages
from .api.views import api as read_api
from .sheets import pages as sheets


class SheetSuffix:
    regex = "|".join(SUFFIXES)
    to_python = to_url = str


register_converter(SheetSuffix, "sheet")

app_name = "exchange"
formats = [
    path("evenements.<sheet:suffix>", sheets.events, name="events_sheet"),
    path("interventions.<sheet:suffix>", sheets.talks, name="talks_sheet"),
    path("intervenants.<sheet:suffix>", sheets.speakers, name="speakers_sheet"),
    path("organisations.<sheet:suffix>", sheets.organizations, name="organizations_sheet"),
    path("themes.<sheet:suffix>", sheets.themes, name="themes_sheet"),
    path("citations.<sheet:suffix>", sheets.quotes, name="quotes_sheet"),
    path("citations/recherche.<sheet:suffix>", sheets.search, name="search_sheet"),
    path("tweets.<sheet:suffix>", sheets.tweets, name="tweets_sheet"),
    path("themes/<slug:slug>.<sheet:suffix>", sheets.theme, name="theme_sheet"),
    path("intervenants/<slug:slug>.<sheet:suffix>", sheets.speaker, name="speaker_sheet"),
    path("evenements/<slug:slug>.<sheet:suffix>", sheets.event, name="event_sheet"),
]
formats += [
    path("compte/cles-api/", keys.api_keys, name="api_keys"),
    path("compte/cles-api/<int:pk>/revoquer/", keys.revoke, name="revoke_api_key"),
    path("api/", pages.documentation, name="api_documentation"),
]

patterns, *_ = read_api.urls
api = [path("api/v1/", RedirectView.as_view(pattern_name="exchange:api_documentation"), name="api-root")]
for one in patterns:
    if str(one.pattern):  # ninja's own root has nothing to say
        api.append(path(f"api/v1/{one.pattern}", door.way(one.name)(one.callback), name=one.name))
api += [path("api/v1/<path:rest>", door.opened(door.nowhere), name="nowhere")]
