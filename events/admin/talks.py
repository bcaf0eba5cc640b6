from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curation.columns import count_link, row_count
from curation.filters import Period, Related
from curation.finding import is_key
from curation.lacks import without
from curation.publishing import WholePages
from curation.waits import Wait
from language.typography import date_range, french_date, french_time
from speakers.models import Speaker
from themes.admin import ThemedAdmin

from ..forms import NATIVE, TalkForm
from ..models import Appearance, Talk
from .inlines import Documents, Links, People, Recordings, References
from .lists import BY_THEME, PLACED_WAITS


def _when(talk):
    language = get_language() or "fr"
    at = talk.when
    if at.starts_at:
        return ", ".join([french_date(at.day, language=language), french_time(at.starts_at, language=language)])
    return at.day and date_range(at.day, at.last_day, language=language)


@admin.register(Talk)
class TalkAdmin(WholePages, ThemedAdmin):
    mergeable = True
    publish_words = _("Publier l’intervention et ce qui en dépend")
    withdraw_words = _("Retirer l’intervention du site")
    form = TalkForm
    formfield_overrides = NATIVE
    inlines = (People, References, Recordings, Documents, Links)
    autocomplete_fields = ("event",)
    list_display = ("title", "people", "status", "quotes", "kind", "position", "event")
    list_filter = (
        *("kind", BY_THEME, ("event", Related), ("appearances__speaker", Related)),
        ("event__starts_on", Period),
    )
    list_select_related = ("event",)
    waits = (
        *PLACED_WAITS,
        Wait("sans-intervenant", _("sans intervenant"), lambda rows: without(rows, "appearances"), is_lack=True),
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "event",
                    "title",
                    "title_is_ours",
                    ("kind", "is_also_keynote", "position"),
                    "status",
                    "themes",
                    "abstract",
                    "abstract_is_ours",
                )
            },
        ),
        (_("Quand et où"), {"fields": (("day", "starts_at", "ends_at"), ("room", "track", "state"))}),
        (_("En anglais"), {"fields": ("abstract_en",), "classes": ("collapse",)}),
        (
            _("En ligne"),
            {"fields": ("language", ("is_online", "online_url"), "slug"), "classes": ("collapse",)},
        ),
    )

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/inlines.js"]

    def get_fieldsets(self, request, obj=None):
        """With which of the two it is, where clocks showed the hour of the talk twice."""
        found = super().get_fieldsets(request, obj)
        if not (obj and obj.begins_twice and self.has_change_permission(request, obj)):
            return found
        (title, place), *rest = found[1:]
        days, *others = place["fields"]
        return (found[0], (title, {**place, "fields": (days, "showing", *others)}), *rest)

    def get_queryset(self, request):
        people = Prefetch("appearances", Appearance.objects.with_people())
        return super().get_queryset(request).annotate(quote_total=row_count(Talk, "quotes")).prefetch_related(people)

    def for_picker(self, rows):
        return rows.select_related("event")

    def tell_apart(self, rows):
        """Its event and its day, with the hour if it is known."""
        return {row.pk: " · ".join(filter(None, [str(row.event), _when(row)])) for row in rows}

    @admin.display(description=_("intervenants"))
    def people(self, talk):
        return ", ".join(str(person) for person in talk.appearances.all())

    @admin.display(description=_("citations"), ordering="quote_total")
    def quotes(self, talk):
        return count_link(talk.quote_total, Talk.quotes.rel.related_model, talk=talk.pk)

    def get_urls(self):
        choices = path("choix/", self.admin_site.admin_view(self.choices), name="events_talk_choices")
        return [choices, *super().get_urls()]

    def choices(self, request):
        """The talks of one event, for desk/talks.js."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        event = request.GET.get("event", "")
        talks = Talk.objects.filter(event=event).in_order() if is_key(event) else Talk.objects.none()
        return JsonResponse({"talks": list(talks.values("pk", "title"))})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["quotes"] = obj.quotes.with_context().in_order()
            context["tweets"] = obj.tweets.by_date()
            speakers = list(Speaker.objects.filter(appearances__talk=obj).distinct()[:2])
            context["only_speaker"] = speakers[0] if len(speakers) == 1 else None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
