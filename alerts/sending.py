"""Sending what is due, so that a run may be repeated, doubled or killed: nothing is sent twice, nothing skipped.

A digest is written down with what it covers, in a transaction; in a second one, which holds the alert, it is sent and
marked. A run that dies in between leaves a digest that the next run sends; two runs at once find the alert held (on
SQLite they wait for each other). What no program can know is whether a mail left if the run dies after the server
took it and before the mark is written: it is sent again then, the same to the letter and under the same Message-ID,
by which mail servers and programs know a double.
"""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import uuid4

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from members.access import is_member

from . import digests, matching
from .models import BIN_DAYS, Alert, Delivery
from .publications import note

MOST = 500  # publications of one mail; the others are in the next one, which leaves at once

logger = logging.getLogger(__name__)


def send_alerts():
    """Note what is new and mail it to who follows it; return (mails sent, mails that could not leave)."""
    now = timezone.now()
    last = note()
    clear_away(now)
    sent = failed = 0
    connection = get_connection()
    for alert in Alert.objects.due(now, last).select_related("owner").order_by("pk"):
        if not is_member(alert.owner):
            continue
        try:
            sent += _serve(alert.pk, last, now, connection)
        except Exception as error:  # whatever is wrong with one mail, the others leave
            # Its name alone: what mail servers say has addresses in it.
            logger.error("The mail of alert %s did not leave: %s", alert.pk, type(error).__name__)
            connection.close()
            failed += 1
            if is_refused_for_good(error):
                alert.pause()
            elif is_away(error):
                break
    connection.close()
    return sent, failed


def is_refused_for_good(error):
    """Whether the address takes no mail: trying again every few minutes would not help."""
    return isinstance(error, SMTPRecipientsRefused) and all(code >= 500 for code, _ in error.recipients.values())


def is_away(error):
    """Whether the mail server does not answer, so that no other mail would leave either."""
    return isinstance(error, OSError) and not isinstance(error, (SMTPRecipientsRefused, SMTPDataError))


def clear_away(now):
    """Forget the alerts that were removed, and which mails were sent, once they are old."""
    old = now - timedelta(days=BIN_DAYS)
    Alert.objects.removed().filter(removed_at__lt=old).delete()
    Delivery.objects.filter(sent_at__lt=old).delete()


def _serve(pk, last, now, connection):
    """Send the alert's digests until nothing is left; return how many left."""
    sent = 0
    while prepare(pk, last, now) and (left := post(pk, now, connection)) is not None:
        sent += left
    return sent


def _held(pk):
    """The alert, held until the transaction ends; None if another run holds it, or its owner wants no mail any more."""
    return Alert.objects.select_for_update(skip_locked=True).mailed().filter(pk=pk).first()


@transaction.atomic
def prepare(pk, last, now):
    """Whether there is a digest to send: one that did not leave, or a new one that is written down."""
    alert = _held(pk)
    if alert is None:
        return False
    if alert.deliveries.unsent().exists():
        return True
    news = matching.news(alert, after=alert.position, until=last, limit=MOST + 1) if alert.position < last else []
    if news:
        until = last if len(news) <= MOST else news[MOST - 1].pk
        alert.deliveries.create(after=alert.position, until=until, message_id=digests.message_id(uuid4()))
        return True
    alert.position, alert.checked_at = max(alert.position, last), now
    alert.save(update_fields=["position", "checked_at"])
    return False


@transaction.atomic
def post(pk, now, connection):
    """Send the alert's digest and mark it; return how many mails left, None if there was nothing to do."""
    alert = _held(pk)
    delivery = alert and alert.deliveries.unsent().first()
    if delivery is None:
        return None
    news = matching.news(alert, after=delivery.after, until=delivery.until)
    sent = 0
    if news:  # it may have been hidden since
        sent = connection.send_messages([digests.message(alert, delivery, matching.with_rows(news))])
        alert.sent_at = now
    delivery.sent_at = now
    delivery.save(update_fields=["sent_at"])
    alert.position = delivery.until
    alert.save(update_fields=["position", "sent_at"])
    return sent
