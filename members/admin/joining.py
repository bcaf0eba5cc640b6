from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from curation import audit
from curation.columns import Steady, Unwritten
from language.typography import french_date

from .. import joining
from ..forms import InviteForm
from ..models import Application, Invitation

ADMIT = "members.admit_member"


@admin.register(Application)
class ApplicationAdmin(Unwritten, Steady, admin.ModelAdmin):
    """Who asks to become a member: read, then approved or refused in one click."""

    list_display = ("user", "email", "reason", "asked_at", "decision")
    list_display_links = None
    list_filter = ("state",)
    list_select_related = ("user__application", "decided_by")
    search_fields = ("user__name", "user__email", "reason")

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_urls(self):
        decide = self.admin_site.admin_view(self.decide)
        pages = [
            path("<int:pk>/accepter/", decide, {"answer": joining.approve}, name="members_application_approve"),
            path("<int:pk>/refuser/", decide, {"answer": joining.refuse}, name="members_application_refuse"),
        ]
        return [*pages, *super().get_urls()]

    @admin.display(description=gettext_lazy("adresse e-mail"))
    def email(self, application):
        return application.user.email

    @admin.display(description=gettext_lazy("décision"))
    def decision(self, application):
        if application.is_pending:
            return decide_buttons(application)
        who = application.decided_by or _("sans auteur")
        day = french_date(timezone.localtime(application.decided_at), language=get_language() or "fr")
        sentence = f"{application.get_state_display()} · {day}, {who}"
        if application.state == Application.State.REFUSED:
            return format_html("{} {}", sentence, decide_button(application, "approve", _("Accepter quand même")))
        return sentence

    def decide(self, request, pk, answer):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(ADMIT):
            raise PermissionDenied
        application = get_object_or_404(Application.objects.select_related("user"), pk=pk)
        try:
            done = answer(application, request=request)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return self._after(request)
        state = {"name": application.user, "state": application.get_state_display()}
        if done:
            self.message_user(request, _("%(name)s : demande %(state)s, et un courriel le lui dit.") % state)
        else:
            self.message_user(request, _("%(name)s : demande déjà %(state)s.") % state, messages.WARNING)
        return self._after(request)

    def _after(self, request):
        if "accueil" in request.GET:
            return redirect("admin:index")
        left = {"state__exact": Application.State.PENDING}
        return redirect(reverse("admin:members_application_changelist", query=left))


def decide_buttons(application):
    yes = decide_button(application, "approve", _("Accepter"))
    return format_html("{} {}", yes, decide_button(application, "refuse", _("Refuser")))


def decide_button(application, answer, label):
    """A button of the list's own form, since a form cannot stand in another."""
    address = reverse(f"admin:members_application_{answer}", args=[application.pk])
    name = f"{label} : {application.user}"
    return format_html('<button class="button" formaction="{}" aria-label="{}">{}</button>', address, name, label)


@admin.register(Invitation)
class InvitationAdmin(Steady, admin.ModelAdmin):
    """Who was invited; inviting is pasting addresses."""

    list_display = ("email", "invited_at", "invited_by", "member_until", "state")
    list_display_links = None
    list_select_related = ("invited_by", "user")
    search_fields = ("email",)

    def has_add_permission(self, request):
        return request.user.has_perm(ADMIT)

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("état"))
    def state(self, invitation):
        if invitation.user:
            return _("acceptée par %(name)s") % {"name": invitation.user}
        return _("en attente") if invitation.is_open else _("trop ancienne : invitez de nouveau")

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InviteForm(request.POST or None)
        if form.is_valid():
            self._invite(request, form)
            return redirect("admin:members_invitation_changelist")
        context = {"opts": self.opts, "title": _("Inviter"), "form": form, **self.admin_site.each_context(request)}
        return TemplateResponse(request, "admin/members/invitation/invite.html", context)

    def _invite(self, request, form):
        addresses, until = form.cleaned_data["addresses"], form.cleaned_data["member_until"]
        with transaction.atomic():
            invitations, admitted = joining.invite(addresses, by=request.user, until=until)
            joining.tell_invited(invitations, request=request)
            joining.tell_admitted(admitted, request=request)
        for invitation in invitations:
            audit.note("invitation", by=request.user, invitation=invitation.pk)
        for account in admitted:
            audit.note("admission", by=request.user, account=account.pk)
        count = len(invitations)
        if count:
            self.message_user(
                request, ngettext("%(count)d invitation.", "%(count)d invitations.", count) % {"count": count}
            )
        if admitted:
            names = ", ".join(map(str, admitted))
            self.message_user(
                request, _("Avaient un compte, et sont membres désormais : %(names)s.") % {"names": names}
            )
