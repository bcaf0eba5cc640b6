"""Addresses for programs: `formats` are other forms of a page, by suffix; `site` are those that no language has."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from curation.kept import kept
from events.models import Event, Talk

from . import calendars, feeds, machines, media, motifs, probes
from .sitemaps import sitemaps

formats = [
    path("index.atom", feeds.site, name="site_atom"),
    path("evenements/<slug:slug>.atom", feeds.event, name="event_atom"),
    path("intervenants/<slug:slug>.atom", feeds.speaker, name="speaker_atom"),
    path("themes/<slug:slug>.atom", feeds.theme, name="theme_atom"),
    path("evenements.ics", calendars.events, name="events_ics"),
    path("evenements/<slug:slug>.ics", calendars.event, name="event_ics"),
    path("interventions/<slug:slug>.ics", calendars.talk, name="talk_ics"),
    path("intervenants/<slug:slug>.ics", calendars.speaker, name="speaker_ics"),
    path("evenements/<slug:slug>.json", machines.event, name="event_json"),
    path("interventions/<slug:slug>.json", machines.talk, name="talk_json"),
    path("themes/<slug:slug>.json", machines.theme, name="theme_json"),
    path("intervenants/<slug:slug>.json", machines.speaker, name="speaker_json"),
    path("organisations/<slug:slug>.json", machines.organization, name="organization_json"),
    path("citations/<int:pk>.json", machines.quote, name="quote_json"),
    path("tweets/<int:pk>.json", machines.tweet, name="tweet_json"),
    path("e/<int:pk>", feeds.permanent, {"model": Event}, name="event_short"),
    path("i/<int:pk>", feeds.permanent, {"model": Talk}, name="talk_short"),
]

site = [
    path("media/<path:path>", media.media),
    path("motifs/<slug:slug>.svg", motifs.motif, name="motif"),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("sitemap.xml", kept(index), {"sitemaps": sitemaps, "sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", kept(sitemap), {"sitemaps": sitemaps}, name="sitemap_section"),
]
