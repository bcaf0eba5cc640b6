"""Which records of the base a file tells of: by what was noted when they came, else by the rules of the house.

A likeness is a question. So is one record that two of the file would be, or that its system knows by another name.
"""

from collections import Counter, defaultdict

from django.contrib.contenttypes.models import ContentType

from curation.batches import batches
from curation.identity import Match, Verdict
from curation.models import ExternalReference, Seeded

from .told import MODELS


class Matching:
    """`seeded`: {key: row of what the system said before}. `records`: {key: pk} of what is known, `referred` by a
    reference; `deleted` are the keys of what somebody deleted since."""

    def __init__(self, file, *, choices=None):
        self.file, self.choices = file, choices or {}
        self.seeded, self.referred = self._seeded(), set()
        self.records, self.deleted = self._known()

    def _seeded(self):
        found = {}
        for some in batches(list(self.file.told)):
            rows = Seeded.objects.filter(system=self.file.system, key__in=some)
            found |= {row.key: row for row in rows}
        return found

    def _known(self):
        """({key: pk} of records by what was noted or by reference, the keys of those that somebody deleted)"""
        found, deleted = {}, set()
        for kind, model in MODELS.items():
            told = self.file.of(kind)
            noted = {one.key: self.seeded[one.key].object_id for one in told if one.key in self.seeded}
            there = existing(model, noted.values())
            deleted |= {key for key, pk in noted.items() if pk not in there}
            found |= {key: pk for key, pk in noted.items() if pk in there}
            referred = {one.identifier: one.key for one in told if one.identifier and one.key not in noted}
            for some in batches(list(referred)):
                rows = references(model, self.file.system).filter(identifier__in=some)
                found |= {referred[name]: pk for name, pk in rows.values_list("identifier", "object_id")}
            self.referred |= found.keys() & set(referred.values())
        certain = self._certain(found)
        return found | certain, deleted - certain.keys()

    def _certain(self, known):
        """{key: pk} of what is besides certain without a match, where these are known."""
        return {}

    def matches(self):
        """{subject: `Match`} of all that is not known yet."""
        raise NotImplementedError

    def _unknown(self):
        """{kind: what is not known yet}"""
        found = defaultdict(list)
        for one in self.file.told.values():
            if one.key not in self.records and one.key not in self.deleted:
                found[one.kind].append(one)
        return found

    def _told_apart(self, kind, matches):
        """A record that two subjects would be, or that the system knows by another identifier, is asked about."""
        model = MODELS[kind]
        certain = Counter(match.record.pk for match in matches.values() if match.record)
        taken = {
            pk for key, pk in self.records.items() if key.startswith(f"{kind}/") and self.file.told[key].identifier
        }
        for some in batches(sorted(certain)):
            rows = references(model, self.file.system).filter(object_id__in=some)
            taken |= set(rows.values_list("object_id", flat=True))
        return {
            subject: Match(Verdict.ONE_OF, kind, match.records, match.before)
            if match.record and (certain[match.record.pk] > 1 or match.record.pk in taken)
            else match
            for subject, match in matches.items()
        }


def chosen(match, choice):
    """The record of a match: the certain one, or the one of a curator's choice. None for a new one, or a question."""
    if match.is_question or choice:
        return match.chosen(choice)
    return match.record


def existing(model, keys):
    """Those of `keys` of which there is a record."""
    rows = model._base_manager.order_by("pk")
    return {pk for some in batches(sorted({*keys})) for pk in rows.filter(pk__in=some).values_list("pk", flat=True)}


def references(model, system):
    kind = ContentType.objects.get_for_model(model)
    return ExternalReference.objects.filter(content_type=kind, system=system)
