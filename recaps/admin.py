from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh, trigger_client_event

from curation.columns import Steady
from curation.filters import Period
from curation.waits import Wait, WaitFilter

from . import bulk, deciding, reviewing
from .about import RecapForm
from .asking import DecisionForm
from .forms import AddForm, MarkForm
from .models import Arrival, Recap
from .receiving import receive

TO_DECIDE = Wait(
    "a-decider",
    gettext_lazy("à relire"),
    lambda rows: rows.unfinished(),
    since="added_at",
)

SEVERAL = (
    "certain",
    "held",
    "speaker",
    "group",
    "all",
    "reject",
)  # names of buttons that decide several cards
FEW_LEFT = 5  # arrivals that the form tells of

# What static/desk/recap.js listens to.
KEYS = {
    "a": gettext_lazy("accepter"),
    "1 … 9": gettext_lazy("dire qui c’est : le premier, le deuxième…"),
    "e": gettext_lazy("modifier, puis accepter"),
    "r": gettext_lazy("rejeter"),
    "d": gettext_lazy("décider plus tard"),
    "m": gettext_lazy("marquer un passage soi-même"),
    "u": gettext_lazy("annuler la dernière décision"),
    "j, k": gettext_lazy("suivante, précédente"),
    "?": gettext_lazy("cette aide"),
}


@admin.register(Recap)
class RecapAdmin(Steady, admin.ModelAdmin):
    """Articles that come in, and the review of what was found in them."""

    waits = (TO_DECIDE,)
    list_display = ("title", "publisher", "published_on", "event", "progress", "added_at", "added_by")
    list_filter = (WaitFilter, ("added_at", Period))
    list_select_related = ("event", "added_by")
    search_fields = ("title", "publisher", "canonical")
    show_full_result_count = False

    class Media:
        css = {"all": ["desk/desk.css", "desk/recap.css"]}
        js = ["desk/fragments.js", "desk/recap.js"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pasted", "canonical", "marks").with_progress()

    @admin.display(description=gettext_lazy("décidées"))
    def progress(self, recap):
        return _("%(decided)d sur %(total)d") % {"decided": recap.total - recap.waiting, "total": recap.total}

    def get_urls(self):
        pages = [
            path("arrivees/<int:pk>/", self.admin_site.admin_view(self.arrival), name="recaps_recap_arrival"),
            path("<int:pk>/a-propos/", self.admin_site.admin_view(self.about), name="recaps_recap_about"),
            path("<int:pk>/decider/", self.admin_site.admin_view(self.decide), name="recaps_recap_decide"),
            path("<int:pk>/marquer/", self.admin_site.admin_view(self.mark), name="recaps_recap_mark"),
        ]
        return [*pages, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        """Paste, choose or name an article; what was read of it is then shown to be corrected."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = AddForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        if not form.is_valid():
            return self._add_page(request, form)
        arrival = receive(by=request.user, **form.cleaned_data)
        if arrival.state != Arrival.State.REFUSED:
            return redirect(self._following(request, arrival))
        form.refuse(arrival)
        arrival.delete()  # it is in the form still
        return self._add_page(request, form)

    def _add_page(self, request, form, *, refused=None):
        left = Arrival.objects.left_by(request.user)[:FEW_LEFT]
        context = {"title": _("Nouveau compte rendu"), "form": form, "refused": refused, "left": left}
        return self._page(request, "add", context)

    def arrival(self, request, pk):
        """How far the reading has come, until it leads to the recap or back to the form."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        arrival = get_object_or_404(Arrival, pk=pk, by=request.user)
        if not arrival.is_over:
            return self._page(request, "arrival", {"title": _("Lecture en cours"), "arrival": arrival})
        if request.htmx:
            return HttpResponseClientRedirect(request.path)
        if arrival.state == Arrival.State.REFUSED:
            form = AddForm(initial={"text": arrival.text, "address": arrival.address})
            return self._add_page(request, form, refused=arrival)
        return redirect(self._following(request, arrival))

    def _following(self, request, arrival):
        if arrival.recap is None:
            return reverse("admin:recaps_recap_arrival", args=[arrival.pk])
        if arrival.is_new:
            return reverse("admin:recaps_recap_about", args=[arrival.recap_id])
        messages.info(request, _("Ce texte est déjà là : voici ce qui en fut trouvé."))
        return reverse("admin:recaps_recap_change", args=[arrival.recap_id])

    def about(self, request, pk):
        recap = self._recap(request, pk)
        form = RecapForm(recap, request.POST or None)
        if request.method == "POST" and form.is_valid():
            if {"event", "language"} & set(form.changed_data) and recap.proposals.accepted().exists():
                messages.warning(request, _("Ce qui fut accepté déjà reste comme il fut écrit : évènement, langue."))
            try:
                form.decide(by=request.user)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return redirect("admin:recaps_recap_change", recap.pk)
        return self._page(request, "about", {"title": _("Ce que dit la page"), "recap": recap, "form": form})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        recap = self._recap(request, object_id, changes=False)
        return self._review(request, recap)

    def _review(self, request, recap, *, answered=None, mark=None):
        review = self._review_of(request, recap, answered=answered)
        context = {
            "title": recap.title,
            "recap": recap,
            "review": review,
            "mark": mark or MarkForm(recap),
            "keys": KEYS.items(),
        }
        context["may_decide"] = self.has_change_permission(request, recap)
        return self._page(request, "review", context)

    @method_decorator(require_POST)
    def decide(self, request, pk):
        """One decision, or several in one go; what cannot be done is said, and nothing is lost."""
        recap = self._recap(request, pk)
        if any(name in request.POST for name in SEVERAL):
            self._decide_several(request, recap)
            return redirect(self._address(request, recap))
        proposal = recap.proposals.filter(pk=self._key(request)).first()
        if proposal is None:
            raise Http404
        action, form = request.POST.get("action"), None
        before = self._review_of(request, recap)
        if action in ("accept", "edit") and proposal.is_open:
            form = DecisionForm(proposal, data=request.POST, edits=action == "edit")
            if not form.is_valid():
                return self._answer(request, recap, before, proposal, answered=form)
        following = proposal if action in ("undo", "undo-all") else before.following(proposal)
        try:
            self._do(request, proposal, before.twins(proposal), form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            following = proposal
        return self._answer(request, recap, before, following, decided=proposal)

    def _answer(self, request, recap, before, following, *, decided=None, answered=None):
        """What a decision changed, for a page that asks for that alone; else the page, at the proposal that follows."""
        if not request.htmx:
            if answered:
                return self._review(request, recap, answered=answered)
            return redirect(self._address(request, recap, following))
        recap = self._recap(request, recap.pk)
        after = self._review_of(request, recap)
        touched = after.touched_since(before, decided or following)
        if touched is None:
            return HttpResponseClientRefresh()
        review = self._review_of(request, recap, answered=answered, touched=touched)
        context = {"recap": recap, "review": review, "may_decide": True, "is_answer": True}
        response = TemplateResponse(request, "admin/recaps/recap/answer.html", context)
        key = following.pk if following else None
        return trigger_client_event(response, "recap:following", {"card": key}, after="settle")

    def _review_of(self, request, recap, **parts):
        return reviewing.Review(recap, request.GET, by=request.user, **parts)

    def _do(self, request, proposal, twins, form):
        action, by = request.POST.get("action"), request.user
        if action in ("accept", "edit"):
            answers = {"fields": form.changed(), "choices": form.choices()} if form else {}
            bulk.accept_card(proposal, twins, by=by, **answers)
        elif action in ("undo", "undo-all"):
            is_all = action == "undo-all"
            for row in bulk.undo_all(proposal, by=by) if is_all else bulk.undo_card(proposal, twins, by=by):
                messages.warning(request, _stays(row))
        elif action == "reject":
            bulk.reject_card(proposal, twins, by=by)
        elif action == "later":
            for one in (proposal, *twins):
                deciding.postpone(one, by=by)
        else:
            raise Http404

    def _decide_several(self, request, recap):
        asked, by = request.POST, request.user
        review = reviewing.Review(recap, {}, by=by)
        if "reject" in asked:
            count = len(bulk.reject_all(review.selection.rest(asked["reject"]), by=by))
            messages.success(request, ngettext("%d rejetée.", "%d rejetées.", count) % count)
        else:
            self._tell_accepted(request, *bulk.accept_all(self._chosen(asked, review), by=by))

    @staticmethod
    def _chosen(asked, review):
        """What the button that was pressed stands for."""
        if "held" in asked:
            return review.selection.held()
        if "all" in asked:
            return review.selection.among(review.all)
        if "group" in asked:
            group = next((one for one in review.groups if one.key == asked["group"]), None)
            return review.selection.among(group.proposals) if group else []
        return review.selection.certain(asked.get("speaker", ""))

    @staticmethod
    def _key(request):
        key = request.POST.get("proposal", "")
        return int(key) if key.isdecimal() and len(key) < 19 else 0

    def _tell_accepted(self, request, accepted, refused):
        count = len(accepted)
        messages.success(request, ngettext("%d acceptée.", "%d acceptées.", count) % count)
        for proposal, why in refused:
            messages.error(request, f"« {proposal} » : {why}")

    @method_decorator(require_POST)
    def mark(self, request, pk):
        """A proposal by hand, from words of the article."""
        recap = self._recap(request, pk)
        form = MarkForm(recap, request.POST)
        if not form.is_valid():
            return self._review(request, recap, mark=form)
        fields = {name: form.cleaned_data[name] for name in ("speaker", "attribution") if form.cleaned_data[name]}
        place = {name: form.cleaned_data[name] for name in ("kind", "start", "end")}
        proposal = recap.proposals.create(**place, fields=fields, by_hand=True)
        return redirect(self._address(request, recap, proposal))

    def _recap(self, request, key, *, changes=True):
        recap = self.get_object(request, str(key)) or None
        if recap is None:
            raise Http404
        may = self.has_change_permission if changes else self.has_view_or_change_permission
        if not may(request, recap):
            raise PermissionDenied
        return Recap.objects.select_related("event", "source", "corrects").get(pk=recap.pk)

    def _address(self, request, recap, proposal=None):
        address = reverse("admin:recaps_recap_change", args=[recap.pk])
        query = self._review_of(request, recap).query
        anchor = f"#proposition-{proposal.pk}" if proposal else "#propositions"
        return address + (f"?{query}" if query else "") + anchor

    def _page(self, request, name, context):
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/recaps/recap/{name}.html", context)


def _stays(row):
    sentence = _("« %(record)s » a été modifiée depuis, ou d’autres fiches y tiennent : elle reste comme elle est.")
    return sentence % {"record": row}
