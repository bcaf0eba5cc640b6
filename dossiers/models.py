"""What a member keeps for a speech, a class or an article; nobody else sees it but by a link that its owner gives."""

from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from curation.fields import LastingKey, LineField, ProseField
from events.models import Talk
from members.access import is_member
from quotes.kinds import SAID
from quotes.models import Quote, Tweet

MOST_ITEMS = 1000  # a dossier is one page to print
BIN = timedelta(days=30)  # then `tidy` erases; what it has not, its owner still sees


class Full(Exception):
    """The dossier holds as much as one may."""


class DossierQuerySet(models.QuerySet):
    def of(self, member):
        return self.filter(owner=member)

    def kept(self):
        return self.filter(deleted_at=None)

    def in_bin(self):
        return self.exclude(deleted_at=None)

    def with_counts(self):
        return self.annotate(item_count=Count("items", filter=Q(items__removed_at=None)))

    def with_presence(self, record):
        """Say of each, in `has_it`, whether `record` is in it."""
        items = Item.objects.kept().filter(dossier=OuterRef("pk"), **{record._meta.model_name: record})
        return self.annotate(has_it=Exists(items))

    def with_sharing(self):
        """Say of each, in `is_shared`, whether a link shows it."""
        return self.annotate(is_shared=Exists(Share.objects.open().filter(dossier=OuterRef("pk"))))

    def by_newest(self):
        return self.order_by("-updated_at", "-pk")


class Dossier(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="dossiers")
    title = LineField(_("titre"), max_length=120)
    note = ProseField(_("ma note"), max_length=5000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["owner", "-updated_at"], name="dossier_of_owner")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("dossiers:dossier", args=[self.pk])

    def touch(self):
        self.updated_at = timezone.now()
        self.save(update_fields=["updated_at"])

    def add(self, record):
        """Keep `record`, at the end, as it is now. Returns (item, whether it was not there). Raises Full."""
        name = record._meta.model_name
        with self._alone():
            item = self.items.filter(**{name: record}).first()
            if item and not item.removed_at:
                return item, False
            if self.items.kept().count() >= MOST_ITEMS:
                raise Full
            item = item or Item(dossier=self, **{name: record})
            item.take(record)
            item.removed_at, item.added_at = None, timezone.now()
            item.position = self._end()
            item.save()
        return item, True

    def move(self, item, place):
        """Put `item` at `place` in the order, counted from 1; at the end if there are not as many."""
        with self._alone():
            others = self.items.kept().in_order().exclude(pk=item.pk)
            following = others[max(place, 1) - 1 : max(place, 1)].values_list("position", flat=True)
            position = following[0] if following else self._end()
            self.items.filter(position__gte=position).update(position=F("position") + 1)
            self.items.filter(pk=item.pk).update(position=position)

    def remove(self, item):
        """Take `item` out; for a while it can be put back."""
        with self._alone():
            self.items.filter(pk=item.pk).update(removed_at=timezone.now())

    def restore(self, item):
        """Put a removed item back in its place. Raises Full."""
        with self._alone():
            if self.items.kept().count() >= MOST_ITEMS:
                raise Full
            self.items.filter(pk=item.pk).update(removed_at=None)

    @contextmanager
    def _alone(self):
        """A turn at the items, which counts as a change: two tabs that write at once wait for each other."""
        with transaction.atomic():
            Dossier.objects.select_for_update().get(pk=self.pk)
            yield
            self.touch()

    def _end(self):
        return (self.items.aggregate(last=Max("position"))["last"] or 0) + 1


class ItemQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None)

    def removed(self):
        return self.exclude(removed_at=None).order_by(F("removed_at").desc(nulls_last=True), "-pk")

    def in_order(self):
        return self.order_by("position", "pk")

    def loaded(self):
        return with_records(self)


def with_records(rows):
    """A list of the items, each with its `record`: None if that is not public. A query a kind, one more for talks.

    A prefetch asks SQLite for one key OR another, and there may be no thousand of those in a query.
    """
    items = list(rows)
    for name, kind in SAID.items():
        theirs = [item for item in items if item.kind == name]
        keys = [item.record_id for item in theirs]
        found = {row.pk: row for row in kind.public().filter(pk__in=keys)} if keys else {}
        for item in theirs:
            item.record = found.get(item.record_id)
    return items


class Item(models.Model):
    """A quote, a tweet or a talk in a dossier, and what it said when it was added."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="items")
    quote = LastingKey(Quote, related_name="+")
    tweet = LastingKey(Tweet, related_name="+")
    talk = LastingKey(Talk, related_name="+")
    position = models.PositiveIntegerField()
    note = ProseField(_("ma note"), max_length=5000, blank=True)
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    words = ProseField()
    author = LineField(max_length=200, blank=True)
    title = LineField(max_length=200)  # of what it belongs to: the talk, or the event
    nature = models.CharField(max_length=20, blank=True)  # of a quote: a value of `Quote.Kind`

    objects = ItemQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["dossier", "position"], name="item_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quote__isnull=False, tweet=None, talk=None)
                | Q(quote=None, tweet__isnull=False, talk=None)
                | Q(quote=None, tweet=None, talk__isnull=False),
                name="item_of_one_record",
            ),
            *(models.UniqueConstraint(fields=["dossier", kind], name=f"item_{kind}_once") for kind in SAID),
        ]

    def __str__(self):
        return Truncator(self.words).chars(80)

    @property
    def kind(self):
        return next(name for name in SAID if getattr(self, f"{name}_id"))

    @property
    def record_id(self):
        return getattr(self, f"{self.kind}_id")

    @property
    def is_corrected(self):
        return bool(self.record) and said(self.record) != self.said

    @property
    def said(self):
        return {"words": self.words, "author": self.author, "nature": self.nature}

    def take(self, record):
        """Note what `record` says now."""
        for name, value in said(record).items():
            setattr(self, name, value)
        self.title = (record.event if self.kind == "talk" else record.talk or record.event).exported_name


def said(record):
    """What a reader of `record` relies on: a change of it is a correction."""
    if isinstance(record, Talk):
        return {"words": record.exported_name, "author": "", "nature": ""}
    if isinstance(record, Tweet):
        return {"words": record.text, "author": f"{record.author_name} (@{record.handle})", "nature": ""}
    return {"words": record.text, "author": record.author, "nature": record.kind}


class ShareQuerySet(models.QuerySet):
    def open(self):
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())


class Share(models.Model):
    """A link by which whoever has it reads the dossier, until it expires or is withdrawn."""

    SIGNER = Signer(salt="dossiers.share", sep=".")

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="shares")
    key = models.CharField(max_length=22, default=partial(get_random_string, 22))
    with_notes = models.BooleanField(_("avec mes notes"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.dossier} ({self.expires_at:%Y-%m-%d})"

    def get_absolute_url(self):
        return reverse("dossiers:shared", args=[self.token])

    @property
    def token(self):
        """Signed, so that no address is worth guessing; of the row, so that it can be withdrawn."""
        return self.SIGNER.sign(f"{self.pk}-{self.key}")

    @classmethod
    def by_token(cls, token):
        """The share of that token, open or not. Raises DoesNotExist for what the site has not signed."""
        try:
            pk, key = cls.SIGNER.unsign(token).split("-")
        except BadSignature as error:
            raise cls.DoesNotExist from error
        return cls.objects.select_related("dossier__owner").get(pk=pk, key=key)

    @property
    def is_open(self):
        """Whether it still shows something. The link stands for its owner: it rests while they are no member."""
        is_current = not self.withdrawn_at and self.expires_at > timezone.now()
        return is_current and not self.dossier.deleted_at and is_member(self.dossier.owner)
