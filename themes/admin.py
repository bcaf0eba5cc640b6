from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from taggit.models import Tag

from curation import sets
from curation.admin import CuratedAdmin
from curation.columns import count_link, row_count
from curation.creating import Creatable
from curation.filters import Related
from curation.forms import CuratedForm
from curation.many import asked
from curation.waits import Wait
from language.folding import fold

from .fields import ThemesField
from .likeness import near
from .models import Theme
from .naming import identity
from .theming import ADD_THEMES

WITHOUT_THEME = Wait("sans-theme", _("sans thème"), lambda rows: rows.without_theme(), is_lack=True)


class ThemedForm(CuratedForm):
    themes = ThemesField()


class ThemeChoice(forms.Form):
    themes = ThemesField(required=True)


class ThemedAdmin(CuratedAdmin):
    """The admin of a curated record that has themes."""

    form = ThemedForm
    waits = (*CuratedAdmin.waits, WITHOUT_THEME)
    actions = (*CuratedAdmin.actions, "add_themes")

    @admin.action(description=_("Ajouter des thèmes…"), permissions=["change"])
    def add_themes(self, request, queryset):
        """Ask which themes, then add them to every chosen record that the person may change."""
        form = ThemeChoice(request.POST if "themes" in request.POST or "sure" in request.POST else None)
        if not (form.is_valid() and self.is_sure(request, queryset)):
            return self.ask(request, queryset, action="add_themes", title=_("Ajouter des thèmes"), form=form)
        themes = [theme.pk for theme in form.cleaned_data["themes"]]
        change = sets.start(self.model, asked(request, queryset), ADD_THEMES, by=request.user, themes=themes)
        sentence = ngettext("%d complété.", "%d complétés.", len(change.journal))
        return self.tell(request, change, sentence)


# What bears themes: the reverse relations of Theme, which live in apps above this one.
THEMED = {name: f"themed{name}_set" for name in ("event", "talk", "reference", "quote", "tweet")}


def unused(rows):
    return rows.filter(children=None, **dict.fromkeys(THEMED.values()))


@admin.register(Theme)
class ThemeAdmin(Creatable, CuratedAdmin):
    mergeable = True
    creating = _("Créer le thème « %s »")
    creating_another = None
    is_it = _("Est-ce le même thème ?")
    found_by = _("synonyme : %s")
    autocomplete_fields = ("parent",)
    list_display = ("name", "status", "parent", "talks", "quotes", "tweets", "references")
    list_filter = (("parent", Related),)
    list_select_related = ("parent",)
    waits = (
        *CuratedAdmin.waits,
        Wait("sans-definition", _("sans définition"), lambda rows: rows.filter(description=""), is_lack=True),
        Wait("inutilises", _("que rien ne porte"), unused, is_lack=True),
    )
    fieldsets = (
        (None, {"fields": ("name", "status", "description", "parent", "synonyms")}),
        (_("Ailleurs"), {"fields": ("label_en", "description_en", "position", "slug"), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        counts = {f"{name}_total": row_count(Theme, relation) for name, relation in THEMED.items()}
        return super().get_queryset(request).annotate(**counts)

    def namesakes(self, theme):
        synonymous = Theme.objects.filter(names__contains=f"\n{fold(theme.name)}\n")
        return list(Theme.objects.filter(key=identity(theme.name))), [*{*near(theme), *synonymous}]

    def for_picker(self, rows):
        return rows.select_related("parent")

    def tell_apart(self, rows):
        """The broader theme, or else the definition."""
        return {
            row.pk: _("dans « %s »") % row.parent if row.parent else Truncator(row.description).chars(80)
            for row in rows
        }

    @admin.display(description=_("interventions"), ordering="talk_total")
    def talks(self, theme):
        return self._link(theme, "talk")

    @admin.display(description=_("citations"), ordering="quote_total")
    def quotes(self, theme):
        return self._link(theme, "quote")

    @admin.display(description=_("tweets"), ordering="tweet_total")
    def tweets(self, theme):
        return self._link(theme, "tweet")

    @admin.display(description=_("références"), ordering="reference_total")
    def references(self, theme):
        return self._link(theme, "reference")

    def _link(self, theme, name):
        through = Theme._meta.get_field(THEMED[name]).related_model
        model = through.content_object.field.related_model
        return count_link(getattr(theme, f"{name}_total"), model, themed__tag__id__exact=theme.pk)

    def log_change(self, request, obj, message):
        self._say_what_is_near(request, obj)
        return super().log_change(request, obj, message)

    def log_addition(self, request, obj, message):
        self._say_what_is_near(request, obj)
        return super().log_addition(request, obj, message)

    def _say_what_is_near(self, request, theme):
        for other in near(theme):
            sentence = format_html(
                _('« {} » ressemble à ce thème. <a href="{}">Les comparer</a>'),
                other,
                self.merge_address(theme.pk, other.pk),
            )
            self.message_user(request, sentence, messages.WARNING)


# The library's own tags: ours are `Theme`.
admin.site.unregister(Tag)
