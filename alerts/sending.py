"""Sending what is due, so that a run may be repeated, doubled or killed: nothing is sent twice, nothing skipped.

All that a member follows and that is due leaves in one mail. It is written down with what it covers for each alert, in
a transaction; in a second one, which holds these alerts, it is sent and marked. A run that dies in between leaves a
mail that the next run sends; two runs at once find the alerts held (on SQLite they wait for each other). What no
program can know is whether a mail left if the run dies after the server took it and before the mark is written: it is
sent again then, the same to the letter and under the same Message-ID, by which mail servers and programs know a double.
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
MOST_ALERTS = 50  # of one mail: all stand in the link that stops them, in one line of its head

logger = logging.getLogger(__name__)


def send_alerts():
    """Note what is new and mail it to who follows it; return (mails sent, mails that could not leave)."""
    now = timezone.now()
    last = note()
    clear_away(now)
    sent, failed = 0, set()  # mails, owners
    connection = get_connection()
    for alert in Alert.objects.due(now, last).select_related("owner").order_by("pk"):
        if alert.owner_id in failed or not is_member(alert.owner):
            continue
        try:
            sent += _serve(alert.pk, last, now, connection)
        except Exception as error:  # whatever is wrong with one mail, the others leave
            # Its name alone: what mail servers say has addresses in it.
            logger.error("The mail of alert %s did not leave: %s", alert.pk, type(error).__name__)
            connection.close()
            failed.add(alert.owner_id)
            if is_refused_for_good(error):
                for refused in alert.owner.alerts.mailed():
                    refused.pause()
            elif is_away(error):
                break
    connection.close()
    return sent, len(failed)


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


def _held(alerts):
    """Of `alerts`, those whose owner still wants mail and which no other run holds, held until the transaction ends."""
    return alerts.mailed().select_for_update(skip_locked=True).order_by("pk")


@transaction.atomic
def prepare(pk, last, now):
    """Whether there is a mail to send to who follows the alert: one that did not leave, or one that is written down."""
    alert = _held(Alert.objects.filter(pk=pk)).first()
    if alert is None:
        return False
    if alert.deliveries.unsent().exists():
        return True
    news = {alert: _news(alert, last)}
    if not news[alert]:
        alert.position, alert.checked_at = max(alert.position, last), now
        alert.save(update_fields=["position", "checked_at"])
        return False
    news |= {beside: _news(beside, last) for beside in _beside(alert, last, now)}
    numbers = sorted({one.pk for found in news.values() for one in found})
    until = last if len(numbers) <= MOST else numbers[MOST - 1]
    mail = {"message_id": digests.message_id(uuid4()), "prepared_at": timezone.now(), "until": until}
    for one, found in news.items():
        if one == alert or found and found[0].pk <= until:
            one.deliveries.create(after=one.position, **mail)
    return True


def _news(alert, last):
    return matching.news(alert, after=alert.position, until=last, limit=MOST + 1) if alert.position < last else []


def _beside(alert, last, now):
    """The other alerts of the same owner that are due too, and of which no mail is on its way."""
    others = Alert.objects.due(now, last).filter(owner=alert.owner_id).exclude(pk=alert.pk)
    return _held(others.exclude(pk__in=Delivery.objects.unsent().values("alert")))[: MOST_ALERTS - 1]


@transaction.atomic
def post(pk, now, connection):
    """Send the mail that is to tell the alert, and mark it; return how many left, None if there was nothing to do."""
    held = {
        alert.pk: alert for alert in _held(Alert.objects.filter(pk__in=Delivery.objects.of_mail(pk).values("alert")))
    }
    deliveries = list(Delivery.objects.of_mail(pk))
    if pk not in held or not deliveries or not _let_go([one for one in deliveries if one.alert_id not in held]):
        return None
    parts = []
    for delivery in deliveries:
        if alert := held.get(delivery.alert_id):
            delivery.alert = alert
            parts.append((delivery, matching.news(alert, after=delivery.after, until=delivery.until)))
    told = [part for part in parts if part[1]]  # it may have been hidden since
    sent = connection.send_messages([digests.message(told)]) if told else 0
    for delivery, news in parts:
        alert = delivery.alert
        delivery.sent_at = now
        delivery.save(update_fields=["sent_at"])
        alert.position, alert.sent_at = delivery.until, now if news else alert.sent_at
        alert.save(update_fields=["position", "sent_at"])
    return sent


def _let_go(deliveries):
    """Whether the mail may leave without these: their owner wants no mail of these alerts now, no other run holds them.

    They wait for a mail of their own, under another Message-ID: under that of this one it would be taken for a double.
    """
    if deliveries and Alert.objects.mailed().filter(pk__in=[one.alert_id for one in deliveries]).exists():
        return False
    for delivery in deliveries:
        delivery.message_id = digests.message_id(uuid4())
        delivery.save(update_fields=["message_id"])
    return True
