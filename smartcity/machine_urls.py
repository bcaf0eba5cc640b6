"""Addresses that no language has: `permanent` lead to the pages of records; `site` are answers to programs."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from curation.finding import short
from curation.kept import kept
from quotes import embedding
from quotes.kinds import KINDS
from quotes.oai.views import oai

from . import machines, media, motifs, probes
from .sitemaps import sitemaps

permanent = [
    path(f"{kind.letter}/<int:pk>", short, {"model": kind.model}, name=f"{kind.name}_short")
    for kind in KINDS.values()
    if kind.letter
]

site = [
    path("media/<path:path>", media.media),
    path("motifs/<slug:slug>.svg", motifs.motif, name="motif"),
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("oai", oai, name="oai"),
    path("llms.txt", machines.llms, name="llms"),
    path("oembed", embedding.oembed, name="oembed"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("manifest.webmanifest", machines.manifest, name="manifest"),
    path("sitemap.xml", kept(index), {"sitemaps": sitemaps, "sitemap_url_name": "sitemap_section"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", kept(sitemap), {"sitemaps": sitemaps}, name="sitemap_section"),
]
