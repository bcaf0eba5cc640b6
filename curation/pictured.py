"""The one picture that a record may have."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import LineField


class Pictured(models.Model):
    """A record with one picture, re-encoded when it came in."""

    picture = models.ImageField(_("image"), upload_to="pictures/", blank=True)
    picture_alt = LineField(
        _("texte de remplacement"), max_length=200, blank=True, help_text=_("Ce que l’image montre, en une phrase.")
    )
    picture_credit = LineField(_("crédit"), max_length=200, blank=True)
    focus_x = models.PositiveSmallIntegerField(
        _("point d’intérêt, de gauche à droite (%)"), default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("point d’intérêt, de haut en bas (%)"), default=40, validators=[MaxValueValidator(100)]
    )

    goes_with = dict.fromkeys(("picture_alt", "picture_credit", "focus_x", "focus_y"), "picture")

    class Meta:
        abstract = True
