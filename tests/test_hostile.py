"""Hostile values in every form and every list of the administration: an answer in words, never a 500.

What is tried is drawn by a fixed seed, so many a class, one half of it on each engine; `HOSTILE=40` tries forty times
as much.
"""

import os
from random import Random
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client

from curation.filters import Period
from tests import builders as make
from tests.admin_forms import posted
from tests.hostile import VALUES, names_in
from tests.test_permissions import made

pytestmark = pytest.mark.django_db
MORE = int(os.environ.get("HOSTILE", "1"))
PAGES = {model._meta.label_lower: page for model, page in admin.site._registry.items()}


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture(params=sorted(PAGES))
def desk(request, rows):
    return Desk(PAGES[request.param], rows["owner"])


def of_this_engine(drawn):
    """One half of what was drawn; the other engine tries the other."""
    return drawn[connection.vendor == "sqlite" :: 2]


class Desk:
    """Who may do all, and a curator, before the pages of one model."""

    def __init__(self, page, owner):
        self.page, self.model = page, page.model
        self.base = f"/admin/{page.opts.app_label}/{page.opts.model_name}/"
        self.row = self.model._default_manager.order_by("pk").first()
        self.random = Random(page.opts.label_lower)
        self.owner, self.curator = Client(), Client()
        self.owner.force_login(owner)
        self.curator.force_login(make.user(role="curator"))

    def some(self, many, number):
        many = sorted(many)
        return self.random.sample(many, min(number * MORE, len(many)))

    def answers(self, verb, address, data):
        """Nothing, or what went wrong; what was written is taken back."""
        for client in (self.owner, self.curator):
            try:
                with transaction.atomic():
                    status = getattr(client, verb)(address, data).status_code
                    transaction.set_rollback(True)
            except Exception as error:
                return f"{type(error).__name__}: {error}"[:200]
            if status >= 500:
                return str(status)
        return ""

    def wrong(self, attempts):
        """[(what was tried, what went wrong)]"""
        found = [
            ((verb, address, str(data)[:200]), self.answers(verb, address, data)) for verb, address, data in attempts
        ]
        return [(attempt, answer) for attempt, answer in found if answer]


def test_a_search_of_any_length_is_answered(desk):
    # The links of a page repeat what was searched, and quote letters with accents one by one.
    searches = ["mot " * 1200, "e" * 60_000, "é" * 1000, "a\x00b", '"' * 999, "% _ \\ '"]
    assert desk.wrong(("get", desk.base, {"q": words}) for words in searches) == []


def test_a_list_takes_any_value_of_any_filter(desk):
    names = {"p", "o", "all", "e", "_popup", "_to_field", "_facets", "attend", "id", "pk__in", "id__exact"}
    for field in desk.model._meta.get_fields():
        names |= {field.name, f"{field.name}__exact", f"{field.name}__isnull", f"{field.name}__in"}
        names |= {f"{field.name}__id__exact", f"{field.name}__year", f"{field.name}__gte"}
    drawn = [(name, value) for name in desk.some(names, 25) for value in desk.some(VALUES.values(), 2)]
    known = ["nul", "beyond the database's numbers", "beyond any number", "word"]
    tried = [(name, VALUES[value]) for name in ("id__in", "pk", "o", "p", "status__exact") for value in known]
    tried += of_this_engine(drawn)
    assert desk.wrong(("get", desk.base, {name: value}) for name, value in tried) == []


def test_a_list_takes_any_day_of_its_period(desk):
    periods = [one[0] for one in desk.page.list_filter if isinstance(one, tuple) and one[1] is Period]
    name = next(iter(periods), "at")
    days = [
        ("9999", "12", "31"),
        ("9999", "12", ""),
        ("0", "1", "1"),
        ("10000", "", ""),
        ("2015", "13", "40"),
        ("1", "1", "1"),
    ]
    parts = ("year", "month", "day")
    tried = [{f"{name}__{part}": one for part, one in zip(parts, day, strict=True) if one} for day in days]
    tried += [{f"{name}__year": ["2015", "2016"]}, {f"{name}__month": ["1", "2"]}]
    assert desk.wrong(("get", desk.base, data) for data in tried) == []


def test_a_deed_takes_any_key(desk):
    names = [*desk.page.get_actions(desk.owner.get(desk.base).wsgi_request), "none"]
    keys = ["beyond the database's numbers", "beyond any number", "nul", "word", "other digits", "below", "unknown"]
    drawn = [{"action": name, "_selected_action": [VALUES[key]]} for name in names for key in desk.some(keys, 3)]
    tried = [{"action": name, "_selected_action": ["1"], "select_across": "x", "index": "9" * 5000} for name in names]
    tried += of_this_engine(drawn)
    assert desk.wrong(("post", desk.base, data) for data in tried) == []


def test_an_address_takes_any_key(desk):
    keys = [quote(value, safe="") for value in VALUES.values() if 0 < len(value) < 100]
    pages = ("change", "history", "delete")
    tried = [(verb, f"{desk.base}{key}/{page}/") for verb in ("get", "post") for key in keys for page in pages]
    assert desk.wrong((verb, address, {}) for verb, address in of_this_engine(desk.some(tried, 15))) == []


@pytest.mark.parametrize("kind", ["add", "change"])
def test_a_form_takes_anything(desk, kind):
    address = f"{desk.base}add/" if kind == "add" else f"{desk.base}{desk.row.pk}/change/"
    shown = desk.owner.get(address)
    if shown.status_code != 200:
        return  # nobody adds, or changes, such a record by hand
    fields = posted(shown)
    names = [name for name in names_in(shown.content.decode()) if name != "csrfmiddlewaretoken"]
    everywhere = [name for name in names if not name.endswith("_FORMS")]
    drawn = [fields | dict.fromkeys(everywhere, VALUES[value]) for value in desk.some(VALUES, 5)]
    drawn += [fields | {name: VALUES[value]} for name in desk.some(names, 6) for value in desk.some(VALUES, 1)]
    links = [
        name for name in names if name in {field.name for field in desk.model._meta.get_fields() if field.is_relation}
    ]
    keys = ("word", "beyond the database's numbers", "nul")
    tried = of_this_engine(drawn) + [fields | {name: VALUES[key]} for name in links for key in keys]
    assert desk.wrong(("post", address, data) for data in tried) == []


def test_what_is_no_key_is_refused_in_a_sentence(rows):
    desk = Desk(PAGES["quotes.quote"], rows["owner"])
    address = f"{desk.base}add/"
    response = desk.curator.post(address, posted(desk.curator.get(address)) | {"speaker": "abc"})
    assert response.status_code == 200
    assert "speaker" in response.context["adminform"].form.errors


@pytest.mark.any_engine
def test_an_address_may_name_any_field_to_find_the_record_by(desk):
    names = ["", "none", *(field.name for field in desk.model._meta.get_fields())]
    pages = [("get", "change"), ("post", "delete")]
    tried = [(verb, f"{desk.base}{desk.row.pk}/{page}/?_to_field={name}", {}) for verb, page in pages for name in names]
    assert desk.wrong([*tried, ("get", desk.base, {"_to_field": ""})]) == []


def test_a_picker_takes_anything(rows):
    desk = Desk(PAGES["quotes.quote"], rows["owner"])
    asked = {"term": "a", "page": "1", "app_label": "quotes", "model_name": "quote", "field_name": "speaker"}
    tried = [asked | {name: value} for name in asked for value in desk.some(VALUES.values(), 8)]
    assert desk.wrong(("get", "/admin/autocomplete/", data) for data in of_this_engine(tried)) == []


@pytest.mark.any_engine
def test_a_record_is_not_saved_as_another_one_whoever_asks(desk):
    shown = desk.owner.get(f"{desk.base}{desk.row.pk}/change/")
    fields = posted(shown) if shown.status_code == 200 else {}
    count = desk.model._base_manager.count()
    for data in ({"_saveasnew": "1"}, fields | {"_saveasnew": "1"}):
        with transaction.atomic():
            assert desk.owner.post(f"{desk.base}{desk.row.pk}/change/", data).status_code in (200, 302, 403)
            assert desk.model._base_manager.count() == count
            transaction.set_rollback(True)
