"""Which records may be reported, and what is mailed to whoever reports one."""

from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from django.utils import translation

from themes.models import Theme

from .gone import PLACES

# By what stands in the address of the form: all that has a page and speaks of somebody.
REPORTED = {place: model for model, place in PLACES.items() if model is not Theme}


def answer(report, state, *, reason, request):
    """(whether this call answered it, whether the mail left)."""
    done = report.decide(state, reason=reason, by=request.user)
    return done, done and tell(report, "answered", request=request)


def tell(report, told, *, request):
    """Mail the link in the reporter's language; whether it left: the link stands all the same.

    No word of the reporter's is in it: anybody can write anybody's address.
    """
    context = {"report": report, "url": request.build_absolute_uri(report.get_absolute_url())}
    with translation.override(report.language):
        try:
            get_adapter().send_mail(f"privacy/mail/{told}", report.email, context)
        except (SMTPException, OSError):
            return False
    return True
