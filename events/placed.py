from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import timing


class Placed(models.Model):
    """What happened at an event, and during which of its talks, if one knows.

    `event` follows `talk`: a save takes it from the talk, and a trigger (`guards`) refuses any other.
    """

    event = models.ForeignKey("events.Event", models.PROTECT, related_name="%(class)ss", verbose_name=_("évènement"))
    talk = models.ForeignKey(
        "events.Talk", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("intervention")
    )

    goes_with = {"talk": "event"}

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.talk_id:
            self.event_id = self.talk.event_id
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.talk_id and self.event_id and self.talk.event_id != self.event_id:
            raise ValidationError({"talk": _("Cette intervention n’est pas de cet évènement.")})

    @property
    def when(self):
        return timing.when(self.event, self.talk)
