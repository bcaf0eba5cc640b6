"""The house's admin: its menu, and on its home what waits and what changed."""

from itertools import groupby

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_POST

from curation import saved
from curation.models import Curated, Revision
from curation.pickers import PickerView
from members import rights
from members.models import Application

from . import guide
from .menu import grouped, menu, place

RECENT = 15
LOOKED_AT = 500  # revisions among which runs are found and counted
FEW_APPLICATIONS = 10  # decided on the home itself; the list has the others
MANY = 1000  # of one kind that wait, and are counted no further
FEW = 3  # changes at once that are still told one by one

Action = Revision.Action
RUNS = {
    Action.ADDED: ngettext_lazy("%(count)d ajout", "%(count)d ajouts", "count"),
    Action.CHANGED: ngettext_lazy("%(count)d modification", "%(count)d modifications", "count"),
    Action.DELETED: ngettext_lazy("%(count)d suppression", "%(count)d suppressions", "count"),
    Action.RESTORED: ngettext_lazy("%(count)d rétablissement", "%(count)d rétablissements", "count"),
    Action.MERGED: ngettext_lazy("%(count)d fusion", "%(count)d fusions", "count"),
}


class AdminSite(admin.AdminSite):
    site_title = _("Curation")
    index_title = _("Accueil")
    empty_value_display = "—"
    enable_nav_sidebar = False

    def has_permission(self, request):
        """The one gate before all that is not public: drafts, their pictures and files, the styleguide."""
        return super().has_permission(request) and rights.may_work(request.user)

    def login(self, request, extra_context=None):
        """The site has one log-in page. Who is in already, but not here, is told what is missing."""
        user = request.user
        after = request.GET.get("next") or reverse("admin:index")
        if self.has_permission(request):
            return redirect("admin:index")
        if not user.is_authenticated:
            return redirect_to_login(after)
        if user.is_active and user.is_staff and not user.has_lapsed:
            messages.warning(request, _("L’espace de curation demande un second facteur : mettez-en un en place."))
            return redirect("mfa_index")
        raise PermissionDenied

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def get_urls(self):
        return [
            path("aide/", self.admin_view(self.guide_view), name="guide"),
            path("aide/<slug:name>/", self.admin_view(self.guide_view), name="guide_page"),
            path("listes/<str:of>/garder/", self.admin_view(require_POST(self.save_list_view)), name="save_list"),
            path("listes/<int:pk>/oter/", self.admin_view(require_POST(self.drop_list_view)), name="drop_list"),
            *super().get_urls(),
        ]

    def guide_view(self, request, name=guide.HOME):
        if name not in guide.names():
            raise Http404
        title, words = guide.read(name)
        context = {"title": title, "words": words, "language": guide.language_of(name), "is_home": name == guide.HOME}
        return render(request, "admin/guide.html", self.each_context(request) | context)

    def save_list_view(self, request, of):
        """Save the list of the model labelled `of`, as the rest of the address narrows it."""
        page = next((page for page in self._registry.values() if page.opts.label_lower == of), None)
        if page is None:
            raise Http404
        if not page.has_view_or_change_permission(request):
            raise PermissionDenied
        saved.save(request, page.model)
        return redirect(f"{_list_address(of)}?{request.GET.urlencode()}")

    def drop_list_view(self, request, pk):
        """Drop a list of one's own, and show it once more: it is saved again in one step."""
        dropped = get_object_or_404(request.user.saved_lists, pk=pk)
        dropped.delete()
        sentence = _("« %s » n’est plus gardée. Était-ce une erreur ? La voici : gardez-la de nouveau.") % dropped
        messages.success(request, sentence)
        return redirect(f"{_list_address(dropped.of)}{dropped.query}")

    def autocomplete_view(self, request):
        return PickerView.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The models in our groups; those that no group names come last, under their app.

        Worked out where it is shown: Django asks for it on each page, for a sidebar.
        """
        apps = super().get_app_list
        return apps(request, app_label) if app_label else SimpleLazyObject(lambda: grouped(apps(request)))

    def each_context(self, request):
        return super().each_context(request) | {"menu": menu(request, self._registry.values())}

    def index(self, request, extra_context=None):
        waiting, lacking = self._waiting(request, is_lack=False), self._waiting(request, is_lack=True)
        context = {"waiting": waiting, "lacking": lacking, "recent": self._recent(request)}
        context["applications"] = self._applications(request)
        return super().index(request, {**context, **(extra_context or {})})

    def _applications(self, request):
        """Who asks to become a member, for those who may say yes. One query."""
        if not request.user.has_perm("members.admit_member"):
            return []
        return list(Application.objects.waiting().select_related("user")[:FEW_APPLICATIONS])

    def _waiting(self, request, *, is_lack):
        """[(admin's plural, [(label, count, address, since when or None), …]), …] of what waits, or of what is lacking.

        What is decided comes before drafts. One query a line, two if dated; nobody needs to know how many more than
        `MANY` there are.
        """
        found = []
        for page in sorted(self._curated(request), key=_urgency):
            address = reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")
            lines = [
                (
                    wait.label,
                    _("plus de 1 000") if count > MANY else count,
                    f"{address}?attend={wait.name}",
                    wait.oldest(page.model.objects.all()),
                )
                for wait in page.waits
                if wait.is_lack == is_lack and (count := wait.rows(page.model.objects.order_by())[: MANY + 1].count())
            ]
            if lines:
                found.append((page.opts.verbose_name_plural, lines))
        return found

    def _recent(self, request):
        """[(label, address, newest revision), …] of what the person may see; a long run is one line. One query."""
        seen = [ContentType.objects.get_for_model(page.model).pk for page in self._curated(request)]
        revisions = Revision.objects.filter(content_type__in=seen).by_newest().defer("snapshot")[:LOOKED_AT]
        lines = []
        for _same, run in groupby(revisions, key=_at_once):
            run = list(run)
            lines += [_run_line(run)] if len(run) > FEW else map(_line, run)
        return lines[:RECENT]

    def _curated(self, request):
        """The admins of curated records (`curation.admin` cannot be imported here: it registers itself on this site)
        that the person may see."""
        pages = (page for page in self._registry.values() if hasattr(page, "waits"))
        return [page for page in pages if page.has_view_or_change_permission(request)]


def _list_address(label):
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def _at_once(revision):
    """What the changes of one run have in common."""
    return revision.by_id, revision.comment, revision.action, revision.at.replace(second=0, microsecond=0)


def _line(revision):
    kind = revision.content_type
    return revision.label, reverse(f"admin:{kind.app_label}_{kind.model}_history", args=[revision.object_id]), revision


def _run_line(run):
    """All of a run leads to the journal of its day."""
    newest = run[0]
    day = timezone.localtime(newest.at)
    query = {"action__exact": newest.action, "at__year": day.year, "at__month": day.month, "at__day": day.day}
    address = reverse("admin:curation_revision_changelist", query=query)
    return RUNS[newest.action] % {"count": len(run)}, address, newest


def _urgency(page):
    return issubclass(page.model, Curated), place(page.opts)
