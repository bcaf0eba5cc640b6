"""Lists across all events of what is written in the pages of talks: to find and count, not to change here."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from curation.columns import Steady, Unwritten
from curation.filters import Period, Related
from curation.waits import Wait, WaitFilter
from themes.admin import WITHOUT_THEME

from ..models import Appearance, Reference
from .lists import BY_THEME


class PartAdmin(Unwritten, Steady, admin.ModelAdmin):
    """Each line leads to the page where it is changed."""

    list_display_links = None
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description=_("page"))
    def occasion(self, part):
        owner = part.talk or part.event
        address = reverse(f"admin:events_{owner._meta.model_name}_change", args=[owner.pk])
        return format_html('<a href="{}">{}</a>', address, owner)


@admin.register(Appearance)
class AppearanceAdmin(PartAdmin):
    ordering = ("place", "pk")
    list_display = ("__str__", "role", "job_title", "organization", "event", "occasion")
    list_filter = ("role", ("event", Related), ("organization", Related), ("event__starts_on", Period))
    list_select_related = ("speaker", "organization", "event", "talk")
    search_fields = ("speaker__folded", "organization__folded", "job_title", "described_as")


@admin.register(Reference)
class ReferenceAdmin(PartAdmin):
    ordering = ("place", "pk")
    list_display = ("label", "kind", "cited_from", "url", "occasion")
    list_filter = (WaitFilter, "kind", BY_THEME, ("talk__event", Related))
    list_select_related = ("talk",)
    search_fields = ("label", "note", "cited_from")
    waits = (
        WITHOUT_THEME,
        Wait(
            "sans-preuve",
            _("sans source ni adresse (chiffres et ouvrages)"),
            lambda rows: rows.filter(kind__in=[Reference.Kind.FIGURE, Reference.Kind.WORK], cited_from="", url=""),
            is_lack=True,
        ),
    )
