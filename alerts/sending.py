"""Sending what is due, so that a run may be repeated, doubled or killed: nothing is sent twice, nothing skipped.

All that a member follows and that is due leaves in one mail. It is written down with what it covers for each alert, in
a transaction; then it is made and sent, while nothing is held; then, in a second one, marked. One run is at it at a
time, a second one leaves at once. A run that dies in between leaves a mail that the next run sends. What no program can
know is whether a mail left if the run dies after the server took it and before the mark is written: it is sent again
then, the same to the letter and under the same Message-ID, by which mail servers and programs know a double.
"""

import logging
from uuid import uuid4

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from members.access import is_member
from work.alone import only_one
from work.outbox import is_away, is_refused_for_good

from . import digests, followed
from .models import Alert, Delivery
from .publications import note

MOST = 500  # publications of one mail; the others are in the next one, which leaves at once
MOST_ALERTS = 50  # of one mail: all stand in the link that stops them, in one line of its head

logger = logging.getLogger(__name__)


def send_alerts():
    """Note what is new and mail it to who follows it; return (mails sent, mails that could not leave)."""
    with only_one("alerts") as is_alone:
        return _send_alerts(timezone.now()) if is_alone else (0, 0)


def _send_alerts(now):
    last = note()
    sent, failed = 0, set()  # mails, owners
    # Past the outbox: what is hidden while a server is away is not to wait there.
    connection = get_connection(settings.MAIL_TRANSPORT)
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


def _serve(pk, last, now, connection):
    """Send the alert's digests until nothing is left; return how many left."""
    sent = 0
    while prepare(pk, last, now) and (left := post(pk, now, connection)) is not None:
        sent += left
    return sent


@transaction.atomic
def prepare(pk, last, now):
    """Whether there is a mail to send to who follows the alert: one that did not leave, or one that is written down."""
    alert = Alert.objects.mailed().select_for_update().filter(pk=pk).first()
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
    return followed.news(alert, after=alert.position, until=last, limit=MOST + 1) if alert.position < last else []


def _beside(alert, last, now):
    """The other alerts of the same owner that are due too, and of which no mail is on its way."""
    others = Alert.objects.due(now, last).filter(owner=alert.owner_id).exclude(pk=alert.pk)
    others = others.exclude(pk__in=Delivery.objects.unsent().values("alert"))
    return others.select_for_update().order_by("pk")[: MOST_ALERTS - 1]


def post(pk, now, connection):
    """Send the mail that is to tell the alert, and mark it; return how many left, None if there was nothing to do."""
    parts = [
        (delivery, followed.news(delivery.alert, after=delivery.after, until=delivery.until)) for delivery in _mail(pk)
    ]
    if not parts:
        return None
    told = [part for part in parts if part[1]]  # it may have been hidden since
    sent = connection.send_messages([digests.message(told)]) if told else 0
    _mark(parts, now)
    return sent


@transaction.atomic
def _mail(pk):
    """The deliveries of the mail that is to tell the alert, without those whose owner wants no mail of them now.

    These wait for a mail of their own, under another Message-ID: under that of this one it would be taken for a double.
    """
    deliveries = list(Delivery.objects.of_mail(pk).select_related("alert__owner"))
    wanted = set(
        Alert.objects.mailed().filter(pk__in=[one.alert_id for one in deliveries]).values_list("pk", flat=True)
    )
    if pk not in wanted:
        return []
    for delivery in deliveries:
        if delivery.alert_id not in wanted:
            delivery.message_id = digests.message_id(uuid4())
            delivery.save(update_fields=["message_id"])
    return [one for one in deliveries if one.alert_id in wanted]


@transaction.atomic
def _mark(parts, now):
    """What was sent is sent; alerts that went away meanwhile stay away."""
    for delivery, news in parts:
        Delivery.objects.filter(pk=delivery.pk).update(sent_at=now)
        alert = Alert.objects.filter(pk=delivery.alert_id)
        alert.update(position=delivery.until, **{"sent_at": now} if news else {})
