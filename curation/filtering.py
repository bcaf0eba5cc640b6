"""The filters that lists have: each reads its value from an address, narrows rows by it, and says what may be chosen.

A model says in `filtered_by` what its lists are filtered by, in the order in which that is offered (see `filtered`).
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from language.codes import is_code
from language.dates import PLAUSIBLE

from .finding import formerly
from .places import of_year
from .slugs import is_slug

MOST = 40  # choices of one filter


class Choice(NamedTuple):
    written: str  # in the address
    label: str
    count: int | None = None  # type: ignore[assignment]  # tuples have a method of that name


@dataclass(frozen=True)
class Filter:
    """`name` is that in addresses, `path` leads from a row to what it is asked about; `when` is what else must be true
    of the rows on that path. `every` is what the form calls no choice, `but` the one value that is none.
    """

    name: str
    title: str
    every: str
    path: str
    when: Q = field(default_factory=Q)
    but: object = None

    fewest = 2  # choices, of which one may be made

    def read(self, model, written):
        """The value that an address writes so; None if it is none."""
        raise NotImplementedError

    def write(self, value):
        return str(value)

    def label(self, value):
        return str(value)

    def narrow(self, rows, value):
        """Those of `rows` that have it. Each is found once, by whatever index the path begins with at its far end."""
        if "__" not in self.path:
            return rows.filter(**{self.path: value})
        having = rows.model._base_manager.filter(self.when, **{self.path: value}).order_by()
        return rows.filter(pk__in=having.values("pk"))

    def columns(self, model):
        """What it asks of the row itself, or of the one record that this hangs on; nothing if there may be several."""
        return (self.path,) if leads_to_one(model, self.path) else ()

    def choices(self, model, latest, *, is_whole):
        """What these rows have, most often first, then by its address; numbers if they are all.

        `latest` has the `columns` of each, with its key. One query where these are none, one more of records.
        """
        counts = self._counts(model, latest)
        some = sorted(counts, key=lambda value: (-counts[value], value))[:MOST]
        labels = self.labels(model, some, latest)
        ranked = sorted(labels, key=lambda value: (-counts[value], labels[value]))
        return [Choice(*labels[value], counts[value] if is_whole else None) for value in ranked]

    def _counts(self, model, latest):
        if self.columns(model):
            return Counter(row[self.path] for row in latest if row[self.path])
        rows = model._base_manager.filter(self.when, pk__in=[row["pk"] for row in latest]).order_by()
        counts = rows.values_list(self.path).annotate(n=Count("pk", distinct=True))
        return Counter({value: n for value, n in counts if value})

    def labels(self, model, values, latest):
        """{value: (as the address writes it, what a reader calls it)}"""
        return {value: (self.write(value), self.label(value)) for value in values}


class Year(Filter):
    """The year of the day by which lists are ordered. What is offered is what the list knows of its years."""

    def read(self, model, written):
        is_one = len(written) == 4 and written.isascii() and written.isdecimal() and int(written) in PLAUSIBLE
        return int(written) if is_one else None

    def columns(self, model):
        return ()

    def narrow(self, rows, value):
        return rows.filter(of_year(value))


class Kind(Filter):
    """One of the choices of the model, all of which are offered."""

    def read(self, model, written):
        return next((kind for kind in model.Kind if kind == written and kind != self.but), None)

    def label(self, value):
        return str(value.label)

    def narrow(self, rows, value):
        return rows.of_kind(value)

    def columns(self, model):
        return ()

    def choices(self, model, latest, *, is_whole):
        kinds = [kind for kind in model.Kind if kind != self.but]
        return [Choice(*label) for label in self.labels(model, kinds, latest).values()]


class Of(Filter):
    """A public record, by its slug, a former one too; `but` is a key."""

    def read(self, model, written):
        public = end_of(model, self.path).objects.public()
        found = is_slug(written) and (public.filter(slug=written).first() or formerly(public.model, written))
        return found if found and found.pk != self.but else None

    def write(self, value):
        return value.slug

    def label(self, value):
        return value.exported_name

    def labels(self, model, values, latest):
        public = end_of(model, self.path).objects.public().in_brief().in_bulk(values)
        names = Counter(record.exported_name for record in public.values())
        return {
            pk: (one.slug, one.exported_name if names[one.exported_name] == 1 else f"{one.exported_name} ({one.slug})")
            for pk, one in public.items()
            if pk != self.but
        }


class On(Of):
    """A theme, under which rows have a list of their own, in its order."""

    def narrow(self, rows, value):
        return rows.publicly_on(value)


class Language(Filter):
    def read(self, model, written):
        return written if is_code(written) else None

    def label(self, value):
        try:
            return get_language_info(value)["name_translated"]
        except KeyError:
            return value


class Town(NamedTuple):
    slug: str
    name: str


class In(Filter):
    """The town of the event at the end of the path, by the slug of its name."""

    def read(self, model, written):
        """As its latest event writes it."""
        public = end_of(model, self.path.rpartition("__")[0]).objects.public().filter(city_slug=written)
        name = is_slug(written) and public.order_by("place").values_list("city", flat=True).first()
        return Town(written, name) if name else None

    def write(self, value):
        return value.slug

    def label(self, value):
        return value.name

    def narrow(self, rows, value):
        """By the keys of its events: of a join, SQLite would read all rows for their order."""
        event = self.path.rpartition("__")[0]
        if not event:
            return rows.filter(city_slug=value.slug)
        events = end_of(rows.model, event).objects.public().filter(city_slug=value.slug)
        return rows.filter(**{f"{event}__in": events.order_by().values("pk")})

    def columns(self, model):
        return (self.path, self._name)

    def labels(self, model, values, latest):
        """As the first of the rows writes the town."""
        names = {row[self.path]: row[self._name] for row in reversed(latest)}
        return {slug: (slug, names[slug]) for slug in values}

    @property
    def _name(self):
        return self.path.removesuffix("_slug")


class Has(Filter):
    """Whether there is something at the end of the path."""

    fewest = 1

    def read(self, model, written):
        return True if written == "1" else None

    def write(self, value):
        return "1"

    def label(self, value):
        return str(_("oui"))

    def narrow(self, rows, value):
        having = rows.model._base_manager.filter(self.when, **{f"{self.path}__isnull": False}).order_by()
        return rows.filter(pk__in=having.values("pk"))

    def columns(self, model):
        return ()

    def choices(self, model, latest, *, is_whole):
        having = {"pk__in": [row["pk"] for row in latest], f"{self.path}__isnull": False}
        count = model._base_manager.filter(self.when, **having).order_by().aggregate(n=Count("pk", distinct=True))["n"]
        return [Choice("1", self.label(True), count if is_whole else None)] if count else []


def leads_to_one(model, path):
    """Whether a path leads from a row to one value at most."""
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if field.one_to_many or field.many_to_many:
            return False
        model = field.related_model
    return True


def end_of(model, path):
    """The model that a path of relations leads to; itself, if there is none."""
    for name in filter(None, path.split("__")):
        model = model._meta.get_field(name).related_model
    return model


# Each by the one name that it has in addresses


def by_year():
    return Year("annee", _("Année"), _("toutes"), "place")


def by_kind():
    return Kind("nature", _("Nature"), _("toutes"), "kind")


def by_speaker(path, **how):
    return Of("personne", _("Intervenant"), _("tous"), path, **how)


def by_theme():
    return On("theme", _("Thème"), _("tous"), "themed__tag", Q(themed__is_public=True))


def by_town(path):
    return In("lieu", _("Ville"), _("toutes"), path)


def by_organization(path, **how):
    return Of("organisation", _("Organisation"), _("toutes"), path, **how)


def by_language(path="language"):
    return Language("langue", _("Langue"), _("toutes"), path)


def by_video(path):
    when = Q(**{f"{path}__is_public": True, f"{path}__kind": "video"})
    return Has("video", _("Avec vidéo"), _("ou sans"), path, when)
