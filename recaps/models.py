"""An article as it was pasted, what was found in it, and what each curator decided."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from curation.fields import LanguageField, LineField, WebAddressField
from curation.keys import FoldedKeyField, Keyed
from events.models import Event
from language.folding import fold
from language.typography import clean
from quotes.models import Quote, Source, Tweet
from reading.parsing.candidates import CERTAIN
from reading.parsing.incises import without
from reading.parsing.lines import HYPHENATED
from reading.parsing.rules import explain
from speakers.models import Speaker

from .refusals import REFUSALS, refusal_of
from .versions import GistField

PROBABLE = 0.65
LONG = timedelta(minutes=2)  # that reading an article may take, before something seems wrong


class RecapQuerySet(models.QuerySet):
    def by_newest(self):
        return self.order_by("-added_at", "-pk")

    def with_progress(self):
        """Count `total` proposals and those still `waiting`. Costs two subqueries a row that is shown."""
        theirs = Proposal.objects.filter(recap=OuterRef("pk")).order_by().values("recap")
        counts = {"total": theirs, "waiting": theirs.filter(state__in=Proposal.OPEN)}
        return self.annotate(
            **{name: Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0) for name, rows in counts.items()}
        )

    def unfinished(self):
        return self.filter(proposals__state__in=Proposal.OPEN).distinct()


class Recap(models.Model):
    """An article. Its canonical text never changes: every proposal and every proof is a span of it."""

    title = LineField(_("titre"), max_length=250)
    author = LineField(_("auteur"), max_length=200, blank=True)
    publisher = LineField(_("éditeur"), max_length=200, blank=True)
    published_on = models.DateField(_("paru le"), null=True, blank=True)
    address = WebAddressField(_("adresse"), blank=True)
    language = LanguageField(_("langue"), default="fr")
    pasted = models.BinaryField(_("tel que reçu"), editable=False)
    canonical = models.TextField(_("texte"), editable=False)
    digest = models.CharField(
        max_length=64, unique=True, editable=False, error_messages={"unique": _("Ce texte est déjà là.")}
    )
    gist = GistField(of="canonical", default=dict)
    marks = models.JSONField(default=list, editable=False)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="recaps", verbose_name=_("évènement")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="recaps", verbose_name=_("source")
    )
    corrects = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="corrections", verbose_name=_("corrige")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("apporté par")
    )
    added_at = models.DateTimeField(_("apporté le"), auto_now_add=True)

    objects = RecapQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte rendu")
        verbose_name_plural = _("comptes rendus")
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["-added_at", "-id"], name="recap_by_newest")]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        digest = digest_of(self.canonical)
        if self.pk and digest != self.digest:
            raise ValidationError(_("Le texte d’un compte rendu ne change pas : collez la version corrigée à côté."))
        self.digest = digest
        super().save(*args, **kwargs)

    def chosen_people(self):
        """{folded name: the person whom a curator meant by it}"""
        return {fold(one.name): one.speaker for one in self.identities.select_related("speaker")}

    def has_made(self, row):
        """Whether accepting one of the proposals made `row`."""
        place = {"model": row._meta.label_lower, "pk": row.pk, "before": None}
        accepted = self.proposals.accepted().values_list("effects", flat=True)
        return any(place.items() <= one.items() for effects in accepted for one in effects)

    def lineage(self):
        """The pks of this recap and of those that it corrects, one after the other."""
        found, recap = [], self
        while recap and recap.pk not in found:
            found.append(recap.pk)
            recap = recap.corrects
        return found


def digest_of(text):
    return hashlib.sha256(text.encode()).hexdigest()


class ArrivalQuerySet(models.QuerySet):
    def unread(self):
        return self.exclude(state__in=Arrival.OVER)

    def left_by(self, curator):
        """What the curator brought and was not led to a recap yet, the newest first."""
        return self.filter(by=curator).exclude(state=Arrival.State.READ).defer("pasted").order_by("-at", "-pk")


class Arrival(models.Model):
    """What a curator brought: a text, a file or an address, until a recap is made of it, or a sentence says why not."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente d’être lu")
        FETCHING = "fetching", _("la page est demandée à son site")
        READING = "reading", _("l’article est lu")
        READ = "read", _("lu")
        REFUSED = "refused", _("n’a pas pu être lu")

    OVER = (State.READ, State.REFUSED)

    address = WebAddressField(blank=True)
    file_name = LineField(max_length=200, blank=True)
    content_type = LineField(max_length=200, blank=True)
    pasted = models.BinaryField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    refusal = models.CharField(max_length=30, blank=True)  # a key of `refusals.REFUSALS`
    recap = models.ForeignKey(Recap, models.CASCADE, null=True)
    is_new = models.BooleanField(default=False)  # whether the recap was made of it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.address or self.file_name or Truncator(self.text.strip()).chars(80)

    @property
    def text(self):
        """The words that were typed; of a file or a page, none."""
        return "" if self.address or self.file_name else bytes(self.pasted).decode()

    @property
    def is_over(self):
        return self.state in self.OVER

    @property
    def why(self):
        """The sentence that says why it could not be read."""
        return REFUSALS[self.refusal]

    @property
    def steps(self):
        """[(what is done, whether it is done, whether it is being done), …] on the way to a recap."""
        way = [one for one in self.State if one not in self.OVER and (self.address or one != self.State.FETCHING)]
        here = way.index(self.state)
        return [(one.label, place < here, place == here) for place, one in enumerate(way)]

    @property
    def is_late(self):
        return timezone.now() - self.at > LONG

    def enter(self, state):
        self.state = state
        self.save()

    def refuse(self, error):
        self.refusal = refusal_of(error)
        self.enter(self.State.REFUSED)

    def become(self, recap, *, is_new):
        """The recap has the bytes from now on."""
        self.recap, self.is_new, self.pasted = recap, is_new, b""
        self.enter(self.State.READ)


class Identity(Keyed):
    """Who a name of the article is: said once, it holds for the whole recap."""

    recap = models.ForeignKey(Recap, models.CASCADE, related_name="identities")
    name = LineField(max_length=120)
    key = FoldedKeyField(of="name")
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="identities")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recap", "key"], name="identity_of_a_name_once")]

    def __str__(self):
        return f"{self.name} : {self.speaker}"


class ProposalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=Proposal.OPEN)

    def accepted(self):
        return self.filter(state=Proposal.State.ACCEPTED)

    def in_order(self):
        return self.order_by("start", F("end").desc(), "kind", "pk")

    def certain(self):
        return self.filter(confidence__gte=CERTAIN)

    def by_speaker(self, name):
        return self.filter(fields__speaker=name)


class Proposal(models.Model):
    """What was found at a span of the text, or marked there by hand, and what became of it."""

    class Kind(models.TextChoices):
        QUOTE = "quote", _("citation")
        PARAPHRASE = "paraphrase", _("propos rapporté")
        TWEET = "tweet", _("tweet")
        SPEAKER = "speaker", _("personne")
        ORGANIZATION = "organization", _("organisation")
        EVENT = "event", _("évènement")
        TALK = "talk", _("intervention")
        REFERENCE = "reference", _("référence")
        THEME = "theme", _("thème")

    class State(models.TextChoices):
        PENDING = "pending", _("à décider")
        LATER = "later", _("pour plus tard")
        ACCEPTED = "accepted", _("acceptée")
        REJECTED = "rejected", _("rejetée")

    OPEN = (State.PENDING, State.LATER)

    recap = models.ForeignKey(Recap, models.CASCADE, related_name="proposals", verbose_name=_("compte rendu"))
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    fields = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    rule = models.CharField(max_length=40, blank=True)
    cue = models.TextField(blank=True)
    confidence = models.FloatField(default=1)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("décidée par")
    )
    decided_at = models.DateTimeField(_("décidée le"), null=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True)
    object_id = models.PositiveBigIntegerField(null=True)
    record = GenericForeignKey()
    by_hand = models.BooleanField(default=False)
    effects = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)  # see `effects`
    together = models.UUIDField(null=True, editable=False)  # what is decided in one go has the same

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        ordering = ["recap", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="proposal_has_words",
                violation_error_message=_("Une proposition tient au moins un caractère du texte."),
            ),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at__isnull=True)
                | ~Q(state="pending") & Q(decided_at__isnull=False),
                name="proposal_pending_or_decided",
                violation_error_message=_("Une décision dit quand elle fut prise."),
            ),
            models.UniqueConstraint(
                fields=["recap", "kind", "start", "end"],
                name="proposal_once",
                violation_error_message=_("Ce passage est déjà proposé."),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def text(self):
        return self.recap.canonical[self.start : self.end]

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def is_certain(self):
        return self.confidence >= CERTAIN

    @property
    def nature(self):
        """What it is, in words: words of a record of speech are no quotation like others."""
        is_transcribed = self.fields.get("nature") == Quote.Kind.TRANSCRIPTION
        return Quote.Kind.TRANSCRIPTION.label if is_transcribed else self.get_kind_display()

    @property
    def because(self):
        """The rule that fired, in words."""
        return explain(self.rule, self.cue, gettext) if self.rule else _("marqué à la main")

    @property
    def certainty(self):
        if self.is_certain:
            return _("certain")
        return _("probable") if self.confidence >= PROBABLE else _("à vérifier")

    def stamp(self, state, *, by, together=None):
        """Leave the state it is in for `state`; pending again, it forgets who decided."""
        self.state, self.together = state, together
        is_pending = state == self.State.PENDING
        self.decided_by, self.decided_at = (None, None) if is_pending else (by, timezone.now())
        self.save()


class SpanQuerySet(models.QuerySet):
    def with_words(self):
        return self.select_related("recap", "quote", "tweet")


class Span(models.Model):
    """Where a quote or a tweet stands in the text of a recap, word for word: a part of it, in its history."""

    recap = models.ForeignKey(Recap, models.PROTECT, related_name="spans", verbose_name=_("compte rendu"))
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, null=True, related_name="spans", verbose_name=_("proposition")
    )
    start = models.PositiveIntegerField(_("début"))
    end = models.PositiveIntegerField(_("fin"))
    # [[start, end], …] of the incises in it, which the record may leave out
    cuts = models.JSONField(_("incises"), default=list, blank=True)
    quote = models.ForeignKey(Quote, models.CASCADE, null=True, related_name="spans")
    tweet = models.ForeignKey(Tweet, models.CASCADE, null=True, related_name="spans")

    objects = SpanQuerySet.as_manager()

    class Meta:
        verbose_name = _("passage d’un compte rendu")
        verbose_name_plural = _("passages de comptes rendus")
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="span_has_words"),
            models.CheckConstraint(
                condition=Q(quote__isnull=False, tweet__isnull=True) | Q(quote__isnull=True, tweet__isnull=False),
                name="span_of_one_record",
            ),
        ]

    def __str__(self):
        return f"{self.start}–{self.end}"

    @property
    def said(self):
        return self.quote or self.tweet

    @property
    def words(self):
        return self.recap.canonical[self.start : self.end]

    @property
    def holds(self):
        """Whether the record still has the very words of the text: wherever lines end, but no word cut there.

        « […] » holds in the place of the incises alone, of all of them.
        """
        shortened = without(self.recap.canonical, self.start, self.end, self.cuts)
        forms = [clean(words).split() for words in (self.words, shortened)]
        return not HYPHENATED.search(self.words) and self.said.text.split() in forms
