"""A programme for tests, as a reader of files gives it: a day and a night of an invented event."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reading.programmes.programme import Document, Event, Person, Programme, Recording, Reference, Talk

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2024, 3, 14)


def reference(identifier):
    return Reference("pretalx", identifier, f"https://talks.exemple.fr/{identifier}/")


def person(name="Ana Duval", identifier=None, **fields):
    return Person(name=name, reference=reference(identifier) if identifier else None, **fields)


def talk(title="Compter les arbres", identifier=None, *, hour=None, after_midnight=False, **fields):
    """A talk of `DAY`; `hour` begins it, for half an hour, on that day or in the night after it."""
    if hour is not None:
        day = DAY + timedelta(days=after_midnight)
        start = datetime(day.year, day.month, day.day, hour, 30, tzinfo=PARIS)
        fields |= {"day": DAY, "starts_at": start, "ends_at": start + timedelta(minutes=30)}
    return Talk(title=title, reference=reference(identifier or title.casefold().replace(" ", "-")), **fields)


def event(*talks, title="Rencontre des arbres", identifier="arbres-2024", **fields):
    fields = {"starts_on": DAY, "ends_on": DAY + timedelta(days=1), "time_zone": "Europe/Paris"} | fields
    return Event(title=title, reference=reference(identifier), talks=tuple(talks), **fields)


def programme(*talks, system="pretalx", **fields):
    """One event of these talks, or of two that have all that a talk may have."""
    return Programme(system, [event(*(talks or full()), **fields)])


def full():
    ana = person(identifier="ANA", job_title="botaniste", organization="Ville de Brume", biography="Elle plante.")
    bob = person("Bob Ferrand", kind="moderator")
    return (
        talk(
            hour=9, people=(ana, bob), themes=("Arbres", "Ville"), room="Salle A", track="Vert", abstract="Un résumé.",
            recordings=(Recording(url="https://video.exemple.fr/1", duration=1800, language="fr"),),
            documents=(Document(url="https://papiers.exemple.fr/1.pdf", kind="slides"),),
        ),
        talk("Nuit des feuilles", hour=0, after_midnight=True, people=(ana,), themes=("Arbres",)),
    )  # fmt: skip


def without(one, *titles):
    """The programme, without the talks of these titles."""
    [only] = one.events
    return replace_event(one, talks=tuple(talk for talk in only.talks if talk.title not in titles))


def replace_event(one, **fields):
    [only] = one.events
    return Programme(one.system, [replace(only, **fields)])


def with_talk(one, title, /, **fields):
    """The programme, in which the talk of this title is otherwise."""
    [only] = one.events
    return replace_event(
        one, talks=tuple(replace(talk, **fields) if talk.title == title else talk for talk in only.talks)
    )
