import secrets

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from . import rights
from .access import is_member
from .models import Application, Invitation, User


class LoginForm(allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Adresse e-mail")
        self.fields["password"].help_text = ""  # the page has its link beside the button
        self.fields["remember"].label = _("Rester connecté sur cet appareil")


class JoinForm(allauth.SignupForm):
    """Ask to become a member, or take up an invitation, whose address is known and whose reason nobody asks."""

    name = User._meta.get_field("name").formfield(
        label=_("Prénom et nom"), widget=forms.TextInput({"autocomplete": "name"})
    )
    reason = Application._meta.get_field("reason").formfield(
        label=_("Pourquoi ?"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Une phrase suffit : votre association, ce que vous cherchez."),
    )
    field_order = ["name", "email", "reason", "password1"]

    def __init__(self, *args, invitation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["email"].label = _("Adresse e-mail")
        if invitation:
            self.fields["email"].initial = invitation.email
            self.fields["email"].disabled = True
            del self.fields["reason"]

    def try_save(self, request):
        """A known address costs what an unknown one does: an account is made, and is gone before anybody sees it."""
        if self.account_already_exists:
            with transaction.atomic():
                self._save_as(f"{secrets.token_hex(16)}@example.invalid", request)
                transaction.set_rollback(True)
        return super().try_save(request)

    def _save_as(self, email, request):
        kept, self.cleaned_data["email"] = self.cleaned_data["email"], email
        self.account_already_exists = False
        self.save(request)
        self.account_already_exists = True
        self.cleaned_data["email"] = kept

    @transaction.atomic
    def save(self, request):
        if self.invitation:  # its mail came to the address
            get_adapter().stash_verified_email(request, self.invitation.email)
        user = super().save(request)
        if self.invitation:
            self.invitation.accept(user)
        return user

    def signup(self, request, user):
        """Called by django-allauth, once the account is there."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
        if not self.invitation:
            Application.objects.create(user=user, reason=self.cleaned_data["reason"])


class RequestCodeForm(allauth.RequestLoginCodeForm):
    """An address that somebody only asked to change to is not yet a name of their account."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = User.objects.filter(is_active=True).of_address(email).first()
        return email


class ResetPasswordForm(allauth.ResetPasswordForm):
    """The same of a forgotten password."""

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        self.users = list(User.objects.filter(is_active=True).of_address(email))
        return email

    def save(self, request, **kwargs):
        if not self.users:  # reads what the link of a known address is made of: the answer takes as long
            for _read in range(2):
                EmailAddress.objects.filter(user=0).exists()
        return super().save(request, **kwargs)


class AddEmailForm(allauth.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Nouvelle adresse e-mail")


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    name = forms.CharField(label=_("Nom"), required=False)
    passwordless = forms.BooleanField(
        label=_("Entrer avec elle, sans mot de passe"),
        required=False,
        initial=True,
        help_text=_("L’appareil demande alors l’empreinte, le visage ou un code."),
    )


class EditPasskeyForm(passkeys.EditWebAuthnForm):
    name = forms.CharField(label=_("Nom"), max_length=100)


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]


class InviteForm(forms.Form):
    """Addresses, pasted as they come: separated by anything, or « Prénom Nom <adresse> »."""

    addresses = forms.CharField(
        label=_("Adresses e-mail"),
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Une ou plusieurs, séparées par des virgules ou des retours à la ligne ; 200 au plus."),
    )
    member_until = Invitation._meta.get_field("member_until").formfield(widget=forms.DateInput({"type": "date"}))

    MOST = 200

    def clean_addresses(self):
        """Return the addresses in lower case, each once. All or nothing: each mistake is named."""
        found, mistakes = {}, []
        for piece in self.cleaned_data["addresses"].replace(";", ",").replace("\n", ",").split(","):
            address = piece.rpartition("<")[2].strip().strip("<>").lower()
            if not address:
                continue
            try:
                validate_email(address)
            except ValidationError:
                mistakes.append(_("« %(piece)s » n’est pas une adresse.") % {"piece": piece.strip()[:80]})
            found[address] = True
        if len(found) > self.MOST:
            mistakes.append(_("%(count)d adresses : 200 au plus en une fois.") % {"count": len(found)})
        for account in User.objects.of_addresses(found):
            mistakes += self._mistakes(account)
        if mistakes:
            raise ValidationError(mistakes)
        return list(found)

    def _mistakes(self, account):
        """An account whose address is not proven is invited like an address without one."""
        try:
            rights.check_admission(account)
        except ValidationError as error:
            return [] if error.code == "unproven" else error.messages
        return [_("%(address)s est déjà membre.") % {"address": account.email}] if is_member(account) else []

    def clean_member_until(self):
        rights.check_end(self.cleaned_data["member_until"])
        return self.cleaned_data["member_until"]
