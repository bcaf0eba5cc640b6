"""One record in the light of another: what echoes it, extends it, contradicts it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .fields import LineField
from .models import Seen


class LinkKind(models.TextChoices):
    ECHOES = "echoes", _("fait écho à")
    EXTENDS = "extends", _("prolonge")
    CONTRADICTS = "contradicts", _("contredit")


class Link(Seen):
    """From a `source` to a `target` of the same kind, which the subclass names, and why."""

    visible_through = ("source", "target")

    kind = models.CharField(_("lien"), max_length=12, choices=LinkKind)
    note = LineField(_("pourquoi"), max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "target"],
                name="%(class)s_once",
                violation_error_message=_("Ce lien existe déjà."),
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="%(class)s_between_two",
                violation_error_message=_("Un lien ne revient pas à son point de départ."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.target}"
