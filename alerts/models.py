import secrets
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from curation.fields import LastingKey, LineField
from curation.merging import kept_of
from events.models import Event
from speakers.models import Speaker
from themes.models import Theme

HOUR = 7  # local: when what is daily or weekly leaves
BIN_DAYS = 30  # a removed alert can be taken back; then it is gone, as is the trace of what was sent
SALT = "alerts.unsubscribe"


def new_key():
    return secrets.token_urlsafe(24)


def slot(frequency, now):
    """The last moment, up to `now`, at which a daily or a weekly digest was to leave: at 7 here, or on Monday."""
    here = timezone.localtime(now)
    day = here.date() - timedelta(days=here.time() < time(HOUR))
    if frequency == Alert.Frequency.WEEKLY:
        day -= timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(day, time(HOUR)))


class PublicationQuerySet(models.QuerySet):
    def between(self, after, until):
        """Those noted after the one of pk `after`, up to that of pk `until`, in order."""
        return self.filter(pk__gt=after, pk__lte=until).order_by("pk")

    def by_newest(self):
        return self.order_by("-at", "-pk")

    def last_pk(self):
        return self.aggregate(last=models.Max("pk"))["last"] or 0


class Publication(models.Model):
    """A record that the public saw for the first time: one row for ever, whatever becomes of the record.

    The pk is the order in which they were noted (see `publications`), and an alert's place in it.
    """

    class Kind(models.TextChoices):
        QUOTE = "quote", _("citation")
        TWEET = "tweet", _("tweet")
        TALK = "talk", _("intervention")

    kind = models.CharField(max_length=5, choices=Kind)
    record_id = models.BigIntegerField()  # no foreign key: a record that is deleted and restored is not new
    at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="publication_once")]
        indexes = [models.Index(fields=["-at", "-id"], name="publication_by_newest")]

    def __str__(self):
        return f"{self.kind} {self.record_id}"


class AlertQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None)

    def removed(self):
        return self.exclude(removed_at=None)

    def mailed(self):
        """Those whose owner wants mail now."""
        return self.kept().filter(paused_at=None).exclude(frequency=Alert.Frequency.FEED)

    def due(self, now, last):
        """Those of which a digest should have left by now, `last` being the last publication, or did not leave."""
        daily, weekly = Alert.Frequency.DAILY, Alert.Frequency.WEEKLY
        return self.mailed().filter(
            Q(frequency=Alert.Frequency.AT_ONCE, position__lt=last)
            | Q(frequency=daily, checked_at__lt=slot(daily, now))
            | Q(frequency=weekly, checked_at__lt=slot(weekly, now))
            | Exists(Delivery.objects.unsent().filter(alert=OuterRef("pk")))
        )

    def with_record(self):
        return self.select_related("theme", "speaker", "event")

    def by_newest(self):
        return self.order_by("-created_at", "-pk")


class Alert(models.Model):
    """What a member follows: a search as its address says it, a theme, a speaker or an event."""

    class Kind(models.TextChoices):
        SEARCH = "search", _("recherche")
        THEME = "theme", _("thème")
        SPEAKER = "speaker", _("intervenant")
        EVENT = "event", _("évènement")

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", _("dès la parution")
        DAILY = "daily", _("chaque jour")
        WEEKLY = "weekly", _("chaque lundi")
        FEED = "feed", _("jamais : le flux suffit")

    class Content(models.TextChoices):
        WORDS = "words", _("les mots et leur contexte")
        TITLES = "titles", _("les titres seulement")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=7, choices=Kind)
    query = models.TextField(blank=True)  # the parameters of a search, in their one order
    # While its record is deleted there is nothing to follow; a merge points the alert at the record that is kept.
    theme = LastingKey(Theme, blank=True, related_name="alerts")
    speaker = LastingKey(Speaker, blank=True, related_name="alerts")
    event = LastingKey(Event, blank=True, related_name="alerts")
    name = LineField(_("Nom"), max_length=120)
    frequency = models.CharField(_("Par courriel"), max_length=7, choices=Frequency, default=Frequency.DAILY)
    content = models.CharField(_("Ce qu’on y lit"), max_length=6, choices=Content, default=Content.WORDS)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    feed_key = models.CharField(max_length=40, unique=True, default=new_key)
    created_at = models.DateTimeField(auto_now_add=True)
    paused_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    position = models.BigIntegerField()  # pk of the last publication that was looked at, and sent if it was followed
    checked_at = models.DateTimeField()  # when nothing was left to send
    sent_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("alerte")
        verbose_name_plural = _("alertes")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="search", theme=None, speaker=None, event=None)
                | Q(kind="theme", query="", speaker=None, event=None)
                | Q(kind="speaker", query="", theme=None, event=None)
                | Q(kind="event", query="", theme=None, speaker=None),
                name="alert_follows_one_thing",
            ),
            # Of two that are merged, who follows both has the alert of the kept one; the other waits, as if deleted.
            *(
                models.UniqueConstraint(fields=["owner", kind], condition=Q(removed_at=None), name=f"alert_{kind}_once")
                for kind in ("theme", "speaker", "event")
            ),
        ]

    def __str__(self):
        # Staff who delete an account read this: not what its owner follows.
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self):
        return reverse("alerts:alert_detail", args=[self.pk])

    @property
    def record(self):
        """The theme, the speaker or the event; None of a search, or while it is deleted."""
        return None if self.kind == self.Kind.SEARCH else getattr(self, self.kind)

    @property
    def is_doubled(self):
        """Whether what it followed went into a record that its owner follows as well; it is back if that is undone."""
        if self.kind == self.Kind.SEARCH or self.record:
            return False
        field = self._meta.get_field(self.kind)
        key = getattr(self, field.attname)
        return kept_of(field.related_model, key) != key

    @property
    def followed_url(self):
        """Where one reads what is followed; nothing if the public does not see it any more."""
        if self.kind == self.Kind.SEARCH:
            return f"{reverse('quotes:search')}?{self.query}"
        return self.record.get_absolute_url() if self.record and self.record.is_published else ""

    @property
    def feed_url(self):
        with translation.override(self.language):
            return reverse("alerts:feed", args=[self.feed_key])

    @property
    def token(self):
        return self.token_of([self])

    @staticmethod
    def token_of(alerts):
        """Who has it may stop the mail of these alerts, and nothing else. It is the same for ever, as links in mail."""
        return signing.Signer(salt=SALT).sign("-".join(str(alert.pk) for alert in alerts))

    @classmethod
    def of_token(cls, token):
        """The alerts of a link in a mail; none if nobody signed it, or if they are gone."""
        try:
            keys = signing.Signer(salt=SALT).unsign(token).split("-")
        except signing.BadSignature:
            return []
        return list(cls.objects.kept().filter(pk__in=keys).order_by("pk"))

    def twin(self):
        """An alert of the same owner on the same thing, or None."""
        same = Alert.objects.kept().filter(owner=self.owner, kind=self.kind, query=self.query)
        same = same.filter(theme=self.theme_id, speaker=self.speaker_id, event=self.event_id)
        return same.exclude(pk=self.pk).first()

    def pause(self, *, at=None):
        self._set(paused_at=self.paused_at or at or timezone.now())

    def resume(self):
        """Go on where it stopped: what came out meanwhile is not lost."""
        self._set(paused_at=None)

    def renew_key(self):
        """Another address for the feed; the one before answers no more."""
        self._set(feed_key=new_key())

    def remove(self):
        self._set(removed_at=timezone.now())

    def restore(self):
        self._set(removed_at=None)

    def _set(self, **fields):
        for name, value in fields.items():
            setattr(self, name, value)
        self.save(update_fields=fields)


class DeliveryQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)

    def of_mail(self, alert):
        """Those of the mail that is to tell the alert of pk `alert`: its own, and those of the alerts beside it."""
        mails = Delivery.objects.unsent().filter(alert=alert)
        return self.unsent().filter(message_id__in=mails.values("message_id")).order_by("alert")


class Delivery(models.Model):
    """What a mail tells for one alert: written down before it is sent, with what it covers, and marked once it was.

    Those of one `message_id` leave in one mail. `after` and `until` are pks of publications. A mail that may have left
    without being marked is sent again as it was, under the same `message_id`.
    """

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="deliveries")
    after = models.BigIntegerField()
    until = models.BigIntegerField()
    message_id = models.CharField(max_length=200)
    prepared_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["alert", "after"], name="delivery_of_a_range_once"),
            models.UniqueConstraint(fields=["alert"], condition=Q(sent_at=None), name="delivery_one_at_a_time"),
            models.UniqueConstraint(fields=["message_id", "alert"], name="delivery_once_a_mail"),
        ]

    def __str__(self):
        return self.message_id
