"""The admin of the two journals: what was written, and what was merged. Nothing in them is edited."""

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from . import audit, bulk, history, merging, sets, telling
from .batches import batches
from .columns import Steady, Unwritten
from .filters import Named, Period
from .finding import is_key
from .forms import address_of, anchor
from .models import Revision, Status


class Journal(Unwritten, Steady, admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False
    actions = None


class RevisionAdmin(Journal):
    list_display = ("label", "kind", "action", "by", "at")
    list_filter = (
        "action",
        ("content_type", Named),
        ("by", Named),
        ("at", Period),
    )
    search_fields = ("label",)
    ordering = ("-pk",)
    list_select_related = ("by", "content_type")
    change_list_template = "admin/revisions.html"

    @admin.display(description=_("type"))
    def kind(self, revision):
        return revision.content_type.name

    def get_queryset(self, request):
        return super().get_queryset(request).defer("snapshot")

    def get_urls(self):
        wrap = self.admin_site.admin_view
        mine = [
            path("deleted/", wrap(self.deleted_view), name="curation_revision_deleted"),
            path("<int:pk>/restore/", wrap(self.restore_view), name="curation_revision_restore"),
        ]
        return [*mine, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A revision is read in the history of its record."""
        if not is_key(object_id):
            raise Http404
        revision = get_object_or_404(Revision.objects.select_related("content_type"), pk=object_id)
        name = f"admin:{revision.content_type.app_label}_{revision.content_type.model}_history"
        return redirect(name, revision.object_id)

    def deleted_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(history.deleted(), 50).get_page(request.GET.get("p"))
        for revision in page:
            revision.may_restore = self._may_restore(request, revision, record=None)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Ce qui a été supprimé"),
            "opts": self.opts,
            "page": page,
        }
        return TemplateResponse(request, "admin/deleted.html", context)

    def restore_view(self, request, pk):
        """What the version would change; a POST writes it."""
        revision = get_object_or_404(Revision.objects.by_newest(), pk=pk)
        model = history.model_of(revision)
        record = model._base_manager.filter(pk=revision.object_id).first()
        if not self._may_restore(request, revision, record=record):
            raise PermissionDenied
        if request.method == "POST" and (restored := self._restore(request, revision)):
            return redirect(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", restored.pk)
        now = history.snapshot(record) if record else []
        [changes] = telling.tell([(now, revision.snapshot)])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Rétablir « %(label)s »") % {"label": revision.label},
            "opts": model._meta,
            "revision": revision,
            "record": record,
            "changes": changes,
            "history": reverse(
                f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[revision.object_id]
            ),
        }
        return TemplateResponse(request, "admin/restore.html", context)

    def _may_restore(self, request, revision, *, record):
        """A version that was published is for who may publish."""
        page = self.admin_site.get_model_admin(history.model_of(revision))
        published = revision.snapshot[0]["fields"].get("status") == Status.PUBLISHED
        return page.may_restore(request, record) and (not published or page.has_publish_permission(request))

    def _restore(self, request, revision):
        newest = Revision.objects.filter(
            content_type=revision.content_type_id, object_id=revision.object_id
        ).by_newest()
        if newest.first().action == Revision.Action.MERGED:
            messages.error(request, _("Cette fiche a été fusionnée : c’est la fusion qui s’annule."))
            return None
        try:
            restored = history.restore(revision, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join([str(_("Cette version ne peut pas être rétablie.")), *error.messages]))
        except IntegrityError:
            messages.error(
                request,
                _(
                    "Cette version ne peut pas être rétablie : un nom ou une adresse qu’elle porte est pris, "
                    "ou une fiche qu’elle cite n’existe plus."
                ),
            )
        else:
            audit.note("restore", by=request.user, revision=revision.pk)
            messages.success(request, _("« %(label)s » est comme à cette date.") % {"label": restored})
            self.admin_site.get_model_admin(type(restored)).say_what_fits_no_more(request, restored)
            return restored
        return None


class DeedAdmin(Journal):
    """What was done to many records at once. The class says which permission undoes it, and how that is called."""

    list_filter = (("content_type", Named), ("undone_at", admin.EmptyFieldListFilter))
    list_select_related = ("by", "content_type")
    change_form_template = "admin/deed.html"

    @admin.display(description=_("type"))
    def kind(self, done):
        return done.content_type.name

    def get_urls(self):
        undo = self.admin_site.admin_view(require_POST(self.undo_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_undo"
        return [path("<int:pk>/undo/", undo, name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_undo"] = not obj.undone_at and self.may_undo(request, obj)
        context |= {"undo_label": self.undo_label, "undo_sentence": self.undo_sentence}
        context |= {"title": obj, "subtitle": capfirst(self.opts.verbose_name)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def may_undo(self, request, done):
        return request.user.has_perm(self.undone_with)

    def undo_view(self, request, pk):
        done = get_object_or_404(self.model, pk=pk)
        if not self.may_undo(request, done):
            raise PermissionDenied
        try:
            return self.undo(request, done)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", pk)

    @staticmethod
    def _left(task, request, done):
        """Leave it to the worker, and lead to where that says how far it is."""
        asked = task.enqueue(done.pk, request.user.pk)
        return redirect("admin:work_job_change", asked.id)

    def undo(self, request, done):
        """Undo it, say so, and lead to where that is seen. ValidationError, with the sentence, if it cannot be."""
        raise NotImplementedError


class MergeAdmin(DeedAdmin):
    undone_with = "curation.merge"
    undo_label = _("Annuler cette fusion")
    undo_sentence = _("La fiche fusionnée revient avec ce qui est encore accroché à la fiche gardée.")
    list_display = ("kept_label", "gone_label", "kind", "by", "at", "undone_at")
    list_display_links = ("kept_label", "gone_label")
    search_fields = ("kept_label", "gone_label")
    fields = ("kept", "gone_label", "kind", "by", "at", "moved", "aside", "undone_at", "undone_by")
    readonly_fields = ("kept", "kind", "moved", "aside")

    @admin.display(description=_("fiche gardée"))
    def kept(self, done):
        return anchor(done.record, str(done.record)) if done.record else done.kept_label

    @admin.display(description=_("passé à la fiche gardée"))
    def moved(self, done):
        told = {"moved": done.count, "doubled": len(done.journal["doubled"])}
        return _("%(moved)d liens, dont elle avait déjà %(doubled)d.") % told

    @admin.display(description=_("ce qui n’a pas été gardé"))
    def aside(self, done):
        model = done.content_type.model_class()
        labels = {name: model._meta.get_field(name).verbose_name for name in done.journal.get("aside", ())}
        told = ((label, telling.value(model, name, done.journal["aside"][name])) for name, label in labels.items())
        return format_html_join(mark_safe("<br>"), "{} : {}", ((capfirst(label), words) for label, words in told))

    def undo(self, request, done):
        if done.count > bulk.A_FEW and not done.undone_at:
            return self._left(bulk.undo_merge_later, request, done)
        back = merging.undo(done, by=request.user)
        messages.success(request, _("« %(label)s » est de nouveau une fiche à part.") % {"label": back})
        return redirect(address_of(back))


class StatusChangeAdmin(DeedAdmin):
    undone_with = "curation.publish"
    undo_label = _("Annuler")
    undo_sentence = _("Chaque fiche retrouve l’état qu’elle avait, si elle a encore celui qui lui fut donné.")
    list_display = ("label", "status", "kind", "count", "by", "at", "undone_at")
    list_filter = ("status", *DeedAdmin.list_filter)
    search_fields = ("label",)
    fields = ("because_of", "status", "by", "at", "records", "undone_at", "undone_by")
    readonly_fields = ("because_of", "records")

    @admin.display(description=_("fiche"))
    def because_of(self, done):
        return anchor(done.record, str(done.record)) if done.record else done.label

    @admin.display(description=_("nombre de fiches"))
    def count(self, done):
        return done.count

    @admin.display(description=_("fiches"))
    def records(self, done):
        """Each as a link; those that are gone since are left out. A query a kind."""
        kinds = [(apps.get_model(label)._base_manager, keys) for label, keys in done.journal.items()]
        found = [rows.in_bulk(some).values() for rows, keys in kinds for some in batches(keys)]
        return format_html_join(mark_safe("<br>"), "{}", ((anchor(row),) for rows in found for row in rows))

    def undo(self, request, done):
        if done.count > bulk.A_LOT and not done.undone_at:
            return self._left(bulk.undo_status_later, request, done)
        bulk.undo_status(done, by=request.user)
        messages.success(request, _("C’est annulé."))
        return redirect(address_of(done.record) if done.record else "admin:curation_statuschange_changelist")


class ListChangeAdmin(DeedAdmin):
    """Its page says how far it is, until it is over. Whoever asked for it may undo it, but for what one needs to
    publish for, and whoever may publish."""

    undone_with = "curation.publish"
    undo_label = _("Tout annuler")
    undo_sentence = _("Chaque fiche retrouve ce qu’elle avait ; ce qui n’est pas encore fait ne le sera pas.")
    list_display = ("__str__", "by", "at", "undone_at")
    fields = ("by", "at", "undone_at", "undone_by")
    change_form_template = "admin/list_change.html"

    def get_queryset(self, request):
        return super().get_queryset(request).counted()

    def may_undo(self, request, done):
        is_ones_own = done.by_id == request.user.pk and not done.kind.publishes
        return is_ones_own or super().may_undo(request, done)

    def undo(self, request, done):
        sets.undo(done, by=request.user)
        return redirect(address_of(done))
