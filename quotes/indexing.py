"""Keeping the index of quotes and tweets right: what each entry says, and when it is written."""

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from events.timing import plausible
from language.typography import french_date
from search.analysis import as_begun, stem, tokens
from search.index import KEPT
from search.sql import ask, ask_among, ask_each, insert
from search.turns import alone
from search.variants import written
from work.jobs import job
from work.models import Job

from .entries import ABOUT, CONTEXT, FACETS, HEADS, INDEX, NAMES, SCOPES, WORDS, entry_id
from .published import published
from .words import learn

AT_ONCE = 1000  # records of one transaction
A_FEW = 100  # notes, of one in which somebody waits: some thirty records, which take about as long as a search
LOCK = 0x5EA2C4  # PostgreSQL's number for "one writes the index at a time"
KINDS = ("quote", "tweet")


class Content(NamedTuple):
    day: date | None
    document: dict  # its facets are kept


def refresh():
    """Write the entries of all that changed since the last search. One query if nothing did."""
    while _is_behind():
        _write_stale(AT_ONCE)


def refresh_some():
    """The same while somebody waits: of what changed, no more than takes a moment; the worker writes the rest."""
    if _is_behind():
        _write_stale(A_FEW)
        if _is_behind():
            Job.objects.ask_for(write_backlog)


@job(gettext_lazy("mettre à jour la recherche des citations"), tries=5)
def write_backlog():
    refresh()


def _is_behind():
    return bool(ask("SELECT 1 FROM quotes_stale LIMIT 1"))


def _write_stale(limit):
    with exclusive():
        stale = ask(f"SELECT id, quote_id, tweet_id FROM quotes_stale ORDER BY id LIMIT {limit}")
        write(quotes={quote for _, quote, _ in stale if quote}, tweets={tweet for *_, tweet in stale if tweet})
        ask_among("DELETE FROM quotes_stale WHERE id {among}", [pk for pk, *_ in stale])


def exclusive():
    """A transaction that is alone to write the index."""
    return alone(LOCK)


def write(*, quotes, tweets):
    """Make the entries of the quotes and tweets of these ids say what the records say now."""
    printed = {}
    contents = content(quotes=quotes, tweets=tweets, printed=printed)
    entries = {entry_id(said.day, place): (place, said) for place, said in contents.items()}
    old = [
        *ask_among("SELECT id FROM quotes_entry WHERE quote_id {among}", quotes),
        *ask_among("SELECT id FROM quotes_entry WHERE tweet_id {among}", tweets),
    ]
    if gone := sorted({pk for (pk,) in old} - entries.keys()):
        ask_among("DELETE FROM quotes_entry WHERE id {among}", gone)
        INDEX.remove(gone)
    rows = [(entry, *(pk if kind == of else None for of in KINDS)) for entry, ((kind, pk), _) in entries.items()]
    insert("quotes_entry (id, quote_id, tweet_id)", rows)
    INDEX.put({entry: said.document for entry, (_, said) in entries.items()})
    learn(printed)


def content(*, quotes, tweets, printed=None):
    """What the index has to say of each public record, {place: Content}; `printed` takes {folded word: as printed}.

    At most three queries, however many records.
    """
    read = Reader({} if printed is None else printed)
    asked = zip(KINDS, (quotes, tweets), strict=True)
    rows = {(kind, row["pk"]): row for kind, pks in asked for row in published(kind, pks)}
    aliases, themes = _around(rows)
    found = {}
    for place, row in rows.items():
        day, names = (_of_quote if place[0] == "quote" else _of_tweet)(row)
        found[place] = _content(row, day, names, aliases[row["speaker_id"]], themes[place], read)
    return found


def _around(rows):
    """({speaker's id: aliases}, {place: its public themes})."""
    aliases, themes = defaultdict(list), defaultdict(list)
    speakers = {row["speaker_id"] for row in rows.values()} - {None}
    asked = [("speaker_id, id, name", "FROM speakers_speakeralias WHERE speaker_id {among}", speakers)]
    for kind in KINDS:
        columns = "content_object_id, position, key, theme.id, theme.name, synonyms, label_en"
        rest = f"""FROM quotes_themed{kind} JOIN themes_theme AS theme ON theme.id = tag_id
                   WHERE theme.is_public AND content_object_id {{among}}"""
        asked.append((columns, rest, [pk for of, pk in rows if of == kind]))
    named, *themed = ask_each(asked)
    for speaker, _, name in sorted(named):
        aliases[speaker].append(name)
    for kind, borne in zip(KINDS, themed, strict=True):
        for pk, _, _, *theme in sorted(borne):
            themes[kind, pk].append(theme)
    return aliases, themes


def _of_quote(row):
    """Its day, and the names under which it is found besides its speaker's."""
    is_told_by_tweet = row["tweet_id"] and not row["talk_id"]
    day = plausible(row["tweet__posted_on"]) if is_told_by_tweet else _day(row)
    return day, [] if row["speaker_id"] else [row["attribution"]]


def _of_tweet(row):
    names = [row["author_name"], row["handle"]]
    if row["organization__is_public"]:
        names.append(row["organization__name"])
    if not row["speaker__is_public"]:  # its account may be known before its person is
        row["speaker_id"] = None
    row |= {"kind": "tweet", "context": ""}
    return plausible(row["posted_on"]), names


@lru_cache(maxsize=10_000)
def _said(day):
    """[(language, a day as a page shows it)]."""
    return [(language, french_date(day, language=language)) for language in ("fr", "en")] if day else []


def _day(row):
    """The day of its talk; else the first of its event's, on any of which it may have been."""
    return plausible(row["talk__day"]) or plausible(row["event__starts_on"])


def _content(row, day, names, aliases, themes, read):
    speaker = [row["speaker__name"], *aliases] if row["speaker_id"] else []
    names = [terms for name in (*names, *speaker) for terms in read.name(name)]
    about = []
    for _, name, synonyms, label_en in themes:
        about += [terms for form in (name, *synonyms.splitlines()) for terms in read.name(form)]
        about += read.name(label_en, "en")
    event = read.name(row["event__title"])
    days = [terms for language, said in _said(day) for terms in read.name(said, language)]
    talk = read.name(row["talk__title"], row["talk__language"]) if row["talk__title"] else []
    facets = [facet("kind", row["kind"]), facet("language", row["language"]), facet("event", row["event_id"])]
    facets += [facet("speaker", row["speaker_id"])] if row["speaker_id"] else []
    facets += [facet("year", day.year)] if day else []
    facets += [facet("theme", theme[0]) for theme in themes]
    scoped = {"author": names, "theme": about, "event": event}
    document = {
        WORDS: read.text(row["text"], row["language"]),
        NAMES: names,
        ABOUT: [*about, *talk, *event, *days],
        CONTEXT: read.text(row["context"], row["language"]),
        FACETS: [facets, *([SCOPES[to] + term for term in terms] for to, all_ in scoped.items() for terms in all_)],
        KEPT: " ".join(facets),
    }
    return Content(day, document)


class Reader:
    """Texts into terms; `printed` takes each word as it is printed, in small letters if it ever is."""

    def __init__(self, printed):
        self.printed = printed
        self.name = cache(self.text)  # the same few names and titles stand around many records

    def text(self, text, language="fr"):
        """The terms of its words, and those of other ways to write some of them: lists."""
        found, terms = list(tokens(text)), []
        for start, end, word in found:
            terms.append(stem(word, language))
            if self.printed.get(word) != word:
                as_printed = text[start:end]
                if word not in self.printed or as_printed.islower():
                    self.printed[word] = as_printed
        return [terms, *written(text, found, language)]


def facet(name, value):
    """The term of a value of a facet; one that nothing has, if there can be no such value."""
    return HEADS[name] + as_begun("".join(char for char in str(value).lower() if char.isascii() and char.isalnum()))
