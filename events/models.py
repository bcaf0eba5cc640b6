from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from curation.fields import HandleField, LanguageField, LineField, ProseField, WebAddressField
from curation.keys import SlugKeyField
from curation.links import Link
from curation.models import Addressed, CuratedQuerySet
from curation.permalinks import path_of
from curation.pictured import Pictured
from curation.places import beside, earliest, ending_before, latest, least, newest
from curation.stored import Beside, Place, listed, of_public
from curation.tallies import public_count
from speakers.models import Organization
from themes.models import Themed, ThemedItem, ThemedQuerySet, in_feeds_of_theme, in_lists_of_theme

from . import filters, ordering
from .appearances import Appearance
from .attached import Document, Recording, Reference
from .ours import Titled, exported, in_language
from .schedule import EventSchedule, ScheduledQuerySet, TalkSchedule, TalkScheduleQuerySet


class EventQuerySet(ScheduledQuerySet, ordering.ByDate, ThemedQuerySet, CuratedQuerySet):
    def as_planned(self):
        return self.filter(state=Event.State.PLANNED)

    def not_cancelled(self):
        return self.exclude(state=Event.State.CANCELLED)

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
    goes_with = {"end_time": "start_time"} | dict.fromkeys(("ends_on", "start_time"), "starts_on")
    goes_with |= dict.fromkeys(("summary_is_ours", "summary_en"), "summary")
    goes_with |= dict.fromkeys(("venue", "country", "time_zone"), "city")
    brings_together = "talks"
    turn = 0xE7E275
    brief_columns = ("slug", "title", "state", "starts_on", "ends_on", "time_zone")

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
    summary_en = ProseField(_("présentation en anglais"), blank=True, help_text=_("Telle quelle, ou traduite."))
    hashtag = LineField(_("mot-dièse"), max_length=60, blank=True, help_text=_("Sans #."))
    handle = HandleField(_("identifiant"), blank=True)
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
            models.Index(fields=["starts_on"], condition=Q(starts_on__isnull=False), name="event_by_day"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return path_of("events:event_detail", self.slug)

    def talks_astray(self):
        """Those of a day that it does not have, for a version of it came back, or another event was merged into it."""
        return [talk for talk in self.talks.exclude(day=None).in_order() if not talk.is_of_its_event]

    @property
    def lede(self):
        """The first paragraph of the summary."""
        return self.presentation.partition("\n\n")[0]

    @property
    def presentation(self):
        """The summary in the language of the interface, or else in French."""
        return in_language(self.summary, "fr", english=self.summary_en)[0]

    @property
    def presentation_language(self):
        return in_language(self.summary, "fr", english=self.summary_en)[1]

    @property
    def exported_summary(self):
        return exported(self.presentation, is_ours=self.summary_is_ours)

    @property
    def roles(self):
        return self.appearances.event_wide()

    def searched_text(self):
        words = [self.title, self.venue, self.city, self.summary, self.summary_en, self.hashtag, self.handle]
        return " ".join(words)

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

    def as_lines(self):
        """Load what a line of each prints, and who appears, in two queries."""
        people = Appearance.objects.public().people_in_brief()
        return self.in_brief("event").prefetch_related(Prefetch("appearances", people, to_attr="people"))

    def with_event(self):
        return self.select_related("event")

    def with_people(self):
        """Load who appears, with organisations, as `people`, in one query."""
        people = Appearance.objects.public().with_people()
        return self.prefetch_related(Prefetch("appearances", people, to_attr="people"))

    def with_programme(self):
        """Load the event with the public talks around each, as `event.programme`, in one query more."""
        talks = Talk.objects.public().exclude(starts_at=None).order_by().only("event", "starts_at", "room")
        talks = Prefetch("event__talks", talks, to_attr="programme")
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
    goes_with = dict.fromkeys(("day", "ends_at"), "starts_at")
    goes_with |= dict.fromkeys(("abstract_is_ours", "abstract_en"), "abstract")
    filtered_by = filters.OF_TALKS
    brief_columns = (
        *("event", "slug", "title", "title_is_ours", "language", "kind", "is_also_keynote"),
        *("state", "day", "starts_at", "ends_at"),
    )

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
    abstract_en = ProseField(_("résumé en anglais"), blank=True, help_text=_("Tel quel, ou traduit."))
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
        indexes += [
            models.Index(
                fields=["event", "day", "position", "id"], condition=Q(starts_at__isnull=False), name="talk_with_hour"
            )
        ]  # see `ordering.as_in_programme`

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
        return path_of("events:talk_detail", self.slug)

    @property
    def presentation(self):
        """The abstract in the language of the interface, or else as it was given."""
        return in_language(self.abstract, self.language, english=self.abstract_en)[0]

    @property
    def presentation_language(self):
        return in_language(self.abstract, self.language, english=self.abstract_en)[1]

    @property
    def exported_abstract(self):
        return exported(self.presentation, is_ours=self.abstract_is_ours)

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
        return " ".join([self.title, self.abstract, self.abstract_en])

    def namesakes(self):
        """Every event has its opening."""
        return super().namesakes().filter(event=self.event_id)


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
