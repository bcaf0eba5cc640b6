"""Demonstration mode (`make run`): a curator and a member whom anybody at this machine may log in as."""

import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError
from django.db import transaction

ACCOUNTS = [
    {"email": "curatrice@demo.example", "name": "Curatrice de démonstration", "is_staff": True, "role": "curator"},
    {"email": "membre@demo.example", "name": "Membre de démonstration", "is_staff": False, "role": "member"},
]
PRINTS_MAIL = "django.core.mail.backends.console.EmailBackend"


def prints_mail():
    """Whether mail appears where `make run` was typed, instead of being sent."""
    return settings.DEMO and settings.MAIL_TRANSPORT == PRINTS_MAIL


def require_demo():
    if not settings.DEMO:
        raise CommandError("Cette commande n’existe qu’en mode démonstration (« make run »), jamais sur un vrai site.")


@transaction.atomic
def renew_passwords(accounts):
    """Give each account, created where it is missing, a new password; return the lines that show them, once."""
    users = get_user_model().objects
    lines = []
    for account in accounts:
        password = secrets.token_urlsafe(12)
        user = users.filter(email=account["email"]).first()
        if user is None:
            user = users.create_user(email=account["email"], name=account["name"], is_staff=account["is_staff"])
            user.groups.set(Group.objects.filter(name=account["role"]))
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        user.set_password(password)
        user.save(update_fields=["password"])
        lines.append(f"  {account['email']:<24}  {password}")
    return lines


def missing():
    known = set(get_user_model().objects.values_list("email", flat=True))
    return [account for account in ACCOUNTS if account["email"] not in known]
