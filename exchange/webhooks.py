"""Telling other sites what came out: noted with the alerts' publications, sent by the worker, never in a request."""

import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alerts.models import Publication
from alerts.publications import note
from curation.permalinks import absolute, permanent
from quotes.kinds import SAID
from recaps.fetching import Unfetchable, is_public, send
from work.jobs import job

from .api.shapes import api_url
from .models import Webhook

TRIES = 12  # within about a day
AT_ONCE = 100  # publications of one message
SECONDS = 10
HEADERS = {"User-Agent": "smartcity-webhooks/1.0", "Content-Type": "application/json"}


class NotTaken(Exception):
    """The other site did not answer, or not with a status of 200 to 299."""


def send_webhooks():
    """Note what came out, and have it told; return how many messages are on their way."""
    last = note()
    return sum(_ask_for(pk, last) for pk in Webhook.objects.active().values_list("pk", flat=True))


@transaction.atomic
def _ask_for(pk, last):
    """Have the worker tell a webhook what it was not told yet, up to the publication `last`."""
    webhook = Webhook.objects.select_for_update().get(pk=pk)
    news = Publication.objects.between(webhook.position, last).filter(kind__in=webhook.kinds)
    keys = list(news.values_list("pk", flat=True))
    messages = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
    for message in messages:
        deliver.enqueue(pk, message)
    webhook.position = last
    webhook.save(update_fields=["position"])
    return len(messages)


@job(_("prévenir un autre site"), tries=TRIES)
def deliver(pk, publications):
    """Send the webhook what is public still of these publications, under a name that is the same at each try."""
    webhook = Webhook.objects.active().filter(pk=pk).first()
    items = webhook and _items(publications)
    if not items:
        return
    body = json.dumps({"type": "published", "items": items}).encode()
    name = f"{pk}-{publications[0]}-{publications[-1]}"
    try:
        status = send(webhook.address, body, HEADERS | webhook.sign(name, body), seconds=SECONDS, allows=allows)
    except Unfetchable as error:
        result, is_well = error.code, False
    else:
        result, is_well = str(status), 200 <= status < 300
    webhook.note(result, is_well=is_well)
    if not is_well:
        raise NotTaken(result)


def allows(ip, port):
    """Whether to connect to that address; tests open their own machine."""
    return is_public(ip, port)


def _items(publications):
    found = []
    for kind, pk in Publication.objects.filter(pk__in=publications).order_by("pk").values_list("kind", "record_id"):
        if row := SAID[kind].model.objects.public().filter(pk=pk).first():
            url = absolute(row.get_absolute_url(), None)
            found.append({"kind": kind, "id": permanent(row, None), "api_url": api_url(row, None), "url": url})
    return found
