"""When an event and its talks are, as far as one knows, and the number by which calendars know the later answer."""

from collections import defaultdict
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from curation.batches import batches
from curation.fields import LineField, WebAddressField
from curation.keys import derived_fields
from language.typography import date_range, french_date

from . import timing

SKIPPED_HOUR = _("Cette heure n’existe pas ce jour-là : les horloges l’ont sautée.")
AT_ONCE_WRITTEN = 50  # rows of one statement that gives each row values of its own
SKIPPED_DAY = _("Ce jour n’existe pas dans ce fuseau horaire : le calendrier l’a sauté.")


class ScheduledQuerySet(models.QuerySet):
    """To be mixed into the queryset of a `Scheduled` model.

    The day of a talk follows its hour and the time zone of its event, `sequence` and the ends that calendars show of
    others follow them too, all of it in `save()`: many rows at once would leave them, so such an update is refused.
    """

    def update(self, **values):
        self._refuse(values)
        return super().update(**values)

    update.alters_data = True

    def bulk_update(self, rows, fields, **options):
        self._refuse(fields)
        return super().bulk_update(rows, fields, **options)

    bulk_update.alters_data = True

    def _refuse(self, names):
        if found := self.model.followed.intersection(names):
            raise ValueError(f"The days of talks follow {', '.join(sorted(found))}: save record by record.")


class TalkScheduleQuerySet(ScheduledQuerySet):
    def save_all(self, talks, names):
        """Save the fields of these `names` of many talks that are there, with their events at hand, as `save()` does.

        They stay in their events. A few queries for each batch of talks, and two around all of them.
        """
        derived = derived_fields(self.model)
        names = {*names, "day", "sequence", "updated_at", *(field.name for field in derived)}
        with _ends_of_others(self.model, {talk.event_id for talk in talks}, but={talk.pk for talk in talks}):
            for some in batches(talks):
                before = self.as_shown(some)
                for talk in some:
                    talk.follow_hour()
                    talk.sequence = before[talk.pk]["sequence"] + talk.has_moved(before[talk.pk])
                    talk.updated_at = timezone.now()
                    talk.__dict__.update({field.attname: field.value_of(talk) for field in derived})
                self.model._base_manager.bulk_update(some, names, batch_size=AT_ONCE_WRITTEN)

    save_all.alters_data = True

    def as_shown(self, talks):
        """{pk: what calendars showed of it} of these talks."""
        columns = [self.model._meta.get_field(name).attname for name in self.model.shown]
        rows = self.model._base_manager.filter(pk__in=[talk.pk for talk in talks])
        return {row["pk"]: row for row in rows.values("pk", "sequence", *columns)}

    def update(self, **values):
        """What is public tells calendars where others end."""
        timed = self.exclude(starts_at=None).order_by() if "status" in values else self.none()
        with _ends_of_others(self.model, set(timed.values_list("event", flat=True))):
            return super().update(**values)

    update.alters_data = True


class Scheduled(models.Model):
    """What calendars show. `sequence` grows by one with each change of its time or place.

    `shown` names the fields that say when and where, `followed` those that the day of a talk follows.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("comme prévu")
        POSTPONED = "postponed", _("report")
        CANCELLED = "cancelled", _("annulation")

    shown: tuple[str, ...] = ("state", "is_online", "online_url")
    goes_with = {"online_url": "is_online"}
    followed: frozenset[str] = frozenset()

    state = models.CharField(_("tenue"), max_length=10, choices=State, default=State.PLANNED)
    is_online = models.BooleanField(_("en ligne"), default=False)
    online_url = WebAddressField(
        _("adresse où le suivre"), blank=True, help_text=_("Montrée tant que ce n’est pas passé.")
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        before = self.as_shown()
        if before:
            self.sequence = max(self.sequence, before["sequence"]) + self.has_moved(before)
        if update_fields is not None:
            update_fields = {*update_fields, "sequence"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def as_shown(self):
        """`shown`, as the database has it; None of a new record."""
        names = [self._meta.get_field(name).attname for name in self.shown]
        return self.pk and type(self)._base_manager.filter(pk=self.pk).values("sequence", *names).first()

    @property
    def is_cancelled(self):
        return self.state == self.State.CANCELLED

    @property
    def is_postponed(self):
        return self.state == self.State.POSTPONED

    @property
    def standing(self):
        """What its state comes to: a talk is held no more than its event is."""
        return self.state

    @property
    def is_as_planned(self):
        return self.standing == self.State.PLANNED

    def has_moved(self, before):
        fields = map(self._meta.get_field, self.shown)
        return any(field.to_python(getattr(self, field.attname)) != before[field.attname] for field in fields)


class EventSchedule(Scheduled):
    shown = (
        *Scheduled.shown,
        *("starts_on", "ends_on", "start_time", "end_time", "time_zone"),
        *("venue", "city", "country"),
    )
    followed = frozenset({"time_zone"})

    starts_on = models.DateField(
        _("premier jour"),
        null=True,
        blank=True,
        validators=[timing.is_plausible],
        help_text=_("Vide si la source le tait."),
    )
    ends_on = models.DateField(
        _("dernier jour"),
        null=True,
        blank=True,
        validators=[timing.is_plausible],
        help_text=_("Vide pour un seul jour."),
    )
    until = models.GeneratedField(
        expression=Coalesce("ends_on", "starts_on"), output_field=models.DateField(), db_persist=True
    )
    start_time = models.TimeField(_("début"), null=True, blank=True)
    end_time = models.TimeField(_("fin"), null=True, blank=True)
    time_zone = LineField(
        _("fuseau horaire"),
        max_length=40,
        default="Europe/Paris",
        validators=[timing.is_time_zone],
        help_text=_("Celui du lieu : les heures de l’évènement et de ses interventions sont celles que l’on y lit."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_start",
                violation_error_message=_("Le dernier jour est avant le premier."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=False),
                name="event_end_needs_start",
                violation_error_message=_("Un dernier jour demande un premier jour."),
            ),
        ]

    def clean(self):
        """Clocks there have its hours, and calendars its days."""
        super().clean()
        first, last = timing.days(self)
        wrong = {}
        if first:
            for name, day in (("starts_on", first), ("ends_on", last)):
                if getattr(self, name) and not timing.has_day(self.zone, day):
                    wrong[name] = SKIPPED_DAY
        if first and not wrong:
            for name, moment in timing.hours(self).items():
                if not timing.exists(moment):
                    wrong[name] = SKIPPED_HOUR
        if wrong:
            raise ValidationError(wrong)

    def take_along(self):
        """The day of a talk is that of its hour, in the time zone of the event."""
        super().take_along()
        for talk in self.talks.exclude(starts_at=None):
            if timing.plausible(talk.starts_at) and talk.day != (day := self.day_of(talk.starts_at, told=talk.day)):
                self.talks.filter(pk=talk.pk).update(day=day)

    @property
    def last_day(self):
        return self.ends_on or self.starts_on

    @property
    def single_day(self):
        """Its day, if it has but one."""
        return self.starts_on if self.last_day == self.starts_on else None

    @property
    def zone(self):
        return timing.zone(self.time_zone)

    @property
    def when(self):
        return timing.when_held(self)

    @property
    def is_upcoming(self):
        return bool(self.last_day and self.last_day >= timezone.localdate())

    def day_of(self, moment, *, told=None):
        return timing.day_in_programme(moment.astimezone(self.zone), told)


class TalkSchedule(Scheduled):
    """The hour of a talk, or its day alone; nothing if all that is known are the days of the event.

    `day` follows `starts_at`, whenever the talk or its event is saved; what begins at night, before six, may be of the
    day before, as its programme has it.
    """

    shown = (*Scheduled.shown, "event", "day", "starts_at", "ends_at", "room")
    followed = frozenset({"starts_at"})

    day = models.DateField(
        _("jour"),
        null=True,
        blank=True,
        validators=[timing.is_plausible],
        help_text=_("Vide si on l’ignore, ou si l’évènement n’a qu’un jour."),
    )
    starts_at = models.DateTimeField(_("heure"), null=True, blank=True, validators=[timing.is_plausible])
    ends_at = models.DateTimeField(_("fin"), null=True, blank=True, validators=[timing.is_plausible])
    room = LineField(_("salle"), max_length=100, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="talk_ends_after_start",
                violation_error_message=_("La fin n’est pas après le début."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False),
                name="talk_end_needs_start",
                violation_error_message=_("Une heure de fin demande une heure de début."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(day__isnull=False),
                name="talk_hour_has_day",
                violation_error_message=_("Une heure demande un jour."),
            ),
        ]

    def save(self, *args, update_fields=None, **kwargs):
        self.follow_hour()
        if update_fields is not None:
            update_fields = {*update_fields, "day"}
        with _ends_of_others(type(self), self._events_told(), but={self.pk}):
            super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args, **kwargs):
        with _ends_of_others(type(self), self._events_told(), but={self.pk}):
            return super().delete(*args, **kwargs)

    @property
    def standing(self):
        states = {self.state, self.event.state}
        return next(state for state in (self.State.CANCELLED, self.State.POSTPONED, self.state) if state in states)

    def _events_told(self):
        """The keys of the events, as it was and is, in which what begins then may end others."""
        before = self.as_shown()
        if not (self.starts_at or (before and before["starts_at"])):
            return set()
        return {self.event_id, *([before["event_id"]] if before else [])}

    def follow_hour(self):
        for name in ("day", "starts_at", "ends_at"):
            setattr(self, name, self._meta.get_field(name).to_python(getattr(self, name)))
        if timing.plausible(self.starts_at) and self.event_id:
            self.day = self.event.day_of(self.starts_at, told=self.day)

    def clean(self):
        """The day is one of the event's. What begins after its last midnight, before six, belongs to it too."""
        super().clean()
        self.follow_hour()
        if not (self.event_id and timing.plausible(self.day)):
            return
        if not timing.has_day(self.event.zone, self.day):
            raise ValidationError({"day": SKIPPED_DAY})
        if not self.is_of_its_event:
            language = get_language() or "fr"
            day = french_date(self.day, language=language)
            days = date_range(self.event.starts_on, self.event.ends_on, language=language)
            raise ValidationError(
                _("Ce jour (%(day)s) n’est pas de l’évènement : %(days)s."), params={"day": day, "days": days}
            )

    def has_moved(self, before):
        """By how much `sequence` grows: in another event it may take more than one for `revision` to grow."""
        moved = super().has_moved(before)
        if before["event_id"] == self.event_id:
            return moved
        there = type(self.event).objects.values_list("sequence", flat=True).get(pk=before["event_id"])
        return 1 + max(0, there - self.event.sequence)

    @classmethod
    def follow(cls, keys, before, now):
        """What happened during the talks is at their event too; calendars learn that they moved, and of their end."""
        for relation in (cls.appearances, cls.quotes, cls.tweets):
            rows = relation.field.model._base_manager.filter(talk__in=keys)
            rows.exclude(event=now).update(event=now)
        more = 1 + max(0, before.sequence - now.sequence)
        cls._base_manager.filter(pk__in=keys).update(sequence=F("sequence") + more)
        type(now)._base_manager.filter(pk=now.pk).update(sequence=F("sequence") + 1)

    @property
    def revision(self):
        """The SEQUENCE of its entry in calendars: its event moves it as well."""
        return self.event.sequence + self.sequence

    @property
    def when(self):
        return timing.when(self.event, self)

    @property
    def is_of_its_event(self):
        """Whether the event has its day, if that is known."""
        hour = self.when.starts_at.time() if self.when.starts_at else None
        return not timing.plausible(self.day) or timing.is_of(self.event, self.day, hour)

    @property
    def programme_day(self):
        """The one day under which the programme has it; None if it may be any of several."""
        return self.day if timing.plausible(self.day) else self.when.only_day

    @property
    def begins_twice(self):
        """Whether clocks showed its hour twice that night."""
        return bool(self.starts_at and self.when.starts_at and timing.is_ambiguous(self.when.starts_at))


@contextmanager
def _ends_of_others(model, events, *, but=()):
    """Around a change of talks of these events: what calendars say of the end of others may follow from it.

    `but` are the keys of the talks that are changed: each says by itself when and where it is.
    """
    was = _derived_ends(model, events)
    yield
    now = _derived_ends(model, events)
    moved = [pk for pk, end in now.items() if pk not in but and was.get(pk, end) != end]
    if moved:
        model.objects.filter(pk__in=moved).update(sequence=F("sequence") + 1)


def _derived_ends(model, events):
    """{pk: end} of the public talks of these events of which only the beginning is known."""
    programmes = defaultdict(list)  # of each room, or one would look at all talks for each
    public = model.objects.public().filter(event__in=events).exclude(starts_at=None)
    for other in public.select_related("event").order_by():
        programmes[other.event, other.room].append(other)
    return {
        other.pk: timing.end(other, event, programme)
        for (event, _room), programme in programmes.items()
        for other in programme
        if other.when.starts_at and not other.ends_at
    }
