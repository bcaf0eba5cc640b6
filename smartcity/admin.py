"""The work that waits for the worker, as its library keeps it, in our words."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from curation.columns import Steady
from curation.waits import Wait, WaitFilter
from work.models import Job

admin.site.unregister(DBTaskResult)


@admin.register(Job)
class JobAdmin(Steady, admin.ModelAdmin):
    """What waits, what failed; who may change it has it tried again."""

    waits = (
        Wait("en-attente", _("en attente"), lambda rows: rows.fresh(), since="enqueued_at"),
        Wait("a-reessayer", _("à réessayer"), lambda rows: rows.retried()),
        Wait("echoues", _("en échec"), lambda rows: rows.failed()),
    )
    list_display = ("__str__", "state", "tried", "asked_at", "run_at", "error")
    fields = ("state", "tried", "asked_at", "run_at", "error")
    list_filter = (WaitFilter,)
    ordering = ("-enqueued_at", "pk")
    actions = ("try_again",)
    show_full_result_count = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """To have it tried again, not to write in it."""
        return obj is None and super().has_change_permission(request)

    @admin.display(description=_("état"))
    def state(self, job):
        return job.state_in_words

    @admin.display(description=_("essais"))
    def tried(self, job):
        return job.tried

    @admin.display(description=_("demandé le"), ordering="enqueued_at")
    def asked_at(self, job):
        return job.enqueued_at

    @admin.display(description=_("à faire le"))
    def run_at(self, job):
        return job.due_at

    @admin.display(description=_("ce qui n’alla pas"))
    def error(self, job):
        return job.error

    @admin.action(description=_("Réessayer"), permissions=["change"])
    def try_again(self, request, queryset):
        """Have what failed tried once more: what kept it from being done was mended."""
        jobs = list(queryset.failed() | queryset.retried())
        for job in jobs:
            job.try_again()
        count = len(jobs)
        self.message_user(request, ngettext("%d travail sera réessayé.", "%d travaux seront réessayés.", count) % count)
