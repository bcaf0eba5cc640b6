"""Keeping the index of quotes and tweets right: what each entry says, and when it is written."""

from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.apps import apps
from django.db import connection, transaction

from events.models import Event, Talk
from search.analysis import stem, tokens
from speakers.models import Organization, Speaker, SpeakerAlias
from themes.models import Theme

from .entries import ABOUT, CONTEXT, FACETS, HEADS, INDEX, NAMES, SCOPES, WORDS, Entry, Stale, entry_id
from .words import learn

AT_ONCE = 1000  # records of one transaction
LOCK = 0x5EA2C4  # PostgreSQL's number for "one writes the index at a time"


class Content(NamedTuple):
    day: date | None
    document: dict
    facets: list


def refresh():
    """Write the entries of what changed since the last search. One indexed query if nothing did."""
    while Stale.objects.exists():
        with exclusive():
            stale = list(Stale.objects.order_by("pk").values_list("pk", "quote_id", "tweet_id")[:AT_ONCE])
            write(quotes={quote for _, quote, _ in stale if quote}, tweets={tweet for *_, tweet in stale if tweet})
            Stale.objects.filter(pk__in=[pk for pk, *_ in stale]).delete()


@contextmanager
def exclusive():
    """A transaction that is alone to write the index; SQLite's begin with the only write lock there is."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield


def write(*, quotes, tweets):
    """Make the entries of the quotes and tweets of these ids say what the records say now."""
    printed = {}
    contents = content(quotes=quotes, tweets=tweets, printed=printed)
    entries = [as_entry(place, said) for place, said in contents.items()]
    old = set(Entry.objects.of(quotes=quotes, tweets=tweets).values_list("pk", flat=True))
    Entry.objects.filter(pk__in=old).delete()
    Entry.objects.bulk_create(entries)
    INDEX.remove(sorted(old - {entry.pk for entry in entries}))
    INDEX.put({entry.pk: said.document for entry, said in zip(entries, contents.values(), strict=True)})
    learn(printed)


def as_entry(place, said):
    kind, pk = place
    return Entry(**{"id": entry_id(said.day, place), f"{kind}_id": pk, "facets": " ".join(said.facets)})


def content(*, quotes, tweets, printed=None):
    """What the index has to say of each public record, {place: Content}; `printed` takes {folded word: as printed}.

    A fixed number of queries, however many records.
    """
    quotes = _rows("Quote", quotes, ["kind", "attribution", "context"])
    tweets = _rows("Tweet", tweets, ["author_name", "handle", "organization_id", "posted_on"])
    themes = {kind: _themes(kind, rows) for kind, rows in (("quote", quotes), ("tweet", tweets))}
    around = Around([*quotes, *tweets], themes, {} if printed is None else printed)
    organizations = Organization.objects.published().in_bulk({row["organization_id"] for row in tweets} - {None})
    found = {}
    for row in quotes:
        names = [] if row["speaker_id"] else [row["attribution"]]
        day = around.days.get(row["event_id"])
        found["quote", row["pk"]] = around.content(row, themes["quote"][row["pk"]], day, names)
    for row in tweets:
        organization = organizations.get(row["organization_id"])
        names = [row["author_name"], row["handle"], *([organization.name] if organization else [])]
        day = row["posted_on"] or around.days.get(row["event_id"])
        row |= {"kind": "tweet", "context": ""}
        found["tweet", row["pk"]] = around.content(row, themes["tweet"][row["pk"]], day, names)
    return found


def _rows(model, ids, fields):
    if not ids:
        return []
    rows = apps.get_model("quotes", model).objects.published().filter(pk__in=ids)
    return list(rows.order_by("pk").values("pk", "text", "language", "speaker_id", "event_id", "talk_id", *fields))


def _themes(kind, rows):
    found = defaultdict(list)
    path = f"themed{kind}_set__content_object"
    if rows:
        pairs = Theme.objects.published().filter(**{f"{path}__in": [row["pk"] for row in rows]})
        for pk, theme in pairs.order_by("position", "key").values_list(path, "pk"):
            found[pk].append(theme)
    return found


class Around:
    """The people, themes, talks and events around some records, as terms, each read once."""

    def __init__(self, rows, themes, printed):
        self.printed = printed
        known = Theme.objects.in_bulk({pk for kind in themes.values() for pks in kind.values() for pk in pks})
        self.themes = {pk: self._names(theme) for pk, theme in known.items()}
        ids = {name: {row[name] for row in rows} - {None} for name in ("speaker_id", "event_id", "talk_id")}
        events = Event.objects.in_bulk(ids["event_id"])
        self.days = {pk: event.starts_on for pk, event in events.items()}
        self.events = {pk: [self._terms(event.title)] for pk, event in events.items()}
        talks = Talk.objects.in_bulk(ids["talk_id"])
        self.talks = {pk: [self._terms(talk.title, talk.language)] for pk, talk in talks.items()}
        speakers = Speaker.objects.published().filter(pk__in=ids["speaker_id"]).values_list("pk", "name")
        aliases = SpeakerAlias.objects.filter(speaker__in=ids["speaker_id"]).order_by("pk")
        self.speakers = {pk: [self._terms(name)] for pk, name in speakers}
        for speaker, name in aliases.values_list("speaker", "name"):
            if speaker in self.speakers:
                self.speakers[speaker].append(self._terms(name))

    def content(self, row, themes, day, names):
        names = [*map(self._terms, names), *self.speakers.get(row["speaker_id"], ())]
        about = [name for theme in themes for name in self.themes[theme]]
        event = self.events[row["event_id"]]
        values = {"kind": [row["kind"]], "language": [row["language"]], "event": [row["event_id"]], "theme": themes}
        values["speaker"] = [row["speaker_id"]] if row["speaker_id"] in self.speakers else []
        values["year"] = [day.year] if day else []
        facets = [facet(name, value) for name, some in values.items() for value in some]
        scoped = {"author": names, "theme": about, "event": event}
        document = {
            WORDS: [self._terms(row["text"], row["language"])],
            NAMES: names,
            ABOUT: [*about, *self.talks.get(row["talk_id"], ()), *event],
            CONTEXT: [self._terms(row["context"], row["language"])],
            FACETS: [facets, *([SCOPES[to] + term for term in terms] for to, all_ in scoped.items() for terms in all_)],
        }
        return Content(day, document, facets)

    def _names(self, theme):
        names = [self._terms(name) for name in (theme.name, *theme.synonym_list)]
        return [*names, self._terms(theme.label_en, "en")]

    def _terms(self, text, language="fr"):
        found = []
        for start, end, word in tokens(text):
            found.append(stem(word, language))
            # A word at the beginning of a sentence is printed otherwise than it is meant.
            if word not in self.printed or self.printed[word] != word:
                as_printed = text[start:end]
                if word not in self.printed or as_printed.islower():
                    self.printed[word] = as_printed
        return found


def facet(name, value):
    """The term of a value of a facet; one that nothing has, if there can be no such value."""
    return HEADS[name] + "".join(char for char in str(value).lower() if char.isascii() and char.isalnum())
