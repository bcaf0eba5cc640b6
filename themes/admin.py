from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from curation import history
from curation.admin import CuratedAdmin
from curation.forms import CuratedForm
from curation.waits import Wait

from .fields import ThemesField
from .models import Theme

WITHOUT_THEME = Wait("sans-theme", _("sans thème"), lambda rows: rows.without_theme())


class ThemedForm(CuratedForm):
    themes = ThemesField()


class ThemeChoice(forms.Form):
    themes = ThemesField(required=True)


class ThemeFilter(admin.SimpleListFilter):
    title = _("thème")
    parameter_name = "theme"

    def lookups(self, request, model_admin):
        return [(theme.pk, theme.name) for theme in Theme.objects.only("name").order_by("key")]

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.on_theme(value) if value and value.isdecimal() else queryset


class ThemedAdmin(CuratedAdmin):
    """The admin of a curated record that has themes."""

    form = ThemedForm
    waits = (*CuratedAdmin.waits, WITHOUT_THEME)
    actions = (*CuratedAdmin.actions, "add_themes")

    def get_list_filter(self, request):
        return (*super().get_list_filter(request), ThemeFilter)

    @admin.action(description=_("Ajouter des thèmes…"), permissions=["change"])
    def add_themes(self, request, queryset):
        """Ask which themes, then add them to every chosen record that the person may change."""
        form = ThemeChoice(request.POST if "themes" in request.POST or "chosen" in request.POST else None)
        if not form.is_valid():
            context = {
                **self.admin_site.each_context(request),
                "title": _("Ajouter des thèmes"),
                "opts": self.opts,
                "form": form,
                "records": queryset,
                "media": self.media + form.media,
            }
            return TemplateResponse(request, "admin/add_themes.html", context)
        with transaction.atomic():
            records = [record for record in queryset if self.has_change_permission(request, record)]
            for record in records:
                record.themes.add(*form.cleaned_data["themes"])
                record.save(update_fields=["folded"])
                history.write(record, by=request.user)
        count = len(records)
        self.message_user(request, ngettext("%d complété.", "%d complétés.", count) % count, messages.SUCCESS)
        if out_of_reach := queryset.exclude(pk__in=[record.pk for record in records]).count():
            sentence = ngettext(
                "%d est publié : votre rôle n’y touche pas.",
                "%d sont publiés : votre rôle n’y touche pas.",
                out_of_reach,
            )
            self.message_user(request, sentence % out_of_reach, messages.WARNING)
        return None
