"""What a programme says, record by record.

A record that the other system knows by an identifier has that in its key. A person of whom there is but a name is one
of an event: whoever else is so named elsewhere is asked of the base, as any name is.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from curation.keys import bounded
from curation.models import Seeded
from events import timing
from events.attached import Partner
from events.models import Event, Talk
from events.ours import come_back, title_come_back
from exchange.imports.parts import PARTS
from exchange.imports.told import LONGEST_KEY, File, Told, address_of, digest, key_of
from language.folding import fold
from language.names import same_person_key, tidy_name
from language.typography import one_line
from reading.parsing.lexicon import is_given
from reading.parsing.lexicon import plain as plain_word
from recaps.identity import is_full
from speakers.models import Speaker
from themes.naming import identity

from .matching import SHIFTED, ProgrammeMatching

LOCAL = {"table", "lines"}  # systems whose identifiers are those of one file
SHORT = 16  # characters: of entries of calendars, shorter names are those of one file
OF_OURS = re.compile(r"talk-\d+-\d{8}T\d{6}")  # as our calendars call a talk
OF_LINES = {"event", "title", "kind", "position", "day", "starts_at", "ends_at", "people"}  # all that these tell


class WrongEvent(ValueError):
    """A file of several events, or of none, was to be of one event of the base."""


class ProgrammeFile(File):
    """All the records of a `Programme`. Raises `WrongEvent` if `event` is to be the one of a file that has not one."""

    def __init__(self, programme, *, event=None):
        if event and len(programme.events) != 1:
            raise WrongEvent
        super().__init__(programme.system, given=event)
        self.unheld = programme.unheld.copy()
        self.doubts = list(programme.doubts)
        for event in programme.events:
            self._add_event(event)
        for one in self.of("speaker"):
            one.said = self._checked(Speaker, one.name, one.said)

    def matching(self, choices):
        return ProgrammeMatching(self, choices=choices)

    def _add_event(self, event):
        edition = "" if self.given else self._edition(event)
        identifier = _identifier(event.reference, event) + edition
        event = replace(event, reference=replace(event.reference, identifier=event.reference.identifier + edition))
        key = key_of("event", identifier)
        zone = timing.zone(event.time_zone) if event.time_zone else (self.given or Event()).zone
        if _is_backwards(event):
            self.doubts.append((event.title, _("fin qui n’est pas après le début")))
        when = _days_and_hours(event, zone)
        event = replace(event, starts_on=when["starts_on"], ends_on=when["ends_on"])
        summary, is_ours = come_back(event.summary)
        said = {
            "title": event.title, "kind": event.kind, "state": event.state,
            **when, "venue": event.venue, "city": event.city, "country": event.country,
            "website": event.website, "hashtag": event.hashtag.lstrip("#"), "summary": summary,
            "summary_is_ours": is_ours or not summary,
            "license": event.license, "is_online": event.is_online, "online_url": event.online_url,
            **({"time_zone": event.time_zone} if event.time_zone else {}),
        }  # fmt: skip
        said = self._checked(Event, event.title, said)
        first, *others = [self._organization(name) for name in event.organizers if name.strip()] or [None]
        said |= {"organizer": first, "partners": [[one, Partner.Role.ORGANIZER] for one in dict.fromkeys(others)]}
        if event.reference.identifier.startswith("talk/"):  # it is named by a talk of it, today
            identifier = ""
        if self.given and self.system in LOCAL:  # a table and lines tell of talks alone, and not when an event ends
            said = {}
        self._add(self._told("event", key, event.title, said, identifier, event.reference.url))
        self.unheld.update({"event.language": 1} if event.language else {})
        self._titled = _titled(event.talks)
        for position, talk in enumerate(event.talks, start=1):
            self._add_talk(talk, position, event, key, timing.zone(said["time_zone"]) if "time_zone" in said else None)

    def _edition(self, event):
        """What tells an event from another that its system calls the same, as many do each year: « #2024 ».

        That one was on quite other days, and most of its talks had other titles; else this one is put off.
        """
        forms = ("", "#%Y", "#%Y-%m", "#%Y-%m-%d") if event.starts_on else ("",)
        editions = [event.starts_on.strftime(form) if form else "" for form in forms]
        identifier = _identifier(event.reference, event)
        keys = {key_of("event", identifier + edition): edition for edition in editions}
        rows = {row.key: row for row in Seeded.objects.filter(system=self.system, key__in=keys)}
        return next((edition for key, edition in keys.items() if not _is_another(rows.get(key), event)), editions[-1])

    def _add_talk(self, talk, position, event, event_key, zone):
        identifier, key = self._named(talk, event, self._titled.get(position))
        language = talk.language or event.language
        title, is_ours = _title(talk, self.system)
        abstract, is_summed_up = come_back(talk.abstract)
        said = {
            "title": title or _("Sans titre"), "title_is_ours": is_ours,
            "kind": talk.kind, "state": talk.state, "position": min(position, 32_767),
            **self._hours(talk, zone), "room": talk.room, "track": talk.track, "abstract": abstract,
            "abstract_is_ours": is_summed_up or not abstract,
            "license": talk.license, "is_online": talk.is_online, "online_url": talk.online_url,
            **({"language": language} if language else {}),
        }  # fmt: skip
        said = self._checked(Talk, talk.title, said)
        said |= {
            "event": event_key,
            "people": self._people(talk, event),
            "themes": list(dict.fromkeys(self._theme(name) for name in talk.themes if name.strip())),
            "recordings": self._attached("recordings", talk),
            "documents": self._attached("documents", talk),
        }
        if not said["starts_at"]:
            said["ends_at"] = None
        if said["starts_at"]:
            del said["position"]  # the hour says it, and a talk that comes in moves no other
        self._doubt_day(talk, said, event)
        if self.system == "lines":
            said = {name: value for name, value in said.items() if name in OF_LINES}
        told = self._add(self._told("talk", key, said["title"], said, identifier, talk.reference.url or talk.url))
        self.unheld.update({"talk.url": 1} if told.url and not told.identifier else {})

    def _named(self, talk, event, titled):
        """(what its system calls it, its key): what the file calls by its title alone is so called in its event."""
        if titled is not None or self.system in LOCAL:
            name = talk.reference.identifier if titled is None else titled
            return "", key_of("talk", digest(self._scope(event)), name)
        identifier = _identifier(talk.reference, event, within=event)
        return identifier, key_of("talk", identifier)

    def _scope(self, event):
        """Within what the identifiers of talks differ, and a mere name is one person."""
        return f"={self.given.pk}" if self.given else event.reference.identifier

    def _told(self, kind, key, name, said, identifier="", url="", subject=""):
        identifier = "" if self.system in LOCAL else bounded(identifier, LONGEST_KEY)
        return Told(kind, key, name, said, identifier, address_of(url), subject or key)

    def _hours(self, talk, zone):
        """Its day and its moments; what begins at night may be of the day before, which the programme says."""
        start, end, day = talk.starts_at, talk.ends_at, talk.day
        if start is None:
            return {"day": day, "starts_at": None, "ends_at": None}
        if end and end <= start:
            self.doubts.append((talk.title, _("fin qui n’est pas après le début")))
            end = None
        if day and timing.day_in_programme(start.astimezone(zone) if zone else start, day) != day:
            self.doubts.append((talk.title, _("jour qui n’est pas celui de l’heure")))
            day = None
        return ({"day": day} if day else {}) | {"starts_at": start, "ends_at": end}

    def _doubt_day(self, talk, said, event):
        """Say so if a talk is on none of the days of its event."""
        start, day = talk.starts_at, talk.day or (talk.starts_at and talk.starts_at.date())
        days = self.given if self.given and not event.starts_on else event.starts_on and _Days(event)
        if day and days and not timing.is_of(days, day, start and start.time()):
            self.doubts.append((talk.title, _("jour hors de ceux de l’évènement")))

    def _people(self, talk, event):
        """[[key of a person, role, office, key of an organisation], …], each person once."""
        found = {}
        for person in filter(lambda one: one.name.strip(), talk.people):
            key = self._person(person, event)
            if key in found:
                self.doubts.append((talk.title, _("« %(name)s » y est deux fois") % {"name": person.name}))
                continue
            organization = self._organization(person.organization) if person.organization.strip() else None
            found[key] = [key, person.kind, one_line(person.job_title)[:160], organization]
        return list(found.values())

    def _person(self, person, event):
        printed = one_line(person.name)[:120]
        name = _shown(printed)
        identifier = url = subject = ""
        if person.reference:
            identifier, url = _identifier(person.reference, event, within=event), person.reference.url
            key = key_of("speaker", identifier)
        else:
            key = key_of("speaker", digest(self._scope(event)), digest(fold(printed)))
            subject = f"name/{digest(fold(name))}" if is_full(name) else key
        told = self._add(self._told("speaker", key, name, {"name": name}, identifier, url, subject))
        handle = next(iter(person.accounts), None)
        for field_name, value in (("biography", person.biography), ("website", person.website), ("handle", handle)):
            told.said[field_name] = told.said.get(field_name) or value
        self.unheld.update({"person.accounts": len(person.accounts) - 1} if len(person.accounts) > 1 else {})
        office = ", ".join(filter(None, [person.job_title.strip(), person.organization.strip()]))
        if office and office not in told.offices:
            told.offices.append(office)
        return key

    def _organization(self, name):
        name = one_line(name)[:120]
        key = key_of("organization", digest(identity(name)))
        return self._add(self._told("organization", key, name, {"name": name})).key

    def _theme(self, name):
        name = one_line(name)[:100]
        key = key_of("theme", digest(identity(name)))
        return self._add(self._told("theme", key, name, {"name": name})).key

    def _attached(self, name, talk):
        """The rows of that part of a talk as lists of what its columns say, each address once."""
        part, found = PARTS[name], {}
        for row in getattr(talk, name):
            said = self._checked(part.model, talk.title, {column: getattr(row, column) for column in part.columns})
            if said["url"]:
                found.setdefault(said["url"], list(said.values()))
        return list(found.values())


def _is_backwards(event):
    ends = [(event.starts_on, event.ends_on), (event.starts_at, event.ends_at)]
    return any(first and last and last < first for first, last in ends)


def _days_and_hours(event, zone):
    """The days of an event, and the hours that its file tells, as clocks of `zone` show them.

    An evening that ends at night is of one day. What ends at midnight has that day no more.
    """
    start, stop = (moment and moment.astimezone(zone) for moment in (event.starts_at, event.ends_at))
    if start is None:
        first, last, hours = event.starts_on, event.ends_on, {}
    else:
        stop = stop if stop and stop > start else None
        first, last = start.date(), stop.date() if stop else event.ends_on
        hours = {"start_time": start.time(), "end_time": stop and stop.time()}
        if stop and last == timing.end_day(first, start.time(), stop.time()):
            last = None
        elif stop and stop.time() == time.min:
            last, hours["end_time"] = last - timedelta(days=1), None
    return {"starts_on": first, "ends_on": last if first and last and last > first else None} | hours


def _title(talk, system):
    """(the title of a talk, whether it is one of ours): so is what our own files have in brackets."""
    title = talk.title.strip()
    if system == "table" or OF_OURS.fullmatch(talk.reference.identifier):
        return title_come_back(title)
    return title, not title


def _shown(name):
    """« Ana Duval » for « DUVAL Ana » and « Duval, Ana », where it is sure which of the two the given name is."""
    family, comma, listed = name.partition(",")
    if comma:
        given = listed.split()
        is_sure = 0 < len(given) <= (1 if family.isupper() else 2) and all(map(_is_given, given))
    else:
        capitals = [word for word in name.split() if len(word) > 1 and word.isupper()]
        others = [word for word in name.split() if word not in capitals] or capitals
        is_sure = bool(capitals) and any(map(_is_given, others))
    shown = tidy_name(name) if is_sure else name
    return shown if same_person_key(shown) == same_person_key(name) else name  # only the order may be another


def _is_given(word):
    return is_given(plain_word(word))


class _Days:
    """The days of an event of a file, as those of one of the base are asked."""

    def __init__(self, event):
        self.starts_on = event.starts_on
        self.last_day = max(event.ends_on or event.starts_on, event.starts_on)


def _titled(talks):
    """{position: name} of the talks that a file calls by their title alone: their day tells them apart, and where
    several of one title are of one day, their hour."""
    found = {place: talk for place, talk in enumerate(talks, start=1) if _is_called_by_title(talk)}
    of_day, seen = Counter(_title_and_day(talk) for talk in found.values()), Counter()
    names = {}
    for place, talk in found.items():
        name = "/".join(filter(None, _title_and_day(talk)))
        if of_day[_title_and_day(talk)] > 1 and talk.starts_at:
            name = f"{name}/{talk.starts_at:%H:%M}"
        seen[name] += 1
        names[place] = f"{name}#{seen[name]}" if seen[name] > 1 else name
    return names


def _is_called_by_title(talk):
    name = talk.reference.identifier
    return not {name, re.sub(r"#\d+$", "", name)}.isdisjoint({fold(talk.title), talk.title})


def _title_and_day(talk):
    day = talk.day or (talk.starts_at and talk.starts_at.date())
    return fold(talk.title) or talk.title, day and day.isoformat()


def _identifier(reference, event, *, within=None):
    """By what a record is known anywhere: a number is one of its host's, or else of its event's, and a short name of
    an entry is one of its calendar."""
    identifier = reference.identifier
    if reference.system == "ical" and "@" not in identifier and len(identifier) < SHORT:
        return "/".join([fold(event.title), str(event.starts_on and event.starts_on.year), identifier])
    if not re.fullmatch(r"[\d/]+", identifier):
        return identifier
    host = urlsplit(reference.url or (within.reference.url if within else "")).hostname
    return "/".join(filter(None, [host or (within and within.reference.identifier), identifier]))


def _is_another(row, event):
    """Whether what the system said of an event, a row of `Seeded`, was of another one than this."""
    days = (
        [day and date.fromisoformat(day) for day in (row.said.get("starts_on"), row.said.get("ends_on"))] if row else []
    )
    if not any(days):
        return False
    first, last = event.starts_on, event.ends_on or event.starts_on
    if days[0] - SHIFTED <= last and first - SHIFTED <= (days[1] or days[0]):
        return False
    titles = {fold(title) for title in Talk.objects.filter(event=row.object_id).values_list("title", flat=True)}
    told = {fold(talk.title) for talk in event.talks}
    return bool(titles and told) and 2 * len(titles & told) <= min(len(titles), len(told))
