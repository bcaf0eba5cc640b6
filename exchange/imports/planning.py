"""What an import would do, record by record, before it does anything."""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from curation.batches import batches
from curation.identity import Match
from curation.models import Seeded
from events.models import Talk
from privacy.gone import keys_of_name
from privacy.models import Forgotten

from .matching import chosen
from .parts import LINKS, are_same, held, keys_in, meaning
from .told import MODELS

# What says one thing: staff who wrote a part of it wrote it all.
TOGETHER = (
    {"day", "starts_at", "ends_at"},
    {"starts_on", "ends_on"},
    {"start_time", "end_time"},
    {"summary", "summary_is_ours"},
    {"abstract", "abstract_is_ours"},
)
NEW = "new"  # the choice of a record that is not there yet


class State(models.TextChoices):
    NEW = "new", _("nouveau")
    CHANGED = "changed", _("changé par le fichier")
    SAME = "same", _("inchangé")
    LEFT = "left", _("laissé comme il est")  # in all that the file says otherwise
    ASKED = "asked", _("à choisir")
    DELETED = "deleted", _("supprimé depuis")
    FORGOTTEN = "forgotten", _("oublié depuis")
    UNKNOWN = "unknown", _("inconnu ici")  # and sought, no more than that


NOWHERE = (State.DELETED, State.FORGOTTEN, State.UNKNOWN)


@dataclass
class Item:
    """One record: what the file tells of it, the key of the record that it is, and what would change of it.

    `changes` and `left` are {name: (what it says, what the file says)}; what is left was written by staff.
    """

    told: list
    record: int | None = None
    state: State = State.NEW
    match: Match | None = None
    said: dict = field(default_factory=dict)
    changes: dict = field(default_factory=dict)
    left: dict = field(default_factory=dict)

    @property
    def kind(self):
        return self.told[0].kind

    @property
    def key(self):
        return self.told[0].key

    @property
    def name(self):
        return self.told[0].name


class Plan:
    """`items` are those of all records, in the order in which they are written; `gone`, talks that the file lacks."""

    def __init__(self, file, *, choices=None):
        """Costs some dozens of queries for each batch of records."""
        self.file, self.choices = file, choices or {}
        self.matching = file.matching(self.choices)
        self.items = self._items(self.matching.matches())
        self.meant = self._meant()
        for kind, model in MODELS.items():
            self._compare(model, [one for one in self.items if one.kind == kind and one.record])
        self.gone = self._gone()

    @property
    def questions(self):
        return self.of(State.ASKED)

    @property
    def answered(self):
        """What would be a question, but for a choice."""
        return [
            one
            for one in self.items
            if one.match and one.match.is_question and one.state != State.ASKED and one.told[0].subject in self.choices
        ]

    def of(self, *states):
        return [one for one in self.items if one.state in states]

    def counts(self):
        """Counter of (kind, state)."""
        return Counter((one.kind, str(one.state)) for one in self.items)

    def _items(self, matches):
        """An item a record: several of one subject are one, unless they are known to be several."""
        found, records = {}, self.matching.records
        forgotten = _forgotten(self.file)
        for one in self.file.told.values():
            pk = records.get(one.key)
            match = None if pk or one.key in self.matching.deleted else matches.get(one.subject)
            choice = self.choices.get(one.subject)
            if match and (row := chosen(match, choice)):
                pk = row.pk
            item = found.setdefault((one.kind, pk or one.subject), Item([], pk, match=match))
            item.told.append(one)
            if one.key in self.matching.deleted:
                item.state = State.DELETED
            elif one.key in forgotten and pk is None:  # else somebody of that name has come since
                item.state = State.FORGOTTEN
            elif match and (match.is_question or choice) and pk is None and choice != NEW:
                item.state = State.ASKED
            elif one.is_sought and pk is None:
                item.state = State.UNKNOWN
        for item in found.values():
            item.said = _together([one.said for one in item.told])
        order = list(MODELS)
        return sorted(found.values(), key=lambda one: order.index(one.kind))

    def _meant(self):
        """{key: pk of a record, or the key of an item that is to be one}; nothing of what has no place here."""
        meant = {
            one.key: item.record or item.key for item in self.items for one in item.told if item.state not in NOWHERE
        }
        forgotten = {one.key for item in self.of(State.FORGOTTEN) for one in item.told}
        for item in self.items:  # what is of a deleted event, or of somebody who was forgotten, has no place
            if "event" in item.said and item.said["event"] not in meant:
                item.state = State.DELETED
            elif item.said.get("speaker") in forgotten:
                item.state = State.FORGOTTEN
        return meant

    def _compare(self, model, items):
        now = held(
            model, {one.record for one in items}, {name for one in items for name in one.said if name != "event"}
        )
        before = self._meant_before(items)
        for item in items:
            if item.state in NOWHERE:
                continue
            row = self.matching.seeded.get(item.key)
            self._settle(item, now.get(item.record, {}), row.said if row else None, before)

    def _settle(self, item, now, before, meant_before):
        for name, value in item.said.items():
            is_found_by = name == "name" and (before is None or item.kind != "speaker")
            if name == "event" or is_found_by:
                continue
            told = meaning(name, value, self.meant)
            is_of_nobody = name in LINKS and value and told is None
            if is_of_nobody or are_same(name, now[name], told):
                continue
            is_untouched = (
                before is not None
                and name in before
                and are_same(name, now[name], meaning(name, before[name], meant_before))
            )
            (item.changes if is_untouched else item.left)[name] = (now[name], told)
        for names in TOGETHER:
            if names & item.left.keys():
                item.left |= {name: item.changes.pop(name) for name in names & item.changes.keys()}
        item.state = State.CHANGED if item.changes else State.LEFT if item.left else State.SAME

    def _meant_before(self, items):
        """{key: pk} of what the file told of these before, if it told of it at all.

        Of who is sought only what was noted counts: nobody had the account, or somebody else.
        """
        rows = [self.matching.seeded[one.key] for one in items if one.key in self.matching.seeded]
        keys = {key for row in rows for key in keys_in(row.said)} - self.meant.keys()
        sought = {one.key for one in self.file.told.values() if one.is_sought}
        found = {key: value for key, value in self.meant.items() if isinstance(value, int) and key not in sought}
        found |= {key: row.object_id for key, row in self.matching.seeded.items() if key not in found}
        for some in batches(sorted(keys - found.keys())):
            noted = Seeded.objects.filter(system=self.file.system, key__in=some)
            found |= dict(noted.values_list("key", "object_id"))
        return found

    def _gone(self):
        """The talks that came from this system to these events, and of which the file says nothing any more."""
        events = sorted({one.record for one in self.items if one.kind == "event" and one.record})
        kind = ContentType.objects.get_for_model(Talk)
        told = {one.record for one in self.items if one.kind == "talk"}
        found = []
        for some in batches(events):
            noted = Seeded.objects.filter(system=self.file.system, content_type=kind)
            rows = Talk.objects.filter(event__in=some, pk__in=noted.values("object_id"))
            found += [row for row in rows.order_by("place", "pk") if row.pk not in told]
        return found


def _together(said):
    """What is said of one record in several places: the first that says something."""
    found = {}
    for one in said:
        for name, value in one.items():
            if found.get(name) in (None, "", []):
                found[name] = value
    return found


def _forgotten(file):
    """The keys of the people who asked to be forgotten: a file does not bring them back, by name nor by account."""
    gone = {name for keys in Forgotten.objects.values_list("keys", flat=True) for name in keys}
    people = file.of("speaker") if gone else []
    return {one.key for one in people if any(gone & keys_of_name(name) for name in file.names_of(one))}
