"""The members' search: who said what, in which words, and where it is written."""

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh, push_url, replace_url

from curation.kept import from_standby
from curation.paging import with_turns
from language.typography import in_guillemets, typeset, unbroken
from members.access import is_member
from search.indexing import refresh_some
from search.marks import marked, snippet
from search.named import known
from search.queries import LONGEST_QUERY, Query, Words

from .completing import most, unquoted
from .correcting import corrected
from .facets import MOST, TITLES, facets, values
from .finding import COUNTED, SORTS, find_public, loosen
from .models import Tweet
from .showing import load
from .synonyms import understood

PAGE = 20
LONG = 700  # characters; a longer text shows the part that was looked for
SORT_TITLES = {"relevance": _("les plus proches"), "newest": _("les plus récents"), "oldest": _("les plus anciens")}


@dataclass(frozen=True)
class Asked:
    """A search as its address says it; `chosen` is {facet: values as the address writes them}."""

    text: str = ""
    sort: str = SORTS[0]
    chosen: dict = field(default_factory=dict)
    as_typed: bool = False  # no word is taken for another

    @classmethod
    def of(cls, data):
        sort = data.get("sort") if data.get("sort") in SORTS else SORTS[0]
        chosen = {
            name: sorted({value for value in data.getlist(name) if value and value.isprintable()})[:MOST]
            for name in TITLES
        }
        chosen = {name: written for name, written in chosen.items() if written}
        return cls(typed(data), sort, chosen, as_typed=bool(data.get("as_typed")))

    @cached_property
    def query(self):
        """What was typed, with what its words name. Three queries at most."""
        return known(understood(self.text))

    @cached_property
    def values(self):
        """`chosen` as {facet: {as the address writes it: what the search knows}}. One query a facet, of records."""
        return {name: values(name, written) for name, written in self.chosen.items()}

    @property
    def filters(self):
        return {name: list(known.values()) for name, known in self.values.items()}

    @property
    def how(self):
        """All that is asked for but words, as `finding.find` takes it."""
        return {"filters": self.filters, "sort": self.sort}

    @property
    def address(self):
        """The parameters in their one order, without those that say nothing."""
        address = QueryDict(mutable=True)
        if self.text:
            address["q"] = self.text
        if self.sort != SORTS[0]:
            address["sort"] = self.sort
        if self.as_typed:
            address["as_typed"] = "1"
        for name, written in self.chosen.items():
            address.setlist(name, written)
        return address

    @property
    def url(self):
        return f"?{self.address.urlencode()}"

    def without(self, name, written):
        left = [value for value in self.chosen[name] if value != written]
        return replace(self, chosen={key: left if key == name else kept for key, kept in self.chosen.items()})


def typed(data):
    """What was typed, but for the character that neither database can hold, and no keyboard types."""
    return data.get("q", "").replace("\0", " ").strip()[: LONGEST_QUERY + 1]


@never_cache
def search(request):
    if is_member(request.user):
        asked = Asked.of(request.GET)

        def answered():
            refresh_some()
            return answer(asked, page=request.GET.get("page"))

        return page_of(request, answered, asked.url, whole="quotes/search.html", part="quotes/search_answer.html")
    status = 403 if request.user.is_authenticated else 200
    response = render(request, "members/not_a_member.html", status=status)
    return of_no_robot(HttpResponseClientRefresh() if request.htmx else response)


def page_of(request, answered, query, *, whole, part):
    """The page of what a search `answered`, or the part of it that changes while somebody types."""
    context = from_standby(request, lambda _version: answered()) or answered()
    response = render(request, part if request.htmx else whole, context)
    return of_no_robot(_with_address(response, request, query) if request.htmx else response)


def of_no_robot(response):
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _with_address(response, request, query):
    """Typing stays one step of the browser's history, a choice is a step of its own."""
    url = request.path + query
    is_step = request.htmx.trigger_name != "q" and request.htmx.current_url_abs_path != url
    return push_url(response, url) if is_step else replace_url(response, url)


class Reading(NamedTuple):
    """One way to understand what was typed."""

    query: Query
    is_begun: bool = False  # its last word is the beginning of one
    corrected: str | None = None  # its text, if words of it are not those that were typed


def answer(asked, *, page=None):
    """What the page shows: the results and how to narrow them, or else how to find something."""
    wanted = Paginator(range(COUNTED), PAGE).get_page(page).number
    reading, found = found_of(asked, offset=(wanted - 1) * PAGE, limit=PAGE)
    page = Paginator(range(found.count), PAGE).get_page(wanted)
    if page.number != wanted:  # it lies behind the last one
        found = find_public(reading.query, **asked.how, offset=(page.number - 1) * PAGE, limit=PAGE)
    offered = facets(found.facets, asked.values)
    results = _results(reading.query, found, asked.filters, is_last=not page.has_next())
    return {
        "asked": asked,
        "query": asked.query,
        "reading": reading,
        "as_typed_url": replace(asked, as_typed=True).url,
        "found": found,
        "page": with_turns(page, asked.address),
        "results": results,
        "is_said_otherwise": not found.count and any(not result["lacks"] for result in results),
        "facets": offered,
        "chips": _chips(asked, offered),
        "sorts": SORT_TITLES,
        "looser": []
        if results
        else [(way, *_looser(asked, way)) for way in loosen(asked.query, filters=asked.filters)],
    }


def found_of(asked, **how):
    """(`Reading`, what it finds): the first way to understand a search that finds all its words together.

    Where none does, the last one, whose words the collection has. `how` is as `find` takes it.
    """
    find = partial(find_public, **asked.how, **how)
    return first_reading(asked.query, find, as_typed=asked.as_typed, filters=asked.filters)


def first_reading(query, find, **how):
    """The same of a search by `find`, which takes a query, and tells the `count` of what it finds."""
    for reading in _readings(query, **how):
        found = find(reading.query)
        if found.count:
            return reading, found
    return Reading(query) if reading.is_begun else reading, found


def _readings(query, *, as_typed, **how):
    """The ways to understand a query; `how` to correct it."""
    yield Reading(query)
    if still_typed := _begun(query):
        yield Reading(still_typed, is_begun=True)
    if not as_typed and (meant := corrected(query, **how)):
        yield Reading(known(understood(meant)), corrected=meant)


def _results(query, found, filters, *, is_last):
    """What a page shows of what was found, and on a last one that is not full, of what says most of the words."""
    near, query = [], query if found.count else unquoted(query)
    if is_last and found.count < PAGE and (len(query.wanted) > 1 or not found.count):
        near = most(query, filters, besides=set(found.ids), limit=PAGE - len(found.ids))
    lacks = {one.id: one.lacks for one in near}
    rows = found.loaded | load(lacks)
    return [result(row, query, lacks.get(entry, ())) for entry, row in rows.items()]


def _begun(query):
    """The query whose last word is still being typed, or None."""
    last = query.parts[-1] if query.parts else None
    if isinstance(last, Words) and last.is_loose and last.end == len(query.text) and last.may_begin:
        return known(replace(query, parts=(*query.parts[:-1], replace(last, prefix=True, named=None))))
    return None


def result(row, query, lacks=()):
    """A row with its words as HTML: verbatim words between quotation marks, all the others without."""
    is_tweet = isinstance(row, Tweet)
    if is_tweet:
        words = _words(unbroken(row.text), row.language, query)
    elif row.is_quoted:
        text = in_guillemets(row.text, language=row.language)
        edge = 2 if row.language[:2] == "fr" else 1  # a guillemet and its space
        words = _words(text[edge:-edge], row.language, query)
        words = format_html("{}{}{}", text[:edge], words, text[-edge:])
    else:
        words = _words(typeset(row.text, language=row.language), row.language, query)
    return {"row": row, "is_tweet": is_tweet, "words": words, "lacks": lacks}


def _words(text, language, query):
    return marked(text, language, query) if len(text) <= LONG else snippet(text, language, query, length=LONG // 2)


def _chips(asked, offered):
    """[(facet's title, value's name, address without it)]; what names nothing public is called as it is written."""
    labels = {(facet.name, value.written): value.label for facet in offered for value in facet.values}
    return [
        (TITLES[name], labels.get((name, written), written), asked.without(name, written).url)
        for name, all_written in asked.chosen.items()
        for written in all_written
    ]


def _looser(asked, way):
    """(what is left out, in words; the address of what remains)."""
    kind, typed = way.dropped
    kept = {name: written for name, written in asked.chosen.items() if name in way.filters}
    words = in_guillemets(typed or str(TITLES[kind]), language=get_language() or "fr")
    return words, replace(asked, text=way.text, chosen=kept).url
