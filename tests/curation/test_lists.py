"""The lists of the administration: what they cost as the collection grows, and how one finds one's way in them."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dates import MONTHS

from curation import history
from curation.filters import Period
from quotes.models import Quote
from smartcity import admin_site
from tests import builders as make

pytestmark = pytest.mark.django_db
QUOTES = "/admin/quotes/quote/"


@pytest.fixture
def curator(client):
    client.force_login(make.user(role="curator"))
    return client


def page(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return response


def filter_of(response, title):
    """What the filter called `title` shows: (addresses of its links, what the others are kept as, the picker)."""
    [found] = [one for one in response.context["cl"].filter_specs if str(one.title) == title]
    return [choice["query_string"] for choice in found.choices(response.context["cl"])], found.kept, found.picker


def test_a_filter_names_the_chosen_record_alone_and_keeps_what_the_others_say(curator):
    said, other = (make.quote(speaker=make.speaker(name=name)) for name in ("Anne Roux", "Jean Petit"))
    assert "Anne Roux" not in filter_of(page(curator, QUOTES), "intervenant")[2]
    response = page(curator, QUOTES, speaker__id__exact=said.speaker_id, status__exact="published", q="mots", p=1)
    assert list(response.context["cl"].result_list) == [said]
    links, kept, picker = filter_of(response, "intervenant")
    assert links == ["?q=mots&status__exact=published", "?q=mots&speaker__isnull=True&status__exact=published"]
    assert kept == [("status__exact", "published"), ("q", "mots")]
    assert "Anne Roux" in picker and "Jean Petit" not in picker
    text = response.content.decode()
    assert '<input type="hidden" name="q" value="mots">' in text and "desk/pickers" in text


def test_a_search_that_nobody_types_is_not_repeated_in_every_link(curator):
    quotes = [make.quote(text=f"Des mots {place}.") for place in range(20)]
    address = f"{QUOTES}?q={'mots ' * 900}x"
    response = page(curator, address)
    assert set(response.context["cl"].result_list) == set(quotes)
    assert len(response.content) < 60_000
    assert response.context["cl"].query == ("mots " * 900)[:250]


def test_a_picker_that_was_emptied_filters_nothing(curator):
    quotes = [make.quote(speaker=make.speaker()), make.quote()]
    response = page(curator, QUOTES, speaker__id__exact="", themed__tag__id__exact="")
    assert set(response.context["cl"].result_list) == set(quotes)


@pytest.mark.parametrize("key", ["abc", "9" * 30, "0"])
def test_what_no_record_has_as_its_key_is_picked_in_vain(curator, key):
    make.quote(speaker=make.speaker())
    assert curator.get(QUOTES, {"speaker__id__exact": key}, follow=True).status_code == 200


def test_the_journal_is_filtered_by_who_wrote_in_it_and_the_kinds_that_are_in_it(curator):
    writer, silent = make.user(role="curator", name="Denise"), make.user(role="curator", name="Paul")
    for record in (make.theme(), make.event()):
        history.write(record, by=writer)
    text = page(curator, "/admin/curation/revision/").content.decode()
    assert f"by__id__exact={writer.pk}" in text and f"by__id__exact={silent.pk}" not in text
    assert text.count("content_type__id__exact=") == 2


@pytest.mark.parametrize(("number", "pages"), [(1, 1), (50, 1), (51, 2), (125, 3), (130, 3)])
def test_pages_that_are_counted_from_the_end_hold_what_those_from_the_start_do(curator, number, pages):
    event = make.event()
    Quote.objects.bulk_create(Quote(event=event, attribution="x", text=f"mots {place}") for place in range(number))
    shown = [list(page(curator, QUOTES, p=place + 1).context["cl"].result_list) for place in range(pages)]
    assert [len(rows) for rows in shown] == [50] * (pages - 1) + [number - 50 * (pages - 1)]
    assert [row.pk for rows in shown for row in rows] == list(Quote.objects.values_list("pk", flat=True))


def test_a_list_knows_its_number_and_counts_what_a_filter_leaves_alone(curator):
    for status in ("draft", "published", "published"):
        make.quote(status=status)
    make.quote(event=make.event(status="draft"))
    for query, number in (({}, 4), ({"status__exact": "published"}, 3), ({"q": "introuvable"}, 0)):
        with CaptureQueriesContext(connection) as asked:
            assert page(curator, QUOTES, **query).context["cl"].result_count == number
        counts = [one["sql"] for one in asked if one["sql"].startswith("SELECT COUNT")]
        assert len(counts) == bool(query), counts


LISTS = {
    QUOTES: 14,
    "/admin/quotes/tweet/": 13,
    "/admin/events/talk/": 15,
    "/admin/events/appearance/": 11,
    "/admin/speakers/speaker/": 10,
}


@pytest.mark.parametrize("number", [3, 300])
def test_a_list_costs_the_same_whatever_it_may_be_filtered_by(curator, number):
    for _each in range(number):
        event, person = make.event(), make.speaker()
        talk = make.talk(event=event, speakers=[person], themes=[make.theme()])
        make.quote(talk=talk, speaker=person)
        make.tweet(talk=talk, speaker=person)
    for address, most in LISTS.items():
        page(curator, address)
        with CaptureQueriesContext(connection) as asked:
            text = page(curator, address).content.decode()
        assert len(asked) <= most, address
        assert text.count("__id__exact=") == 0, address


def test_what_waits_is_counted_no_further_than_anybody_needs(curator, monkeypatch):
    monkeypatch.setattr(admin_site, "MANY", 2)
    for _each in range(2):
        make.theme(status="draft")
    drafts = {label: count for kind, lines in page(curator, "/admin/").context["waiting"] for label, count, *_ in lines}
    assert drafts["en brouillon"] == 2
    make.theme(status="draft")
    assert "plus de 1\u202f000" in page(curator, "/admin/").content.decode()


@pytest.mark.parametrize("page", admin.site._registry.values(), ids=lambda page: page.model._meta.label)
def test_no_column_of_a_list_is_hidden_by_one_of_the_table(page):
    """Django shows the table's, without a word."""
    fields = {field.name for field in page.model._meta.concrete_fields}
    assert [name for name in page.list_display if name in fields and hasattr(type(page), name)] == []


def test_a_list_says_where_a_quote_was_said(curator):
    make.quote(talk=make.talk(title="La ville en réseau"))
    assert "La ville en réseau" in page(curator, QUOTES).content.decode()


def test_an_empty_list_says_so_and_leads_back_to_all_of_it(curator):
    assert "Rien encore." in page(curator, QUOTES).content.decode()
    make.quote()
    text = page(curator, QUOTES, q="introuvable").content.decode()
    assert "Rien ne répond" in text and "Exécuter" not in text


def test_a_list_is_narrowed_to_a_year_and_to_a_month_of_it_and_offers_those_that_there_are(curator):
    for day in (date(2015, 7, 8), date(2015, 1, 1), date(2019, 12, 31), None):
        make.quote(text=f"dit le {day}", event=make.event(starts_on=day))

    def offered(answer):
        period = next(one for one in answer.context["cl"].filter_specs if isinstance(one, Period))
        return [choice["display"] for choice in period.choices(answer.context["cl"])]

    assert offered(page(curator, QUOTES)) == ["Toutes", 2019, 2015]
    year = page(curator, QUOTES, event__starts_on__year=2015)
    assert offered(year) == ["Toutes", 2019, 2015, *(f"— {name}" for name in MONTHS.values())]
    assert {str(one) for one in year.context["cl"].result_list} == {"dit le 2015-07-08", "dit le 2015-01-01"}
    month = page(curator, QUOTES, event__starts_on__year=2015, event__starts_on__month=7)
    assert [str(one) for one in month.context["cl"].result_list] == ["dit le 2015-07-08"]
    assert month.context["cl"].filter_specs[-1].title == "année"


def test_a_list_says_where_nothing_stands_of_what_may_be_empty_alone(curator):
    """An index of PostgreSQL is of no use to an order that says it."""
    asked = str(page(curator, QUOTES).context["cl"].queryset.query)
    assert asked.endswith('ORDER BY "quotes_quote"."place" ASC, "quotes_quote"."id" ASC')
    asked = str(page(curator, QUOTES, o=2).context["cl"].queryset.query)
    assert 'ORDER BY "speakers_speaker"."sort_key" ASC NULLS FIRST' in asked


def test_a_list_of_two_years_or_of_one_month_of_any_says_so(curator):
    for day in (date(2015, 7, 8), date(2019, 12, 31), date(2020, 12, 1)):
        make.quote(text=f"dit le {day}", event=make.event(starts_on=day))

    def chosen(**narrowed):
        changelist = page(curator, QUOTES, **narrowed).context["cl"]
        period = next(one for one in changelist.filter_specs if isinstance(one, Period))
        return changelist.result_count, [one["display"] for one in period.choices(changelist) if one["selected"]]

    assert chosen() == (3, ["Toutes"])
    assert chosen(event__starts_on__year=[2015, 2019]) == (2, [2019, 2015])
    assert chosen(event__starts_on__month=12) == (2, [])
