from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone

from curation import history
from curation.models import Status
from events.models import Appearance, Talk
from reading.programmes import ical as reading
from search.queries import read
from tests import builders as make
from tests.searching import find

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def calendar(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(response.content)


def entries(client, path):
    return {str(entry["summary"]): entry for entry in calendar(client, path).walk("VEVENT")}


def test_an_event_without_hours_takes_up_whole_days_and_ends_the_morning_after(client):
    make.event(title="Atelier", slug="atelier", starts_on=date(2015, 7, 6), ends_on=date(2015, 7, 8))
    entry = entries(client, "/evenements/atelier.ics")["Atelier"]
    assert entry["dtstart"].to_ical() == b"20150706"
    assert entry["dtstart"].params["VALUE"] == "DATE"
    assert entry["dtend"].to_ical() == b"20150709"


def test_the_name_of_a_calendar_is_escaped_as_all_texts_are(client):
    make.event(title="L’eau ; la terre, et C:\\n", slug="atelier")
    answer = client.get("/evenements/atelier.ics").content.decode()
    assert "X-WR-CALNAME:L’eau \\; la terre\\, et C:\\\\n\r\n" in answer
    assert reading.read(answer.encode()).events[0].title == "L’eau ; la terre, et C:\\n"


def test_hours_are_those_of_paris(client):
    make.event(title="Atelier", slug="atelier", start_time=time(14, 30), end_time=time(18, 0))
    entry = entries(client, "/evenements/atelier.ics")["Atelier"]
    assert entry["dtstart"].params["TZID"] == "Europe/Paris"
    assert entry["dtstart"].to_ical() == b"20150708T143000"
    assert entry["dtend"].dt.astimezone(UTC) == datetime(2015, 7, 8, 16, 0, tzinfo=UTC)


def test_an_evening_ends_after_midnight(client):
    make.event(title="Soirée", slug="soiree", start_time=time(20), end_time=time(1))
    assert entries(client, "/evenements/soiree.ics")["Soirée"]["dtend"].to_ical() == b"20150709T010000"
    linked = client.get("/evenements/soiree.json").json()["@graph"][0]
    assert linked["endDate"] == "2015-07-09T01:00:00+02:00"


def test_an_end_before_the_start_is_left_out(client):
    make.event(title="Journée", slug="journee", start_time=time(14), end_time=time(9))
    assert "dtend" not in entries(client, "/evenements/journee.ics")["Journée"]


def test_the_time_zone_is_told_in_full(client):
    make.event(slug="atelier", start_time=time(14, 30))
    zone = calendar(client, "/evenements/atelier.ics").walk("VTIMEZONE")[0]
    assert zone["tzid"] == "Europe/Paris"
    paris = zone.to_tz()
    assert datetime(2015, 7, 8, 12, tzinfo=paris).utcoffset().total_seconds() == 7200
    assert datetime(2015, 12, 8, 12, tzinfo=paris).utcoffset().total_seconds() == 3600


def test_lines_end_and_fold_as_the_standard_has_it(client):
    make.event(slug="atelier", summary="Une présentation, longue ; très longue. " * 20)
    content = client.get("/evenements/atelier.ics").content
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    entry = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert entry["description"].startswith("Une présentation, longue ; très longue. ")


def test_an_entry_keeps_its_identity_when_the_record_changes_and_tells_when_it_did(client):
    event = make.event(title="Atelier", slug="atelier")
    before = entries(client, "/evenements/atelier.ics")["Atelier"]
    event.title, event.slug = "Grand atelier", "grand-atelier"
    event.save()
    after = entries(client, "/evenements/grand-atelier.ics")["Grand atelier"]
    assert before["uid"] == after["uid"]
    assert after["dtstamp"].dt == event.updated_at.replace(microsecond=0)


def test_an_event_without_a_date_has_no_calendar(client):
    make.event(slug="un-jour", starts_on=None)
    make.talk(slug="un-expose", event=make.event(starts_on=None))
    assert client.get("/evenements/un-jour.ics").status_code == 404
    assert client.get("/interventions/un-expose.ics").status_code == 404
    assert entries(client, "/evenements.ics") == {}


def test_a_talk_without_an_hour_takes_up_the_day_of_its_event(client):
    make.talk(title="Exposé", slug="expose", speakers=[make.speaker(name="Camille Martin")])
    entry = entries(client, "/interventions/expose.ics")["Exposé"]
    assert entry["dtstart"].to_ical() == b"20150708"
    assert "Camille Martin" in entry["description"]


def test_an_event_comes_with_those_of_its_talks_that_have_an_hour(client):
    event = make.event(title="Atelier", slug="atelier")
    make.talk(event=event, title="Sans heure")
    make.talk(event=event, title="À neuf heures", starts_at=datetime(2015, 7, 8, 7, tzinfo=UTC))
    found = entries(client, "/evenements/atelier.ics")
    assert list(found) == ["Atelier", "À neuf heures"]
    assert found["À neuf heures"]["dtstart"].to_ical() == b"20150708T090000"


def test_a_person_has_the_talks_given_and_the_events_served(client):
    person = make.speaker(slug="camille-martin")
    make.talk(title="Exposé", speakers=[person])
    event = make.event(title="Atelier")
    Appearance.objects.create(event=event, speaker=person, role=Appearance.Role.HOST)
    make.talk(title="D’un autre")
    assert set(entries(client, "/intervenants/camille-martin.ics")) == {"Exposé", "Atelier"}


def test_drafts_are_in_no_calendar(client):
    person = make.speaker(slug="camille-martin")
    event = make.event(title="Atelier", slug="atelier")
    make.talk(event=event, title="Brouillon", slug="brouillon", status=Status.DRAFT, speakers=[person],
              starts_at=datetime(2015, 7, 8, 7, tzinfo=UTC))  # fmt: skip
    make.event(title="Brouillon", slug="brouillon", status=Status.DRAFT)
    hidden = make.speaker(name="Cachée", status=Status.DRAFT)
    make.talk(event=event, slug="expose", title="Exposé", speakers=[hidden])
    assert set(entries(client, "/evenements.ics")) == {"Atelier"}
    assert set(entries(client, "/evenements/atelier.ics")) == {"Atelier"}
    assert entries(client, "/intervenants/camille-martin.ics") == {}
    assert "Cachée" not in entries(client, "/interventions/expose.ics")["Exposé"]["description"]
    for path in ("/evenements/brouillon.ics", "/interventions/brouillon.ics"):
        assert client.get(path).status_code == 404


def test_a_calendar_that_has_not_changed_is_not_sent_again(client):
    make.event(slug="atelier")
    first = client.get("/evenements.ics")
    assert client.get("/evenements.ics", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_the_calendar_of_a_long_history_comes_in_pages_the_latest_first(client):
    for year in range(101):
        make.event(title=f"Fête {year}", starts_on=date(1920 + year, 5, 1))
    first = client.get("/evenements.ics")
    assert len(entries(client, "/evenements.ics")) == 100
    assert first.headers["Link"] == '<http://testserver/evenements.ics?page=2>; rel="next"'
    assert set(entries(client, "/evenements.ics?page=2")) == {"Fête 0"}
    assert "Link" not in client.get("/evenements.ics?page=2").headers


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_calendars_cost(client, django_assert_num_queries, number):
    person = make.speaker(slug="camille-martin")
    event = make.event(slug="atelier")
    for _ in range(number):
        make.event()
    # At once: each that is saved by itself asks when all the others end.
    at_seven = {"event": event, "day": event.starts_on, "starts_at": datetime(2015, 7, 8, 7, tzinfo=UTC)}
    said = {"title": "Exposé", "status": Status.PUBLISHED} | at_seven
    talks = Talk.objects.bulk_create(Talk(slug=f"expose-{n}", **said) for n in range(number))
    Appearance.objects.bulk_create(Appearance(event=event, talk=talk, speaker=person) for talk in talks)
    with django_assert_num_queries(2):
        client.get("/evenements.ics")
    with django_assert_num_queries(5):
        client.get("/evenements/atelier.ics")
    with django_assert_num_queries(5):
        client.get("/intervenants/camille-martin.ics")


def talk_at(event, hour, **fields):
    return make.talk(event=event, starts_at=datetime(2015, 7, 8, hour, tzinfo=UTC), **fields)


def ends(client, path):
    return {name: entry["dtend"].to_ical()[9:13].decode() for name, entry in entries(client, path).items()}


def test_a_talk_ends_when_its_record_says_or_when_the_room_or_the_event_needs_it(client):
    event = make.event(title="Atelier", slug="atelier", start_time=time(9), end_time=time(13))
    talk_at(event, 7, title="dite", room="A", ends_at=datetime(2015, 7, 8, 7, 40, tzinfo=UTC))
    talk_at(event, 8, title="suivie", room="A")
    talk_at(event, 9, title="dernière", room="A")
    talk_at(event, 8, title="à côté", room="B")
    found = ends(client, "/evenements/atelier.ics")
    assert found == {"Atelier": "1300", "dite": "0940", "suivie": "1100", "dernière": "1300", "à côté": "1300"}


def test_what_comes_long_after_a_talk_does_not_tell_its_end(client):
    event = make.event(title="Nuit", slug="nuit", start_time=time(9), end_time=time(23))
    starts = {"matin": (8, 0), "midi": (11, 1), "soir": (16, 0), "veillée": (20, 30)}
    for title, at in starts.items():
        make.talk(title=title, event=event, starts_at=datetime(2015, 7, 8, *at, tzinfo=PARIS))
    found = ends(client, "/evenements/nuit.ics")
    assert found == {"Nuit": "2300", "matin": "0830", "midi": "1131", "soir": "1630", "veillée": "2300"}


def test_a_talk_ends_when_the_next_one_begins_after_midnight_or_the_evening_closes(client):
    event = make.event(title="Nuit", slug="nuit", start_time=time(20), end_time=time(2))
    for title, moment in {"un": (8, 23, 40), "deux": (9, 0, 5)}.items():
        make.talk(title=title, event=event, starts_at=datetime(2015, 7, *moment, tzinfo=PARIS))
    assert ends(client, "/evenements/nuit.ics") == {"Nuit": "0200", "un": "0005", "deux": "0200"}


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_year_that_cannot_be_stops_nothing(client, day):
    wrong = make.event(title="Faute", slug="faute", starts_on=day, start_time=time(20), end_time=time(1))
    person, theme = make.speaker(slug="camille"), make.theme(slug="gouvernance")
    talk = make.talk(title="Exposé", slug="expose", event=wrong, speakers=[person], themes=[theme])
    make.talk(event=wrong, day=day, speakers=[person])
    quote = make.quote(text="parole", talk=talk, speaker=person, themes=[theme])
    tweet = make.tweet(text="parole", event=wrong, posted_on=day, themes=[theme])
    make.quote(text="parole", event=wrong, tweet=tweet)
    make.event(title="Atelier", slug="atelier")
    assert set(entries(client, "/evenements.ics")) == {"Atelier"}
    assert entries(client, "/intervenants/camille.ics") == {}
    for path in ("/evenements/faute.ics", "/interventions/expose.ics"):
        assert client.get(path).status_code == 404
    pages = ["evenements", "evenements/faute", "interventions", "interventions/expose", "citations", "tweets"]
    pages += ["intervenants/camille", "themes/gouvernance"]
    paths = [f"/{page}/" for page in pages] + ["/", "/sitemap.xml", "/sitemap-events.xml", "/index.atom"]
    paths += [quote.get_absolute_url(), tweet.get_absolute_url(), "/evenements/faute.atom", "/themes/gouvernance.atom"]
    paths += [f"/citations/{quote.pk}.{form}" for form in ("txt", "ris", "bib", "csl.json", "json")]
    paths += ["/evenements/faute.json", "/interventions/expose.json", f"/tweets/{tweet.pk}.json"]
    statuses = {path: client.get(path).status_code for path in paths}
    assert {path: status for path, status in statuses.items() if status != 200} == {}
    assert "startDate" not in client.get("/evenements/faute.json").json()["@graph"][0]
    assert len(find(read("parole")).places) == 3
    assert find(read("parole au:2100")).places == []


def test_a_talk_of_which_nothing_tells_the_end_takes_half_an_hour(client):
    event = make.event(slug="nuits", title="Nuits", starts_on=date(2015, 7, 7), ends_on=date(2015, 7, 9))
    talk_at(event, 21, title="tard", slug="tard")
    make.talk(event=event, title="le lendemain", starts_at=datetime(2015, 7, 9, 7, tzinfo=UTC))
    assert ends(client, "/interventions/tard.ics") == {"tard": "2330"}
    make.talk(event=event, title="brouillon", status=Status.DRAFT, starts_at=datetime(2015, 7, 8, 21, 5, tzinfo=UTC))
    assert ends(client, "/interventions/tard.ics") == {"tard": "2330"}


def sequences(client, path):
    return {name: int(entry["sequence"]) for name, entry in entries(client, path).items()}


@pytest.mark.parametrize(
    "change",
    [
        {"start_time": time(14)},
        {"starts_on": date(2015, 7, 9)},
        {"ends_on": date(2015, 7, 9)},
        {"venue": "Ailleurs"},
        {"time_zone": "Africa/Dakar"},
    ],
)
def test_an_event_that_is_moved_has_the_same_identity_and_one_revision_more(client, change):
    event = make.event(title="Atelier", slug="atelier", start_time=time(9))
    before = entries(client, "/evenements/atelier.ics")["Atelier"]
    for name, value in change.items():
        setattr(event, name, value)
    event.save()
    after = entries(client, "/evenements/atelier.ics")["Atelier"]
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    event.summary = "Une faute de moins."
    event.save()
    assert sequences(client, "/evenements/atelier.ics") == {"Atelier": 1}


def test_a_talk_that_is_moved_and_one_that_ends_otherwise_for_it_have_one_revision_more(client):
    event = make.event(title="Atelier", slug="atelier")
    talk_at(event, 7, title="Un")
    moved = talk_at(event, 8, title="Deux")
    talk_at(event, 10, title="Trois", room="B")
    assert sequences(client, "/evenements/atelier.ics") == {"Atelier": 0, "Un": 1, "Deux": 0, "Trois": 0}
    moved.starts_at = datetime(2015, 7, 8, 9, tzinfo=UTC)
    moved.save()
    assert sequences(client, "/evenements/atelier.ics") == {"Atelier": 0, "Un": 2, "Deux": 1, "Trois": 0}
    moved.abstract = "Une faute de moins."
    moved.save()
    assert sequences(client, "/evenements/atelier.ics") == {"Atelier": 0, "Un": 2, "Deux": 1, "Trois": 0}
    moved.delete()
    assert sequences(client, "/evenements/atelier.ics") == {"Atelier": 0, "Un": 3, "Trois": 0}


def test_the_revision_of_a_talk_grows_wherever_it_goes_and_never_goes_back(client):
    event, other = make.event(), make.event()
    for city in ("Lyon", "Nantes", "Lille"):
        event.city = city
        event.save()
    talk = talk_at(event, 7, slug="expose", title="Exposé")
    assert sequences(client, "/interventions/expose.ics") == {"Exposé": 3}
    talk.event = other
    talk.save()
    assert sequences(client, "/interventions/expose.ics") == {"Exposé": 4}
    as_it_was = history.snapshot(talk)
    talk.starts_at = datetime(2015, 7, 8, 9, tzinfo=UTC)
    talk.save()
    history.put_back(as_it_was)
    assert sequences(client, "/interventions/expose.ics") == {"Exposé": 6}


def test_the_place_of_a_talk_begins_with_its_room(client):
    talk_at(make.event(venue="Hôtel de ville", city="Lyon"), 7, slug="expose", title="Exposé", room="Salle B")
    assert entries(client, "/interventions/expose.ics")["Exposé"]["location"] == "Salle B, Hôtel de ville, Lyon"


def test_each_zone_is_told_once_and_only_where_there_are_hours(client):
    make.event(slug="jour")
    assert calendar(client, "/evenements/jour.ics").walk("VTIMEZONE") == []
    make.event(time_zone="America/New_York", start_time=time(9))
    make.event(time_zone="Africa/Dakar", start_time=time(9))
    make.event(time_zone="Africa/Dakar", start_time=time(10))
    zones = calendar(client, "/evenements.ics").walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Africa/Dakar", "America/New_York"]
    offset = datetime(2015, 7, 8, 12, tzinfo=zones[1].to_tz()).utcoffset()
    assert offset.total_seconds() == -4 * 3600


@pytest.mark.parametrize(
    ("state", "status"), [("cancelled", "CANCELLED"), ("postponed", "TENTATIVE"), ("planned", None)]
)
def test_what_is_called_off_or_put_off_says_so_with_all_that_is_of_it(client, state, status):
    event = make.event(title="Atelier", slug="atelier")
    talk = make.talk(title="Exposé", slug="expose", event=event, day=event.starts_on)
    for record, told in ((talk, {"Exposé": status, "Atelier": None}), (event, {"Exposé": status, "Atelier": status})):
        record.state = state
        record.save()
        assert {name: entry.get("status") for name, entry in entries(client, "/evenements/atelier.ics").items()} == told


def test_a_calendar_in_which_nothing_is_yet_has_the_one_component_that_the_standard_wants(client):
    make.theme(name="gouvernance", slug="gouvernance")
    make.event(title="Sans date", starts_on=None)
    for path in ("/themes/gouvernance.ics", "/evenements.ics"):
        empty = calendar(client, path)
        assert [component.name for component in empty.subcomponents] == ["VTIMEZONE"]
        assert client.get(path).content == client.get(path).content


def test_a_theme_has_the_talks_that_bear_it(client):
    theme = make.theme(slug="gouvernance")
    event = make.event(title="Atelier")
    make.talk(title="Exposé", event=event, themes=[theme])
    make.talk(title="Un autre", event=event)
    make.talk(title="Brouillon", event=event, themes=[theme], status=Status.DRAFT)
    assert list(entries(client, "/themes/gouvernance.ics")) == ["Exposé"]


def test_calendars_are_linked_beside_what_they_are_of(client):
    person, theme = make.speaker(slug="camille"), make.theme(slug="gouvernance")
    talk = make.talk(speakers=[person], themes=[theme], event=make.event(starts_on=timezone.localdate()))
    for record in (person, theme, talk, talk.event):
        path = record.get_absolute_url()
        main = client.get(path).content.decode().partition("<main")[2]
        assert f'href="{path[:-1]}.ics"' in main
    assert 'href="/evenements.ics"' in client.get("/evenements/").content.decode().partition("<main")[2]
