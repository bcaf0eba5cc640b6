"""The search of everything that has a page: what is named first, then what was said; members narrow the latter."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from curation.kept import from_standby
from curation.paging import paged
from events.models import Event, Reference, Talk
from members.access import is_member
from quotes import completing, finding
from quotes import criteria as quoted
from quotes.search import Reading, first_reading, result, with_address
from quotes.showing import load
from quotes.synonyms import understood
from search import index
from search.described import of_model, record_of
from search.entries import A_DAY, WORDS
from search.indexing import refresh_some
from search.matches import All, as_phrase, holds, within
from search.named import known, known_each
from speakers.models import Organization, Speaker
from themes.models import Theme

from .criteria import found_among, match, most, named_by, names_begun

# What is named, in the order in which equals are shown: {as the address says it: (model, title)}.
KINDS = {
    "intervenants": (Speaker, _("Intervenants")),
    "themes": (Theme, _("Thèmes")),
    "evenements": (Event, _("Évènements")),
    "organisations": (Organization, _("Organisations")),
    "interventions": (Talk, _("Interventions")),
    "reperes": (Reference, _("Repères")),
}
ROWS = {
    Speaker: lambda rows: rows.by_name(),
    Theme: lambda rows: rows,
    Event: lambda rows: rows.by_date(),
    Organization: lambda rows: rows.by_name(),
    Talk: lambda rows: rows.by_date().with_event().with_people(),
    Reference: lambda rows: rows.in_order().select_related("talk__event"),
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
    context = from_standby(request, lambda _version: _answer(request)) or _answer(request)
    context["is_member"] = is_member(request.user)
    response = render(request, "search/answer.html" if request.htmx else "search/results.html", context)
    if request.htmx:
        query = context["query"]
        response = with_address(response, request, f"?{urlencode({'q': query})}" if query else "")
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request):
    typed = query = understood(request.GET.get("q", "").replace("\0", " ").strip())
    if not query.words:
        query = understood(_asked_by_operators(query))
    found = None
    if query.words:
        refresh_some()
        found = find(query, as_typed=bool(request.GET.get("as_typed")))
    only = request.GET.get("type") if found and request.GET.get("type") in KINDS else ""
    context = {
        "query": typed.text,
        "meant": found.reading.corrected or found.lines and not typed.words and query.text if found else "",
        "found": found,
        "lines": found.lines if found else [],
        "tabs": [(kind, KINDS[kind][1], found.counts[kind]) for kind in KINDS if found.counts[kind]] if found else [],
        "only": only,
        "looked_for": names_begun(found.reading.query) if found else query,
    }
    if only:
        model, _title = KINDS[only]
        page = paged(request, found_among(ROWS[model](model.objects.public()), found.reading.query), PAGE)
        context |= {"page": page, "lines": [Line(row) for row in page]}
    return context


def _asked_by_operators(query):
    """The words of operators, which a visitor has for words alone: « 2015 » of « du:2015 »."""
    return " ".join(query.text[part.start : part.end].partition(":")[2] for part in query.parts if not part.excluded)


def find(query, *, as_typed=False, limit=PAGE):
    """What the public finds by `query`: all the words, or else what begins so, or else these as they were meant, or
    else most of them."""
    how = {"as_typed": as_typed, "count": _count_each}
    reading, found = first_reading(known(query), lambda query: _all(query, limit), **how)
    if not found.count:
        reading = reading._replace(query=known(completing.unquoted(reading.query)))
    few = min(FEW, limit) - len(found.lines)
    if few > 0:
        found.lines.extend(_nearest(reading.query, found, few))
    return replace(found, reading=reading)


def _all(query, limit):
    counted = index.counts(match(query), f"/ {A_DAY}")  # before all days, that is cut towards 0
    counts = {kind: counted.get(1 - of_model(model).number, 0) for kind, (model, _) in KINDS.items()}
    said = finding.find_public(query, limit=QUOTES, faceted=False)
    named = _named(query, limit) if counted else []
    lines = sorted([*named, *_said(query, said)], key=lambda ranked: ranked[0])
    return Found([line for _, line in lines[:limit]], counts, said.count, said.capped, said.is_cut)


def _named(query, limit):
    """[((how good, place of its kind, place in the index), line)] of what is named, the best of each tier."""
    tiers = [*named_by(query), match(query)]
    worth = [EXACT, WHOLE, BEGUN, AROUND][-len(tiers) :]
    found = {}
    for how_good, tier in zip(worth, tiers, strict=True):
        for entry in index.first(tier, limit=limit + len(found)):
            found.setdefault(entry, how_good)
    rows = _load(found)
    models = [model for model, _ in KINDS.values()]
    return [((found[entry], models.index(type(row)), -entry), Line(row)) for entry, row in rows.items()]


def _said(query, found):
    """The same of quotes and tweets; those that say none of it themselves, or moved in the index since they were found,
    come after all else."""
    own = within(quoted.match(query, {}), (WORDS,))
    run = as_phrase(query.run)
    so = within(All((run,)), (WORDS,)) if run else None
    worth = {
        record_of(pk): SAID_SO if so and holds(said, so) else SAID if holds(said, own) else BESIDES
        for pk, said in index.documents(found.ids).items()
    }
    rows = enumerate(found.rows)
    return [((worth.get(_record(row), BESIDES), 0, order), _line(row, query)) for order, row in rows]


def _nearest(query, found, limit):
    """What says most of the words, besides what says all of them."""
    if found.count and len(query.wanted) == 1:
        return []
    there = {(line.kind, line.row.pk) for line in found.lines}
    named = [one for one in most(query, limit=limit + len(there)) if one.lacks or not found.count]
    said = [one for one in completing.most(query, {}, limit=limit + QUOTES) if one.lacks or not found.count]
    rows = _load([one.id for one in named])
    lines = [(-one.share, replace(Line(rows[one.id]), lacks=tuple(one.lacks))) for one in named if one.id in rows]
    rows = {_record(row): row for row in load([record_of(one.id) for one in said])}
    for one in said:
        if row := rows.get(record_of(one.id)):
            lines.append((-one.share, replace(_line(row, query), lacks=tuple(one.lacks))))
    lines.sort(key=lambda ranked: ranked[0])
    return [line for _, line in lines if (line.kind, line.row.pk) not in there][:limit]


def _record(row):
    return row._meta.model_name, row.pk


def _line(row, query):
    return Line(row, words=result(row, query)["words"])


def _load(entries):
    """{entry: row} of what is named."""
    found, records = {}, [(entry, *record_of(entry)) for entry in entries]
    for model, rows in ROWS.items():
        pks = {pk: entry for entry, kind, pk in records if kind == model._meta.model_name}
        if pks:
            found |= {pks[row.pk]: row for row in rows(model.objects.public()).filter(pk__in=pks)}
    return found


def _count_each(searches, *, up_to):
    """As of quotes, of all that is searched."""
    queries = known_each([query for query, _filters in searches])
    named = index.firsts(map(match, queries), limit=up_to)
    said = finding.count_each([(query, {}) for query in queries], up_to=up_to)
    return [min(len(some) + count, up_to) for some, count in zip(named, said, strict=True)]
