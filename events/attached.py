"""What is attached to talks (recordings, documents, references), and who stands behind events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from curation.fields import LanguageField, LineField, ProseField, WebAddressField
from curation.models import PartQuerySet, Seen
from curation.places import beside, least
from curation.stored import Place
from language.typography import clock
from speakers.models import Organization
from themes.models import Themed, ThemedQuerySet

from .filters import OF_REFERENCES


class AttachedQuerySet(PartQuerySet):
    def in_order(self):
        return self.order_by("position", "pk")


class Attached(Seen):
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    objects = AttachedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Recording(Attached):
    """Where a talk is to be seen or heard. Seconds of quotes are those of its first recording."""

    class Kind(models.TextChoices):
        VIDEO = "video", _("vidéo")
        AUDIO = "audio", _("son")
        OTHER = "other", _("autre")

    visible_through = ("talk",)

    talk = models.ForeignKey("events.Talk", models.CASCADE, related_name="recordings", verbose_name=_("intervention"))
    kind = models.CharField(_("nature"), max_length=10, choices=Kind, default=Kind.VIDEO)
    url = WebAddressField(_("adresse"))
    language = LanguageField(_("langue"), blank=True, help_text=_("Si ce n’est pas celle de l’intervention."))
    license = LineField(_("licence"), max_length=100, blank=True)
    duration = models.PositiveIntegerField(_("durée (secondes)"), null=True, blank=True)

    class Meta(Attached.Meta):
        verbose_name = _("enregistrement")
        verbose_name_plural = _("enregistrements")
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "url"],
                name="recording_once",
                violation_error_message=_("Cet enregistrement y est déjà."),
            )
        ]

    def __str__(self):
        return self.url

    @property
    def length(self):
        """« 1:02:03 », or nothing if nobody knows."""
        return "" if self.duration is None else clock(self.duration)


class Document(Attached):
    """Slides, a paper, a page: what goes with a talk, and is to be read elsewhere."""

    class Kind(models.TextChoices):
        SLIDES = "slides", _("diapositives")
        PAPER = "paper", _("article")
        LINK = "link", _("lien")

    visible_through = ("talk",)

    talk = models.ForeignKey("events.Talk", models.CASCADE, related_name="documents", verbose_name=_("intervention"))
    kind = models.CharField(_("nature"), max_length=10, choices=Kind, default=Kind.SLIDES)
    url = WebAddressField(_("adresse"))
    label = LineField(_("intitulé"), max_length=200, blank=True, help_text=_("Vide : sa nature."))

    class Meta(Attached.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "url"], name="document_once", violation_error_message=_("Ce document y est déjà.")
            )
        ]

    def __str__(self):
        return self.label or str(self.get_kind_display())


class PartnerQuerySet(AttachedQuerySet):
    def by_role(self):
        return self.select_related("organization").order_by("role", "position", "pk")


class Partner(Attached):
    """An organisation behind an event; the one that answers for it is `Event.organizer`."""

    class Role(models.TextChoices):
        ORGANIZER = "organizer", _("coorganisateur")
        PARTNER = "partner", _("partenaire")
        SPONSOR = "sponsor", _("mécène")

    visible_through = ("event", "organization")

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="partners", verbose_name=_("évènement"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="partnerships", verbose_name=_("organisation")
    )
    role = models.CharField(_("rôle"), max_length=10, choices=Role, default=Role.PARTNER)

    objects = PartnerQuerySet.as_manager()

    class Meta(Attached.Meta):
        verbose_name = _("partenaire")
        verbose_name_plural = _("organisateurs et partenaires")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organization", "role"],
                name="partner_once",
                violation_error_message=_("Cette organisation a déjà ce rôle."),
            )
        ]

    def __str__(self):
        return str(self.organization)


class ReferenceQuerySet(ThemedQuerySet, AttachedQuerySet):
    pass


class Reference(Themed, Attached):
    """What a talk leans on."""

    class Kind(models.TextChoices):
        FIGURE = "figure", _("chiffre")
        PLACE = "place", _("lieu")
        WORK = "work", _("ouvrage")
        ORGANIZATION = "organization", _("organisation")
        PERSON = "person", _("personne")
        CASE = "case", _("cas")

    parts = ("themed",)
    visible_through = ("talk",)
    filtered_by = OF_REFERENCES

    talk = models.ForeignKey("events.Talk", models.CASCADE, related_name="references", verbose_name=_("intervention"))
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    label = LineField(_("intitulé"), max_length=200, help_text=_("« 618 000 élus en France »."))
    note = ProseField(_("ce qui en est dit"), blank=True)
    cited_from = LineField(_("d’après"), max_length=200, blank=True, help_text=_("La source que donne la personne."))
    url = WebAddressField(_("adresse"), blank=True)
    place = Place(beside("talk"), least("position"))

    themes = TaggableManager(through="events.ThemedReference", verbose_name=_("thèmes"), blank=True, help_text="")

    objects = ReferenceQuerySet.as_manager()

    class Meta(Attached.Meta):
        verbose_name = _("référence")
        verbose_name_plural = _("références")
        indexes = [models.Index(fields=["place", "id"], name="reference_by_place")]

    def __str__(self):
        return self.label
