"""Who takes part in an event or in one of its talks, as what, and for which organisation on that day."""

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from curation import filtering
from curation.fields import LineField
from curation.models import PartQuerySet, Seen
from curation.places import as_it_went_on, least
from curation.stored import Place, of_public
from speakers.models import Organization, Speaker

from . import ordering
from .placed import Placed


class AppearanceQuerySet(ordering.ByDate, PartQuerySet):
    def with_people(self):
        return self.select_related("speaker", "organization").order_by("position", "pk")

    def people_in_brief(self):
        """The same, as lines of talks print it."""
        return self.in_brief("speaker", "organization").order_by("position", "pk")

    def with_occasion(self):
        """Load the event, and the talk with its public themes, in two queries."""
        talks = Prefetch("talk", self.model._meta.get_field("talk").related_model.objects.in_brief().with_themes())
        return self.in_brief("event", "speaker", "organization").prefetch_related(talks)

    def event_wide(self):
        """Who served the event as a whole: coordinator, host…"""
        return self.filter(talk=None)


class Appearance(Placed, Seen):
    """Somebody at an event, with the role and the organisation of that day.

    The source does not always name the person: an organisation, or words such as « une élue », may appear instead.
    """

    class Role(models.TextChoices):
        SPEAKER = "speaker", _("intervenant")
        PANELIST = "panelist", _("participant")
        MODERATOR = "moderator", _("animateur")
        HOST = "host", _("maître de cérémonie")
        COORDINATOR = "coordinator", _("coordinateur")

    visible_through = ("event", "talk", "speaker")
    visible_alone_through = {"organization": "speaker"}  # beside a person, it is just left out
    missed_by = ("talk", "speaker")
    tallied_by = ("speaker", "organization")
    tallied_by_year = ("speaker", "organization")
    brief_columns = ("event", "talk", "described_as", "role", "job_title", "position")
    filtered_by = (filtering.by_year(),)

    event = models.ForeignKey("events.Event", models.PROTECT, related_name="appearances", verbose_name=_("évènement"))
    talk = models.ForeignKey(
        "events.Talk", models.CASCADE, null=True, blank=True, related_name="appearances", verbose_name=_("intervention")
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="appearances", verbose_name=_("intervenant")
    )
    described_as = LineField(
        _("ou décrit comme"), max_length=160, blank=True, help_text=_("Si la source ne nomme personne : « une élue ».")
    )
    role = models.CharField(_("rôle"), max_length=12, choices=Role, default=Role.SPEAKER)
    job_title = LineField(_("fonction ce jour-là"), max_length=160, blank=True)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appearances",
        verbose_name=_("organisation ce jour-là"),
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)
    place = Place(as_it_went_on("event", during="talk"), least("position"))

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["position", "pk"]
        indexes = [
            of_public("appearance_of_speaker", "speaker", "place", "id"),
            of_public("appearance_of_organization", "organization", "place", "id"),
            models.Index(fields=["place", "id"], name="appearance_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "speaker"],
                name="appearance_once_a_talk",
                violation_error_message=_("Cette personne est déjà dans cette intervention."),
            ),
            models.UniqueConstraint(
                fields=["event", "speaker", "role"],
                condition=Q(talk__isnull=True),
                name="appearance_once_an_event",
                violation_error_message=_("Cette personne a déjà ce rôle à cet évènement."),
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False) | Q(organization__isnull=False) | ~Q(described_as=""),
                name="appearance_of_somebody",
                violation_error_message=_("Il faut une personne, une organisation ou une description."),
            ),
        ]

    def __str__(self):
        return str(self.speaker or self.described_as or self.organization)

    @property
    def shown_organization(self):
        return self.organization if self.organization and self.organization.is_published else None


SPEAKING = frozenset((Appearance.Role.SPEAKER, Appearance.Role.PANELIST))


def speaking(appearances):
    """Whose a talk is, of all who appear in it: who leads it is named only where nobody is told to speak."""
    return [one for one in appearances if one.role in SPEAKING] or list(appearances)
