"""The search of everything that has a page: what is named first, then what was said; members narrow the latter."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from curation.paging import paged
from events.models import Event, Reference, Talk
from members.access import is_member
from quotes import completing, finding
from quotes import criteria as quoted
from quotes.models import Quote, Tweet
from quotes.search import Reading, first_reading, page_of, result, typed
from quotes.showing import load
from quotes.synonyms import understood
from search import index
from search.described import of_model, record_of
from search.entries import A_DAY, WORDS
from search.indexing import refresh_some
from search.matches import All, as_phrase, holds, within
from search.named import known, known_each
from search.queries import LONGEST_QUERY
from speakers.models import Organization, Speaker
from themes.models import Theme

from .criteria import found_among, match, most, named_by, names_begun

# What is named: {as the address says it: (model, title, its public rows as a list of them has them)}.
KINDS = {
    "intervenants": (Speaker, _("Intervenants"), lambda: Speaker.objects.public().by_name()),
    "themes": (Theme, _("Thèmes"), lambda: Theme.objects.public()),
    "evenements": (Event, _("Évènements"), lambda: Event.objects.public().by_date()),
    "organisations": (Organization, _("Organisations"), lambda: Organization.objects.public().by_name()),
    "interventions": (Talk, _("Interventions"), lambda: Talk.objects.public().by_date().with_event().with_people()),
    "reperes": (Reference, _("Repères"), lambda: Reference.objects.public().in_order().select_related("talk__event")),
}
PAGE = 20
QUOTES = 5  # shown besides what is named
FEW = 10  # lines; what says most of the words follows as many at most
EXACT, WHOLE, SAID_SO, BEGUN, SAID, AROUND, BESIDES = range(7)  # what makes a line better, the best first


@dataclass(frozen=True)
class Line:
    """One record that was found, as the page shows it."""

    row: Any
    lacks: tuple = ()  # what was typed and is not there
    words: str = ""  # of a quote or a tweet, with what was looked for marked

    @property
    def kind(self):
        return self.row._meta.model_name

    @property
    def title(self):
        """What kind of record it is, in words."""
        return self.row._meta.verbose_name


@dataclass(frozen=True)
class Found:
    lines: list
    counts: dict  # {kind in the address: number of what is named so}
    said: int  # quotes and tweets that say all the words
    is_capped: bool  # or more
    is_cut: bool  # as of what was said
    reading: Reading | None = None

    @property
    def count(self):
        return sum(self.counts.values()) + self.said

    @property
    def is_said_otherwise(self):
        """Whether the words of a phrase are there, and not as it has them."""
        return not self.count and any(not line.lacks for line in self.lines)


def search(request):
    """The best lines of every kind, or pages of the one in `type`."""
    visitor = {"is_member": is_member(request.user)}
    text = typed(request.GET)[:LONGEST_QUERY]
    address = f"?{urlencode({'q': text})}" if text else ""
    templates = {"whole": "search/results.html", "part": "search/answer.html"}
    return page_of(request, lambda: _answer(request) | visitor, address, **templates)


def _answer(request):
    asked = query = understood(typed(request.GET))
    if not query.words:
        query = understood(_asked_by_operators(query))
    found = None
    if query.words:
        refresh_some()
        found = find(query, as_typed=bool(request.GET.get("as_typed")))
    only = request.GET.get("type") if found and request.GET.get("type") in KINDS else ""
    context = {
        "query": asked.text,
        "meant": found.reading.corrected or found.lines and not asked.words and query.text if found else "",
        "found": found,
        "lines": found.lines if found else [],
        "tabs": [(kind, KINDS[kind][1], found.counts[kind]) for kind in KINDS if found.counts[kind]] if found else [],
        "only": only,
        "looked_for": names_begun(found.reading.query) if found else query,
    }
    if only:
        _model, _title, rows = KINDS[only]
        page = paged(request, found_among(rows(), found.reading.query), PAGE)
        context |= {"page": page, "lines": [Line(row) for row in page]}
    return context


def _asked_by_operators(query):
    """The words of operators, which a visitor has for words alone: « 2015 » of « du:2015 »."""
    return " ".join(query.typed(part).partition(":")[2] for part in query.parts if not part.excluded)


def find(query, *, as_typed=False, limit=PAGE):
    """What the public finds by `query`: all the words, or else what begins so, or else these as they were meant, or
    else most of them."""
    how = {"as_typed": as_typed, "count": _count_each}
    reading, found = first_reading(known(query), partial(_all, limit=limit), **how)
    if not found.count:
        reading = reading._replace(query=completing.unquoted(reading.query))
    few = min(FEW, limit) - len(found.lines)
    if few > 0:
        found.lines.extend(_nearest(reading.query, found, few))
    return replace(found, reading=reading)


def _all(query, *, limit):
    counted = index.counts(match(query), f"/ {A_DAY}")  # before all days, that is cut towards 0
    counts = {kind: counted.get(1 - of_model(model).number, 0) for kind, (model, *_) in KINDS.items()}
    said = finding.find_public(query, limit=QUOTES, faceted=False)
    named = _named(query, limit) if counted else {}
    worth, rows = named | _said(query, said.ids), _load(named) | said.loaded
    best = [entry for entry in sorted(worth, key=worth.get) if entry in rows]
    return Found([_line(rows[entry], query) for entry in best[:limit]], counts, said.count, said.capped, said.is_cut)


def _named(query, limit):
    """{entry: how good} of what is named, the best of each tier, in the order of the index."""
    tiers = [*named_by(query), match(query)]
    found = {}
    for how_good, tier in zip([EXACT, WHOLE, BEGUN, AROUND][-len(tiers) :], tiers, strict=True):
        for entry in index.first(tier, limit=limit + len(found)):
            found.setdefault(entry, how_good)
    return found


def _said(query, entries):
    """The same of quotes and tweets; those that say none of it themselves, or moved in the index since they were found,
    come after all else."""
    own = within(quoted.match(query, {}), (WORDS,))
    run = as_phrase(query.run)
    so = within(All((run,)), (WORDS,)) if run else None
    said = index.documents(entries)
    worth = {pk: SAID_SO if so and holds(said[pk], so) else SAID if holds(said[pk], own) else BESIDES for pk in said}
    return {entry: worth.get(entry, BESIDES) for entry in entries}


def _nearest(query, found, limit):
    """What says most of the words, besides what says all of them."""
    if found.count and len(query.wanted) == 1:
        return []
    there = {line.row for line in found.lines}
    near = [*most(query, limit=limit + len(there)), *completing.most(query, {}, limit=limit + QUOTES)]
    near = sorted((one for one in near if one.lacks or not found.count), key=lambda one: -one.share)
    rows = _load(one.id for one in near)
    shown = [one for one in near if one.id in rows and rows[one.id] not in there]
    return [_line(rows[one.id], query, one.lacks) for one in shown[:limit]]


def _line(row, query, lacks=()):
    words = result(row, query)["words"] if isinstance(row, (Quote, Tweet)) else ""
    return Line(row, tuple(lacks), words)


def _load(entries):
    """{entry: row} of what is public still. A query a kind, and those of what comes with it."""
    found, records = {}, {record_of(entry): entry for entry in entries}
    for model, _title, rows in KINDS.values():
        pks = [pk for kind, pk in records if kind == model._meta.model_name]
        found |= {records[row._meta.model_name, row.pk]: row for row in rows().filter(pk__in=pks)} if pks else {}
    return found | load(records.values())


def _count_each(searches, *, up_to):
    """As of quotes, of all that is searched."""
    queries = known_each([query for query, _filters in searches])
    named = index.firsts(map(match, queries), limit=up_to)
    said = finding.count_each([(query, {}) for query in queries], up_to=up_to)
    return [min(len(some) + count, up_to) for some, count in zip(named, said, strict=True)]
