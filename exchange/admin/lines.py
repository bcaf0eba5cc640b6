"""The programme of an event as lines that a curator types or pastes in its page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_htmx.http import HttpResponseClientRedirect

from events.models import Event
from reading.programmes.programme import UnreadableProgramme
from search.turns import is_held

from ..forms import ChoicesForm, LinesForm
from ..imports import receiving, words
from ..imports.applying import Undecided
from ..imports.planning import Plan
from ..models import Import
from ..programmes import typing

HELD = gettext_lazy("Un long travail est en cours : vos lignes restent ici, enregistrez-les dans un moment.")


class TypedLines:
    """To be mixed into the admin class of imports: lines are one, whose plan is shown in the page of the event."""

    def get_urls(self):
        lines = path("lignes/<int:pk>/", self.admin_site.admin_view(self.lines), name="exchange_import_lines")
        return [lines, *super().get_urls()]

    def lines(self, request, pk):
        """What is understood of each line; then, once that was seen and all is chosen, they are written as drafts."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        event = get_object_or_404(Event, pk=pk)
        form = LinesForm(request.POST or None)
        if not form.is_valid():
            return self._lines_page(request, event, form)
        try:
            plan = Plan(typing.file_of(form.cleaned_data["lines"], event))
        except UnreadableProgramme as error:
            form.add_error("lines", words.unreadable(error))
            return self._lines_page(request, event, form)
        asked = Import(report={"questions": receiving.questions_of(plan)})
        is_decided = "write" in request.POST and form.is_seen
        choices = ChoicesForm(asked, request.POST if is_decided else None)
        if is_decided and choices.is_valid():
            try:
                return self._written(request, event, form.cleaned_data["lines"], choices.choices())
            except Undecided:  # somebody came since the look
                choices = ChoicesForm(asked)
            except OperationalError as error:
                if not is_held(error):
                    raise
                form.add_error("lines", HELD)
        return self._lines_page(request, event, form, plan, choices)

    def _written(self, request, event, lines, choices):
        batch = typing.write(lines, event, choices=choices, by=request.user)
        if batch.is_moving:
            sentence = _("Un import est en cours : vos lignes attendent, et seront enregistrées dès qu’il sera fini.")
            self.message_user(request, sentence, messages.INFO)
            return _to(request, reverse("admin:exchange_import_change", args=[batch.pk]))
        counts = {kind: of_kind.get("new", 0) for kind, of_kind in batch.report["counts"].items()}
        found = [
            ngettext("%d intervention nouvelle", "%d interventions nouvelles", counts["talk"]) % counts["talk"],
            ngettext("%d personne nouvelle", "%d personnes nouvelles", counts["speaker"]) % counts["speaker"],
        ]
        undo = reverse("admin:exchange_import_undo", args=[batch.pk])
        sentence = _('Programme enregistré en brouillons : {}. <a href="{}">Annuler ce programme</a>')
        self.message_user(request, format_html(sentence, ", ".join(found), undo), messages.SUCCESS)
        return _to(request, reverse("admin:events_event_change", args=[event.pk]))

    def _lines_page(self, request, event, form, plan=None, choices=None):
        """The whole page; of a request of the event's page, what changes of it."""
        context = {
            "title": _("Programme de « %(event)s », ligne par ligne") % {"event": event},
            "event": event,
            "lines_form": form,
            "understood": typing.understood(plan) if plan else [],
            "left": typing.left(plan) if plan else [],
            "choices": choices,
        }
        return self._page(request, "understood" if request.htmx else "lines", context)


def _to(request, address):
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
