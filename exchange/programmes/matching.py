"""Which records of the base a programme tells of. Who has the very name of somebody in the very talk is that person."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType

from curation.batches import batches
from curation.identity import judged
from curation.models import Seeded
from events.models import Appearance, Event, Talk
from exchange.imports.matching import Matching, chosen
from language.folding import fold
from language.names import same_person_key
from recaps.identity import People
from speakers.models import Organization
from themes.models import Theme
from themes.naming import identity

from .likely import Likely

SHIFTED = timedelta(days=31)  # days so near may be one event whose date is wrong


class ProgrammeMatching(Matching):
    def _certain(self, known):
        given = {self.file.of("event")[0].key: self.file.given.pk} if self.file.given else {}
        return given | self._events_of_talks(known | given)

    def _events_of_talks(self, known):
        """{key: pk} of the events whose talks in the file are all of one event, so far as they are known.

        A file that does not tell its event names it by a talk, which may be another one tomorrow.
        """
        talks = {known[one.key]: one.said["event"] for one in self.file.of("talk") if one.key in known}
        found = defaultdict(set)
        for some in batches(sorted(talks)):
            for pk, event in Talk.objects.filter(pk__in=some).values_list("pk", "event"):
                found[talks[pk]].add(event)
        found = {key: min(events) for key, events in found.items() if key not in known and len(events) == 1}
        kind, keys = ContentType.objects.get_for_model(Event), {pk: key for key, pk in found.items()}
        for some in batches(sorted(keys)):
            rows = Seeded.objects.filter(system=self.file.system, content_type=kind, object_id__in=some)
            self.seeded |= {keys[row.object_id]: row for row in rows.order_by("pk")}
        return found

    def matches(self):
        by_kind = self._unknown()
        events = self._told_apart("event", self._events(by_kind["event"]))
        self._choose(by_kind["event"], events)  # of which there may be talks
        talks = self._told_apart("talk", self._talks(by_kind["talk"]))
        known = dict(self.records)
        self._choose(by_kind["talk"], talks)  # in which there may be people
        self._know_what_was_said(by_kind["talk"])
        people = self._told_apart("speaker", self._people(by_kind["speaker"]))
        self.records = known
        return {
            **self._organizations(by_kind["organization"]),
            **self._themes(by_kind["theme"]),
            **events,
            **talks,
            **people,
        }

    def _choose(self, told, matches):
        for one in told:
            if record := chosen(matches[one.subject], self.choices.get(one.subject)):
                self.records[one.key] = record.pk

    def _know_what_was_said(self, told):
        """Find what the system said of talks that it calls otherwise now: their day is in the name, and may change."""
        records = {self.records[one.key]: one.key for one in told if one.key in self.records and not one.identifier}
        for some in batches(sorted(records)):
            kind = ContentType.objects.get_for_model(Talk)
            rows = Seeded.objects.filter(system=self.file.system, content_type=kind, object_id__in=some)
            self.seeded |= {records[row.object_id]: row for row in rows.order_by("pk")}

    def _organizations(self, told):
        named, alike = defaultdict(list), defaultdict(list)
        for row in Organization.objects.order_by("pk") if told else ():
            named[identity(row.name)].append(row)
            alike[same_person_key(row.name)].append(row)
        return {
            one.subject: judged(
                "organization",
                exact=(same := named.get(identity(one.name), [])),
                alike=[row for row in alike.get(same_person_key(one.name), []) if row not in same],
            )
            for one in told
        }

    def _themes(self, told):
        rows = list(Theme.objects.order_by("pk")) if told else []
        names = {identity(name): row for row in rows for name in row.synonym_list}
        names |= {row.key: row for row in rows}
        return {one.subject: judged("theme", exact=[names[identity(one.name)]] if identity(one.name) in names else [])
                for one in told}  # fmt: skip

    def _people(self, told):
        subjects = defaultdict(list)
        for one in told:
            subjects[one.subject].append(one)
        handles = {subject: handle_of(some) for subject, some in subjects.items()}
        people = People([one.name for one in told], list(handles.values())) if told else None
        likely, beside = Likely(people.rows if people else ()), self._beside() if told else {}
        found = {}
        for subject, some in subjects.items():
            offices = list(dict.fromkeys(office for one in some for office in one.offices))
            there = {row for one in some for row in beside.get(one.key, ())}
            if len(there) == 1:
                found[subject] = judged("speaker", exact=there)
                continue
            name, handle = some[0].name, handles[subject]
            among = likely.to(name, handle=handle)
            found[subject] = people.identify(name, told=offices, handle=handle or None, among=among)
        return found

    def _beside(self):
        """{key of a person: those of that very name who are in the talks in which the file has them}"""
        talks = {self.records[one.key]: one for one in self.file.of("talk") if one.key in self.records}
        there = defaultdict(set)
        for some in batches(sorted(talks)):
            rows = Appearance.objects.filter(talk__in=some, speaker__isnull=False).select_related("speaker")
            for row in rows:
                there[row.talk_id, fold(row.speaker.name)].add(row.speaker)
        found = defaultdict(set)
        for pk, talk in talks.items():
            for who, *_rest in talk.said["people"]:
                found[who] |= there.get((pk, fold(self.file.told[who].name)), set())
        return found

    def _events(self, told):
        named = defaultdict(list)
        for row in Event.objects.order_by("pk") if told else ():
            named[fold(row.title)].append(row)
        return {one.subject: _event(one, named[fold(one.name)]) for one in told}

    def _talks(self, told):
        """Talks of the same title at the same event, of which no file of that system told."""
        held = _talks_of({self.records.get(one.said["event"]) for one in told} - {None})
        claimed = {pk for key, pk in self.records.items() if key.startswith("talk/")}
        names = {one.key: one.name for one in self.file.of("speaker")}
        hours = defaultdict(set)
        for one in self.file.of("talk"):
            hours[_called(one)].add(_start(one.said))
        found = {}
        for one in told:
            free = held.get((self.records.get(one.said["event"]), fold(one.name)), ())
            free = [row for row in free if row.pk not in claimed]
            same = _of_hour(_start(one.said), [row for row in free if _has_signs(one, row)], hours[_called(one)])
            alike = [row for row in free if not _has_signs(one, row)]
            found[one.subject] = _talk(one.said, {fold(names[who]) for who, *_rest in one.said["people"]}, same, alike)
        return found


def _has_signs(told, row):
    """Whether a record that has the words of a title has its signs too: else it is a likeness."""
    return identity(row.title) == identity(told.name)


def _event(told, rows):
    """The `Match` of an event among those of its title: its days say which edition it is."""
    said, found = told.said, defaultdict(list)
    first = said["starts_on"] and date.fromisoformat(said["starts_on"])
    last = date.fromisoformat(said["ends_on"]) if said["ends_on"] else first
    for row in rows:
        another_place = fold(row.city) != fold(said["city"]) if row.city and said["city"] else False
        if first is None or row.starts_on is None:
            found["doubtful"].append(row)
        elif first <= row.last_day and row.starts_on <= last:
            is_same = _has_signs(told, row)
            found[("doubtful" if another_place else "exact") if is_same else "alike"].append(row)
        elif first - SHIFTED <= row.last_day and row.starts_on <= last + SHIFTED:
            found["alike"].append(row)
        else:
            found["before"].append(row)
    return judged("event", **found)


def _talks_of(events):
    """{(key of an event, title, folded): its talks}"""
    held = defaultdict(list)
    for some in batches(sorted(events)):
        rows = Talk.objects.filter(event__in=some).select_related("event").order_by("pk")
        for row in rows.prefetch_related("appearances__speaker"):
            held[row.event_id, fold(row.title)].append(row)
    return held


def _talk(said, people, rows, alike):
    found = defaultdict(list, alike=alike)
    for row in rows:
        names = {fold(str(one.speaker)) for one in row.appearances.all() if one.speaker}
        are_others = people and names and people.isdisjoint(names)
        found["doubtful" if are_others or _is_of_another_day(said, row) else "exact"].append(row)
    return judged("talk", **found)


def _called(told):
    return told.said["event"], identity(told.name)


def _of_hour(start, rows, told):
    """Of talks of one title that of this hour; else those of no hour at which the file tells another one."""
    return [row for row in rows if start and row.starts_at == start] or [
        row for row in rows if row.starts_at is None or row.starts_at not in told
    ]


def _is_of_another_day(said, row):
    start, day = _start(said), said.get("day") and date.fromisoformat(said["day"])
    if start:
        day = row.event.day_of(start, told=day)
    return bool(day and row.day) and day != row.day


def _start(said):
    return said["starts_at"] and datetime.fromisoformat(said["starts_at"])


def handle_of(told):
    return next((one.said["handle"] for one in told if one.said.get("handle")), "")
