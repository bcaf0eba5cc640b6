import base64
import hashlib
import hmac
import secrets

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alerts.models import Publication
from curation.fields import LineField, WebAddressField

MOST_FAILURES = 20  # in a row; then nobody is there any more
HEAD = "whsec_"


def new_secret():
    return HEAD + base64.b64encode(secrets.token_bytes(32)).decode()


def all_kinds():
    return list(Publication.Kind.values)


class WebhookQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def given_up(self):
        """Those that are no more told, for nobody answered."""
        return self.filter(is_active=False, failures__gte=MOST_FAILURES)


class Webhook(models.Model):
    """Another site's address that is told what came out here: ids and addresses, never words."""

    address = WebAddressField(_("adresse"), unique=True, help_text=_("Elle reçoit un POST. Voir docs/api.md."))
    kinds = models.JSONField(_("ce qui est annoncé"), default=all_kinds)
    secret = models.CharField(_("secret"), max_length=60, default=new_secret, editable=False)
    is_active = models.BooleanField(_("actif"), default=True)
    position = models.PositiveBigIntegerField(default=0, editable=False)  # the last publication it was to be told of
    failures = models.PositiveSmallIntegerField(_("échecs de suite"), default=0, editable=False)
    last_result = LineField(_("dernier résultat"), max_length=60, blank=True, editable=False)
    last_tried_at = models.DateTimeField(_("dernier essai"), null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["address"]

    def __str__(self):
        return self.address

    def begin(self):
        """Tell what comes out from now on. It is not saved."""
        self.position, self.failures = Publication.objects.last_pk(), 0

    def sign(self, name, body):
        """The headers of a message called `name` (bytes `body`): those of standardwebhooks.com."""
        at = int(timezone.now().timestamp())
        key = base64.b64decode(self.secret.removeprefix(HEAD))
        made = hmac.new(key, f"{name}.{at}.".encode() + body, hashlib.sha256).digest()
        signature = f"v1,{base64.b64encode(made).decode()}"
        return {"webhook-id": name, "webhook-timestamp": str(at), "webhook-signature": signature}

    def note(self, result, *, is_well):
        """What came of a try; after so many failures in a row it is told no more."""
        rows = Webhook.objects.filter(pk=self.pk)
        rows.update(
            last_result=result, last_tried_at=timezone.now(), failures=0 if is_well else F("failures") + 1
        )  # fmt: skip
        rows.filter(failures__gte=MOST_FAILURES).update(is_active=False)
