"""What the site is, and the pages that the law asks for; their texts are settings."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from curation.kept import kept
from privacy.keeping import TABLE

# By the page's address: its title, the setting that holds its text, what it will say once it is filled in.
PAGES = {
    "mentions-legales": (_("Mentions légales"), "LEGAL_NOTICE", _("qui publie ce site, et qui l’héberge")),
    "confidentialite": (
        _("Confidentialité"),
        "PRIVACY_NOTICE",
        _("ce que ce site sait de ses visiteurs et de ses membres"),
    ),
    "accessibilite": (
        _("Accessibilité"),
        "ACCESSIBILITY_NOTICE",
        _("où en est l’accessibilité, et à qui signaler un obstacle"),
    ),
    "donnees": (_("Licence des données"), "DATA_NOTICE", _("ce que chacun peut faire de ces données")),
}


@kept
def about(request):
    return render(request, "pages/about.html")


@kept
def legal(request, page):
    title, setting, purpose = PAGES[page]
    context = {"page": page, "title": title, "text": getattr(settings, setting), "setting": setting, "purpose": purpose}
    if page == "confidentialite":
        context["kept"] = TABLE
    return render(request, "pages/legal.html", context)
