"""Which records may be reported, and what is mailed to whoever reports one."""

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.utils import translation

from themes.models import Theme

from .gone import PLACES

# By what stands in the address of the form: all that has a page and speaks of somebody.
REPORTED = {place: model for model, place in PLACES.items() if model is not Theme}


@transaction.atomic
def answer(report, state, *, reason, request):
    """Whether this call answered it."""
    done = report.decide(state, reason=reason, by=request.user)
    if done:
        tell(report, "answered", request=request)
    return done


def tell(report, told, *, request):
    """Mail the link in the reporter's language. No word of theirs is in it: anybody can write anybody's address."""
    context = {"report": report, "url": request.build_absolute_uri(report.get_absolute_url())}
    with translation.override(report.language):
        get_adapter().send_mail(f"privacy/mail/{told}", report.email, context)
