from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curation.columns import count_link, row_count
from curation.waits import Wait
from language.typography import date_range
from themes.admin import ThemedAdmin

from ..forms import NATIVE, EventForm
from ..models import Event
from .inlines import Partners, Programme, Roles
from .lists import BY_THEME


def _days(event):
    return event.starts_on and date_range(event.starts_on, event.ends_on, language=get_language() or "fr")


@admin.register(Event)
class EventAdmin(ThemedAdmin):
    form = EventForm
    formfield_overrides = NATIVE
    inlines = (Programme, Roles, Partners)
    autocomplete_fields = ("organizer", "part_of")
    list_display = ("title", "starts_on", "status", "talks", "quotes", "kind", "city")
    list_filter = ("kind", BY_THEME)
    date_hierarchy = "starts_on"
    waits = (
        *ThemedAdmin.waits,
        Wait("sans-date", _("sans date"), lambda rows: rows.undated().exclude(kind=Event.Kind.SERIES)),
    )
    fieldsets = (
        (None, {"fields": ("title", "kind", "status", "themes", "summary", "summary_is_ours", "part_of", "organizer")}),
        (
            _("Quand et où"),
            {
                "fields": (
                    ("starts_on", "ends_on"),
                    ("start_time", "end_time"),
                    "venue",
                    ("city", "country"),
                    ("time_zone", "state"),
                )
            },
        ),
        (
            _("En ligne"),
            {
                "fields": (
                    ("is_online", "online_url"),
                    ("hashtag", "handle"),
                    "website",
                    "registration_url",
                    "slug",
                ),
                "classes": ("collapse",),
            },
        ),
        (_("En anglais"), {"fields": ("summary_en",), "classes": ("collapse",)}),
        (
            _("Image"),
            {
                "fields": ("picture", "picture_alt", "picture_credit", ("focus_x", "focus_y")),
                "classes": ("collapse",),
            },
        ),
    )

    class Media:
        css = {"all": ["desk/desk.css"]}
        js = ["desk/inlines.js"]

    def get_queryset(self, request):
        counts = {"talk_total": row_count(Event, "talks"), "quote_total": row_count(Event, "quotes")}
        return super().get_queryset(request).annotate(**counts)

    def tell_apart(self, rows):
        """When and in which town; of what has no day, its kind."""
        told = ((row.pk, _days(row) or row.get_kind_display(), row.city) for row in rows)
        return {key: ", ".join(filter(None, [when, city])) for key, when, city in told}

    @admin.display(description=_("interventions"), ordering="talk_total")
    def talks(self, event):
        return count_link(event.talk_total, Event.talks.rel.related_model, event=event.pk)

    @admin.display(description=_("citations"), ordering="quote_total")
    def quotes(self, event):
        return count_link(event.quote_total, Event.quotes.rel.related_model, event=event.pk)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["sources"] = obj.sources.all()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
