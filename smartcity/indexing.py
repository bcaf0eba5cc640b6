"""The index of the public search: what is named, and not what was said, of which `quotes` has an index of its own."""

from collections import defaultdict
from dataclasses import replace
from hashlib import blake2b

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy, override

from events.models import Event, Reference, Talk
from language.typography import date_range
from quotes import entries, stale
from quotes.indexing import AT_ONCE, exclusive
from quotes.words import learn
from search import matches
from search.analysis import as_begun, stem, stop_words, tokens
from search.index import Index
from search.matches import All, Any, Terms, within
from search.nearest import letting_go, nearest
from search.queries import SHORTEST_PREFIX, Query
from search.sql import ask
from search.triggers import after, put
from search.variants import written
from speakers.models import Organization, Speaker
from themes.models import Theme
from work.jobs import job
from work.models import Job

from .models import Stale

NAMES, ABOUT, WORDS = COLUMNS = ("names", "about", "words")
INDEX = Index("smartcity_index", COLUMNS)
# Their places are part of the ids of entries: one more comes last, and then all are written anew.
KINDS = (Talk, Speaker, Organization, Event, Theme, Reference)
# What an entry says besides its own record's columns.
PATHS = {
    Talk: ["appearances", "appearances__speaker", "appearances__organization", "themed", "themed__tag"],
    Speaker: ["aliases"],
    Organization: [],
    Event: ["organizer"],
    Theme: [],
    Reference: [],
}
A_FEW = 60  # notes, while somebody waits
EXACT = "x_"  # begins the term of a whole name; nobody can type an underscore


def entry_id(model, pk):
    """The id of a record's entry; `pk` may be an expression."""
    return pk * len(KINDS) + KINDS.index(model)


def matching(rows, query):
    """The rows that `query` finds, those that it names first, then in the order of `rows`; to be refreshed before."""
    rows = rows.alias(entry=entry_id(rows.model, F("pk")))
    asked = match(query)
    named = [INDEX.matches(tier, "entry").desc() for tier in named_by(query)]
    order = rows.query.order_by or rows.model._meta.ordering
    return rows.filter(INDEX.matches(asked, "entry")).order_by(*named, *order)


def named_by(query):
    """The matches of what `query` names, the best first: by its whole name, by whole words, by their beginnings."""
    loose = [word for part in query.loose for word in part.words]
    if loose and len(query.loose) == len(query.parts):
        yield All((Terms((exact(loose),)),))
    yield within(match(query, begun=False), (NAMES,))
    yield within(match(query), (NAMES,))


def match(query, *, begun=True):
    """Every word, and a loose one as the beginning of a name too: « J.-F. » begins Jean-François."""
    wanted = []
    for part in query.wanted:
        found = _words((replace(part, scope=""),)).parts
        if begun and part.is_loose and (len(part.words[-1]) >= SHORTEST_PREFIX or len(query.wanted) > 1):
            found = (Any((*found, Terms(tuple(map(as_begun, part.words)), prefix=True, within=(NAMES,)))),)
        wanted += found
    return All(tuple(wanted), _words(tuple(replace(part, scope="") for part in query.unwanted)).but)


def most(query, *, limit):
    """The nearest entries that have some of the loose words of `query`, and all else that it asks for: [`Near`]."""
    return nearest(INDEX, letting_go(query, match), limit=limit)


def names_begun(query):
    """`query` with its loose words as beginnings, for what was found to be marked."""
    return replace(
        query, parts=tuple(replace(part, prefix=True) if part in query.loose else part for part in query.parts)
    )


def _words(parts):
    # Words stand in the index as they are, besides their stems: a beginning needs no other forms.
    return matches.of(Query("", parts), scopes={}, forms=lambda prefix: ())


def refresh():
    """Write the entries of all that changed since the last search. One indexed query if nothing did."""
    while Stale.objects.exists():
        _write_stale(AT_ONCE)


def waiting():
    """How many notes of what changed wait to be written, here and for the words of quotes."""
    return Stale.objects.count() + entries.Stale.objects.count()


def refresh_some():
    """The same while somebody waits: of what changed, no more than takes a moment; the worker writes the rest."""
    if Stale.objects.exists():
        _write_stale(A_FEW)
        if Stale.objects.exists():
            Job.objects.ask_for(write_backlog)


@job(gettext_lazy("mettre à jour la recherche générale"), tries=5)
def write_backlog():
    refresh()


def _write_stale(limit):
    with exclusive():
        notes = dict(Stale.objects.order_by("pk").values_list("pk", "entry")[:limit])
        write(set(notes.values()))
        Stale.objects.filter(pk__in=notes).delete()


def write(ids):
    """Make the entries of these ids say what the records say now."""
    INDEX.remove(ids)
    printed = {}
    INDEX.put(documents(ids, printed))
    learn(printed)


def documents(ids, printed=None):
    """{id: document} of those of the entries that the public may find; `printed` takes {folded word: as printed}."""
    found = {}
    for place, model in enumerate(KINDS):
        pks = [pk for pk, kind in (divmod(entry, len(KINDS)) for entry in ids) if kind == place]
        rows = LOADED[model](model.objects.published().filter(pk__in=pks)) if pks else ()
        found |= {entry_id(model, row.pk): document(row, {} if printed is None else printed) for row in rows}
    return found


LOADED = {
    Talk: lambda rows: rows.with_people().with_themes(),
    Speaker: lambda rows: rows.prefetch_related("aliases"),
    Organization: lambda rows: rows,
    Event: lambda rows: rows.select_related("organizer"),
    Theme: lambda rows: rows,
    Reference: lambda rows: rows,
}
SAID = {
    Talk: lambda talk: {
        NAMES: [talk.title],
        ABOUT: [*map(str, talk.people), *(theme.name for theme in talk.shown_themes)],
        WORDS: [talk.abstract],
    },
    Speaker: lambda person: {
        NAMES: [person.name, *(alias.name for alias in person.aliases.all())],
        WORDS: [person.headline, person.handle or ""],
    },
    Organization: lambda organization: {
        NAMES: [organization.name],
        WORDS: [organization.description, organization.handle or ""],
    },
    Event: lambda event: {
        NAMES: [event.title],
        ABOUT: [event.venue, event.city, *_kind(event), *_organizer(event), *_days(event)],
        WORDS: [event.summary, event.hashtag, event.handle],
    },
    Theme: lambda theme: {NAMES: [theme.name, theme.label_en, *theme.synonym_list], WORDS: [theme.description]},
    Reference: lambda reference: {NAMES: [reference.label], WORDS: [reference.note, reference.cited_from]},
}


def document(row, printed):
    said = SAID[type(row)](row)
    for name in said[NAMES]:
        for token in tokens(name):
            printed.setdefault(token.word, name[token.start : token.end])
    language = getattr(row, "language", "fr")
    found = {column: [terms for text in said.get(column, ()) for terms in _terms(text, language)] for column in COLUMNS}
    found[NAMES] += [[exact(token.word for token in tokens(name))] for name in said[NAMES]]
    return found


def exact(words):
    """The term of a whole name, of its folded words in any order and number, but for those that say little."""
    told = list(words)
    told = [word for word in told if word not in stop_words()] or told
    name = " ".join(sorted(stem(word, "fr") for word in told))
    return EXACT + blake2b(name.encode(), digest_size=12).hexdigest()


def _kind(event):
    """As each language says it, whatever that of who writes the index."""
    said = []
    for language in ("fr", "en"):
        with override(language):
            said.append(str(event.get_kind_display()))
    return said


def _organizer(event):
    return [event.organizer.name] if event.organizer and event.organizer.is_published else []


def _days(event):
    return [date_range(event.starts_on, event.ends_on, language=of) for of in ("fr", "en")] if event.starts_on else []


def _terms(text, language):
    found = list(tokens(text))
    words = [token.word for token in found]
    return [stem(word, language) for word in words], [as_begun(word) for word in words], *written(text, found, language)


# Freshness


def triggers():
    """Yield the triggers that note what changed, as `quotes.stale` does."""
    touched = defaultdict(list, {model: [f"SELECT {{row}}.id {place}"] for model, place in placing().items()})
    for model, paths in PATHS.items():
        place = placing()[model]
        for path in paths:
            source, rows = stale.touching(model, path.split("__"))
            touched[source].append(f"SELECT id {place} FROM {model._meta.db_table} WHERE id IN ({rows})")
    for source, notes in touched.items():
        table = source._meta.db_table
        for verb, rows in (("INSERT", ["NEW"]), ("DELETE", ["OLD"]), ("UPDATE", ["OLD", "NEW"])):
            # A record comes before what names it, and goes after: then there is only its own entry to note.
            some = notes if verb == "UPDATE" or source not in KINDS else notes[:1]
            found = " UNION ".join(note.format(row=row) for note in some for row in rows)
            body = f"INSERT INTO {Stale._meta.db_table} (entry) {found};"
            yield after(f"public_{table}_{verb.lower()}", table, verb, body)


def placing():
    """{model: SQL that makes a record's id that of its entry}."""
    return {model: f"* {len(KINDS)} + {KINDS.index(model)}" for model in KINDS}


def after_migrate(*, using="default", plan=(), **kwargs):
    """Make the index's table, put the triggers back, and index what may have been written without them."""
    if Stale._meta.db_table not in connection.introspection.table_names():
        return
    INDEX.create()
    is_empty = not any(model.objects.exists() for model in KINDS)  # or the tables were flushed
    if put(triggers(), using) or plan or is_empty:
        note_all()
        transaction.on_commit(catch_up)


def note_all():
    """Note the entries of all records, and those that are there without one."""
    sql, params = INDEX.ids(None)
    ask(f"INSERT INTO {Stale._meta.db_table} (entry) {sql}", params)
    for model, place in placing().items():
        ask(f"INSERT INTO {Stale._meta.db_table} (entry) SELECT id {place} FROM {model._meta.db_table}")


def catch_up():
    refresh()
    with exclusive():
        INDEX.tidy()


def rebuild():
    """Write every entry anew, some thousands at most, in one transaction."""
    with exclusive():
        Stale.objects.all().delete()
        INDEX.clear()
        for ids in batches():
            write(ids)
        INDEX.tidy()


def drift():
    """Yield (record's model, pk) wherever the index says anything but what it should."""
    refresh()
    kept = _indexed()
    for ids in batches():
        wanted = documents(ids)
        different = set(INDEX.differing(wanted)) if wanted else set()
        yield from map(place, sorted(different | (kept & ids - wanted.keys())))
        kept -= ids
    yield from map(place, sorted(kept))


def batches():
    """Yield sets of the ids that the entries of all records have, or would have."""
    for model in KINDS:
        ids = [entry_id(model, pk) for pk in model.objects.order_by("pk").values_list("pk", flat=True)]
        yield from (set(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))


def _indexed():
    return {entry for (entry,) in ask(*INDEX.ids(None))}


def place(entry):
    """(model, pk) of the record of an entry's id."""
    pk, kind = divmod(entry, len(KINDS))
    return KINDS[kind], pk
