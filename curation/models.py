from itertools import chain, count

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from language.folding import fold
from language.typography import one_line
from search.turns import take
from search.typed import words_of

from . import authorities
from .brief import Brief
from .fields import CleanSlugField, LineField, ProseField, WebAddressField
from .keys import AlreadyThere, FoldedField, FoldedLinesField, Keyed, KeyedQuerySet
from .permalinks import path_of
from .slugs import slugify_fr
from .stored import CameOut, Visible


class Status(models.TextChoices):
    DRAFT = "draft", _("brouillon")
    PUBLISHED = "published", _("publié")


class PartQuerySet(Brief, KeyedQuerySet):
    """Rows seen by the public only if what they hang on is."""

    def public(self):
        return self.filter(is_public=True)

    def shown(self, *, drafts):
        """What a page shows: everything in a preview, the published rows otherwise."""
        return self.all() if drafts else self.public()


class Seen(models.Model):
    """A row that the public sees or not.

    `visible_through` names the relations to what must be public for it to be seen. `visible_alone_through` names those
    of which that is true where the row has nothing in another: {relation: the other}. `tallied_by` names what
    public rows are counted by, `tallied_by_year` by what and the year of their `place` (see `tallies`). `filtered_by`
    are the filters of its lists (see `filtering`), `brief_columns` what their lines print (see `brief`).
    """

    visible_through: tuple[str, ...] = ()
    visible_alone_through: dict[str, str] = {}
    tallied_by: tuple[str, ...] = ()
    tallied_by_year: tuple[str, ...] = ()
    filtered_by: tuple = ()
    brief_columns: tuple[str, ...] = ()

    is_public = Visible()

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True


class CuratedQuerySet(PartQuerySet):
    def drafts(self):
        return self.filter(status=Status.DRAFT, is_public=False)  # as an index has them

    def known_as(self, slug):
        """The row that has another name of this slug, for models that know other names."""
        return None

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def containing(self, words):
        """Rows whose searched text has every word of `words`; accents and case do not matter."""
        rows = self
        for word in words_of(fold(words)):
            rows = rows.filter(folded__contains=word)
        return rows


class Tally(models.Model):
    """A number of public rows, or a part of it (see `tallies`)."""

    what = models.CharField(max_length=80)
    key = models.PositiveBigIntegerField()
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["what", "key", "n"], name="tally_of_what")]

    def __str__(self):
        return f"{self.what} {self.key}: {self.n}"


class Curated(Keyed, Seen):
    """A record that staff curates: draft or published, dated, searchable, with a history.

    `parts` names the reverse relations that belong to the record: they are written in its history and come back
    with it. `narrowed` says of which relation a part is but some rows, and by which filter: {part: (relation, filter)}.
    `published_at` is when the public could first see it: no correction moves it, nor hiding it for a while.
    `staff_note` is for the desk alone: no page, feed or file for the public has it.
    `goes_with` says of fields with which other one they are chosen when two records become one: {field: the other};
    of what is `never_guessed` somebody has to say then which of the two stays. `brings_together` is the relation of
    which rows of one name may be merged along.
    `turn` is PostgreSQL's number for "one moves such a record at a time", where they are under each other.
    """

    parts: tuple[str, ...] = ("external_references",)
    tallied_by = ("",)
    goes_with: dict[str, str] = {}
    never_guessed: tuple[str, ...] = ()
    brings_together: str | None = None
    turn: int | None = None

    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)
    published_at = CameOut(_("rendu public le"))
    license = LineField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_("Si ce n’est pas celle du site : « CC BY-SA 4.0 », ou son adresse."),
    )
    staff_note = ProseField(_("note pour l’équipe"), blank=True, help_text=_("Jamais montrée au public."))
    external_references = GenericRelation("curation.ExternalReference")
    folded = FoldedField(of="searched_text", default="")
    names = FoldedLinesField(of="all_names", default="")

    objects = CuratedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = {*update_fields, "updated_at"}
        super().save(*args, update_fields=update_fields, **kwargs)
        if self.is_published and self.published_at is None:
            self.published_at = type(self)._base_manager.values_list("published_at", flat=True).get(pk=self.pk)
        self.take_along()

    def take_along(self):
        """Let the rows that repeat something of the record follow it, whenever it was saved."""

    @property
    def is_published(self):
        return self.status == Status.PUBLISHED

    @property
    def exported_name(self):
        """The name under which the record leaves the site: in files, feeds, calendars, mail, linked data."""
        return str(self)

    @property
    def permanent_path(self):
        """The address by which the record is named elsewhere, whatever it is called."""
        return path_of(f"{self._meta.model_name}_short", self.pk)

    @property
    def desk_path(self):
        """Where it is changed, below the address of the administration."""
        return f"{self._meta.app_label}/{self._meta.model_name}/{self.pk}/change/"

    @classmethod
    def take_turn(cls):
        """Be the one who moves such records, until the end of the transaction; to be called before rows are locked.

        Who moves one waits for that turn. Having locked a row first, he would keep back who has it.
        """
        if cls.turn is not None:
            take(cls.turn)

    def check_merge(self, gone):
        """Raise ValidationError, with the sentence, if `gone` may not become one with this record."""

    def names_left(self):
        """The names under which what it is merged into is to be found."""
        return [str(self)]

    def take_names(self, names):
        """Be found under `names`, of what was merged into this record, too; return those that are new."""
        return []

    def drop_names(self, names):
        """Be found no more under `names`: the merge that gave them is undone."""

    @classmethod
    def follow(cls, keys, before, now):
        """Let what follows from the record that the rows of these keys hang on follow it: `now`, and not `before`."""

    @property
    def elsewhere(self):
        """The addresses of the same thing at others, each once. One query, unless they are loaded."""
        found = [*self.own_addresses(), *(one.address for one in self.external_references.all())]
        return list(dict.fromkeys(authorities.as_named(url) for url in found if url))

    def own_addresses(self):
        """Those that columns of its own tell."""
        return []

    def searched_text(self):
        """The words under which the record is found."""
        return str(self)

    def all_names(self):
        """Its name, then its other names, one a line."""
        return "\n".join(one_line(name) for name in (str(self), *self.other_names()))

    def other_names(self):
        """What else the record is called, as it is printed; the searched text has it too."""
        return []


class Addressed(Curated):
    """A curated record with a page of its own, whose former addresses answer for ever."""

    slug = CleanSlugField(
        _("adresse"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Fin de l’adresse de la page. Vide : formée d’après le nom. L’ancienne adresse reste valable."),
    )

    class Meta(Curated.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        self.slug = self.slug or self.free_slug()
        before = self._slug_before()
        if self.slug != before:
            self._refuse_former_slug()
        super().save(*args, **kwargs)
        if before and before != self.slug:
            FormerSlug.keep(before, self)
        if self.slug != before:  # its own, taken back
            FormerSlug.objects.of(self).filter(slug=self.slug, object_id=self.pk).delete()

    def clean(self):
        super().clean()
        if self.slug and self.slug != self._slug_before():
            self._refuse_former_slug()

    def _slug_before(self):
        return type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()

    def _refuse_former_slug(self):
        """An address leads for ever to the record that had it; what was deleted has none any more."""
        former = FormerSlug.objects.of(self).filter(slug=self.slug).exclude(object_id=self.pk).first()
        if former and (held := type(self)._base_manager.filter(pk=former.object_id).first()):
            sentence = _("Cette adresse mène toujours à %(held)s, qui l’a portée : choisissez-en une autre.")
            raise ValidationError({"slug": AlreadyThere(sentence, held=held)})

    def free_slug(self):
        """The slug of the record's name, numbered if another record has it, or had it. Two queries."""
        stem = slugify_fr(str(self))
        rows = type(self)._base_manager.exclude(pk=self.pk).filter(slug__startswith=stem)
        former = FormerSlug.objects.of(self).exclude(object_id=self.pk).filter(slug__startswith=stem)
        taken = {*rows.values_list("slug", flat=True), *former.values_list("slug", flat=True)}
        return next(slug for slug in chain([stem], (f"{stem}-{number}" for number in count(2))) if slug not in taken)

    def namesake(self):
        """The newest of them, or None. The address comes before the look: who is made after it has the same."""
        self.slug = self.slug or self.free_slug()
        return self.namesakes().order_by("-pk").first()

    def namesakes(self):
        """The records of the very name, if two of that name at once would be one too many."""
        return type(self)._base_manager.filter(names__startswith=f"{fold(str(self))}\n").exclude(pk=self.pk)


class FormerSlugQuerySet(models.QuerySet):
    def of(self, model):
        return self.filter(content_type=ContentType.objects.get_for_model(model))


class FormerSlug(models.Model):
    """An address that a record had, or that a merged record left to the one that was kept."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    slug = CleanSlugField(max_length=100)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "slug"], name="formerslug_once")]

    def __str__(self):
        return self.slug

    @classmethod
    def keep(cls, slug, target):
        """Let `slug` lead to `target` from now on."""
        kind = ContentType.objects.get_for_model(target)
        cls.objects.update_or_create(content_type=kind, slug=slug, defaults={"object_id": target.pk})


class Record(models.Model):
    """What points at a curated record of any kind, and outlives it; what `follows` goes where that is merged into."""

    follows = False

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("type"))
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey()

    class Meta:
        abstract = True


class ExternalReference(Record):
    """By which identifier another system knows a record: a programme that was imported, an archive, an authority."""

    follows = True

    system = LineField(_("système"), max_length=60, help_text=_("« pretalx », « HAL », « BnF »."))
    identifier = LineField(_("identifiant"), max_length=200)
    url = WebAddressField(_("adresse"), blank=True)

    class Meta:
        verbose_name = _("référence externe")
        verbose_name_plural = _("références externes")
        ordering = ["system", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "system", "identifier"],
                name="externalreference_once",
                violation_error_message=_("Une autre fiche porte déjà cet identifiant."),
            )
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="externalreference_of_record")]

    def __str__(self):
        return f"{self.system} {self.identifier}"

    @property
    def address(self):
        """Where it is, or how the system names it; "" if neither is known."""
        return self.url or authorities.named(self.system, self.identifier)


class RevisionQuerySet(models.QuerySet):
    def of(self, record):
        kind = ContentType.objects.get_for_model(record)
        return self.filter(content_type=kind, object_id=record.pk)

    def by_newest(self):
        return self.select_related("by", "content_type").order_by("-pk")


class Revision(Record):
    """A record as it stood after somebody changed it, its parts included (see `history`)."""

    class Action(models.TextChoices):
        ADDED = "added", _("ajout")
        CHANGED = "changed", _("modification")
        DELETED = "deleted", _("suppression")
        RESTORED = "restored", _("rétablissement")
        MERGED = "merged", _("fusion")

    label = LineField(_("élément"), max_length=200)
    action = models.CharField(_("action"), max_length=10, choices=Action)
    comment = LineField(_("commentaire"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("par"))
    at = models.DateTimeField(_("le"), auto_now_add=True, db_index=True)
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("révision")
        verbose_name_plural = _("révisions")
        indexes = [models.Index(fields=["content_type", "object_id", "-id"], name="revision_of_record")]
        permissions = [("publish", _("Peut publier et modifier ce qui est publié"))]

    def __str__(self):
        return f"{self.label} ({self.get_action_display()})"


class Seeded(Record):
    """What a file of `system` ("" for the seed) said of a record that `key` names there: what differs is staff's."""

    follows = True

    system = models.CharField(max_length=60, default="")
    key = models.CharField(max_length=200)
    said = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "key"], name="seeded_once")]
        indexes = [models.Index(fields=["content_type", "object_id"], name="seeded_of_record")]

    def __str__(self):
        return self.key
