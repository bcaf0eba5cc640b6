from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.columns import Steady, Unwritten
from curation.finding import is_key
from curation.forms import anchor
from curation.waits import Wait, WaitFilter
from members.access import owner_only
from speakers.models import Speaker

from . import reporting
from .forgetting import forget_later
from .forms import AlsoForm, AnswerForm, ForgetForm
from .models import Forgotten, Report
from .persons import Person
from .walking import survey

WAITING = Wait("a-repondre", gettext_lazy("à répondre"), lambda rows: rows.waiting(), since="made_at")
LATE = Wait("en-retard", gettext_lazy("au-delà du mois que laisse la loi"), lambda rows: rows.late())


@admin.register(Report)
class ReportAdmin(Unwritten, Steady, admin.ModelAdmin):
    """What people say of public records: read, then answered in a sentence and one click."""

    waits = (WAITING, LATE)
    list_display = ("said", "kind", "about", "made_at", "delay", "state")
    list_filter = (WaitFilter, "state", "kind")
    search_fields = ("words", "email")
    list_per_page = 50
    show_full_result_count = False
    actions = None

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("record")

    @admin.display(description=gettext_lazy("ce qui est dit"), ordering="words")
    def said(self, report):
        return Truncator(report.words).chars(80)

    @admin.display(description=gettext_lazy("fiche"))
    def about(self, report):
        return anchor(report.record) if report.record else _("disparue")

    @admin.display(description=gettext_lazy("délai"), ordering="due_on")
    def delay(self, report):
        return report.delay

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The words, the record, and the answer; who may see it may not always answer."""
        if not is_key(object_id):
            raise Http404
        report = get_object_or_404(Report, pk=object_id)
        if not self.has_view_permission(request, report):
            raise PermissionDenied
        may_answer = request.user.has_perm("privacy.answer_report")
        if request.method == "POST" and not may_answer:
            raise PermissionDenied
        form = AnswerForm(request.POST or None)
        state = request.POST.get("state")
        if form.is_valid() and report.is_pending and state in (Report.State.DONE, Report.State.REFUSED):
            self._answer(request, report, state, form.cleaned_data["reason"])
            return redirect(reverse("admin:privacy_report_changelist", query={"attend": WAITING.name}))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Signalement n° %(number)d") % {"number": report.pk},
            "opts": self.opts,
            "report": report,
            "about": self.about(report),
            "form": form if may_answer and report.is_pending else None,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/privacy/report.html", context)

    def _answer(self, request, report, state, reason):
        if reporting.answer(report, state, reason=reason, request=request):
            self.message_user(request, _("C’est répondu, et un courriel le dit."))
        else:
            self.message_user(request, _("Quelqu’un y a déjà répondu."), messages.WARNING)


@admin.register(Forgotten)
class ForgottenAdmin(Unwritten, Steady, admin.ModelAdmin):
    """The journal of who was forgotten, and the page that does it."""

    list_display = ("at", "way", "by", "total")
    list_filter = ("way",)
    list_select_related = ("by",)
    fields = ("at", "way", "by", "counts")
    show_full_result_count = False
    actions = None

    def get_urls(self):
        page = self.admin_site.admin_view(self.forget_view)
        return [path("oublier/<int:pk>/", page, name="privacy_forgotten_forget"), *super().get_urls()]

    @admin.display(description=gettext_lazy("éléments touchés"))
    def total(self, forgotten):
        return sum(forgotten.counts.values())

    def forget_view(self, request, pk):
        """Where the person is, everywhere, and the two ways to forget them."""
        if not request.user.has_perm("privacy.forget_person"):
            raise PermissionDenied
        return self._proven(request, get_object_or_404(Speaker, pk=pk))

    @method_decorator(owner_only)
    def _proven(self, request, speaker):
        also = AlsoForm(request.POST or request.GET)
        person = Person(speaker.name, speaker=speaker, also=also.lines())
        form = ForgetForm(request.POST or None, initial={"also": also["also"].value()})
        if form.is_valid():
            asked = forget_later.enqueue(speaker.pk, form.cleaned_data["way"], also.lines(), request.user.pk)
            return redirect("admin:work_job_change", asked.id)
        sure, unsure = survey(person)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Oublier « %(name)s »") % {"name": speaker},
            "opts": speaker._meta,
            "record": speaker,
            "linked": person.linked(),
            "sure": sure,
            "unsure": unsure,
            "also": also,
            "form": form,
        }
        return TemplateResponse(request, "admin/privacy/forget.html", context)
