"""Pairs of records that may be one, kept so that showing them compares nothing, and those that are said not to be."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PairQuerySet(models.QuerySet):
    def open(self):
        return self.filter(apart_at=None)

    def apart(self):
        return self.exclude(apart_at=None)

    def of(self, model, keys):
        """Those in which one of the records of these keys is."""
        kind = ContentType.objects.get_for_model(model)
        return self.filter(Q(one_id__in=keys) | Q(other_id__in=keys), content_type=kind)

    def with_records(self):
        """Load both, whatever their kind. A query a kind, for each of the two."""
        return self.select_related("content_type").prefetch_related("one", "other")


class Pair(models.Model):
    """Two records of a kind that look alike; once somebody said that they are two, that stays."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("type"))
    one_id = models.PositiveBigIntegerField()
    other_id = models.PositiveBigIntegerField()
    one = GenericForeignKey("content_type", "one_id")
    other = GenericForeignKey("content_type", "other_id")
    apart_at = models.DateTimeField(_("dits distincts le"), null=True, editable=False)
    apart_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("dits distincts par"),
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("doublon possible")
        verbose_name_plural = _("doublons possibles")
        default_permissions = ("view",)
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "one_id", "other_id"], name="pair_once"),
            models.CheckConstraint(condition=Q(one_id__lt=F("other_id")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["content_type", "other_id"], name="pair_of_other"),
            models.Index(fields=["-id"], condition=Q(apart_at=None), name="pair_open"),
        ]

    def __str__(self):
        return f"{self.one} ~ {self.other}"

    @classmethod
    def set_apart(cls, one, other, *, by):
        """Say that two records are not the same, whether they were taken for it or not."""
        first, last = sorted([one.pk, other.pk])
        kind = ContentType.objects.get_for_model(one)
        said = {"apart_at": timezone.now(), "apart_by": by}
        return cls.objects.update_or_create(content_type=kind, one_id=first, other_id=last, defaults=said)[0]


class Noted(models.Model):
    """A record that was written since it was compared with others: triggers write it, the worker deletes it."""

    kind = models.CharField(max_length=60)  # label of its model
    record = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.record}"
