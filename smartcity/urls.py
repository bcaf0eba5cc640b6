"""The site's map: French without a prefix, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from . import views

pages = [
    path("", views.home, name="home"),
    path("", include("events.urls")),
    path("", include("speakers.urls")),
    path("", include("quotes.urls")),
    path("admin/", admin.site.urls),
]

urlpatterns = i18n_patterns(*pages, prefix_default_language=False)
