from allauth.account.views import ConfirmEmailView, PasswordResetFromKeyView, SignupView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from curation import audit

from . import joining, proving, rights
from .access import is_member, owner_only
from .devices import device
from .forms import AccountForm
from .holdings import holdings
from .models import User


class InvitationView(SignupView):
    """The form that an invitation's link opens, or a button if its address has an account. Reading it does nothing.

    The mail came to its address, so whoever answers has proven it.
    """

    template_name = "account/signup.html"

    def dispatch(self, request, token):
        self.invitation = joining.invitation_of(token)
        if self.invitation is None:
            raise Http404
        if not self.invitation.is_open:
            return render(request, "members/invitation_over.html", {"invitation": self.invitation}, status=410)
        if user := User.objects.of_address(self.invitation.email).first():
            return self.answer(request, user)
        return super().dispatch(request)

    def answer(self, request, user):
        if request.method != "POST":
            return render(request, "members/invitation.html", {"invitation": self.invitation})
        is_news = proving.prove(request, user)
        try:
            self.invitation.accept(user)
        except ValidationError as error:
            return render(request, "members/invitation.html", {"refusal": error.messages}, status=409)
        messages.success(request, _("Votre compte est désormais celui d’un membre."))
        return redirect((is_news and proving.way_in(request, user)) or "account_login")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "invitation": self.invitation}

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitation=self.invitation, **kwargs)


invitation = never_cache(InvitationView.as_view())


class ConfirmAddressView(ConfirmEmailView):
    """The page of the link that proves an address, with its button. Reading it does nothing."""

    def get(self, *args, **kwargs):
        try:
            self.object = self.get_object()
        except Http404:
            self.object = None
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        """Whoever only reads the mail of a new address takes no account with it, nor gives it theirs."""
        account = self.get_object().email_address.user
        if request.user != account and rights.is_proven(account):
            messages.warning(request, _("Connectez-vous d’abord au compte qui change d’adresse."))
            return redirect_to_login(request.get_full_path())
        return super().post(request, *args, **kwargs)


confirm_address = ConfirmAddressView.as_view()


class ChoosePasswordView(PasswordResetFromKeyView):
    """The page of the link that replaces a forgotten password. Reading it does not log another account out."""

    def logout(self):
        if self.request.method == "POST":
            super().logout()


choose_password = ChoosePasswordView.as_view()


def email_verified(request):
    return render(request, "members/email_verified.html")


@never_cache
@login_required
def account(request):
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("C’est enregistré."))
        return redirect("account")
    context = {
        "form": form,
        "is_member": is_member(request.user),
        "application": getattr(request.user, "application", None),
    }
    return render(request, "members/account.html", context)


@never_cache
@login_required
def sessions(request):
    """Where the account is logged in; each session, or all but this one, can be ended."""
    found = UserSession.objects.purge_and_list(request.user)
    if request.method == "POST":
        asked = request.POST.get("session")
        for session in found:
            if not session.is_current() and asked in {"others", str(session.pk)}:
                session.end()
        return redirect("account_sessions")
    for session in found:
        session.device = device(session.user_agent)
    return render(request, "members/sessions.html", {"sessions": found})


@never_cache
@owner_only
def export(request):
    audit.note("export", by=request.user)
    response = JsonResponse(holdings(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@never_cache
@owner_only
def delete(request):
    """What the person curated stays, without a name."""
    if request.method != "POST":
        return render(request, "members/delete.html")
    user = User.objects.get(pk=request.user.pk)
    for session in UserSession.objects.purge_and_list(user):
        session.end()
    audit.note("account-deleted", by=user, account=user.pk)
    logout(request)
    user.delete()
    messages.success(request, _("Votre compte est supprimé, avec tout ce qui n’était qu’à vous."))
    return redirect("home")
