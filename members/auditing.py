"""What Django and django-allauth tell of log-ins and of what protects an account, for the log."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth

from curation import audit

EVENTS = {
    auth.user_logged_in: "login",
    # Whoever typed an address is not known to be its owner: looking it up would tell by the time it takes who is.
    auth.user_login_failed: "login-failed",
    auth.user_logged_out: "logout",
    account.user_signed_up: "sign-up",
    account.password_set: "password-set",
    account.password_changed: "password-changed",
    account.password_reset: "password-reset",
    account.email_changed: "address-changed",
    account.login_code_rejected: "code-rejected",
    mfa.authenticator_added: "second-factor-added",
    mfa.authenticator_removed: "second-factor-removed",
    mfa.authenticator_used: "second-factor-used",
    mfa.authentication_failed: "second-factor-failed",
}


def connect():
    for signal in EVENTS:
        signal.connect(_note)


def _note(signal, user=None, **kwargs):
    audit.note(EVENTS[signal], by=user)
