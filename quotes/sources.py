"""Where words are written: articles, reports, recordings."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, ExtractYear
from django.utils.translation import gettext_lazy as _

from curation.addresses import address_key
from curation.fields import LanguageField, LineField, WebAddressField
from curation.keys import AddressKeyField
from curation.models import Curated, CuratedQuerySet
from curation.stored import of_public
from events.models import Event


class Located(models.QuerySet):
    """To be mixed into the queryset of what is to be read at an address elsewhere."""

    def at(self, url):
        """The one at `url`, under whichever address of the same article or post; none without an address."""
        key = address_key(url)
        return self.filter(address_key=key) if key else self.none()


class SourceQuerySet(Located, CuratedQuerySet):
    def seen(self):
        """The published ones that stand on some public page: that of their event, or of what was said or written."""
        models_ = [self.model._meta.get_field(name).related_model for name in ("quotes", "tweets")]
        said = [Q(Exists(model.objects.public().filter(source=OuterRef("pk")))) for model in models_]
        return self.public().filter(Q(event__is_public=True) | said[0] | said[1])


# Of a source, of which sometimes only the year is known.
YEAR = Coalesce(ExtractYear("published_on"), "published_in")


class Source(Curated):
    """Where something is written: an article, a report, a recording."""

    goes_with = {"published_in": "published_on"}
    brief_columns = (
        *("title", "url", "archived_url", "author", "publisher", "published_on", "published_in", "language"),
    )

    title = LineField(_("titre"), max_length=250)
    author = LineField(_("auteur"), max_length=200, blank=True)
    publisher = LineField(_("éditeur"), max_length=200, blank=True)
    url = WebAddressField(_("adresse"), blank=True)
    address_key = AddressKeyField(of="url", error_messages={"held": _("Une source a déjà cette adresse : %(held)s.")})
    archived_url = WebAddressField(_("adresse de l’archive"), blank=True)
    published_on = models.DateField(_("paru le"), null=True, blank=True)
    published_in = models.PositiveSmallIntegerField(
        _("année de parution"), null=True, blank=True, help_text=_("Si l’on ne connaît que l’année.")
    )
    language = LanguageField(_("langue"), default="fr")
    event = models.ForeignKey(
        Event,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sources",
        verbose_name=_("raconte l’évènement"),
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = [YEAR.desc(nulls_last=True), F("published_on").desc(nulls_last=True), "title", "pk"]
        indexes = [of_public("source_by_change", "updated_at")]

    def __str__(self):
        return self.title

    @property
    def year(self):
        return self.published_on.year if self.published_on else self.published_in

    @property
    def address(self):
        """Where it is read: there, or where it was archived; "" if nobody knows."""
        return self.url or self.archived_url

    def searched_text(self):
        return " ".join([self.title, self.author, self.publisher])


def evidence(said):
    """(in what a quote, or a post, is written; where one reads it): its source, or else the post by which a quote is
    known. "" of what nobody knows.
    """
    own, post = getattr(said, "url", None), getattr(said, "tweet", None)
    if said.source:
        return said.source.title, own or said.source.address
    return (f"{post.author_name} (@{post.handle})", post.url or "") if post else ("", own or "")
