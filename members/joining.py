"""Becoming a member: staff decide on who asked, or invite; whoever it concerns hears of it by mail, in French."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from curation import audit

from . import rights
from .models import Application, Invitation, User, admit

SALT = "members.invitation"


def approve(application, *, request):
    return _decide(application, Application.State.APPROVED, request)


def refuse(application, *, request):
    return _decide(application, Application.State.REFUSED, request)


@transaction.atomic
def _decide(application, state, request):
    """Whether this call decided it. Raises ValidationError as `Application.decide` does."""
    done = application.decide(state, by=request.user)
    if done:
        audit.note(f"application-{state}", by=request.user, account=application.user_id)
        _mail(f"members/mail/{state}", application.user.email, request)
    return done


@transaction.atomic
def invite(addresses, *, by, until=None):
    """Return (invitations to mail, accounts that became members at once, for they were there already).

    An account whose address nobody has proven is invited as if it were not there: its owner may be somebody else. So
    may be whoever reads the mail of an address that a member was invited at, and left for another.
    Raises ValidationError for an account of the team and for a day that has passed.
    """
    rights.check_end(until)
    known = {user.email.lower(): user for user in User.objects.of_addresses(addresses) if is_known(user)}
    for user in known.values():
        admit(user, until=until)
    told = {"member_until": until, "invited_at": timezone.now(), "invited_by": by, "user": None}
    invitations = [
        Invitation.objects.update_or_create(email=address, defaults=told)[0]
        for address in addresses
        if address not in known
    ]
    return invitations, list(known.values())


def is_known(user):
    return rights.is_of_the_team(user) or rights.is_proven(user)


def tell_invited(invitations, *, request):
    """Mail each its link."""
    for invitation in invitations:
        _mail("members/mail/invitation", invitation.email, request, invitation=invitation, url=link(invitation))


def tell_admitted(users, *, request):
    for user in users:
        _mail("members/mail/approved", user.email, request)


def link(invitation):
    """The path of its page; only who has the mail knows it."""
    return reverse("invitation", args=[signing.dumps(invitation.pk, salt=SALT)])


def invitation_of(token):
    """The invitation of a link, or None if nobody ever signed it. It may be used or too old."""
    try:
        return Invitation.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def _mail(prefix, address, request, *, url="", **context):
    with translation.override(settings.LANGUAGE_CODE):
        context["url"] = request.build_absolute_uri(url or reverse(settings.LOGIN_REDIRECT_URL))
        get_adapter().send_mail(prefix, address, context)
