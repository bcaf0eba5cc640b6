"""What an address may ask of a collection, and the pages that it is read in.

A page begins after the row that its cursor names, in an order that an index has: it costs what the first one does.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from django.db.models import F, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from ninja.errors import HttpError
from pydantic import AfterValidator

from curation.permalinks import absolute
from curation.places import of_year
from events.models import Event as EventRow
from events.models import Talk as TalkRow
from quotes.facets import values
from quotes.models import Quote as QuoteRow
from speakers.models import Organization as OrganizationRow

from .shapes import SHAPES, loaded

MOST = 100  # records of a page
MOST_KEY = 2**63 - 1


def _moment(text):
    """A moment, or the beginning of a day; by the site's clock, where no zone is said.

    One that no clock of the database has is the nearest that it has. Raises ValueError.
    """
    moment = parse_datetime(text) or datetime.fromisoformat(f"{date.fromisoformat(text)}T00:00:00")
    try:
        aware = moment if moment.tzinfo else timezone.make_aware(moment)
        return aware.astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC) if moment.year == 1 else datetime.max.replace(tzinfo=UTC)


Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]{1,100}$")]
Language = Annotated[str, Field(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})?$")]
Year = Annotated[int, Field(ge=1000, le=9999)]


class Paging(Schema):
    limit: int = Field(50, ge=1, le=MOST, description=_("Éléments par page."))
    cursor: str = Field(None, pattern=r"^[-a-zA-Z0-9_]{1,600}$", description=_("Donné par « next »."))
    updated_since: Annotated[str, AfterValidator(_moment)] = Field(
        None,
        description=_("Ce qui a changé depuis ce moment, dans cet ordre."),
        json_schema_extra={"format": "date-time"},
    )


class Events(Paging):
    year: Year = None
    kind: Literal[*EventRow.Kind.values] = None
    theme: Slug = None


class Talks(Paging):
    year: Year = None
    kind: Literal[*TalkRow.Kind.values] = None
    language: Language = None
    theme: Slug = None
    speaker: Slug = None
    event: Slug = None


class Organizations(Paging):
    kind: Literal[*OrganizationRow.Kind.values] = None


class Quotes(Paging):
    year: Year = None
    kind: Literal[*QuoteRow.Kind.values] = None
    language: Language = None
    theme: Slug = None
    speaker: Slug = None
    event: Slug = None


class Tweets(Paging):
    year: Year = None
    language: Language = None
    theme: Slug = None
    speaker: Slug = None
    event: Slug = None


class Sources(Paging):
    language: Language = None
    event: Slug = None


# {model: the column of its order, beside the key}: as its list has it, where there is one.
ORDERS = {"theme": "key", "speaker": "sort_key", "organization": "sort_key", "source": ""}


def page(request, rows, asked):
    """The page of the public `rows` that is asked for. A query for each slug, the rows, and what they load."""
    model, rows = rows.model, _narrowed(rows, asked)
    if since := asked.updated_since:
        rows, by, key = rows.filter(updated_at__gte=since), "updated_at", "pk"
    elif getattr(asked, "theme", None):
        rows = rows.annotate(at=F("themed__place"), of=F("themed__content_object_id"))
        by, key = "at", "of"
    else:
        by, key = ORDERS.get(model._meta.model_name, "place"), "pk"
    if asked.cursor:
        rows = rows.filter(_after(asked.cursor, by, key))
    found = list(loaded(rows.order_by(*filter(None, [by, key])))[: asked.limit + 1])
    shown = found[: asked.limit]
    return {
        "items": [SHAPES[model](row, request) for row in shown],
        "next": _next(request, shown[-1], by) if len(found) > len(shown) else None,
    }


def _narrowed(rows, asked):
    """`rows` under the filters that are asked for; what names nothing public finds nothing."""
    for name, value in asked.dict(exclude={"limit", "cursor", "updated_since"}, exclude_none=True).items():
        rows = NARROW[name](rows, value)
    return rows


def _pk(name, slug):
    return values(name, [slug])[slug]


def _on_theme(rows, slug):
    return rows.filter(themed__tag=_pk("theme", slug), themed__is_public=True)


def _by_speaker(rows, slug):
    key = _pk("speaker", slug)
    if rows.model is TalkRow:
        return rows.filter(appearances__speaker=key, appearances__is_public=True)
    return rows.filter(speaker=key)


NARROW = {
    "year": lambda rows, year: rows.filter(of_year(year)),
    "kind": lambda rows, kind: rows.of_kind(kind) if rows.model is TalkRow else rows.filter(kind=kind),
    "language": lambda rows, language: rows.filter(language=language),
    "theme": _on_theme,
    "speaker": _by_speaker,
    "event": lambda rows, slug: rows.filter(event=_pk("event", slug)),
}


def _next(request, last, by):
    where = getattr(last, by) if by else ""
    cursor = json.dumps([by, where.isoformat() if isinstance(where, datetime) else where, last.pk])
    query = request.GET.copy()
    query["cursor"] = urlsafe_b64encode(cursor.encode()).decode().rstrip("=")
    return absolute(f"{request.path}?{query.urlencode()}", request)


def _after(cursor, by, key):
    """What comes after the row of the cursor. Of two bounds the first is what an index finds it by."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        of, where, pk = json.loads(urlsafe_b64decode(padded))
        is_one = of == by and isinstance(pk, int) and abs(pk) <= MOST_KEY and isinstance(where, str)
        if not is_one or b"\0" in where.encode():  # which fails on what is no text
            raise ValueError
        if by == "updated_at":
            where = _moment(where)
    except (ValueError, TypeError) as error:
        raise HttpError(404, _("Ce curseur ne mène nulle part : reprenez au début.")) from error
    if not by:
        return Q(**{f"{key}__gt": pk})
    return Q(**{f"{by}__gte": where}) & (Q(**{f"{by}__gt": where}) | Q(**{f"{key}__gt": pk}))
