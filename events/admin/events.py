import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curation.admin import may_publish
from curation.columns import count_link, row_count
from curation.filters import Period
from curation.forms import anchor
from curation.pickers import show_chosen
from curation.publishing import WholePages
from curation.waits import Wait
from language.typography import date_range
from themes.admin import ThemedAdmin

from ..forms import NATIVE, EventForm, people_prefix
from ..models import Event, Talk
from .inlines import Partners, PeopleOfLine, Programme, Roles
from .lists import BY_THEME

SAID = 20  # talks that are named in a message
SHOWN = 200  # quotes, or tweets, that the page of an event lists


def _days(event):
    return event.starts_on and date_range(event.starts_on, event.ends_on, language=get_language() or "fr")


@admin.register(Event)
class EventAdmin(WholePages, ThemedAdmin):
    mergeable = True
    publish_words = _("Publier l’évènement et ce qui en dépend")
    withdraw_words = _("Retirer l’évènement du site")
    form = EventForm
    formfield_overrides = NATIVE
    inlines = (Programme, Roles, Partners)
    autocomplete_fields = ("organizer", "part_of")
    list_display = ("title", "starts_on", "status", "talks", "quotes", "kind", "city")
    list_filter = ("kind", BY_THEME, ("starts_on", Period))
    waits = (
        *ThemedAdmin.waits,
        Wait("sans-date", _("sans date"), lambda rows: rows.undated().exclude(kind=Event.Kind.SERIES), is_lack=True),
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
        css = {"all": ["desk/desk.css", "desk/recap.css", "desk/import.css"]}
        js = ["desk/inlines.js", "desk/rows.js", "desk/unsaved.js"]

    def get_queryset(self, request):
        counts = {"talk_total": row_count(Event, "talks"), "quote_total": row_count(Event, "quotes")}
        return super().get_queryset(request).annotate(**counts)

    def get_urls(self):
        view = self.admin_site.admin_view(self.people)
        return [path("<int:pk>/intervenants/<int:talk>/", view, name="events_event_people"), *super().get_urls()]

    def people(self, request, pk, talk):
        """The people of a talk, for its row in the page of its event, once that is opened."""
        talk = get_object_or_404(Talk.objects.select_related("event"), pk=talk, event=pk)
        is_open = self.has_change_permission(request, talk.event)
        if not is_open or talk.is_published and not may_publish(request):
            raise PermissionDenied
        line = request.GET.get("ligne", "")
        if not re.fullmatch(r"talks-\d{1,4}", line):
            raise Http404
        made = PeopleOfLine(Talk, self.admin_site).get_formset(request)
        formset = made(instance=talk, prefix=people_prefix(line))
        show_chosen(formset.forms)
        return render(request, "admin/events/event/people.html", {"people": formset})

    def say_what_fits_no_more(self, request, event):
        if talks := event.talks_astray()[:SAID]:
            links = format_html_join(", ", "{}", ((anchor(talk, str(talk)),) for talk in talks))
            sentence = format_html(_("D’un jour que l’évènement n’a pas : {}."), links)
            self.message_user(request, sentence, messages.WARNING)

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
            context["quotes"] = {"rows": obj.quotes.with_context().in_order()[:SHOWN], "total": obj.quote_total}
            context["tweets"] = {"rows": obj.tweets.by_date()[:SHOWN], "total": obj.tweets.count()}
            context["has_no_talk"] = not obj.talks.exists()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
