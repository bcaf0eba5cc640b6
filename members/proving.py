"""Proving an address: from then on the account is that of whoever reads the mail that comes there, and of nobody else.

Anybody can sign up with anybody's address. So a password stands only if the browser that proves the address is one
where it was typed, and all else that could let somebody in ends: sessions, passkeys, codes of an application.
"""

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.email_verification import verify_email
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

TYPED_HERE = "members.typed_here"


def remember_password(request, user):
    """The account's present password was typed in this browser."""
    request.session[TYPED_HERE] = user.get_session_auth_hash()


def prove(request, user):
    """The mail of the account's own address was read in this browser. Return whether that was news."""
    address, _made = EmailAddress.objects.get_or_create(user=user, email=user.email.lower())
    address.user = user
    return not address.verified and verify_email(request, address)


def way_in(request, user):
    """Where to choose a password, for whoever has just proven the address of an account that has none; else None."""
    if request.user.is_authenticated or user.has_usable_password():
        return None
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


def on_proof(request, email_address, **kwargs):
    """Called by django-allauth for every address that it comes to hold for verified, by a link or by a code."""
    end_what_was_before(email_address.user, request)


def on_reset(request, user, **kwargs):
    """A new password was chosen by a mailed link: that proves the address, and the password is its owner's."""
    remember_password(request, user)
    prove(request, user)


def end_what_was_before(user, request):
    here = request.session.session_key
    for session in UserSession.objects.filter(user=user).exclude(session_key=here):
        session.end()
    if request.user == user or constant_time_compare(request.session.get(TYPED_HERE, ""), user.get_session_auth_hash()):
        return
    had_password = user.has_usable_password()
    end_password(user)
    if had_password:
        messages.warning(request, _("Le mot de passe choisi avant ne vaut plus : choisissez-en un autre."))


def end_password(user):
    """With it go all sessions, whose keys come of it."""
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
