"""What somebody says of a public record, and what was answered; who was forgotten, and which addresses are gone."""

from calendar import monthrange

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from curation.fields import MailAddressField, ProseField
from curation.models import Record


def month_after(day):
    """The same day of the next month, or its last: so long the law leaves for an answer (GDPR, article 12.3)."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def due_on():
    return month_after(timezone.localdate())


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Report.State.PENDING)

    def late(self):
        return self.waiting().filter(due_on__lt=timezone.localdate())


class Report(Record):
    """Somebody says that a public record is wrong, or is about them; an answer is due within a month."""

    SIGNER = signing.Signer(salt="privacy.report")
    follows = True

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("correction")
        WITHDRAWAL = "withdrawal", _("retrait")
        ANONYMITY = "anonymity", _("anonymisation")

    class State(models.TextChoices):
        PENDING = "pending", _("en attente")
        DONE = "done", _("fait")
        REFUSED = "refused", _("refusé")

    kind = models.CharField(_("demande"), max_length=10, choices=Kind)
    words = ProseField(_("ce qui est dit"), max_length=3000)
    email = MailAddressField(_("adresse e-mail"), blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    made_at = models.DateTimeField(_("reçu le"), default=timezone.now, editable=False)
    due_on = models.DateField(_("réponse due le"), default=due_on, editable=False)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.PENDING)
    reason = ProseField(_("réponse"), max_length=3000, blank=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("par")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["due_on", "pk"]
        permissions = [("answer_report", _("Peut répondre aux signalements"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="report_pending_or_decided",
                violation_error_message=_("Une décision dit quand elle fut prise."),
            ),
            models.CheckConstraint(
                condition=Q(state="pending") | ~Q(reason=""),
                name="report_answered_in_words",
                violation_error_message=_("Une décision dit pourquoi."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self):
        """The page of its answer, in the language in which it was made; only who has the link knows it."""
        with translation.override(self.language):
            return reverse("privacy:report", args=[self.SIGNER.sign(self.pk)])

    @classmethod
    def of_token(cls, token):
        """The report of a link. Raises DoesNotExist for what the site has not signed, and once it is tidied away."""
        try:
            return cls.objects.get(pk=cls.SIGNER.unsign(token))
        except signing.BadSignature as error:
            raise cls.DoesNotExist from error

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    @property
    def delay(self):
        """« il reste 12 jours »; nothing once it is answered."""
        if not self.is_pending:
            return ""
        days = (self.due_on - timezone.localdate()).days
        if days < 0:
            return _("délai dépassé")
        if days == 0:
            return _("dernier jour")
        return ngettext("il reste %(days)d jour", "il reste %(days)d jours", days) % {"days": days}

    def decide(self, state, *, reason, by):
        """Answer it, once: return whether this call did it."""
        done = (
            Report.objects.waiting()
            .filter(pk=self.pk)
            .update(state=state, reason=reason, decided_at=timezone.now(), decided_by=by)
        )
        self.refresh_from_db()
        return bool(done)


class Forgotten(models.Model):
    """The journal of who was forgotten: when, by whom and how, but not who. `keys` are of names, accounts (`gone`)."""

    class Way(models.TextChoices):
        ANONYMOUS = "anonymous", _("rendu anonyme")
        ERASED = "erased", _("effacé, paroles comprises")

    way = models.CharField(_("manière"), max_length=9, choices=Way)
    keys = models.JSONField()
    counts = models.JSONField()  # {"quotes.quote": rows that were changed or erased}
    at = models.DateTimeField(_("le"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )

    class Meta:
        verbose_name = _("oubli")
        verbose_name_plural = _("oublis")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("forget_person", _("Peut oublier une personne"))]

    def __str__(self):
        return f"{self.get_way_display()} {self.pk}"


class Gone(models.Model):
    """An address that led to somebody who was forgotten, or to their words; only its key is kept (see `gone`)."""

    key = models.CharField(max_length=64, unique=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.key
