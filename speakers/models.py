from string import ascii_lowercase

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Left, StrIndex
from django.utils.translation import gettext_lazy as _

from curation import authorities
from curation.fields import HandleField, LineField, ProseField, WebAddressField
from curation.keys import FoldedKeyField, Keyed, key_of
from curation.models import Addressed, CuratedQuerySet
from curation.permalinks import path_of
from curation.pictured import Pictured
from curation.stored import listed
from curation.tallies import public_count
from language import names
from reading import networks
from search.sql import ask_all, ask_values

WIKIDATA = RegexValidator(r"^Q[1-9]\d*$", _("Un identifiant Wikidata, comme « Q42 »."))
ORCID = RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", _("Un identifiant ORCID, comme « 0000-0002-1825-0097 »."))


OTHERS = "autres"
LETTERS = (*ascii_lowercase, OTHERS)
BEYOND = (Q(sort_key__lt="a"), Q(sort_key__gt="zzz"))  # what is filed under OTHERS
# Of a letter and the one that follows.
HAS_SOME = """SELECT column1 FROM ({{values}}) AS asked WHERE EXISTS (SELECT 1 FROM {table}
    WHERE is_public AND sort_key >= column1 AND sort_key < column2 AND sort_key LIKE column1 || '%%')"""


def first_word(key):
    """The column by which an article's own words find the names that may stand in it."""
    end = StrIndex(Concat(key, Value(" ")), Value(" ")) - 1
    return models.GeneratedField(
        expression=Left(key, end), output_field=models.CharField(max_length=120), db_persist=True
    )


class Reachable(models.Model):
    """Who has a site, and an account on a network of posts."""

    website = WebAddressField(_("site web"), blank=True)
    handle = HandleField(
        _("identifiant"),
        unique=True,
        null=True,
        blank=True,
        help_text=_("Celui d’un réseau, ou l’adresse de sa page : « carlosmorenoFR », « lea@mastodon.example »."),
        error_messages={"unique": _("Une autre fiche a déjà cet identifiant.")},
    )
    wikidata = LineField(_("Wikidata"), max_length=20, blank=True, validators=[WIKIDATA])

    class Meta:
        abstract = True

    def other_names(self):
        return [f"@{self.handle}"] if self.handle else []

    def own_addresses(self):
        profile = networks.profile(self.handle) if self.handle else ""
        return [self.website, profile, authorities.named(authorities.WIKIDATA, self.wikidata)]


class NamedQuerySet(CuratedQuerySet):
    def by_name(self):
        return self.order_by("sort_key", "pk")

    def filed_under(self, letter):
        """Those whose name begins so where it is filed, "a" to "z"; with none of these letters, under OTHERS."""
        if letter == OTHERS:
            return self.filter(BEYOND[0] | BEYOND[1])
        rows = self.filter(sort_key__gte=letter, sort_key__startswith=letter)
        return rows if letter == "z" else rows.filter(sort_key__lt=chr(ord(letter) + 1))  # after z, collations differ

    def letters(self):
        """[(letter, whether somebody public is filed under it), …]. Two queries.

        Django takes 5 ms to write a probe for each letter; of the others in one, SQLite would read all rows.
        """
        public = self.public().order_by()
        asked = zip(ascii_lowercase, [*ascii_lowercase[1:], "zzzz"], strict=True)
        found = {letter for (letter,) in ask_values(HAS_SOME.format(table=self.model._meta.db_table), [*asked])}
        if ask_all([public.filter(beyond).values_list("pk")[:1] for beyond in BEYOND]):
            found.add(OTHERS)
        return [(letter, letter in found) for letter in LETTERS]


class SpeakerQuerySet(NamedQuerySet):
    def known_as(self, slug):
        return self.filter(aliases__key=key_of(slug)).first()

    def with_counts(self):
        """Count what the public finds of each person: `appearance_count`, `quote_count`."""
        return self.annotate(
            appearance_count=public_count(Speaker, "appearances"), quote_count=public_count(Speaker, "quotes")
        )


class Speaker(Reachable, Pictured, Addressed):
    parts = (*Addressed.parts, "aliases")
    told_of = ("aliases",)
    goes_with = {"sort_name": "name"}
    brief_columns = ("slug", "name", "sort_key", "headline", "status", "picture", "picture_alt", "focus_x", "focus_y")

    name = LineField(_("nom"), max_length=120, help_text=_("Prénom Nom, comme on l’écrit."))
    sort_name = LineField(
        _("nom de classement"),
        max_length=120,
        blank=True,
        help_text=_("« Nom, Prénom », particule comprise. Vide : formé d’après le nom."),
    )
    sort_key = FoldedKeyField(of="filed_as", db_index=True)
    first_word = first_word("sort_key")
    headline = LineField(
        _("en un mot"), max_length=160, blank=True, help_text=_("Ce que cette personne est, en une ligne.")
    )
    biography = ProseField(_("biographie"), blank=True)
    orcid = LineField(_("ORCID"), max_length=19, blank=True, validators=[ORCID])

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("intervenant")
        verbose_name_plural = _("intervenants")
        ordering = ["sort_key", "pk"]
        indexes = [*listed("speaker", "sort_key"), models.Index(fields=["first_word"], name="speaker_by_word")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("speakers:speaker_detail", self.slug)

    @property
    def filed_as(self):
        """« Nom, Prénom », as somebody typed it, or else as the name has it now."""
        return self.sort_name or names.sort_name(self.name)

    @property
    def initials(self):
        return names.initials(self.name)

    def searched_text(self):
        return " ".join([self.name, self.headline, *self.other_names()])

    def other_names(self):
        aliases = [alias.name for alias in self.aliases.all()] if self.pk else []
        return [*aliases, *super().other_names()]

    def own_addresses(self):
        return [*super().own_addresses(), authorities.named(authorities.ORCID, self.orcid)]

    def take_names(self, names):
        there = SpeakerAlias.objects.filter(key__in=map(key_of, names))
        known = {key_of(self.name), *there.values_list("key", flat=True)}
        new = {key: name for name in names if (key := key_of(name)) not in known}
        return [self.aliases.create(name=name).name for name in new.values()]

    def drop_names(self, names):
        self.aliases.filter(name__in=names).delete()


class SpeakerAlias(Keyed):
    """Another form in which the person's name is printed."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="aliases", verbose_name=_("intervenant"))
    name = LineField(_("autre forme du nom"), max_length=120)
    key = FoldedKeyField(of="name", unique=True, error_messages={"held": _("%(held)s a déjà cette forme de nom.")})
    first_word = first_word("key")

    class Meta:
        verbose_name = _("autre forme du nom")
        verbose_name_plural = _("autres formes du nom")
        ordering = ["name"]
        indexes = [models.Index(fields=["first_word"], name="speaker_alias_by_word")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        self.speaker.save(update_fields=["folded"])

    def holder_of(self, field):
        held = super().holder_of(field)
        return held and held.speaker

    def delete(self, *args, **kwargs):
        gone = super().delete(*args, **kwargs)
        self.speaker.save(update_fields=["folded"])
        return gone


class Organization(Reachable, Addressed):
    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("association")
        COMPANY = "company", _("entreprise")
        PUBLIC = "public", _("institution publique")
        MEDIA = "media", _("média")
        OTHER = "other", _("autre")

    brief_columns = ("slug", "name", "status")

    name = LineField(_("nom"), max_length=120)
    sort_key = FoldedKeyField(of="name", db_index=True)
    first_word = first_word("sort_key")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind, default=Kind.OTHER)
    description = ProseField(_("présentation"), blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        indexes = [
            *listed("organization", "sort_key"),
            models.Index(fields=["first_word"], name="organization_by_word"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return path_of("speakers:organization_detail", self.slug)

    def searched_text(self):
        return " ".join([self.name, self.description, self.handle or ""])
