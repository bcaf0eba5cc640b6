from datetime import date
from itertools import product
from random import Random

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from curation.models import Status
from language.typography import clean
from quotes import finding
from quotes.completing import most, unquoted
from quotes.correcting import corrected
from quotes.criteria import match
from quotes.facets import facets
from quotes.finding import loosen
from quotes.models import Quote, Tweet
from quotes.search import result
from search import index
from search.described import record_of
from search.indexing import refresh
from search.queries import read
from search.sql import ask
from tests import builders as make
from tests.searching import find

from .collection import collection, place

pytestmark = pytest.mark.django_db


def texts(typed, **options):
    return [row.text for row in find(read(typed), **options).rows]


def test_rows_come_with_all_that_a_page_shows(django_assert_num_queries):
    for number in range(3):
        event = make.event()
        make.quote(
            text=f"une ville {number}",
            event=event,
            talk=make.talk(event=event),
            speaker=make.speaker(),
            source=make.source(),
            tweet=make.tweet(text="autre chose"),
            themes=[make.theme(), make.theme(status=Status.DRAFT)],
        )
    make.tweet(text="une ville gazouillée", organization=make.organization(), themes=[make.theme()])
    found = find(read("ville"))
    with django_assert_num_queries(6):  # two a kind, the tweets of quotes, and the organizations of tweets
        rows = found.rows
    with django_assert_num_queries(0):
        shown = [as_shown(row) for row in rows]
        assert [len(row.shown_themes) for row in rows] == [1] * 4
    whole = {place(row): row for model in (Quote, Tweet) for row in model.objects.with_themes()}
    assert shown == [as_shown(whole[place]) for place in found.places]


def as_shown(row):
    shown = result(row, read("ville"))
    return render_to_string("quotes/search_result.html", {"result": shown, "row": row, "words": shown["words"]})


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_search_costs_as_many_queries_whatever_it_finds(number, django_assert_num_queries):
    for _ in range(number):
        make.quote(text="une ville calme", speaker=make.speaker())
    find(read("ville"))  # writes what is stale
    with django_assert_num_queries(3 if number == 1 else 4):  # what is stale, named, found, and which is best
        find(read("ville"))


def test_the_newest_and_the_oldest_of_what_matches_are_found():
    chance = Random(7)
    days = [date(1990 + year, 7, 8) for year in chance.sample(range(40), 12)]
    for event in [make.event(starts_on=None), *(make.event(starts_on=day) for day in days)]:
        for _ in range(chance.randrange(6)):
            make.quote(text=chance.choice(["une ville calme", "une ville", "le calme"]), event=event)
    refresh()
    for typed in ("ville", "ville calme", "calme -ville", '"ville calme"', "ville du:1999", "calme au:2010", "vill*"):
        query = read(typed)
        every = [pk for (pk,) in sorted(ask(*index.ids(match(query, {}))), reverse=True)]
        for limit, oldest in product((1, 3, 10, 100), (False, True)):
            found = index.first(match(query, {}), limit=limit, oldest=oldest)
            assert found == (every[::-1] if oldest else every)[:limit], (typed, limit)


@pytest.mark.parametrize("sort", finding.SORTS)
def test_where_enough_say_it_themselves_no_order_has_what_is_around_the_names(monkeypatch, sort):
    monkeypatch.setattr(finding, "COUNTED", 3)
    old, new = (make.event(starts_on=date(year, 7, 8)) for year in (2010, 2020))
    for number in range(4):
        make.quote(text=f"la ville {number}", event=old)
    make.quote(text="oser", event=new, talk=make.talk(title="La ville", event=new))
    assert [text[:8] for text in texts("ville", sort=sort)] == ["la ville"] * 3


def test_years_of_which_a_part_is_left_out_have_no_number(monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 3)
    event = make.event(starts_on=date(2010, 7, 8))
    for number in range(4):
        make.quote(text=f"la ville {number}", event=event)
    assert find(read("ville")).facets["year"] == [(2010, 4)]
    make.quote(text="oser", event=event, talk=make.talk(title="La ville", event=event))
    assert find(read("ville")).facets["year"] == [(2010, None)]


def test_of_years_that_are_not_counted_the_latest_are_offered(monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 3)
    monkeypatch.setattr(finding, "DAYS_COUNTED", 3)
    for year in range(1960, 2012):
        make.quote(text="la rue", event=make.event(starts_on=date(year, 7, 8)))
    shown = next(facet for facet in facets(find(read("rue")).facets, {}) if facet.name == "year")
    assert {(value.written, value.count) for value in shown.values} == {(str(year), None) for year in range(1962, 2012)}


def test_of_a_word_that_too_many_say_a_sample_tells_the_values(monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 5)
    monkeypatch.setattr(finding, "SAMPLED", 2)
    themes = [make.theme() for _ in range(6)]
    for theme in themes:
        make.quote(text=f"la rue {theme.pk}", themes=[theme])
    newest = [theme.pk for theme in reversed(themes)]
    assert find(read("rue"), limit=1).facets["theme"] == [(pk, None) for pk in sorted(newest[:2])]
    last = find(read("rue"), offset=4, limit=4)
    assert (last.count, last.capped, len(last.ids)) == (5, True, 1)
    assert last.facets["theme"] == [(pk, None) for pk in sorted(newest[:5])]
    Quote.objects.filter(text=f"la rue {newest[0]}").update(text="la place")
    assert find(read("rue"), limit=1).facets["theme"] == [(pk, 1) for pk in sorted(newest[1:])]


def test_years_of_all_but_some_are_those_of_the_newest_and_have_no_number(monkeypatch, django_assert_num_queries):
    """Whether each is left out would be asked of every entry there is."""
    monkeypatch.setattr(finding, "COUNTED", 3)
    old, new = (make.event(starts_on=date(year, 7, 8)) for year in (2010, 2020))
    for number in range(4):
        make.quote(text=f"la rue {number}", event=new)
    make.quote(text="la place", event=old)
    assert find(read("-ville")).facets["year"] == [(2020, None)]
    with django_assert_num_queries(2):  # what it names, and what is found
        finding.find(read("-ville"))
    assert find(read("la -ville")).facets["year"] == [(2020, 4), (2010, 1)]
    years = find(read("-ville"), filters={"year": [2010]}).facets["year"]
    assert years == [(2020, 4), (2010, 1)]


def test_each_facet_is_counted_under_every_filter_but_its_own():
    one, two = make.speaker(name="Une"), make.speaker(name="Deux")
    theme = make.theme()
    make.quote(text="ville", speaker=one, themes=[theme])
    make.quote(text="ville", speaker=one, kind=Quote.Kind.PARAPHRASE)
    make.quote(text="ville", speaker=two, themes=[theme], language="en")
    make.quote(text="campagne", speaker=two)
    found = find(read("ville"), filters={"speaker": [one.pk]})
    assert found.facets["speaker"] == [(one.pk, 2), (two.pk, 1)]
    assert found.facets["kind"] == [("paraphrase", 1), ("verbatim", 1)]
    assert found.facets["theme"] == [(theme.pk, 1)]
    assert found.facets["language"] == [("fr", 2)]
    assert found.facets["year"] == [(2015, 2)]
    both = find(read("ville"), filters={"speaker": [one.pk, two.pk], "theme": [theme.pk]})
    assert both.count == 2
    assert both.facets["speaker"] == [(one.pk, 1), (two.pk, 1)]
    assert both.facets["theme"] == [(theme.pk, 2)]


def test_a_facet_in_use_is_counted_without_its_own_choice_or_has_no_count(monkeypatch):
    monkeypatch.setattr(finding, "BESIDES", 2)
    old, new = make.theme(), make.theme()
    for theme in (old, old, old, new, new):
        make.quote(text="ville", themes=[theme])
    assert find(read("ville"), filters={"theme": [old.pk]}).facets["theme"] == [(old.pk, None), (new.pk, None)]
    monkeypatch.setattr(finding, "BESIDES", 5)
    assert find(read("ville"), filters={"theme": [old.pk]}).facets["theme"] == [(old.pk, 3), (new.pk, 2)]


def test_a_chosen_value_that_finds_nothing_is_still_told():
    found = find(read(""), filters={"speaker": [7], "kind": ["tweet"], "language": ["x'; --"], "year": ["né"]})
    assert found.count == 0
    assert found.facets["speaker"] == [(7, 0)]
    assert found.facets["kind"] == [("tweet", 0)]


@pytest.mark.parametrize("value", ["", "é", None, -1, 10**40, "_s1", "1 OR 1", "'"])
def test_a_senseless_value_finds_nothing(value):
    make.quote(text="ville")
    for facet in finding.FACETS:
        assert find(read(""), filters={facet: [value]}).count == 0


def test_by_date_the_newest_or_the_oldest_comes_first():
    days = [date(2013, 1, 1), date(2016, 1, 1), None]
    for day in days:
        make.quote(text=f"ville de {day}", event=make.event(starts_on=day))
    assert texts("ville", sort="newest") == ["ville de 2016-01-01", "ville de 2013-01-01", "ville de None"]
    assert texts("ville", sort="oldest") == ["ville de None", "ville de 2013-01-01", "ville de 2016-01-01"]


def test_an_edit_of_the_date_moves_it():
    event = make.event(starts_on=date(2013, 1, 1))
    make.quote(text="ville ancienne", event=event)
    make.quote(text="ville nouvelle")
    assert texts("ville") == ["ville nouvelle", "ville ancienne"]
    event.starts_on = date(2020, 1, 1)
    event.save()
    assert texts("ville") == ["ville ancienne", "ville nouvelle"]
    assert find(read("du:2020")).facets["year"] == [(2020, 1)]


def test_pages_follow_one_another():
    for number in range(25):
        make.quote(text=f"ville {number}" if number % 2 else "sans le mot", context="" if number % 2 else "ville")
    whole = find(read("ville"), limit=100).places
    pages = [find(read("ville"), offset=start, limit=10).places for start in range(0, 40, 10)]
    assert sum(pages, []) == whole
    assert len(set(whole)) == 25
    assert find(read("ville"), offset=10**9).places == []


def test_beyond_a_limit_the_count_is_capped_and_so_are_the_pages(monkeypatch):
    monkeypatch.setattr(finding, "COUNTED", 5)
    for number in range(8):
        make.quote(text=f"ville {number}", context="ville")
    found = find(read("ville"), limit=10)
    assert (found.count, found.capped, len(found.places)) == (5, True, 5)
    assert texts("ville", limit=10) == [f"ville {number}" for number in (7, 6, 5, 4, 3)]
    assert texts("ville", limit=10, sort="oldest") == [f"ville {number}" for number in range(5)]
    assert find(read("ville 7")).capped is False


def test_search_narrows_any_queryset():
    speaker = make.speaker()
    said = make.quote(text="la ville", speaker=speaker)
    make.quote(text="la ville aussi")
    make.quote(text="la campagne", speaker=speaker)
    make.quote(text="la ville en brouillon", speaker=speaker, status=Status.DRAFT)
    tweet = make.tweet(text="les villes")
    refresh()
    assert list(Quote.objects.said_by(speaker).search("villes").order_by("pk")) == [said]
    assert list(Quote.objects.search(read("ville")).filter(speaker=speaker)) == [said]
    assert Quote.objects.search("").count() == 3
    assert Quote.objects.search("du:2015 au:2015 ville").count() == 2
    assert list(Tweet.objects.search("ville")) == [tweet]


def test_a_misspelt_word_is_mended_with_what_that_finds():
    speaker = make.speaker(name="Ada Lovelace")
    make.quote(text="Les quartiers ont la parole", speaker=speaker)
    make.quote(text="Un quartier calme")
    assert find(read("quratier")).count == 0
    assert corrected(read("calme  Quratier")) == "calme  quartier"
    assert corrected(read("quratier"), filters={"speaker": [speaker.pk]}) == "quartier"
    assert corrected(read("de:lovelase")) == "de:Lovelace"
    assert corrected(read('"un quratier" parolle')) == '"un quartier" parole'
    assert corrected(read("xylophone")) is None
    assert corrected(read("quartier")) is None
    assert corrected(read("quartiers xylophone")) is None


def test_a_word_that_is_gone_is_not_offered():
    quote = make.quote(text="Les quartiers ont la parole")
    assert find(read("quratier")).count == 0
    assert corrected(read("quratier"))
    quote.status = Status.DRAFT
    quote.save()
    assert find(read("quratier")).count == 0
    assert corrected(read("quratier")) is None


def test_what_to_leave_out_is_told_with_what_that_finds():
    speaker = make.speaker(name="Ada Lovelace")
    make.quote(text="Les quartiers calmes", speaker=speaker)
    make.quote(text="Un quartier")
    assert find(read("quartier fanfare")).count == 0
    ways = loosen(read("quartier fanfare"), filters={"speaker": [speaker.pk]})
    assert [(way.dropped, way.text, way.count) for way in ways] == [(("words", "fanfare"), "quartier", 1)]
    ways = loosen(read("fête"), filters={"speaker": [speaker.pk], "year": [2015]})
    assert [(way.dropped, way.text, way.filters, way.count) for way in ways] == [
        (("words", "fête"), "", {"speaker": [speaker.pk], "year": [2015]}, 1)
    ]
    ways = loosen(read("quartier -calme"), filters={"speaker": [speaker.pk]})
    assert {(way.dropped, way.count) for way in ways} == {(("words", "-calme"), 1), (("speaker", ""), 1)}
    assert loosen(read("fanfare")) == []


WORDS = ["l’élu", "Smart", "de", "la", "villes", "œuvre", "R.A.T.P.", "aujourd’hui", "Jean-Pierre", "co\u00adeur"]
DRAFTS = ["brouillon", "brouilon", "ville", "zénobie", "zénob*", "", "cachée", "-ville", "de:zénobie", "nature:tweet"]
TEXT = st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=8), min_size=1, max_size=40).map(" ".join)


class TestAnything(TestCase):
    @given(TEXT, st.data())
    def test_a_quote_is_found_by_any_run_of_its_words(self, text, data):
        words = clean(text).split() or ["mot"]
        quote = make.quote(text=" ".join(words), language=data.draw(st.sampled_from(["fr", "en", "es"])))
        start = data.draw(st.integers(0, len(words) - 1))
        run = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
        plain = "".join(" " if char in '"«»“”-−:*' else char for char in run)
        for typed in (plain, f'"{plain}"'):
            assert ("quote", quote.pk) in find(read(typed), limit=finding.COUNTED).places

    @given(st.text() | st.lists(st.sampled_from([*"\"-*: '()&|!<>\\%{}^~", "de:", "NOT", "a", "ville"])).map("".join))
    def test_no_text_raises(self, text):
        make.quote(text="la ville")
        query = read(text)
        found = find(query, filters={"speaker": [text]})
        assert found.count == 0
        assert len(find(query).rows) <= 1
        corrected(query)
        most(unquoted(query), {}, besides=set(), limit=5)
        loosen(query, filters={"theme": [text], "kind": ["tweet"]})

    @given(st.sampled_from(DRAFTS))
    def test_no_draft_is_anywhere(self, typed):
        public = {place(row) for row in collection().values()}
        found = find(read(typed), limit=finding.COUNTED)
        assert set(found.places) <= public
        assert found.count == len(found.places)
        for facet, values in found.facets.items():
            assert all(times <= found.count for _, times in values), facet
        meant = corrected(read(typed))
        assert meant is None or "brouillon" not in meant
        assert {record_of(one.id) for one in most(read(typed), {}, besides=set(), limit=50)} <= public
