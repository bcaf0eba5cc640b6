"""The site's map: French without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from exchange import urls as exchange_urls

from . import home, legal, machine_urls, search, views

pages = [
    path("", include(machine_urls.permanent)),
    path("", include((exchange_urls.formats, exchange_urls.app_name))),
    path("", home.home, name="home"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("recherche/", search.search, name="search"),
    path("a-propos/", legal.about, name="about"),
    re_path(rf"^(?P<page>{'|'.join(legal.PAGES)})/$", legal.legal, name="legal"),
    path("", include("members.urls")),
    path("", include("events.urls")),
    path("", include("speakers.urls")),
    path("", include("quotes.urls")),
    path("", include("dossiers.urls")),
    path("", include("alerts.urls")),
    path("", include("privacy.urls")),
    path("admin/", admin.site.urls),
]

urlpatterns = [
    *machine_urls.site,
    path("", include((exchange_urls.api, "api"))),
    *i18n_patterns(*pages, prefix_default_language=False),
]

handler403 = "smartcity.views.forbidden"
handler404 = "smartcity.views.not_found"
handler500 = "smartcity.outage.answer_error"
