from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from curation.columns import Steady
from curation.finding import is_key
from curation.waits import Wait, WaitFilter
from events.models import Event

from ..forms import AddForm, ChoicesForm, ColumnsForm
from ..imports import receiving, showing
from ..imports.reporting import size_of
from ..models import Import
from .lines import TypedLines

State = Import.State
TO_DECIDE = Wait("a-decider", gettext_lazy("à relire"), lambda rows: rows.to_decide(), since="at")
FEW = 20  # events to which a page leads


@admin.register(Import)
class ImportAdmin(TypedLines, Steady, admin.ModelAdmin):
    """Programmes and archives of posts that come in: what each would do, and the way back."""

    waits = (TO_DECIDE,)
    list_display = ("__str__", "system", "state", "at", "by", "done_at")
    list_filter = (WaitFilter, "state")
    list_select_related = ("by",)
    search_fields = ("name", "address")
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["desk/desk.css", "desk/recap.css", "desk/import.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "report", "columns", "choices")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        pages = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"exchange_import_{view.__name__}")
            for name, view in (("colonnes", self.columns), ("importer", self.write), ("annuler", self.undo))
        ]
        return [*pages, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Choose a file, or say where it is."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = AddForm(*(request.POST, request.FILES) if request.method == "POST" else (), initial=request.GET.dict())
        if form.is_valid():
            return self._to(receiving.receive(by=request.user, **form.brought()))
        return self._page(request, "add", {"title": _("Importer un programme ou des messages"), "form": form})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """How far it has come: being read, to be decided, done, or undone."""
        if not is_key(object_id):
            raise Http404
        batch = get_object_or_404(
            Import.objects.without_file().select_related("by", "undone_by", "event"), pk=object_id
        )
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        if batch.state == State.COLUMNS and self.has_change_permission(request, batch):
            return redirect("admin:exchange_import_columns", batch.pk)
        return self._shown(request, batch)

    def _shown(self, request, batch, form=None):
        labels, rows = showing.totals(batch.report)
        told, more = showing.doubts(batch.report)
        context = {
            "title": str(batch),
            "batch": batch,
            "progress": showing.progress(batch) if batch.is_moving else "",
            "labels": labels,
            "rows": rows,
            "sections": showing.sections(batch.report),
            "unheld": showing.unheld(batch.report),
            "left_out": showing.left_out(batch.report),
            "doubts": told,
            "more_doubts": more,
            "may_change": self.has_change_permission(request, batch),
            "form": form or (ChoicesForm(batch) if batch.state == State.PLANNED else None),
            "events": self._events(batch) if batch.state == State.DONE else (),
        }
        return self._page(request, "change", context)

    @staticmethod
    def _events(batch):
        keys = batch.written.filter(key__startswith="event/").values("object_id")
        return list(Event.objects.filter(pk__in=keys).order_by("place", "pk")[:FEW])

    def columns(self, request, pk):
        """What each column of a table says."""
        batch = self._batch(request, pk)
        if not batch.columns or batch.state not in (State.COLUMNS, State.PLANNED):
            return self._to(batch)
        form = ColumnsForm(batch, request.POST or None)
        if form.is_valid():
            receiving.ask(batch, State.WAITING, receiving.read_import, mapping=form.mapping())
            return self._to(batch)
        return self._page(request, "columns", {"title": _("Ce que disent les colonnes"), "batch": batch, "form": form})

    @method_decorator(require_POST)
    def write(self, request, pk):
        """Have it written, once all is chosen."""
        batch = self._batch(request, pk)
        if batch.state != State.PLANNED:  # somebody was quicker, or pressed twice
            return self._to(batch)
        form = ChoicesForm(batch, request.POST)
        if not form.is_valid():
            messages.error(request, _("Il reste à choisir : rien n’est encore importé."))
            return self._shown(request, batch, form)
        asked = {"choices": batch.choices | form.choices(), "size": size_of(batch.report)}
        receiving.ask(batch, State.QUEUED, receiving.write_import, request.user.pk, **asked)
        return self._to(batch)

    def undo(self, request, pk):
        """Take it back, once that is confirmed."""
        batch = self._batch(request, pk)
        if batch.state != State.DONE:
            return self._to(batch)
        if request.method == "POST":
            size = batch.written.count()
            receiving.ask(batch, State.UNDOING, receiving.undo_import, request.user.pk, size=size)
            return self._to(batch)
        labels, rows = showing.totals(batch.report)
        title = _("Annuler l’import « %(name)s »") % {"name": batch}
        return self._page(request, "undo", {"title": title, "batch": batch, "labels": labels, "rows": rows})

    def _batch(self, request, pk):
        batch = get_object_or_404(Import.objects.without_file(), pk=pk)
        if not self.has_change_permission(request, batch):
            raise PermissionDenied
        return batch

    @staticmethod
    def _to(batch):
        return redirect("admin:exchange_import_change", batch.pk)

    def _page(self, request, name, context):
        context |= {**self.admin_site.each_context(request), "opts": self.opts}
        context["media"] = self.media + getattr(context.get("form"), "media", self.media)
        return TemplateResponse(request, f"admin/exchange/import/{name}.html", context)
