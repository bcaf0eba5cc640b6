from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from curation import filtering
from curation.fields import LanguageField, LineField, ProseField, WebAddressField
from curation.keys import SlugKeyField
from curation.links import Link
from curation.models import Addressed, CuratedQuerySet, PartQuerySet, Seen
from curation.pictured import Pictured
from curation.places import as_it_went_on, beside, earliest, ending_before, latest, least, newest
from curation.stored import Beside, Place, listed, of_public
from curation.tallies import public_count
from speakers.models import HANDLE, Organization, Speaker
from themes.models import Themed, ThemedItem, ThemedQuerySet, in_feeds_of_theme, in_lists_of_theme

from . import filters, ordering
from .attached import Document, Recording, Reference
from .ours import Titled, exported
from .placed import Placed
from .schedule import EventSchedule, ScheduledQuerySet, TalkSchedule, TalkScheduleQuerySet


class EventQuerySet(ScheduledQuerySet, ordering.ByDate, ThemedQuerySet, CuratedQuerySet):
    def upcoming(self):
        """Events that are not over, today's among them, the nearest first."""
        return self.filter(until__gte=timezone.localdate()).order_by(F("starts_on").asc(nulls_last=True), "pk")

    def past(self):
        """Events that are over, the latest first; those without a date are neither past nor upcoming."""
        today = timezone.localdate()  # `until` has an index, by which SQLite would find them all and sort them
        return self.filter(Q(ends_on__lt=today) | Q(ends_on=None, starts_on__lt=today)).by_date()

    def undated(self):
        return self.filter(until=None)

    def within(self):
        """The pks of these events, of those that they are part of, and so on. One query a step."""
        found, step = set(), set(self.values_list("pk", flat=True))
        while step:
            found |= step
            wholes = Event.part_of.through.objects.filter(from_event__in=step)
            step = set(wholes.values_list("to_event", flat=True)) - found
        return found

    def with_counts(self):
        """Count what the public sees of each event: `talk_count`, `quote_count`."""
        return self.annotate(talk_count=public_count(Event, "talks"), quote_count=public_count(Event, "quotes"))


class Event(Themed, Pictured, EventSchedule, Addressed):
    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("atelier")
        CONFERENCE = "conference", _("conférence")
        SEMINAR = "seminar", _("séminaire")
        MEETING = "meeting", _("rencontre")
        FESTIVAL = "festival", _("manifestation")
        SERIES = "series", _("cycle")
        OTHER = "other", _("autre")

    parts = (*Addressed.parts, "themed", "roles", "partners")
    tallied_by = ("", "organizer", "city_slug")
    tallied_by_year = ("",)
    filtered_by = filters.OF_EVENTS
    narrowed = {"roles": ("appearances", "event_wide")}
    goes_with = {"summary_is_ours": "summary"} | dict.fromkeys(("ends_on", "start_time", "end_time"), "starts_on")
    brings_together = "talks"
    turn = 0xE7E275

    title = LineField(_("titre"), max_length=200)
    kind = models.CharField(_("nature"), max_length=10, choices=Kind, default=Kind.CONFERENCE)
    venue = LineField(_("lieu"), max_length=200, blank=True, help_text=_("Le bâtiment et la salle."))
    city = LineField(_("ville"), max_length=100, blank=True)
    city_slug = SlugKeyField(of="city", default="")
    country = LineField(_("pays"), max_length=100, blank=True)
    part_of = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="contains",
        verbose_name=_("fait partie de"),
        help_text=_("Un cycle, une manifestation plus large."),
    )
    organizer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("organisateur"),
    )
    summary = ProseField(_("présentation"), blank=True)
    summary_is_ours = models.BooleanField(
        _("avec nos propres mots"), default=True, help_text=_("Non, si c’est le texte de l’organisateur.")
    )
    hashtag = LineField(_("mot-dièse"), max_length=60, blank=True, help_text=_("Sans #."))
    handle = LineField(_("identifiant"), max_length=120, blank=True, validators=[HANDLE], help_text=_("Sans @."))
    website = WebAddressField(_("site web"), blank=True)
    registration_url = WebAddressField(
        _("adresse d’inscription"), blank=True, help_text=_("Montrée tant que l’évènement est à venir.")
    )

    place = Place(latest("starts_on"), newest("id"))

    themes = TaggableManager(through="events.ThemedEvent", verbose_name=_("thèmes"), blank=True, help_text="")

    objects = EventQuerySet.as_manager()

    class Meta(EventSchedule.Meta):
        verbose_name = _("évènement")
        verbose_name_plural = _("évènements")
        ordering = ["place", "pk"]
        indexes = [*listed("event", "place"), of_public("event_by_end", "until")]
        indexes += [
            of_public("event_of_organizer", "organizer", "place"),
            of_public("event_in_town", "city_slug", "place"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:event_detail", args=[self.slug])

    @property
    def lede(self):
        """The first paragraph of the summary."""
        return self.summary.partition("\n\n")[0]

    @property
    def exported_summary(self):
        return exported(self.summary, is_ours=self.summary_is_ours)

    @property
    def roles(self):
        return self.appearances.event_wide()

    def searched_text(self):
        return " ".join([self.title, self.venue, self.city, self.summary, self.hashtag, self.handle])

    def own_addresses(self):
        return [self.website]

    def other_names(self):
        return [mark + name for mark, name in (("#", self.hashtag), ("@", self.handle)) if name]


class TalkQuerySet(TalkScheduleQuerySet, ordering.ByDate, ThemedQuerySet, CuratedQuerySet):
    def in_order(self):
        """As in the programme: by day, hour and room; a talk without an hour where its position puts it."""
        return ordering.as_in_programme(self, Talk.objects.order_by(), talk="")

    def upcoming(self):
        """Talks of today and later, the nearest day first."""
        rows = self.filter(place__lt=ending_before(timezone.localdate()))
        return rows.order_by(Substr("place", 1, 8).desc(nulls_last=True), "place", "pk")

    def past(self):
        """The others, the latest day first; last those without a day."""
        return self.filter(place__gte=ending_before(timezone.localdate())).order_by("place", "pk")

    def of_kind(self, kind):
        """The talks of that nature; closing words may be a keynote too."""
        if kind == Talk.Kind.KEYNOTE:
            return self.filter(Q(kind=kind) | Q(is_also_keynote=True))
        return self.filter(kind=kind)

    def with_event(self):
        return self.select_related("event")

    def with_people(self):
        """Load who appears, with organisations, as `people`, in one query."""
        people = Appearance.objects.published().with_people()
        return self.prefetch_related(Prefetch("appearances", people, to_attr="people"))

    def with_programme(self):
        """Load the event with the public talks around each, as `event.programme`, in one query more."""
        talks = Prefetch("event__talks", Talk.objects.published().order_by(), to_attr="programme")
        return self.select_related("event").prefetch_related(talks)


class Talk(Titled, Themed, TalkSchedule, Addressed):
    class Kind(models.TextChoices):
        OPENING = "opening", _("ouverture")
        KEYNOTE = "keynote", _("conférence plénière")
        TALK = "talk", _("exposé")
        ROUND_TABLE = "round_table", _("table ronde")
        CLOSING = "closing", _("clôture")
        OTHER = "other", _("autre")

    parts = (*Addressed.parts, "themed", "appearances", "references", "recordings", "documents", "links")
    visible_through = ("event",)
    tallied_by = ("", "event")
    tallied_by_year = ("",)
    goes_with = {"abstract_is_ours": "abstract", "day": "starts_at", "ends_at": "starts_at"}
    filtered_by = filters.OF_TALKS

    event = models.ForeignKey(Event, models.PROTECT, related_name="talks", verbose_name=_("évènement"))
    kind = models.CharField(_("nature"), max_length=12, choices=Kind, default=Kind.TALK)
    is_also_keynote = models.BooleanField(
        _("aussi conférence plénière"),
        default=False,
        help_text=_("Pour une ouverture, une clôture ou autre chose qui compte parmi les conférences plénières."),
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)
    track = LineField(_("parcours"), max_length=100, blank=True, help_text=_("Le fil du programme, s’il en a."))
    abstract = ProseField(_("résumé"), blank=True)
    abstract_is_ours = models.BooleanField(
        _("avec nos propres mots"), default=True, help_text=_("Non, si c’est le texte de l’intervenant.")
    )
    language = LanguageField(_("langue"), default="fr")

    place = Place(latest("day", else_of="event"), newest("event_id"), earliest("starts_at"), least("position"))

    themes = TaggableManager(through="events.ThemedTalk", verbose_name=_("thèmes"), blank=True, help_text="")

    objects = TalkQuerySet.as_manager()

    class Meta(TalkSchedule.Meta):
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        ordering = ["place", "pk"]
        indexes = [*listed("talk", "place"), of_public("talk_of_kind", "kind", "place", "id")]
        indexes += [of_public("talk_in_language", "language", "place", "id")]

    def take_along(self):
        super().take_along()
        for rows in (self.appearances, self.quotes, self.tweets):
            rows.exclude(event=self.event_id).update(event=self.event_id)

    def check_merge(self, gone):
        if gone.event_id != self.event_id:
            raise ValidationError(
                _("Ces interventions ne sont pas du même évènement : fusionnez d’abord les évènements.")
            )

    def get_absolute_url(self):
        return reverse("events:talk_detail", args=[self.slug])

    @property
    def exported_abstract(self):
        return exported(self.abstract, is_ours=self.abstract_is_ours)

    @property
    def nature(self):
        """« clôture, conférence plénière »"""
        kinds = [self.Kind(self.kind)]
        if self.is_also_keynote and self.kind != self.Kind.KEYNOTE:
            kinds.append(self.Kind.KEYNOTE)
        return ", ".join(str(kind.label) for kind in kinds)

    def attached(self, *, drafts):
        """What is to be seen and heard of it, and to be read elsewhere, by name."""
        rows = {"recordings": Recording.objects, "documents": Document.objects}
        return {name: of.filter(talk=self).shown(drafts=drafts).in_order() for name, of in rows.items()}

    def searched_text(self):
        return " ".join([self.title, self.abstract])

    def namesakes(self):
        """Every event has its opening."""
        return super().namesakes().filter(event=self.event_id)


class AppearanceQuerySet(ordering.ByDate, PartQuerySet):
    def with_people(self):
        return self.select_related("speaker", "organization").order_by("position", "pk")

    def with_occasion(self):
        """Load the event, and the talk with its public themes, in two queries."""
        talks = Prefetch("talk", Talk.objects.with_themes())
        return self.select_related("event", "speaker", "organization").prefetch_related(talks)

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
    tallied_by = ("speaker", "organization")
    tallied_by_year = ("speaker", "organization")
    filtered_by = (filtering.by_year(),)

    event = models.ForeignKey(Event, models.PROTECT, related_name="appearances", verbose_name=_("évènement"))
    talk = models.ForeignKey(
        Talk, models.CASCADE, null=True, blank=True, related_name="appearances", verbose_name=_("intervention")
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


class TalkLink(Link):
    source = models.ForeignKey(Talk, models.CASCADE, related_name="links", verbose_name=_("intervention"))
    target = models.ForeignKey(Talk, models.PROTECT, related_name="back_links", verbose_name=_("autre intervention"))

    class Meta(Link.Meta):
        verbose_name = _("lien entre interventions")
        verbose_name_plural = _("liens entre interventions")


class ThemedEvent(ThemedItem):
    content_object = models.ForeignKey(Event, models.CASCADE, related_name="themed")
    place = Place(beside("content_object"))

    class Meta(ThemedItem.Meta):
        indexes = [in_lists_of_theme("themedevent")]


class ThemedTalk(ThemedItem):
    tallied_by_year = ("tag",)

    content_object = models.ForeignKey(Talk, models.CASCADE, related_name="themed")
    place = Place(beside("content_object"))
    published_at = Beside(of="content_object")

    class Meta(ThemedItem.Meta):
        indexes = [in_lists_of_theme("themedtalk"), in_feeds_of_theme("themedtalk")]


class ThemedReference(ThemedItem):
    content_object = models.ForeignKey(Reference, models.CASCADE, related_name="themed")
    place = Place(beside("content_object"))

    class Meta(ThemedItem.Meta):
        indexes = [in_lists_of_theme("themedreference")]
