"""A programme that a curator types as lines in the page of its event: what is understood of each, then its writing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from curation.identity import Match, Verdict
from events.models import Appearance, Talk
from events.timing import When
from exchange.models import Import
from reading.programmes.formats import FORMATS
from recaps.asking import lines_of
from search.indexing import refresh

from ..imports import words
from ..imports.importing import bring_in, is_free
from ..imports.receiving import ask, told_by, write_import
from ..imports.told import MODELS
from .told import ProgrammeFile

LINES = FORMATS["lines"]


class Understood:
    """Something of a line, and the `item` of the plan that it is."""

    @property
    def state(self):
        """« new », « asked », « forgotten », « deleted », or else « known »."""
        return self.item.state if self.item.state in ("new", "asked", "forgotten", "deleted") else "known"

    @property
    def address(self):
        """Where the record is that is known."""
        return self.item.record and reverse(
            admin_urlname(self.item.told[0].model._meta, "change"), args=[self.item.record]
        )


@dataclass(frozen=True)
class Named(Understood):
    """Somebody, or an organisation, of a line: whether it is new or known, and what tells the record apart."""

    name: str
    item: object  # of the plan
    detail: str = ""


@dataclass(frozen=True)
class Line(Understood):
    """A talk as it was understood. `people` are [(`Named`, role, function, `Named` or None)]; `notes` say what is not
    told, what differs from the talk that is there, what is doubted."""

    item: object
    when: When
    kind: str
    people: list
    notes: list

    @property
    def title(self):
        return self.item.name


def file_of(text, event):
    """The `ProgrammeFile` of lines of that event. Raises `UnreadableProgramme`."""
    return ProgrammeFile(LINES.read(text.encode(), name=str(event), **told_by(event, LINES)), event=event)


def write(text, event, *, choices, by):
    """Write the lines as drafts, all or nothing; return the `Import` by which they can be taken back.

    While an import is being written they are left to the worker, for its end: who typed them waits for no file.
    Raises `Undecided` where somebody is to be chosen first.
    """
    file = file_of(text, event)
    with transaction.atomic():
        batch = Import(by=by, event=event, system=LINES.name, reader=LINES.name, choices=choices)
        name = _("Programme saisi : %(event)s") % {"event": event}
        batch.name = Truncator(name).chars(Import._meta.get_field("name").max_length)
        batch.hold(text.encode())
        batch.save()
        if not is_free():
            ask(batch, Import.State.QUEUED, write_import, by.pk)
            return batch
        bring_in(file, batch, by=by)
    refresh()
    return batch


def understood(plan):
    """[`Line`], one for each talk of a `Plan` of lines, in the order in which they were typed."""
    items = {told.key: item for item in plan.items for told in item.told}
    details = _details(plan.items)
    doubts = {}
    for title, doubt in plan.file.doubts:
        doubts.setdefault(title, []).append(str(words.doubt(doubt)))
    zone = plan.file.given.zone
    return [_line(one, items, details, zone, doubts.get(one.name, [])) for one in plan.file.of("talk")]


def left(plan):
    """What no line has a place for, and what is doubted of the whole, in sentences."""
    titles = {one.name for one in plan.file.of("talk")}
    doubts = [str(words.doubt(doubt)) for title, doubt in plan.file.doubts if title not in titles]
    return [_("« %s » : laissé de côté") % what for what in plan.file.unheld] + doubts


def _details(items):
    """{(kind, pk): what tells a record of the base apart} of people and organisations."""
    found = {}
    for kind in ("speaker", "organization"):
        rows = MODELS[kind].objects.filter(pk__in=[one.record for one in items if one.kind == kind and one.record])
        lines = lines_of([Match(Verdict.SAME, kind, tuple(rows.order_by("pk")))])
        found |= {(kind, int(pk)): line["detail"] for (_model, pk), line in lines.items()}
    return found


def _line(one, items, details, zone, doubts):
    def named(key):
        item = items[key]
        return Named(item.name, item, details.get((item.kind, item.record), ""))

    said = one.said
    people = [
        (named(who), Appearance.Role(role).label, office, house and named(house))
        for who, role, office, house in said["people"]
    ]
    moments = {name: _moment(said[name], zone) for name in ("starts_at", "ends_at")}
    day = date.fromisoformat(said["day"]) if said.get("day") else None
    when = When(day=day or moments["starts_at"] and moments["starts_at"].date(), **moments)
    notes = [*_lacks(said, people), *_differences(items[one.key]), *doubts]
    return Line(items[one.key], when, Talk.Kind(said["kind"]).label, people, notes)


def _differences(item):
    """What the line says otherwise than the talk that is there."""
    told = ((_("sera changé : %s"), item.changes), (_("laissé comme il est : %s"), item.left))
    return [
        sentence % ", ".join(str(words.field_label(item.kind, name)) for name in fields)
        for sentence, fields in told
        if fields
    ]


def _moment(value, zone):
    return value and datetime.fromisoformat(value).astimezone(zone)


def _lacks(said, people):
    """What a line does not tell, so that nobody believes that it was lost."""
    lacks = [] if said["starts_at"] else [_("sans heure")]
    if not people:
        return [*lacks, _("sans intervenant")]
    unsaid = [who.name for who, _role, office, house in people if not office and not house]
    return lacks + ([_("sans fonction ni organisation : %s") % ", ".join(unsaid)] if unsaid else [])
