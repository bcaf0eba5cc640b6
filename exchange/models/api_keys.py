import secrets
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.fields import LineField

MOST = 10  # keys of one member
HEAD = "cle_"  # by which a key that got loose is known for one
SHOWN = 10  # characters by which its owner tells a key from others


def digest_of(token):
    """What is kept of a key. It is drawn from 2²⁵⁶: what slows down guesses at a password would slow down each call."""
    return sha256(token.encode()).hexdigest()


class ApiKeyQuerySet(models.QuerySet):
    def of_token(self, token):
        """The key, with its owner; None if nobody has it, or nobody has it any more."""
        return self.select_related("owner").filter(digest=digest_of(token)).first()

    def by_newest(self):
        return self.order_by("-pk")


class ApiKey(models.Model):
    """By which a program acts in the name of a member; it is deleted when it is revoked, or its owner's account.

    It may what its owner may at that moment, and of that what its `scope` says.
    """

    class Scope(models.TextChoices):
        READ = "read", _("lire")
        WRITE = "write", _("lire et proposer des brouillons")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_keys")
    name = LineField(_("nom"), max_length=60, help_text=_("Le programme qui s’en sert."))
    scope = models.CharField(_("portée"), max_length=10, choices=Scope, default=Scope.READ)
    prefix = models.CharField(max_length=SHOWN)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name

    def draw(self):
        """Save it anew, and return the key itself, that nobody sees again."""
        token = HEAD + secrets.token_urlsafe(32)
        self.prefix, self.digest = token[:SHOWN], digest_of(token)
        self.save()
        return token

    def note_use(self):
        """On which day it was last used, and no more than that: one write a day."""
        today = timezone.localdate()
        if self.last_used_on != today:
            ApiKey.objects.filter(pk=self.pk).update(last_used_on=today)
