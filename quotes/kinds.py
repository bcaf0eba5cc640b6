"""The kinds of records that have a page, each told once: what maps, feeds, keeps, follows or reports them asks here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from events.models import Event, Talk
from speakers.models import Organization, Speaker
from themes.models import Theme

from . import entries
from .models import Quote, Tweet


@dataclass(frozen=True, eq=False)
class Kind:
    """`load` adds to a queryset what an entry, a reference or a line of the record shows; `entry` is what a feed says
    of a row so loaded.
    """

    model: type[Model]
    place: str  # the first part of the addresses of its pages
    letter: str = ""  # of its permanent address, if that is not the one of its page
    key: str = "<slug:slug>"  # what of the record its files are named by
    named_by: str = "slug"  # the column of which the rest of its page's address is made
    load: Callable = lambda rows: rows
    entry: Callable | None = None
    forms: tuple = ("json",)  # the suffixes of its page, besides references

    @property
    def name(self):
        return self.model._meta.model_name

    @property
    def found_by(self):
        return "slug" if "slug" in self.key else "pk"

    def path(self, record, suffix):
        """Where another form of its page is, in the language of the interface."""
        return f"{reverse('home')}{self.place}/{getattr(record, self.found_by)}.{suffix}"

    def public(self):
        return self.load(self.model.objects.public())


def _event(rows):
    return rows.select_related("organizer")


def _talk(rows):
    return rows.with_event().with_people()


def _said(rows):
    return rows.with_context()


KINDS = {
    kind.name: kind
    for kind in (
        Kind(Theme, "themes", "t", forms=("json", "atom", "ics")),
        Kind(Event, "evenements", "e", load=_event, entry=entries.event, forms=("json", "atom", "ics")),
        Kind(Talk, "interventions", "i", load=_talk, entry=entries.talk, forms=("json", "ics")),
        Kind(Speaker, "intervenants", "p", forms=("json", "atom", "ics")),
        Kind(Organization, "organisations", "o", forms=("json", "atom")),
        Kind(Quote, "citations", "c", key="<int:pk>", named_by="text", load=_said, entry=entries.quote),
        Kind(Tweet, "tweets", key="<int:pk>", named_by="id", load=_said, entry=entries.tweet),
    )
}
SAID = {name: KINDS[name] for name in ("quote", "tweet", "talk")}  # what one cites, keeps and is told of


def of_model(model):
    return KINDS[model._meta.model_name]
