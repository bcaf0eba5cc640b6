"""Mail leaves from the worker: who asks for a page waits for no mail server, and what they did stands without it.

A letter is written with the transaction that it tells of, and sent by a job of its own. If the worker dies after the
server took it and before the letter is gone, it is sent again under the same Message-ID, by which mail programs know a
double.
"""

import time
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .jobs import Hopeless, job
from .models import Letter

TRIES = 12  # within about a day
PAUSE = 30  # seconds in which a server that did not answer is not asked again

_away = {"until": 0.0}  # of this process


class ServerAway(Exception):
    """The mail server does not answer, or takes no mail now."""


class Outbox(BaseEmailBackend):
    """The site's EMAIL_BACKEND; what sends in the end is MAIL_TRANSPORT."""

    @transaction.atomic
    def send_messages(self, messages):
        for message in messages:
            letter = Letter.objects.create(
                sender=message.from_email,
                recipients=message.recipients(),
                message=message.message().as_bytes(),
            )
            post.enqueue(letter.pk)
        return len(messages)


class Sealed:
    """A letter as Django's mail backends take a message."""

    encoding = None

    def __init__(self, letter):
        self.from_email, self.to, self.bytes = letter.sender, letter.recipients, bytes(letter.message)

    def recipients(self):
        return self.to

    def message(self):
        return self

    def as_bytes(self, linesep="\n"):
        return self.bytes.replace(b"\n", linesep.encode())

    def get_charset(self):
        """None: the bytes say it themselves."""


@job(_("envoyer un courriel"), tries=TRIES)
def post(pk):
    """Send the letter of key `pk`, if it is still there."""
    letter = Letter.objects.filter(pk=pk).first()
    if letter is None:
        return
    if time.monotonic() < _away["until"]:
        raise ServerAway
    try:
        get_connection(settings.MAIL_TRANSPORT).send_messages([Sealed(letter)])
    except Exception as error:
        # Of these errors only the kind is told: what mail servers say has addresses in it.
        if is_refused_for_good(error):
            raise Hopeless(type(error).__name__) from None
        if is_away(error):
            _away["until"] = time.monotonic() + PAUSE
        raise ServerAway(type(error).__name__) from None
    letter.delete()


def is_refused_for_good(error):
    """Whether the address takes no mail: trying again would not help."""
    return isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())


def is_away(error):
    """Whether the mail server does not answer, so that no other mail would leave either."""
    return isinstance(error, OSError) and not isinstance(error, (SMTPRecipientsRefused, SMTPDataError))
