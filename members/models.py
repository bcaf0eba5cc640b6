from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation import audit
from curation.fields import LineField, MailAddressField, ProseField

from . import rights


class UserQuerySet(models.QuerySet):
    def of_address(self, email):
        return self.of_addresses([email])

    def of_addresses(self, emails):
        """As `user_email_once` compares: a LIKE would not use its index, and SQLite refuses a long one."""
        lower = [Lower(models.Value(email)) for email in emails]
        return self.alias(lower_email=Lower("email")).filter(lower_email__in=lower)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """People log in by e-mail; upper and lower case make no difference."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Whoever has a shell on the server needs no mail to prove the address."""
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.emailaddress_set.create(email=user.email.lower(), verified=True, primary=True)
        return user

    def get_by_natural_key(self, email):
        return self.of_address(email).get()


class User(AbstractUser):
    username = None
    first_name = None
    last_name = None
    name = LineField(_("nom"), max_length=120)
    email = MailAddressField(_("adresse e-mail"), unique=True)
    member_until = models.DateField(
        _("membre jusqu’au"), null=True, blank=True, help_text=_("Ce jour compris ; vide : sans terme.")
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("Un compte a déjà cette adresse e-mail."),
            )
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def has_lapsed(self):
        """Whether the membership is over, and with it all that the roles allow, a superuser's included."""
        return self.member_until is not None and self.member_until < timezone.localdate()

    def has_perm(self, perm, obj=None):
        return not self.has_lapsed and super().has_perm(perm, obj)

    def has_module_perms(self, app_label):
        return not self.has_lapsed and super().has_module_perms(app_label)


class ApplicationQuerySet(models.QuerySet):
    def waiting(self):
        """Those to decide: an address that nobody has verified yet is not one of them."""
        return self.filter(state=Application.State.PENDING, user__emailaddress__verified=True).distinct()


class Application(models.Model):
    """Somebody with an account asks to become a member."""

    class State(models.TextChoices):
        PENDING = "pending", _("en attente")
        APPROVED = "approved", _("acceptée")
        REFUSED = "refused", _("refusée")

    user = models.OneToOneField(User, models.CASCADE, related_name="application", verbose_name=_("compte"))
    reason = ProseField(_("motif"), max_length=500)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.PENDING)
    asked_at = models.DateTimeField(_("reçue le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("décidée par")
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d’adhésion")
        verbose_name_plural = _("demandes d’adhésion")
        ordering = ["asked_at"]
        permissions = [("admit_member", _("Peut accueillir des membres"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None) | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="application_pending_or_decided",
                violation_error_message=_("Une décision dit quand elle fut prise."),
            )
        ]

    def __str__(self):
        return str(self.user)

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    def decide(self, state, *, by):
        """Approve or refuse, once: return whether this call did it. A refusal can still become an approval.

        Raises ValidationError for an account that nobody may make a member's.
        """
        open_states = {self.State.PENDING, self.State.REFUSED} - {state}
        with transaction.atomic():
            done = Application.objects.filter(pk=self.pk, state__in=open_states).update(
                state=state, decided_at=timezone.now(), decided_by=by
            )
            if done and state == self.State.APPROVED:
                admit(self.user)
        self.refresh_from_db()
        return bool(done)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(user=None)


class Invitation(models.Model):
    """An address that staff invited; who opens its link makes an account that is a member's at once."""

    email = MailAddressField(_("adresse e-mail"))
    member_until = User._meta.get_field("member_until").clone()
    invited_at = models.DateTimeField(_("invitée le"), default=timezone.now, editable=False)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("invitée par")
    )
    user = models.OneToOneField(
        User, models.CASCADE, null=True, editable=False, related_name="invitation", verbose_name=_("compte")
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="invitation_once", violation_error_message=_("Cette adresse est déjà invitée.")
            )
        ]

    def __str__(self):
        return self.email

    @property
    def expires_at(self):
        return self.invited_at + timedelta(days=settings.INVITATION_DAYS)

    @property
    def is_open(self):
        is_over = self.member_until is not None and self.member_until < timezone.localdate()
        return self.user_id is None and timezone.now() < self.expires_at and not is_over

    @transaction.atomic
    def accept(self, user):
        """The account is a member's from now on; one that is for longer stays so.

        Raises ValidationError as `admit` does.
        """
        has, given = user.member_until, self.member_until
        is_member = not user.has_lapsed and user.groups.filter(name="member").exists()
        is_longer = is_member and (has is None or given is not None and given < has)
        admit(user, until=has if is_longer else given)
        self.user = user
        self.save(update_fields=["user"])
        audit.note("invitation-accepted", by=user, invitation=self.pk)


def admit(user, *, until=None):
    """Make the account a member's, until a day or without end. Raises ValidationError where that is not to be."""
    rights.check_admission(user)
    rights.check_end(until)
    user.groups.add(Group.objects.get(name="member"))
    user.member_until = until
    user.save(update_fields=["member_until"])
