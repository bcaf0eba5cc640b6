"""What tells people of one name apart, for whoever has to choose one of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.pictures import picture_sizes

from .models import Speaker


@dataclass(frozen=True)
class Marks:
    """One person, as the records know them; what nothing says is empty."""

    headline: str
    job_title: str  # of the last appearance that says one, or an organisation
    organization: str  # of that appearance
    event: str  # where they appeared last
    year: int | None  # and when
    public_count: int  # appearances that the public sees
    draft_count: int  # and those it does not
    years: tuple  # of all appearances, in order
    portrait: str  # address of the smallest square

    @property
    def office(self):
        return ", ".join(filter(None, [self.job_title, self.organization]))

    @property
    def occasion(self):
        return ", ".join(filter(None, [self.event, str(self.year or "")]))

    @property
    def appearances(self):
        """« 6 participations, de 2008 à 2026 »; nothing of who never appeared."""
        count = self.public_count + self.draft_count
        if not count:
            return ""
        told = ngettext("%(count)d participation", "%(count)d participations", count) % {"count": count}
        if len(self.years) < 2:
            return told
        return _("%(told)s, de %(first)d à %(last)d") % {"told": told, "first": self.years[0], "last": self.years[-1]}

    def __str__(self):
        """« maire de Brest · Assises du climat, 2023 · 2 participations »."""
        return " · ".join(filter(None, [self.headline or self.office, self.occasion, self.appearances]))


def marks(speakers, *, drafts=True):
    """{key: `Marks`} of `speakers`, rows or keys; without `drafts`, of what the public sees.

    Three queries, and rows by the number of people and years.
    """
    keys = [getattr(speaker, "pk", speaker) for speaker in speakers]
    appeared = Speaker.appearances.rel.related_model.objects.shown(drafts=drafts)
    mine = appeared.filter(speaker=OuterRef("pk")).by_date().values("pk")
    placed = mine.exclude(job_title="", organization=None)
    people = list(Speaker.objects.filter(pk__in=keys).annotate(last=Subquery(mine[:1]), placed=Subquery(placed[:1])))
    wanted = {key for person in people for key in (person.last, person.placed) if key}
    rows = appeared.select_related("event", "organization").in_bulk(wanted)
    counts = _counts(appeared.filter(speaker__in=keys))
    return {person.pk: _marks(person, rows, counts[person.pk], drafts=drafts) for person in people}


def _counts(appearances):
    """{speaker: {(year or None, whether the public sees them): number of appearances}}."""
    kinds = appearances.order_by().values_list("speaker", ExtractYear("event__starts_on"), "is_public")
    found = defaultdict(dict)
    for speaker, *kind, count in kinds.annotate(Count("pk")):
        found[speaker][tuple(kind)] = count
    return found


def _marks(person, rows, counts, *, drafts):
    last, placed = rows.get(person.last), rows.get(person.placed)
    sizes = picture_sizes(person)
    public_count = sum(count for (_year, is_public), count in counts.items() if is_public)
    return Marks(
        headline=person.headline,
        job_title=placed.job_title if placed else "",
        organization=_organization(placed, drafts=drafts),
        event=str(last.event) if last else "",
        year=last.event.starts_on.year if last and last.event.starts_on else None,
        public_count=public_count,
        draft_count=sum(counts.values()) - public_count,
        years=tuple(sorted({year for year, _is_public in counts if year})),
        portrait=sizes[0][0] if sizes else "",
    )


def _organization(appearance, *, drafts):
    organization = appearance and (appearance.organization if drafts else appearance.shown_organization)
    return str(organization) if organization else ""
