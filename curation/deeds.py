"""What was done to many records at once, kept so that it can be undone: two became one, or many came out together."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import LineField
from .models import Record, Status


class Deed(models.Model):
    """What was done to many records at once, and its journal, by which it is undone."""

    journal = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("par"), related_name="+"
    )
    at = models.DateTimeField(_("le"), auto_now_add=True)
    undone_at = models.DateTimeField(_("annulé le"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("annulé par"),
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    @classmethod
    def to_undo(cls, key):
        """The deed of this key, locked, to be undone. ValidationError if it is undone already."""
        deed = cls._base_manager.select_for_update().get(pk=key)
        if deed.undone_at:
            raise ValidationError(_("C’est déjà annulé."))
        return deed

    def note_undone(self, *, by):
        self.undone_at, self.undone_by = timezone.now(), by
        self.save(update_fields=["undone_at", "undone_by"])


class Merge(Record, Deed):
    """Two records became one. `record` is the one that was kept; the journal says what moved."""

    kept_label = LineField(_("gardé"), max_length=200)
    gone_label = LineField(_("fusionné"), max_length=200)
    gone_id = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("fusion")
        verbose_name_plural = _("fusions")
        ordering = ["-pk"]
        permissions = [("merge", _("Peut fusionner et annuler une fusion"))]

    def __str__(self):
        return f"{self.gone_label} → {self.kept_label}"

    @property
    def count(self):
        return len(self.journal["moved"]) + len(self.journal["doubled"])


class StatusChange(Record, Deed):
    """A record was published, or withdrawn, with what goes with it: {label of a model: keys that had another state}."""

    label = LineField(_("élément"), max_length=200)
    status = models.CharField(_("état"), max_length=10, choices=Status)

    class Meta:
        verbose_name = _("publication ou retrait")
        verbose_name_plural = _("publications et retraits")
        ordering = ["-pk"]

    def __str__(self):
        return self.label

    @property
    def count(self):
        return sum(map(len, self.journal.values()))
