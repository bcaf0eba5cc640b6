"""The page of a record's references, and each of them as a file."""

from django.http import HttpResponse
from django.shortcuts import render

from curation.finding import finds, same_page
from curation.kept import kept
from curation.permalinks import absolute
from events.models import Talk
from quotes.kinds import of_model
from quotes.models import Quote, Tweet

from . import FORMATS, describe, write
from .citation import found_in

LONGEST = 2000  # characters of a passage


@kept
@finds(Quote, by="pk")
def quote(request, quote, slug):
    if slug != quote.slug:
        return same_page(request, slug=quote.slug)
    return page(request, quote)


@kept
@finds(Tweet, by="pk")
def tweet(request, tweet):
    return page(request, tweet)


@kept
@finds(Talk)
def talk(request, talk):
    return page(request, talk)


def file_of(kind, form):
    """The view of the references of that kind in that format."""

    @kept
    @finds(kind.model, by=kind.found_by)
    def view(request, record):
        return file(request, record, form.name)

    return view


def page(request, record):
    passage = wanted(request, record)
    citation = describe(loaded(record, request), base_url=base_url(request), passage=passage)
    context = {
        "record": record,
        "references": [(form, write([citation], form), address(record, form)) for form in FORMATS.values()],
        "is_missing": bool(passage and not found_in(record.text, passage)),
        "passage": passage,
    }
    return render(request, "quotes/cite.html", context)


def file(request, record, name):
    form = FORMATS[name]
    citation = describe(loaded(record, request), base_url=base_url(request), passage=wanted(request, record))
    response = HttpResponse(write([citation], form), content_type=f"{form.content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{citation.key}.{form.suffix}"'
    return response


def address(record, form):
    """The path of the record's reference as a file."""
    return of_model(type(record)).path(record, form.suffix)


def base_url(request):
    return absolute("/", request).removesuffix("/")


def wanted(request, record):
    """The passage asked for; a talk has no words of its own."""
    return "" if isinstance(record, Talk) else request.GET.get("passage", "").strip()[:LONGEST]


def loaded(record, request):
    """`record` as `describe` takes it."""
    if isinstance(record, Talk):
        record.people = record.appearances.shown(drafts=request.preview).with_people()
    return record
