import re
from datetime import date, timedelta

import pytest

from events.models import Event
from smartcity import home
from tests import builders as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 29)


@pytest.mark.any_engine
def test_the_quote_of_the_day_is_short_the_same_all_day_and_another_the_next_day(monkeypatch):
    monkeypatch.setattr(home, "WINDOW", 5)
    event = make.event()
    for _ in range(30):
        make.quote(event=event)
        make.quote(event=event, kind="paraphrase")
        make.quote(event=event, text="long " * 50)
    days = [DAY + timedelta(days=number) for number in range(60)]
    chosen = [home.quote_of_the_day(day) for day in days]
    assert chosen == [home.quote_of_the_day(day) for day in days]
    assert {quote.kind for quote in chosen} == {"verbatim"} and max(len(quote.text) for quote in chosen) <= 140
    assert len(set(chosen)) > 8


@pytest.mark.any_engine
def test_each_day_of_a_window_has_another_quote():
    event = make.event()
    for _ in range(3):
        make.quote(event=event)
    days = [DAY + timedelta(days=number) for number in range(4)]
    first, second, third, fourth = (home.quote_of_the_day(day) for day in days)
    assert len({first, second, third}) == 3 and first == fourth


@pytest.mark.any_engine
def test_of_long_quotes_that_of_the_day_is_the_shortest_and_of_none_there_is_none():
    assert home.quote_of_the_day(DAY) is None
    make.quote(text="long " * 50)
    shorter = make.quote(text="long " * 40)
    assert home.quote_of_the_day(DAY) == shorter


def test_themes_are_weighed_by_their_quotes_and_tinted_by_those_of_late():
    heavy, light = make.theme(name="mobilité"), make.theme(name="eau")
    for theme, year, number in ((heavy, 2010, 3), (light, 2026, 1)):
        for _ in range(number):
            make.quote(event=make.event(starts_on=date(year, 1, 1)), themes=[theme])
    make.theme(name="un thème sans rien")
    found = [(one["theme"], one["share"], one["tone"]) for one in home.weights(2026)]
    assert found == [(heavy, 0, 1), (light, 100, 3)]


def test_the_home_page_says_how_much_there_is_and_what_comes_next(client):
    make.event(title="Bientôt", starts_on=date.today() + timedelta(days=9), state=Event.State.POSTPONED)
    make.quote(talk=make.talk(event=make.event(title="Le dernier"), speakers=[make.speaker()]))
    page = client.get("/").content.decode()
    assert "Prochain rendez-vous" in page and "Bientôt" in page and "reporté" in page
    assert "<b>2</b>" in page and "<b>1</b> propos" in page


def test_what_is_cancelled_is_not_what_comes_next(client):
    make.event(title="Nulle part", starts_on=date.today() + timedelta(days=2), state=Event.State.CANCELLED)
    make.event(title="Bientôt", starts_on=date.today() + timedelta(days=9))
    coming = client.get("/").content.decode().partition("Prochain rendez-vous")[2]
    assert "Bientôt" in coming and "Nulle part" not in coming


def test_what_is_new_says_who_speaks_apart_from_the_day(client):
    make.talk(title="Éloge", event=make.event(starts_on=DAY), speakers=[make.speaker(name="Ada Verne")])
    line = client.get("/").content.decode().partition('id="new"')[2]
    assert re.search(r"Ada Verne</a> · <time", line)
