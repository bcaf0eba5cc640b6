from collections import defaultdict

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from curation import filtering
from curation.fields import HandleField, LanguageField, LineField, ProseField, WebAddressField
from curation.keys import AddressKeyField, FoldedField
from curation.links import Link
from curation.models import Curated, CuratedQuerySet
from curation.permalinks import path_of
from curation.places import beside, latest, least, newest, within
from curation.slugs import slugify_fr
from curation.stored import Beside, Place, listed, of_public
from events import ordering
from events.models import Talk
from events.placed import Placed
from events.recordings import at_second
from events.timing import When, is_plausible, plausible
from language.typography import clean, clock, strip_guillemets
from reading import networks
from speakers.models import Organization, Speaker
from themes.models import Themed, ThemedItem, ThemedQuerySet, in_feeds_of_theme, in_lists_of_theme

from .criteria import Searched
from .fragments import address_at
from .posted import Network, NetworkField, NumberField
from .sources import Located, Source

BEGUN = 60  # letters of folded words


class TweetQuerySet(Located, Searched, ThemedQuerySet, CuratedQuerySet):
    def by_date(self):
        return self.order_by(F("posted_on").asc(nulls_last=True), "pk")

    def by_newest(self):
        return self.order_by("place", "pk")

    def with_context(self):
        return self.select_related("event", "talk", "speaker", "organization", "source")

    def as_cards(self):
        """Load what a card of each prints."""
        return self.in_brief("event", "talk", "speaker", "organization")


class Tweet(Themed, Placed, Curated):
    """A post of a network kept as text, with the day its author gave it; called a tweet where it is one."""

    Network = Network

    parts = (*Curated.parts, "themed", "spans")
    visible_through = ("event", "talk", "source")
    tallied_by = ("", "speaker", "organization")
    brief_columns = ("text", "language", "author_name", "handle", "network", "posted_on", "url")
    goes_with = {"language": "text", "number": "url", "network": "url"}
    goes_with |= dict.fromkeys(("author_name", "speaker", "organization"), "handle")
    never_guessed = ("text", "handle", "source", "event")
    tallied_by_year = ("",)
    filtered_by = (
        filtering.by_year(),
        filtering.by_speaker("speaker"),
        filtering.by_theme(),
        filtering.by_town("event__city_slug"),
        filtering.by_organization("organization"),
        filtering.by_language(),
    )

    text = ProseField(_("texte"), help_text=_("Tel quel."))
    author_name = LineField(_("auteur, tel qu’affiché"), max_length=120)
    handle = HandleField(_("identifiant"))
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="tweets", verbose_name=_("auteur : intervenant")
    )
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tweets",
        verbose_name=_("auteur : organisation"),
    )
    network = NetworkField(_("réseau"), max_length=10, choices=Network, default=Network.TWITTER)
    number = NumberField(
        _("numéro"),
        max_length=100,
        blank=True,
        help_text=_("Celui que le réseau lui a donné. Vide : d’après l’adresse."),
    )
    posted_on = models.DateField(_("publié le"), null=True, blank=True, validators=[is_plausible])
    url = WebAddressField(_("adresse"), null=True, blank=True)
    address_key = AddressKeyField(of="url", error_messages={"held": _("Ce tweet est déjà dans la base : %(held)s.")})
    language = LanguageField(_("langue"), default="fr")
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="tweets", verbose_name=_("source")
    )
    mentioned_speakers = models.ManyToManyField(
        Speaker, blank=True, related_name="mentions", verbose_name=_("intervenants mentionnés")
    )
    mentioned_organizations = models.ManyToManyField(
        Organization, blank=True, related_name="mentions", verbose_name=_("organisations mentionnées")
    )

    place = Place(latest("posted_on"), newest("id"))

    themes = TaggableManager(through="quotes.ThemedTweet", verbose_name=_("thèmes"), blank=True, help_text="")

    objects = TweetQuerySet.as_manager()

    class Meta:
        verbose_name = _("tweet")
        verbose_name_plural = _("tweets")
        ordering = ["place", "pk"]
        indexes = [
            *listed("tweet", "place"),
            of_public("tweet_in_language", "language", "place", "id"),
            of_public("tweet_of_speaker", "speaker", "place", "id"),
            of_public("tweet_of_organization", "organization", "place", "id"),
            of_public("tweet_in_feed_of_speaker", "speaker", "-published_at", "-id"),
            models.Index(fields=["posted_on"], condition=Q(posted_on__isnull=False), name="tweet_by_day"),
        ]

    def __str__(self):
        return f"@{self.handle} : {Truncator(self.text).chars(60)}"

    def get_absolute_url(self):
        return path_of("quotes:tweet_detail", self.pk)

    permanent_path = property(get_absolute_url)

    @property
    def account(self):
        """Whose account it is: an organisation's, whoever posts for it; None if nobody's of the base."""
        return self.organization or self.speaker

    @property
    def when(self):
        """The day its author gave it, or nothing: it may come long after what it is about."""
        return When(plausible(self.posted_on))

    @property
    def hashtags(self):
        return networks.hashtags(self.text)

    @property
    def mentions(self):
        return networks.mentions(self.text)

    def searched_text(self):
        return " ".join([self.text, self.author_name, self.handle])

    def own_addresses(self):
        return [self.url]

    @property
    def is_tweet(self):
        return self.network == self.Network.TWITTER

    @property
    def network_name(self):
        """« Mastodon »; nothing of one that has no name."""
        if self.is_tweet:
            return "Twitter"
        return "" if self.network == self.Network.OTHER else str(self.get_network_display())


class QuoteQuerySet(ordering.ByDate, Searched, ThemedQuerySet, CuratedQuerySet):
    def verbatim(self):
        return self.filter(kind=Quote.Kind.VERBATIM)

    def paraphrases(self):
        return self.filter(kind=Quote.Kind.PARAPHRASE)

    def said_by(self, speaker):
        return self.filter(speaker=speaker)

    def without_source(self):
        return self.filter(source=None, tweet=None)

    def otherwise_worded(self):
        """Those that an article was read for, and that have other words than it by now. Reads their articles."""
        spans = Quote.spans.rel.related_model.objects.filter(quote__in=self.verbatim()).with_words()
        holds = defaultdict(bool)
        for span in spans.iterator(chunk_size=500):
            holds[span.quote_id] |= span.holds
        return self.filter(pk__in=[pk for pk, proved in holds.items() if not proved])

    def with_context(self):
        """Load who, where and the evidence in the same query."""
        return self.select_related("event", "talk", "speaker", "source", "tweet")

    def as_cards(self):
        """Load what a card of each prints, in the same query."""
        return self.in_brief("event", "talk", "speaker", "source", "tweet")

    def in_order(self):
        """As they were said: by talk as in the programme, those of none last, then by place in it."""
        rows = ordering.as_in_programme(self, Talk.objects.order_by())
        return rows.order_by(*rows.query.order_by, "position", "pk")

    def by_newest(self):
        return self.order_by("-pk")


class Quote(Themed, Placed, Curated):
    """What somebody said: the very words, those that a record of speech has (transcription), or their sense."""

    class Kind(models.TextChoices):
        VERBATIM = "verbatim", _("citation")
        PARAPHRASE = "paraphrase", _("propos rapporté")
        TRANSCRIPTION = "transcription", _("transcription")

    parts = (*Curated.parts, "themed", "links", "spans")
    visible_through = ("event", "talk", "speaker", "source", "tweet")
    tallied_by = ("", "kind", "event", "speaker")
    tallied_by_year = ("", "speaker")
    filtered_by = (
        filtering.by_year(),
        filtering.by_kind(),
        filtering.by_speaker("speaker"),
        filtering.by_theme(),
        filtering.by_town("event__city_slug"),
        filtering.by_organization(
            "talk__appearances__organization",
            when=Q(talk__appearances__is_public=True, talk__appearances__speaker=F("speaker")),
        ),
        filtering.by_language(),
        filtering.by_video("talk__recordings"),
    )
    told_of = ("speaker",)
    brief_columns = ("kind", "text", "language", "attribution", "translated_from")
    goes_with = {"attribution": "speaker", "heard_at_second": "talk"}
    goes_with |= dict.fromkeys(("kind", "language", "translated_from"), "text")
    never_guessed = ("text", "speaker", "attribution", "source", "event")

    kind = models.CharField(_("nature"), max_length=20, choices=Kind, default=Kind.VERBATIM)
    text = ProseField(_("texte"), help_text=_("Les mots de la source, sans guillemets autour."))
    key = FoldedField(of="text")
    begun = models.GeneratedField(
        expression=Left("key", BEGUN), output_field=models.CharField(max_length=BEGUN), db_persist=True
    )
    language = LanguageField(_("langue"), default="fr")
    translated_from = LanguageField(
        _("traduit de"),
        blank=True,
        help_text=_("Code de la langue d’origine, si la source dit que c’est traduit."),
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("intervenant")
    )
    attribution = LineField(
        _("ou attribué à"), max_length=160, blank=True, help_text=_("Comme la source le dit : « une spectatrice ».")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("source")
    )
    tweet = models.ForeignKey(
        Tweet, models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("connue par le tweet")
    )
    context = ProseField(_("contexte"), blank=True, help_text=_("Ce qu’il faut savoir pour la comprendre."))
    heard_at_second = models.PositiveIntegerField(
        _("seconde de l’enregistrement"),
        null=True,
        blank=True,
        help_text=_("Depuis le début de la vidéo de l’intervention."),
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    place = Place(within("talk", or_after="event"), least("position"))

    themes = TaggableManager(through="quotes.ThemedQuote", verbose_name=_("thèmes"), blank=True, help_text="")

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["place", "pk"]
        indexes = [
            *listed("quote", "kind", "place"),
            of_public("quote_by_newest", "kind", "-id"),
            of_public("quote_in_feed_of_list", "kind", "-published_at", "-id"),
            of_public("quote_in_language", "language", "place", "id"),
            of_public("quote_of_speaker", "speaker", "place", "id"),
            models.Index(fields=["begun"], name="quote_by_words"),
            of_public("quote_in_feed_of_speaker", "speaker", "-published_at", "-id"),
            models.Index(fields=["source", "tweet"], condition=Q(source=None, tweet=None), name="quote_without_source"),
        ]
        permissions = [("search_quote", _("Peut chercher dans les citations"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(speaker__isnull=False) | ~Q(attribution=""),
                name="quote_said_by_somebody",
                violation_error_message=_("Il faut dire qui parle : un intervenant, ou l’attribution de la source."),
            )
        ]

    def __str__(self):
        return Truncator(self.text).chars(80)

    def get_absolute_url(self):
        return path_of("quotes:quote_detail", self.pk, self.slug)

    @property
    def slug(self):
        """The first words; the address does without them."""
        return slugify_fr(self.text, max_length=50)

    @property
    def is_verbatim(self):
        return self.kind == self.Kind.VERBATIM

    @property
    def is_transcribed(self):
        return self.kind == self.Kind.TRANSCRIPTION

    @property
    def is_quoted(self):
        """Whether these are the words of who spoke, that stand between quotation marks."""
        return self.kind != self.Kind.PARAPHRASE

    @property
    def recording_url(self):
        """The address of the first recording of its talk, at the second where it is heard. One query."""
        if self.heard_at_second is None or not self.talk_id:
            return ""
        first = self.talk.recordings.in_order().first()
        return at_second(first.url, self.heard_at_second) if first else ""

    @property
    def heard_at(self):
        """« 1:02:03 »"""
        return clock(self.heard_at_second)

    @property
    def author(self):
        """Who said it, as a name."""
        return self.speaker.name if self.speaker else self.attribution

    @property
    def is_told_by_tweet(self):
        """Whether a tweet is all that tells of it, no talk: about the event, at whatever moment it was said."""
        return bool(self.tweet_id) and not self.talk_id

    @property
    def when(self):
        return When() if self.is_told_by_tweet else super().when

    @property
    def is_proved(self):
        """Whether a recap has these very words where they were taken from. One query."""
        return self.is_verbatim and any(span.holds for span in self.spans.with_words())

    @property
    def passage_url(self):
        """The address of the very passage at the source: a text fragment, of words that are quoted."""
        is_read = self.source and self.source.url and self.is_quoted
        return address_at(self.source.url, self.text) if is_read else ""

    def searched_text(self):
        return " ".join([self.text, self.author, self.context])

    def clean(self):
        super().clean()
        self.text = strip_guillemets(clean(self.text))


class QuoteLink(Link):
    source = models.ForeignKey(Quote, models.CASCADE, related_name="links", verbose_name=_("citation"))
    target = models.ForeignKey(Quote, models.PROTECT, related_name="back_links", verbose_name=_("autre citation"))

    class Meta(Link.Meta):
        verbose_name = _("lien entre citations")
        verbose_name_plural = _("liens entre citations")


class ThemedTweet(ThemedItem):
    content_object = models.ForeignKey(Tweet, models.CASCADE, related_name="themed")
    place = Place(beside("content_object"))
    published_at = Beside(of="content_object")

    class Meta(ThemedItem.Meta):
        indexes = [in_lists_of_theme("themedtweet"), in_feeds_of_theme("themedtweet")]


class ThemedQuote(ThemedItem):
    tallied_by_year = ("tag",)

    content_object = models.ForeignKey(Quote, models.CASCADE, related_name="themed")
    place = Place(beside("content_object"))
    published_at = Beside(of="content_object")

    class Meta(ThemedItem.Meta):
        indexes = [in_lists_of_theme("themedquote"), in_feeds_of_theme("themedquote")]
