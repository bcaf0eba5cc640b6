"""One day, whoever tells it: what pages, lists, searches and exports say of when something was said."""

import json
from datetime import UTC, date, datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events.timing import When
from search.queries import read
from tests import builders as make
from tests.searching import find

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def congress():
    """Three nights, two rooms: a talk past midnight, one of which the day alone is known, one of which nothing is."""
    event = make.event(title="Congrès", slug="congres", starts_on=date(2014, 12, 27), ends_on=date(2014, 12, 30))
    person = make.speaker(name="Camille Martin", slug="camille-martin")
    theme = make.theme(name="nuit", slug="nuit")
    said = {"event": event, "speakers": [person], "themes": [theme]}
    talks = {
        "dawn": {"starts_at": datetime(2014, 12, 29, 0, 15, tzinfo=PARIS), "room": "Salle B", "position": 1},
        "noon": {"starts_at": datetime(2014, 12, 29, 12, 0, tzinfo=PARIS), "room": "Salle A", "position": 2},
        "first": {"starts_at": datetime(2014, 12, 27, 9, 30, tzinfo=PARIS), "room": "Salle A", "position": 3},
        "day": {"day": date(2014, 12, 28), "position": 4},
        "unknown": {"position": 0},
    }
    made = {name: make.talk(title=f"Exposé {name}", slug=name, **said, **fields) for name, fields in talks.items()}
    for name, talk in made.items():
        make.quote(text=f"parole {name}", talk=talk, speaker=person, themes=[theme])
    return made


def html(client, path):
    return client.get(path).content.decode()


def places(text, *words):
    found = [text.find(word) for word in words]
    assert -1 not in found, dict(zip(words, found, strict=True))
    return found


@pytest.mark.parametrize(
    ("name", "shown", "iso", "ics", "ris", "parts", "bibtex"),
    [
        ("dawn", "29 décembre 2014", "2014-12-29T00:15:00+01:00", b"20141229T001500", "2014/12/29", [[2014, 12, 29]],
         "2014-12-29"),
        ("first", "27 décembre 2014", "2014-12-27T09:30:00+01:00", b"20141227T093000", "2014/12/27", [[2014, 12, 27]],
         "2014-12-27"),
        ("day", "28 décembre 2014", "2014-12-28", b"20141228", "2014/12/28", [[2014, 12, 28]], "2014-12-28"),
        ("unknown", "du 27 au 30 décembre 2014", "2014-12-27", b"20141227", None,
         [[2014, 12, 27], [2014, 12, 30]], "2014-12-27/2014-12-30"),
    ],
)  # fmt: skip
def test_all_of_them_say_the_same_day(client, congress, name, shown, iso, ics, ris, parts, bibtex):
    talk = congress[name]
    quote = talk.quotes.get()
    pages = [talk.get_absolute_url(), quote.get_absolute_url()]
    for path in pages:
        assert shown in _text(html(client, path)), path
    lists = ["/interventions/", "/citations/", "/themes/nuit/", "/intervenants/camille-martin/", "/recherche/?q=expose"]
    for path in lists:
        assert shown in _text(html(client, path)), path
    linked = json.loads(html(client, f"/interventions/{name}.json"))["@graph"][0]
    assert linked["startDate"] == iso
    assert linked.get("endDate") == ("2014-12-30" if name == "unknown" else None)
    entry = _entries(client, f"/interventions/{name}.ics")[f"Exposé {name}"]
    assert entry["dtstart"].to_ical() == ics
    for path in (f"/interventions/{name}", f"/citations/{quote.pk}"):
        lines = html(client, f"{path}.ris").splitlines()
        assert [line for line in lines if line.startswith("DA")] == ([f"DA  - {ris}"] if ris else [])
        assert "PY  - 2014" in lines
        assert ("N1  - Du 27 au 30 décembre 2014" in lines) == (name == "unknown")
        assert f"date = {{{bibtex}}}" in html(client, f"{path}.bib")
        assert json.loads(html(client, f"{path}.csl.json"))[0]["issued"] == {"date-parts": parts}
        assert shown in html(client, f"{path}.txt").replace("\u00a0", " ")
    feed = ElementTree.fromstring(client.get("/evenements/congres.atom").content)
    summaries = {
        entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}content") for entry in feed.iter(f"{ATOM}entry")
    }
    assert shown in summaries[f"Camille Martin\u00a0: Exposé {name}"]
    assert shown in summaries[f"Camille Martin\u00a0: «\u202fparole {name}\u202f»"]
    day = iso[:10]
    found = find(read(f"parole du:{day} au:{day}")).places
    assert ("quote", quote.pk) in found


def test_the_programme_goes_by_day_then_hour_then_room(client, congress):
    page = html(client, "/evenements/congres/").split("Programme</h2>")[1]
    order = places(
        page, ">27 décembre 2014<", "Exposé first", ">28 décembre 2014<", "Exposé day", ">29 décembre 2014<",
        "Exposé dawn", "Exposé noon", "Jour non précisé", "Exposé unknown",
    )  # fmt: skip
    assert order == sorted(order)
    assert '<time datetime="2014-12-29T00:15+01:00">0\u00a0h\u00a015</time>' in page
    assert "Salle B" in page


def test_a_talk_without_an_hour_stays_where_its_position_puts_it():
    event = make.event()
    hours = {1: 9, 2: None, 3: 10, 4: 10, 5: None}
    for position, hour in hours.items():
        starts_at = hour and datetime(2015, 7, 8, hour, tzinfo=PARIS)
        make.talk(event=event, title=str(position), position=position, starts_at=starts_at, room="AB"[position % 2])
    assert [talk.title for talk in event.talks.in_order()] == ["1", "2", "4", "3", "5"]
    for talk in event.talks.order_by("-pk"):
        make.quote(talk=talk, text=talk.title)
    make.quote(event=event, text="sans intervention")
    assert [quote.text for quote in event.quotes.in_order()] == ["1", "2", "4", "3", "5", "sans intervention"]


def test_lists_begin_with_the_latest_day_and_say_where_what_is_not_known_goes():
    congress = make.event(starts_on=date(2015, 7, 6), ends_on=date(2015, 7, 9))
    evening = make.event(starts_on=date(2015, 7, 8))
    placed = [
        make.talk(event=congress, day=date(2015, 7, 9)),
        make.talk(event=evening),
        make.talk(event=congress, starts_at=datetime(2015, 7, 7, 10, tzinfo=PARIS)),
        make.talk(event=congress, day=date(2015, 7, 7)),
        make.talk(event=congress),
        make.talk(event=make.event(starts_on=None)),
    ]
    quotes = [make.quote(talk=talk) for talk in placed]
    assert list(type(placed[0]).objects.by_date()) == placed
    assert list(type(quotes[0]).objects.by_date()) == quotes


def test_hours_are_those_of_the_place(client):
    event = make.event(title="Dakar", slug="dakar", time_zone="Africa/Dakar", starts_on=date(2023, 7, 3))
    event.start_time, event.end_time = "09:00", "12:00"
    event.save()
    make.talk(title="Ouverture", slug="ouverture", event=event, starts_at=datetime(2023, 7, 3, 9, tzinfo=UTC))
    lines = html(client, "/evenements/dakar.ics").splitlines()
    assert lines.count("DTSTART;TZID=Africa/Dakar:20230703T090000") == 2
    assert lines.count("DTEND;TZID=Africa/Dakar:20230703T120000") == 2
    linked = json.loads(html(client, "/evenements/dakar.json"))["@graph"][0]
    assert (linked["startDate"], linked["endDate"]) == ("2023-07-03T09:00:00+00:00", "2023-07-03T12:00:00+00:00")
    assert linked["subEvent"][0]["startDate"] == "2023-07-03T09:00:00+00:00"
    assert "9\u00a0h</time>" in html(client, "/interventions/ouverture/")


def test_an_hour_that_clocks_show_twice_is_two_moments(client):
    event = make.event(slug="nuit", starts_on=date(2024, 10, 27))
    for hour in (0, 1):
        make.talk(title=f"{hour}", slug=f"t{hour}", event=event, starts_at=datetime(2024, 10, 27, hour, 30, tzinfo=UTC))
    entries = _entries(client, "/evenements/nuit.ics")
    starts = [entries[str(hour)]["dtstart"].to_ical() for hour in (0, 1)]
    assert starts == [b"20241027T003000Z", b"20241027T013000Z"]
    assert entries["0"]["dtend"].to_ical() == b"20241027T013000Z"
    page = html(client, "/evenements/nuit/").replace("\u00a0", " ")
    assert ("2 h 30 (heure d’été)" in page, "2 h 30 (heure d’hiver)" in page) == (True, True)
    assert "3 h" not in page
    make.talk(event=event, starts_at=datetime(2024, 10, 27, 2, 30, tzinfo=UTC))
    assert ">3 h 30<" in html(client, "/evenements/nuit/").replace("\u00a0", " ")
    starts = [json.loads(html(client, f"/interventions/t{hour}.json"))["@graph"][0]["startDate"] for hour in (0, 1)]
    assert starts == ["2024-10-27T02:30:00+02:00", "2024-10-27T02:30:00+01:00"]


@pytest.fixture
def posted():
    """An evening, a tweet of the next day about it, one of which no day is known, and words that each of them tells."""
    evening = make.event(title="Veillée", slug="veillee", city="Sète", starts_on=date(2019, 3, 2))
    article = make.source(title="Le récit", url="https://gazette.fr/recit")
    said = {"event": evening, "author_name": "Zoé", "handle": "zoe_s", "source": article}
    dated = make.tweet(text="la mer monte", posted_on=date(2019, 3, 3), **said)
    undated = make.tweet(text="la mer baisse", posted_on=None, **said)
    make.quote(text="on y reviendra", event=evening, tweet=dated, source=article, attribution="un pêcheur")
    make.quote(text="on verra bien", event=evening, tweet=undated, attribution="un pêcheur")
    return dated, undated


def test_no_feed_says_the_day_of_a_tweet_for_that_of_its_event(client, posted):
    feed = ElementTree.fromstring(client.get("/evenements/veillee.atom").content)
    said = {entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}content") for entry in feed.iter(f"{ATOM}entry")}
    summary = said["@zoe_s : la mer monte"].replace("\u00a0", " ")
    assert "<p>Zoé, @zoe_s, 3 mars 2019</p><p>à propos de Veillée, 2 mars 2019</p>" in summary
    assert "<p>Zoé, @zoe_s</p>" in said["@zoe_s : la mer baisse"]
    words = [text for title, text in said.items() if "on y" in title or "on verra" in title]
    assert ["Veillée</p>" in text for text in words] == [True, True]  # no day: only the tweet has one, in its reference


def test_what_a_tweet_alone_tells_is_dated_by_the_tweet(client, posted):
    dated, undated = (tweet.quotes.get() for tweet in posted)
    assert dated.when == undated.when == When()
    document = json.loads(html(client, f"/citations/{dated.pk}.json"))["@graph"][0]
    assert "recordedAt" not in document
    assert document["isBasedOn"][1]["datePublished"] == "2019-03-03"
    text = html(client, f"/citations/{dated.pk}.txt").replace("\u00a0", " ").replace("\u202f", " ")
    assert text.startswith(
        "Un pêcheur, « on y reviendra » ; rapporté par un tweet de Zoé [@zoe_s], 3 mars 2019, "
        "à propos de Veillée, repris dans « Le récit », https://gazette.fr/recit ; en ligne"
    )
    ris = html(client, f"/citations/{dated.pk}.ris")
    assert "DA  - 2019/03/03" in ris and "T2  -" not in ris and "CY  -" not in ris
    csl = json.loads(html(client, f"/citations/{dated.pk}.csl.json"))[0]
    assert csl["issued"] == {"date-parts": [[2019, 3, 3]]}
    assert csl.keys() & {"event", "event-title", "event-place"} == set()
    bibtex = html(client, f"/citations/{dated.pk}.bib")
    assert "date = {2019-03-03}" in bibtex and "eventtitle" not in bibtex and "venue" not in bibtex
    text = html(client, f"/citations/{undated.pk}.txt")
    assert "rapporté par un tweet de Zoé [@zoe_s], s.\u00a0d., à propos de Veillée" in text
    assert "PY  -" not in html(client, f"/citations/{undated.pk}.ris")
    page = _text(html(client, dated.get_absolute_url()))
    assert "2 mars 2019" not in page and "3 mars 2019" in page


def test_a_talk_says_when_words_were_said_even_if_a_tweet_tells_them(client):
    talk = make.talk(title="Exposé", event=make.event(title="Veillée", starts_on=date(2019, 3, 2)))
    tweet = make.tweet(talk=talk, posted_on=date(2019, 3, 3))
    quote = make.quote(text="on y reviendra", talk=talk, tweet=tweet)
    assert quote.when == When(date(2019, 3, 2))
    assert json.loads(html(client, f"/citations/{quote.pk}.json"))["@graph"][0]["recordedAt"]["name"] == "Exposé"
    assert "Veillée, 2 mars 2019" in html(client, f"/citations/{quote.pk}.txt").replace("\u00a0", " ")


def test_the_search_finds_them_by_the_day_of_the_tweet_or_by_none(posted):
    dated, undated = posted
    place = [("quote", dated.quotes.get().pk), ("tweet", dated.pk)]
    other = [("quote", undated.quotes.get().pk), ("tweet", undated.pk)]
    assert find(read("du:2019-03-02 au:2019-03-02")).places == []
    assert sorted(find(read("du:2019-03-03 au:2019-03-03")).places) == place
    assert sorted(find(read("au:2030")).places) == place
    assert sorted(find(read(""), sort="newest").places[-2:]) == other
    undated.posted_on = date(2019, 3, 5)
    undated.save()
    assert sorted(find(read("du:2019-03-05 au:2019-03-05")).places) == other


def _entries(client, path):
    calendar = icalendar.Calendar.from_ical(client.get(path).content)
    return {str(entry["summary"]): entry for entry in calendar.walk("VEVENT")}


def _text(page):
    """The words of a page, without its tags."""
    return "".join(part.partition(">")[2] for part in page.split("<")).replace("\u00a0", " ")
