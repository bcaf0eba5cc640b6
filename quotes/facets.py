"""The facets of the members' search: how an address writes their values, and what a reader calls them."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from curation.models import FormerSlug
from curation.slugs import is_slug
from events.models import Event
from language.typography import date_range, typeset
from search.sql import among, ask
from speakers.apart import marks
from speakers.models import Speaker
from themes.models import Theme

from .models import Quote

TITLES = {
    "kind": _("Nature"),
    "speaker": _("Qui parle"),
    "theme": _("Thème"),
    "event": _("Évènement"),
    "year": _("Année"),
    "language": _("Langue"),
}
KINDS = dict(Quote.Kind.choices) | {"tweet": _("tweet")}
RECORDS = {"speaker": Speaker, "theme": Theme, "event": Event}
NAMES = {"speaker": "name, ''", "theme": "name, label_en", "event": "title, ''"}  # in SQL, and in English
_typeset = lru_cache(maxsize=10_000)(typeset)  # the same names at each search
NOTHING = 0  # the value of what names no public record: it finds nothing
MOST = 50  # values shown, or chosen, of one facet
UNFOLDED = 3  # facets that a wide page shows open

_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)


class Value(NamedTuple):
    written: str  # in the address
    label: str
    count: int | None  # type: ignore[assignment]  # None if not all that is found was counted
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    values: list
    is_open: bool


def facets(found, chosen):
    """The facets that a page offers, from those of `found`: a value by its name, the chosen ones first to be kept.

    `chosen` is {facet: {as the address writes it: value}}. One query.
    """
    taken = {name: set(chosen.get(name, {}).values()) for name in TITLES}
    counted = {name: sorted(found.get(name, ()), key=lambda pair: pair[0] not in taken[name])[:MOST] for name in TITLES}
    names = named({name: [value for value, _ in counted[name]] for name in TITLES})
    offered = []
    for place, (name, title) in enumerate(TITLES.items()):
        known = names[name]
        shown = [Value(*known[value], count, value in taken[name]) for value, count in counted[name] if value in known]
        shown.sort(key=lambda value: -(value.count or 0))
        if shown:
            offered.append(Facet(name, title, shown, bool(taken[name]) or place < UNFOLDED))
    return offered


def values(facet, written):
    """{as the address writes it: the value that the search knows}. One query for records, if any is written.

    A saved search or a kept address may have a former slug: finding what it names now costs two more.
    """
    if facet not in RECORDS:
        return {text: READ[facet](text) for text in written}
    slugs = [text for text in written if is_slug(text)]
    known = _by_slug(RECORDS[facet], slugs) if slugs else {}
    return {text: known.get(text, NOTHING) for text in written}


def _by_slug(model, slugs):
    public = model.objects.public()
    known = dict(public.filter(slug__in=slugs).values_list("slug", "pk"))
    if unknown := set(slugs) - known.keys():
        moved = FormerSlug.objects.of(model).filter(slug__in=unknown).values_list("slug", "object_id")
        there = set(public.filter(pk__in=[pk for _slug, pk in moved]).values_list("pk", flat=True)) if moved else ()
        known |= {slug: pk for slug, pk in moved if pk in there}
    return known


def named(known):
    """{facet: {value: (as the address writes it, its label)}} of {facet: values}. One query, if some are records."""
    others = {
        facet: {value: (str(value), label) for value in found if (label := CALLED[facet](value))}
        for facet, found in known.items()
        if facet in CALLED
    }
    return others | _records({facet: found for facet, found in known.items() if facet in RECORDS})


def _records(known):
    """{facet: {value: (slug, label)}} of public records, in one query for all facets."""
    found, selects, params = {facet: {} for facet in known}, [], []
    for facet, pks in known.items():
        if pks:
            among_them, listed = among(pks)
            public = f"{RECORDS[facet]._meta.db_table} WHERE is_public AND id {among_them}"
            selects.append(f"SELECT '{facet}', id, slug, {NAMES[facet]} FROM {public}")
            params += listed
    for facet, pk, slug, *names in ask(" UNION ALL ".join(selects), params) if selects else ():
        found[facet][pk] = (slug, _label(*names))
    return {facet: _apart(facet, records) for facet, records in found.items()}


def _apart(facet, records):
    """`records`, {pk: (slug, label)}, in which labels that were equal say more. Costs nothing where they differ."""
    times = Counter(label for _slug, label in records.values())
    alike = {pk: label for pk, (_slug, label) in records.items() if times[label] > 1}
    told = MORE[facet](list(alike)) if alike else {}
    again = Counter((label, told.get(pk)) for pk, label in alike.items())
    said = {pk: told.get(pk) if again[label, told.get(pk)] == 1 else None for pk, label in alike.items()}
    return records | {pk: (records[pk][0], f"{label} ({said[pk] or records[pk][0]})") for pk, label in alike.items()}


def _offices(pks):
    public = marks(pks, drafts=False)
    return {pk: mark.headline or mark.office or mark.occasion for pk, mark in public.items()}


def _days(pks):
    days = Event.objects.filter(pk__in=pks).exclude(starts_on=None).values_list("pk", "starts_on", "ends_on")
    return {pk: date_range(start, end, language=get_language() or "fr") for pk, start, end in days}


# What is said besides a label that others have too; the end of the address where that does not do.
MORE = {"speaker": _offices, "event": _days, "theme": lambda pks: {}}


def _label(name, label_en):
    return label_en if label_en and get_language() == "en" else _typeset(name)


def _language(code):
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code


# Of each facet whose values are no records: the value that one is which an address writes, and what a reader calls it.
READ = {
    "kind": lambda text: text if text in KINDS else NOTHING,
    "year": lambda text: int(text) if _YEAR.fullmatch(text) else NOTHING,
    "language": str,
}
CALLED = {"kind": KINDS.get, "year": str, "language": _language}
