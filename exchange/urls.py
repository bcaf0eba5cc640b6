"""Addresses for programs: `formats` are other forms of a page, by suffix."""

from django.urls import path, register_converter

from curation.sheets import SUFFIXES

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
