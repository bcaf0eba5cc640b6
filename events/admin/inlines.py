from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from curation.admin import StackedCurated, StackedPart, TabularPart

from ..attached import Document, Partner, Recording
from ..forms import (
    NATIVE,
    AppearanceForm,
    LineForm,
    OrderedFormSet,
    ReferenceForm,
    RoleFormSet,
    TalkFormSet,
    position_input,
)
from ..models import Appearance, Reference, Talk, TalkLink


class InOrder:
    """Lines that a person puts in order."""

    formset = OrderedFormSet
    formfield_overrides = NATIVE
    ordering = ("position", "pk")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "position":
            kwargs["widget"] = position_input()
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class Programme(InOrder, StackedCurated):
    """The talks of an event, as rows that open; the people of one come with it."""

    model = Talk
    add_label = _("Ajouter une intervention")
    form = LineForm
    verbose_name_plural = _("programme")
    formset = TalkFormSet
    template = "admin/events/event/programme.html"
    fields = (("title", "title_is_ours"), ("day", "starts_at", "ends_at", "room"), ("kind", "status", "position"))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(Prefetch("appearances", Appearance.objects.with_people()))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.people = PeopleOfLine(Talk, self.admin_site).get_formset(request)
        return formset


class People(InOrder, StackedPart):
    model = Appearance
    add_label = _("Ajouter une personne")
    form = AppearanceForm
    verbose_name_plural = _("intervenants, avec leur fonction de ce jour-là")
    fields = (("speaker", "role", "position"), ("job_title", "organization", "described_as"))
    autocomplete_fields = ("speaker", "organization")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("speaker", "organization")  # a line is titled by them


class PeopleOfLine(People):
    """Those of a talk within the page of its event."""

    fields = ("speaker", "role", "job_title", "organization", "described_as")


class Roles(People):
    add_label = _("Ajouter un rôle")
    verbose_name = _("rôle")
    verbose_name_plural = _("rôles pour tout l’évènement")
    formset = RoleFormSet

    def get_queryset(self, request):
        return super().get_queryset(request).event_wide()


class References(InOrder, StackedPart):
    model = Reference
    add_label = _("Ajouter une référence")
    form = ReferenceForm
    fields = (("kind", "position"), "label", "note", ("cited_from", "url"), "themes")


class Attached(InOrder, TabularPart):
    classes = ("collapse",)


class Recordings(Attached):
    model = Recording
    add_label = _("Ajouter un enregistrement")
    fields = ("position", "url", "kind", "duration", "language", "license")


class Documents(Attached):
    model = Document
    add_label = _("Ajouter un document")
    fields = ("position", "url", "kind", "label")


class Partners(Attached):
    model = Partner
    add_label = _("Ajouter un organisateur ou un partenaire")
    fields = ("position", "organization", "role")
    autocomplete_fields = ("organization",)


class Links(TabularPart):
    model = TalkLink
    add_label = _("Ajouter un lien")
    fk_name = "source"
    autocomplete_fields = ("target",)
