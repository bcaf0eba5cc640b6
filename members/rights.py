"""Which accounts somebody may act on, and who may work in the administration: all that asks, asks here.

Being a member and working in the administration are two things. Invitations, approvals and their dates give and end a
membership, and never reach an account of the team; the team's accounts are settled with the accounts, by those who
stand as high or higher.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from .roles import ROLES

STAFF_ROLES = [name for name, role in ROLES.items() if role.get("staff")]


def rank(account):
    """0 without a role, then the place of the highest role in `roles.toml`; a superuser stands above all. One query."""
    if account.is_superuser:
        return len(ROLES) + 1
    names = {group.name for group in account.groups.all()}
    return max((place for place, name in enumerate(ROLES, start=1) if name in names), default=0)


def is_of_the_team(account):
    """Whether it was given the administration to work in, be its membership over or not."""
    return account.is_superuser or account.is_staff or account.groups.filter(name__in=STAFF_ROLES).exists()


def is_proven(account):
    """Whether its address is known to be its owner's. One query."""
    return account.emailaddress_set.filter(email=account.email.lower(), verified=True).exists()


def may_work(user):
    """Whether the administration lets the user in, and so whether anything that is not public is shown to them."""
    return user.is_active and user.is_staff and not user.has_lapsed and not lacks_second_factor(user)


def lacks_second_factor(user):
    return settings.STAFF_MFA_REQUIRED and not user.authenticator_set.filter(type__in=["totp", "webauthn"]).exists()


def may_act_on(account, *, by):
    """Whether `by`, who may change accounts, may change this one. One's own is changed in one's own pages."""
    return account.pk != by.pk and (by.is_superuser or rank(by) >= rank(account))


def check_admission(account):
    """Raise ValidationError, with the sentence to show, for an account that nobody may make a member's."""
    if is_of_the_team(account):
        sentence = _("%(address)s est un compte de l’équipe : il se règle avec les comptes, pas par une invitation.")
        raise ValidationError(sentence % {"address": account.email}, code="team")
    if not is_proven(account):
        sentence = _("L’adresse %(address)s n’est pas vérifiée : rien ne dit que ce compte est à qui la lit.")
        raise ValidationError(sentence % {"address": account.email}, code="unproven")


def check_end(day):
    """Raise ValidationError for a membership that would be over before it is given."""
    if day and day < timezone.localdate():
        raise ValidationError(_("Ce jour est passé : mettez aujourd’hui ou un jour à venir."), code="past")
