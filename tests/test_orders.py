"""What is empty stands in the same place on every database: SQLite sorts it before all else, PostgreSQL after."""

import inspect
from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.test import RequestFactory

from events.models import Talk
from quotes.models import Quote, Source, Tweet
from speakers.models import Speaker
from tests import builders as make
from tests.test_architecture import RANK
from themes.models import Theme

pytestmark = pytest.mark.django_db

MODELS = [model for model in apps.get_models() if model._meta.app_label in RANK]


def unsaid(model, terms, before=""):
    """Yield those of the `terms` of an ORDER BY of `model` that may be empty, and do not say where that stands."""
    for term in terms:
        if isinstance(term, OrderBy):
            says = term.nulls_first or term.nulls_last
            if not says and (not isinstance(term.expression, F) or any(unsaid(model, [term.expression.name]))):
                yield f"{before}{term}"
        elif isinstance(term, F):
            yield from unsaid(model, [term.name], before)
        elif isinstance(term, str):
            yield from _unsaid(model, term.removeprefix("-"), before)
        else:
            yield f"{before}{term}"


def _unsaid(model, path, before):
    for name in path.split("__"):
        try:
            field = model._meta.get_field(model._meta.pk.name if name == "pk" else name)
        except FieldDoesNotExist:  # a count
            return
        if field.null or field.one_to_many or field.many_to_many:
            yield f"{before}{path}"
            return
        by_itself = not field.is_relation or name == field.attname
        model = model if by_itself else field.related_model
    if not by_itself:  # sorted as its target is
        yield from unsaid(model, model._meta.ordering, f"{before}{path}: ")


def test_an_order_of_a_model_says_where_the_empty_stand():
    found = {model._meta.label: list(unsaid(model, model._meta.ordering)) for model in MODELS}
    assert {label: terms for label, terms in found.items() if terms} == {}


def orders():
    """Yield (model, name) of the methods of querysets that need no more than their rows, and give rows."""
    for model in MODELS:
        kind = type(model._default_manager.all())
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            needed = [p for p in inspect.signature(method).parameters.values() if p.default is p.empty]
            is_ours = method.__module__.split(".")[0] in RANK
            if is_ours and not name.startswith("_") and len([p for p in needed if p.kind.name != "VAR_KEYWORD"]) == 1:
                yield model, name


def test_an_order_of_a_queryset_says_where_the_empty_stand():
    asked = [(model, name) for model, name in orders() if name not in ("update", "delete")]
    given = {(model, name): getattr(model._default_manager.all(), name)() for model, name in asked}
    sorted_ones = {asked: found for asked, found in given.items() if isinstance(found, QuerySet)}
    wrong = {
        (model._meta.label, name): terms
        for (model, name), found in sorted_ones.items()
        if (terms := list(unsaid(model, found.query.order_by)))
    }
    assert wrong == {}
    assert len(sorted_ones) > 50


OURS = [page for page in admin.site._registry.values() if page.model._meta.app_label in RANK]


def test_every_column_of_a_list_says_where_the_empty_stand():
    user = make.user(role="administrator")
    make.quote(talk=make.talk(speakers=[make.speaker()], themes=[make.theme()]))
    for _ in range(2):
        place = {"talk": Talk.objects.get(), "themes": Theme.objects.all()}
        make.quote(speaker=Speaker.objects.get(), source=Source.objects.first() or make.source(), **place)
    wrong = {}
    for page in OURS:
        for column in ["", *(f"{sign}{n}" for n in range(1, len(page.list_display) + 1) for sign in ("", "-"))]:
            request = RequestFactory().get("/", {"o": column} if column else {})
            request.user = user
            rows = page.get_changelist_instance(request).queryset
            terms = list(unsaid(page.model, rows.query.order_by))
            if terms or not rows.query.order_by or len(rows) != len(set(rows)):
                wrong[page.model._meta.label, column] = terms, rows.query.order_by, rows
    assert wrong == {}


def test_what_has_no_date_and_no_talk_comes_last():
    event = make.event()
    talks = [make.talk(event=event, position=n) for n in (2, 1)]
    quotes = [make.quote(event=event), *(make.quote(talk=talk) for talk in talks)]
    wanted = [quotes[2], quotes[1], quotes[0]]
    assert list(Quote.objects.all()) == list(Quote.objects.in_order()) == list(Quote.objects.by_date()) == wanted
    days = [None, date(2015, 7, 8), date(2015, 7, 9)]
    undated, older, newer = (make.tweet(event=event, posted_on=day) for day in days)
    assert list(Tweet.objects.all()) == list(Tweet.objects.by_newest()) == [newer, older, undated]
    assert list(Tweet.objects.by_date()) == [older, newer, undated]
    undated, older, newer = (make.source(published_on=day) for day in days)
    year = make.source(published_in=2016)
    assert list(Source.objects.all()) == [year, newer, older, undated]


def test_a_column_sorts_the_empty_before_all_else_and_after_it_turned_round(client):
    client.force_login(make.user(role="curator"))
    event, talk = make.event(), make.talk()
    bare = [make.quote(talk=talk), make.quote(event=event)]
    with_speaker = make.quote(event=event, speaker=make.speaker())
    page = "/admin/quotes/quote/"
    column = 1 + list(admin.site._registry[Quote].list_display).index("author")
    found = client.get(page, {"o": column}).context["cl"].queryset
    assert set(list(found)[:-1]) == set(bare)
    assert list(client.get(page, {"o": f"-{column}"}).context["cl"].queryset)[0] == with_speaker
