from collections import Counter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from curation.fields import LineField, ProseField
from curation.lacks import without
from curation.models import Addressed, CuratedQuerySet, PartQuerySet, Seen
from curation.permalinks import path_of
from curation.places import of_year
from curation.slugs import slugify_fr
from curation.stored import listed, of_public
from curation.tallies import public_count, tallies, tally, tally_by_year

from .naming import ThemeKeyField, identity


class ThemeQuerySet(CuratedQuerySet):
    def with_counts(self):
        """Count what the public finds under each theme: `talk_count`, `quote_count`, `tweet_count`."""
        return self.annotate(
            **{f"{name}_count": public_count(Theme, f"themed{name}_set") for name in ("talk", "quote", "tweet")}
        )


class Theme(Addressed, TagBase):
    """A word of the vocabulary. « Énergie », « énergie » and « Energie » are one theme."""

    name = LineField(_("nom"), max_length=100)
    key = ThemeKeyField(
        of="name",
        unique=True,
        error_messages={"held": _("Ce thème existe déjà (aux accents et aux majuscules près) : %(held)s.")},
    )
    label_en = LineField(_("nom en anglais"), max_length=100, blank=True)
    description = ProseField(_("définition"), blank=True, help_text=_("Une phrase."))
    description_en = ProseField(_("définition en anglais"), blank=True)
    synonyms = ProseField(_("synonymes"), blank=True, help_text=_("Un par ligne."))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("thème plus large")
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    turn = 0x7EE35
    brief_columns = ("slug", "name", "label_en", "status", "key", "position")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["position", "key"]
        indexes = listed("theme", "position", "key")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="theme_not_its_own_parent",
                violation_error_message=_("Un thème ne peut pas être son propre thème plus large."),
            )
        ]

    def get_absolute_url(self):
        return path_of("events:theme_detail", self.slug)

    @property
    def label(self):
        """The name in the language of the interface."""
        return self.label_en if self.label_language == "en" else self.name

    @property
    def label_language(self):
        return "en" if get_language() == "en" and self.label_en else "fr"

    @property
    def definition(self):
        """The definition in the language of the interface, or else in French."""
        return self.description_en if self.definition_language == "en" else self.description

    @property
    def definition_language(self):
        return "en" if get_language() == "en" and self.description_en else "fr"

    @property
    def exported_name(self):
        return self.label

    @property
    def synonym_list(self):
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]

    def names_left(self):
        return [self.name, *self.synonym_list]

    def take_names(self, names):
        known = set(map(identity, (self.name, *self.synonym_list)))
        new = {key: name for name in names if (key := identity(name)) not in known}
        self.synonyms = "\n".join([*self.synonym_list, *new.values()])
        self.save()
        return list(new.values())

    def drop_names(self, names):
        self.synonyms = "\n".join(name for name in self.synonym_list if name not in names)
        self.save()

    def above(self):
        """The pks of the theme above this one, of the one above that, and so on. One query a step."""
        found, step = [], self.parent_id
        while step and step not in found:
            found.append(step)
            step = Theme.objects.filter(pk=step).values_list("parent", flat=True).first()
        return found

    def public_items(self, name, *, year=None):
        """The public rows of the themed model `name` ("talk", "quote"…) that bear this theme; of that year alone."""
        return self._through(name).content_object.field.related_model.objects.publicly_on(self, year=year)

    def count(self, name):
        """How many these are."""
        return tally(self._through(name), "tag", self.pk)

    def counts(self, *names):
        """{name: how many these are}. One query."""
        return dict(zip(names, tallies(*map(self._through, names), by="tag", value=self.pk), strict=True))

    def count_by_year(self, name):
        """{year: how many}, of talks and quotes. One query."""
        return tally_by_year(self._through(name), "tag", self.pk)

    def _through(self, name):
        return self._meta.get_field(f"themed{name}_set").related_model

    def searched_text(self):
        return " ".join([self.name, self.label_en, self.description, self.description_en, self.synonyms])

    def namesakes(self):
        """None: its key forbids them, and tells apart what a search does not."""
        return super().namesakes().none()

    def other_names(self):
        return [*self.synonym_list, *filter(None, [self.label_en])]

    def slugify(self, tag, i=None):
        slug = self.slug or slugify_fr(tag)
        return slug if i is None else f"{slug}-{i}"

    def clean(self):
        super().clean()
        if self.pk and self.pk in self.above():
            raise ValidationError({"parent": _("Ce thème est déjà sous celui-ci : les thèmes tourneraient en rond.")})


def in_lists_of_theme(name):
    """The index by which the lists of a theme are read, however much bears it."""
    return of_public(f"{name}_in_lists", "tag", "place", "content_object")


def in_feeds_of_theme(name):
    return of_public(f"{name}_in_feeds", "tag", "-published_at", "-content_object")


class ThemedItemQuerySet(PartQuerySet):
    def of_public_themes(self):
        """For the records that bear the themes are at hand, whether public or not."""
        return self.filter(tag__is_public=True)

    def tags(self):
        """The themes of these rows, a list in their order. One query."""
        return [item.tag for item in self.select_related("tag").order_by("tag__position", "tag__key")]


class ThemedItem(ItemBase, Seen):
    """The link between a record and one of its themes; each themed model has its own, with a real foreign key."""

    tag = models.ForeignKey(Theme, models.PROTECT, related_name="%(class)s_set", verbose_name=_("thème"))

    visible_through = ("tag", "content_object")
    tallied_by = ("tag",)
    missed_by = ("content_object",)
    brief_columns = ("content_object",)

    objects = ThemedItemQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"],
                name="%(class)s_once",
                violation_error_message=_("Ce thème y est déjà."),
            )
        ]

    def __str__(self):
        return str(self.tag)


class ThemedQuerySet(models.QuerySet):
    """To be mixed into the queryset of a model whose through rows are `themed`."""

    def on_theme(self, theme):
        return self.filter(themed__tag=theme)

    def publicly_on(self, theme, *, year=None):
        """What the public finds under a theme, of a year if one is named, as in its lists: the latest first."""
        within = of_year(year, "themed__place") if year else Q()
        public = self.filter(within, themed__tag=theme, themed__is_public=True)
        return public.order_by("themed__place", "themed__content_object_id")

    def without_theme(self):
        return without(self, "themed")

    def themes(self):
        """Count the public themes of these rows: Counter of themes, in their order. Two queries."""
        items = self.model.themed.rel.related_model.objects.public().filter(content_object__in=self.order_by())
        counts = dict(items.order_by().values_list("tag").annotate(n=Count("pk")))
        return Counter({theme: counts[theme.pk] for theme in Theme.objects.in_brief().filter(pk__in=counts)})

    def with_themes(self):
        """Load the public themes of each row, as `shown_themes`, in one query."""
        items = self.model.themed.rel.related_model.objects.of_public_themes().in_brief("tag")
        items = items.order_by("tag__position", "tag__key")
        return self.prefetch_related(Prefetch("themed", items, to_attr="themed_shown"))


class Themed:
    """To be mixed into a model that has `themes`."""

    @cached_property
    def shown_themes(self):
        """The public themes, of a row that was loaded `with_themes()`, or to which they were given."""
        return [item.tag for item in self.themed_shown]
