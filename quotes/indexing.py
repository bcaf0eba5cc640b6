"""Keeping the index of quotes and tweets right: what each entry says, and when it is written."""

from collections import defaultdict
from datetime import date
from functools import cache
from typing import NamedTuple

from django.apps import apps

from curation.models import Status
from search.analysis import stem, tokens
from search.turns import alone
from speakers.models import SpeakerAlias
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
    more = Stale.objects.exists()
    while more:
        with exclusive():
            stale = list(Stale.objects.order_by("pk").values_list("pk", "quote_id", "tweet_id")[:AT_ONCE])
            write(quotes={quote for _, quote, _ in stale if quote}, tweets={tweet for *_, tweet in stale if tweet})
            Stale.objects.filter(pk__in=[pk for pk, *_ in stale]).delete()
        more = len(stale) == AT_ONCE


def exclusive():
    """A transaction that is alone to write the index."""
    # Public rows are joined by keys, as written: weighing every order took longer than joining them.
    return alone(LOCK, join_collapse_limit="1")


def write(*, quotes, tweets):
    """Make the entries of the quotes and tweets of these ids say what the records say now."""
    printed = {}
    contents = content(quotes=quotes, tweets=tweets, printed=printed)
    entries = [as_entry(place, said) for place, said in contents.items()]
    old = set(Entry.objects.of(quotes=quotes, tweets=tweets).values_list("pk", flat=True))
    if gone := sorted(old - {entry.pk for entry in entries}):
        Entry.objects.filter(pk__in=gone).delete()
        INDEX.remove(gone)
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["pk"], update_fields=["facets"])
    INDEX.put({entry.pk: said.document for entry, said in zip(entries, contents.values(), strict=True)})
    learn(printed)


def as_entry(place, said):
    kind, pk = place
    return Entry(**{"id": entry_id(said.day, place), f"{kind}_id": pk, "facets": " ".join(said.facets)})


def content(*, quotes, tweets, printed=None):
    """What the index has to say of each public record, {place: Content}; `printed` takes {folded word: as printed}.

    At most six queries, however many records.
    """
    read = Reader({} if printed is None else printed)
    quotes = _rows("quote", quotes, "kind", "attribution", "context")
    tweets = _rows("tweet", tweets, "author_name", "handle", "organization__name", "organization__status", "posted_on")
    aliases = _aliases([*quotes, *tweets])
    found = {}
    for kind, rows in (("quote", quotes), ("tweet", tweets)):
        themes = _themes(kind, rows)
        for row in rows:
            day, names = (_of_quote if kind == "quote" else _of_tweet)(row)
            found[kind, row["pk"]] = _content(row, day, names, aliases[row["speaker_id"]], themes[row["pk"]], read)
    return found


def _rows(kind, ids, *fields):
    if not ids:
        return []
    rows = _public(kind).filter(pk__in=ids).order_by("pk")
    place = ("event_id", "event__title", "event__starts_on", "talk__title", "talk__language")
    speaker = ("speaker_id", "speaker__name", "speaker__status")
    return list(rows.values("pk", "text", "language", *place, *speaker, *fields))


@cache
def _public(kind):
    # Kept, for it takes longer to build than to ask.
    return apps.get_model("quotes", kind).objects.published()


def _aliases(rows):
    found = defaultdict(list)
    speakers = {row["speaker_id"] for row in rows} - {None}
    aliases = SpeakerAlias.objects.filter(speaker__in=speakers).order_by("pk").values_list("speaker", "name")
    for speaker, name in aliases if speakers else ():
        found[speaker].append(name)
    return found


def _themes(kind, rows):
    found = defaultdict(list)
    path = f"themed{kind}_set__content_object"
    themes = (
        Theme.objects.published().filter(**{f"{path}__in": [row["pk"] for row in rows]}).order_by("position", "key")
    )
    for pk, *theme in themes.values_list(path, "pk", "name", "synonyms", "label_en") if rows else ():
        found[pk].append(theme)
    return found


def _of_quote(row):
    """Its day, and the names under which it is found besides its speaker's."""
    return row["event__starts_on"], [] if row["speaker_id"] else [row["attribution"]]


def _of_tweet(row):
    names = [row["author_name"], row["handle"]]
    if row["organization__status"] == Status.PUBLISHED:
        names.append(row["organization__name"])
    if row["speaker__status"] != Status.PUBLISHED:  # its account may be known before its person is
        row["speaker_id"] = None
    row |= {"kind": "tweet", "context": ""}
    return row["posted_on"] or row["event__starts_on"], names


def _content(row, day, names, aliases, themes, read):
    speaker = [row["speaker__name"], *aliases] if row["speaker_id"] else []
    names = [read.name(name) for name in (*names, *speaker)]
    about = []
    for _, name, synonyms, label_en in themes:
        about += [read.name(form) for form in (name, *synonyms.splitlines())] + [read.name(label_en, "en")]
    event = read.name(row["event__title"])
    talk = read.name(row["talk__title"], row["talk__language"]) if row["talk__title"] else []
    facets = [facet("kind", row["kind"]), facet("language", row["language"]), facet("event", row["event_id"])]
    facets += [facet("speaker", row["speaker_id"])] if row["speaker_id"] else []
    facets += [facet("year", day.year)] if day else []
    facets += [facet("theme", theme[0]) for theme in themes]
    scoped = {"author": names, "theme": about, "event": [event]}
    document = {
        WORDS: [read.text(row["text"], row["language"])],
        NAMES: names,
        ABOUT: [*about, talk, event],
        CONTEXT: [read.text(row["context"], row["language"])],
        FACETS: [facets, *([SCOPES[to] + term for term in terms] for to, all_ in scoped.items() for terms in all_)],
    }
    return Content(day, document, facets)


class Reader:
    """Texts into terms; `printed` takes each word as it is printed, in small letters if it ever is."""

    def __init__(self, printed):
        self.printed = printed
        self.name = cache(self.text)  # the same few names and titles stand around many records

    def text(self, text, language="fr"):
        found = []
        for start, end, word in tokens(text):
            found.append(stem(word, language))
            if self.printed.get(word) != word:
                as_printed = text[start:end]
                if word not in self.printed or as_printed.islower():
                    self.printed[word] = as_printed
        return found


def facet(name, value):
    """The term of a value of a facet; one that nothing has, if there can be no such value."""
    return HEADS[name] + "".join(char for char in str(value).lower() if char.isascii() and char.isalnum())
