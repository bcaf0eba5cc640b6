from django.contrib import admin
from django.db.models import Q
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from curation.admin import CuratedAdmin, TabularPart
from curation.columns import count_link, row_count
from curation.creating import Creatable
from curation.filters import Related
from curation.lacks import without
from curation.pictures import picture_sizes
from curation.waits import Wait

from . import namesakes
from .apart import marks
from .forms import SpeakerForm
from .models import Organization, Speaker, SpeakerAlias


def without_role(rows):
    """Speakers of whom some appearance does not say what they did that day, or who have none."""
    unsaid = Speaker.objects.filter(appearances__job_title="", appearances__organization=None)
    silent = without(Speaker.objects.all(), "appearances")
    return rows.filter(Q(pk__in=unsaid.order_by().values("pk")) | Q(pk__in=silent.order_by().values("pk")))


WITHOUT_ROLE = Wait("sans-role", _("sans fonction connue un jour d’intervention"), without_role, is_lack=True)


class Aliases(TabularPart):
    model = SpeakerAlias
    add_label = _("Ajouter un autre nom")
    fields = ("name",)


@admin.register(Speaker)
class SpeakerAdmin(Creatable, CuratedAdmin):
    form = SpeakerForm
    mergeable = True
    creating = _("Créer la personne « %s »")
    creating_another = _("Créer une autre personne nommée « %s »")
    is_it = _("Est-ce la même personne ?")
    inlines = (Aliases,)
    list_display = ("portrait", "name", "status", "talks", "quotes", "headline")
    list_display_links = ("name",)
    list_filter = (("appearances__event", Related), ("appearances__organization", Related))
    waits = (*CuratedAdmin.waits, WITHOUT_ROLE)
    fieldsets = (
        (None, {"fields": ("name", "status", "headline", "biography", "sort_name")}),
        (_("Portrait"), {"fields": ("picture", "picture_alt", "picture_credit", ("focus_x", "focus_y"))}),
        (_("Ailleurs"), {"fields": ("website", "handle", ("wikidata", "orcid"), "slug"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        counts = {"talk_total": row_count(Speaker, "appearances"), "quote_total": row_count(Speaker, "quotes")}
        return super().get_queryset(request).annotate(**counts)

    def namesakes(self, record):
        return namesakes.people(record.name)

    def for_picker(self, rows):
        return rows.prefetch_related("aliases")

    def tell_apart(self, rows):
        return {key: str(told) or _("aucune participation") for key, told in marks(rows).items()}

    @admin.display(description=_("portrait"))
    def portrait(self, speaker):
        """The smallest square, or the initials; the name stands beside it."""
        if sizes := picture_sizes(speaker):
            return format_html('<img class="portrait" src="{}" alt="" width="32" height="32">', sizes[0][0])
        return format_html('<span class="portrait" aria-hidden="true">{}</span>', speaker.initials)

    @admin.display(description=_("participations"), ordering="talk_total")
    def talks(self, speaker):
        return count_link(speaker.talk_total, Speaker.appearances.rel.related_model, speaker=speaker.pk)

    @admin.display(description=_("citations"), ordering="quote_total")
    def quotes(self, speaker):
        return count_link(speaker.quote_total, Speaker.quotes.rel.related_model, speaker=speaker.pk)


@admin.register(Organization)
class OrganizationAdmin(Creatable, CuratedAdmin):
    mergeable = True
    creating = _("Créer l’organisation « %s »")
    creating_another = _("Créer une autre organisation nommée « %s »")
    is_it = _("Est-ce la même organisation ?")
    list_display = ("name", "kind", "status", "talks", "events")
    list_filter = ("kind",)
    fieldsets = (
        (None, {"fields": ("name", "status", "kind", "description")}),
        (_("Ailleurs"), {"fields": ("website", "handle", "wikidata", "slug"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        counts = {
            "talk_total": row_count(Organization, "appearances"),
            "event_total": row_count(Organization, "events"),
        }
        return super().get_queryset(request).annotate(**counts)

    def namesakes(self, record):
        return namesakes.organizations(record.name)

    def tell_apart(self, rows):
        about = {row.pk: (row.get_kind_display(), Truncator(row.description).chars(60)) for row in rows}
        return {key: " · ".join(filter(None, told)) for key, told in about.items()}

    @admin.display(description=_("participations"), ordering="talk_total")
    def talks(self, organization):
        model = Organization.appearances.rel.related_model
        return count_link(organization.talk_total, model, organization=organization.pk)

    @admin.display(description=_("évènements organisés"), ordering="event_total")
    def events(self, organization):
        return organization.event_total
