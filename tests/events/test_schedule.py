import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from events.models import Event, Talk
from events.timing import When
from quotes.models import Quote, Tweet
from search.queries import read
from tests import builders as make
from tests.searching import find

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
FIRST, SECOND, LAST = date(2014, 12, 27), date(2014, 12, 28), date(2014, 12, 30)
LATE = datetime(2014, 12, 28, 23, 30, tzinfo=UTC)  # the 29th in Paris


def found(words):
    return find(read(words)).count


def test_what_is_known_of_a_time_is_said_and_no_more():
    event = Event(starts_on=FIRST, ends_on=LAST)
    hour = datetime(2014, 12, 29, 0, 30, tzinfo=PARIS)
    end = datetime(2014, 12, 29, 1, 0, tzinfo=PARIS)
    told = Talk(event=event, starts_at=LATE, ends_at=end.astimezone(UTC), day=SECOND)
    assert told.when == When(date(2014, 12, 29), starts_at=hour, ends_at=end)
    assert str(told.when.starts_at) == "2014-12-29 00:30:00+01:00"
    assert Talk(event=event, day=SECOND).when == When(SECOND)
    assert Talk(event=event).when == When(FIRST, LAST)
    assert Talk(event=Event(starts_on=FIRST)).when == When(FIRST)
    assert Talk(event=Event()).when == When()
    assert Quote(event=event, talk=Talk(event=event, day=SECOND)).when == When(SECOND)
    assert Quote(event=event).when == When(FIRST, LAST)
    assert Tweet(event=event, posted_on=SECOND).when == When(SECOND)
    assert Tweet(event=event).when == Tweet(event=event, talk=Talk(event=event, day=SECOND)).when == When()
    assert (When(FIRST).only_day, When(FIRST, LAST).only_day) == (FIRST, None)


def test_the_day_of_a_talk_follows_its_hour_in_the_zone_of_its_event():
    event = make.event(starts_on=FIRST, ends_on=LAST)
    talk = make.talk(event=event, starts_at=LATE)
    quote = make.quote(talk=talk, text="parole")
    assert (talk.day, found("parole du:2014-12-29")) == (date(2014, 12, 29), 1)
    event.time_zone = "Africa/Dakar"
    event.save()
    talk.refresh_from_db()
    assert (talk.day, found("parole du:2014-12-29"), found("parole du:2014-12-28 au:2014-12-28")) == (SECOND, 0, 1)
    talk.event = make.event(time_zone="Asia/Tokyo", starts_on=FIRST, ends_on=LAST)
    talk.save()
    assert talk.day == date(2014, 12, 29)
    talk.starts_at = None
    talk.day = LAST
    talk.save(update_fields=["starts_at"])
    assert found("parole du:2014-12-30") == 1
    assert Quote.objects.select_related("talk", "event").get(pk=quote.pk).when == When(LAST)


def test_the_search_shows_the_day_and_the_hour_of_each_result():
    event = make.event(starts_on=FIRST, ends_on=LAST, time_zone="Asia/Tokyo")
    make.quote(text="parole", talk=make.talk(event=event, starts_at=LATE))
    make.tweet(text="parole", talk=make.talk(event=event, day=SECOND), posted_on=None)
    rows = find(read("parole")).rows
    assert [row.when.day for row in rows] == [date(2014, 12, 29), None]
    assert str(rows[0].when.starts_at) == "2014-12-29 08:30:00+09:00"


@pytest.mark.parametrize("name", ["Europe/Pari", "Paris", "", "Europe", "../etc/passwd", "europe/paris"])
def test_a_time_zone_that_is_none_is_refused_in_words(name):
    event = Event(title="Atelier", time_zone=name)
    assert event.zone == PARIS
    with pytest.raises(ValidationError) as error:
        event.full_clean()
    if name:
        said = f"« {name} » n’est pas un fuseau horaire : écrivez par exemple Europe/Paris ou Africa/Dakar."
        assert error.value.message_dict["time_zone"] == [said]


def talk_of(event, **fields):
    talk = Talk(event=event, title="Exposé", **fields)
    talk.full_clean()
    return talk


@pytest.mark.parametrize(
    "fields",
    [
        {"day": FIRST},
        {"day": LAST},
        {"starts_at": datetime(2014, 12, 31, 0, 30, tzinfo=PARIS)},
        {"starts_at": datetime(2014, 12, 31, 5, 59, tzinfo=PARIS)},
    ],
)
def test_a_day_of_the_event_is_taken_and_the_night_after_it(fields):
    talk_of(make.event(starts_on=FIRST, ends_on=LAST), **fields).save()


@pytest.mark.parametrize(
    "fields",
    [
        {"day": date(2014, 12, 26)},
        {"day": date(2014, 12, 31)},
        {"starts_at": datetime(2014, 12, 31, 6, 0, tzinfo=PARIS)},
        {"starts_at": datetime(2014, 12, 26, 23, 59, tzinfo=PARIS)},
    ],
)
def test_a_day_that_is_none_of_the_event_is_refused_in_words(fields):
    event = make.event(starts_on=FIRST, ends_on=LAST)
    with pytest.raises(ValidationError, match=r"n’est pas de l’évènement.*: du 27 au 30 décembre 2014\."):
        talk_of(event, **fields)
    with translation.override("en"), pytest.raises(ValidationError, match="27–30 December 2014"):
        talk_of(event, **fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_at": LATE, "ends_at": LATE}, "La fin n’est pas après le début."),
        ({"day": SECOND, "ends_at": LATE}, "Une heure de fin demande une heure de début."),
    ],
)
def test_an_end_comes_after_a_beginning(fields, said):
    event = make.event(starts_on=FIRST, ends_on=LAST)
    with pytest.raises(ValidationError, match=said):
        talk_of(event, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk(event=event, title="Exposé", **fields).save()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"starts_on": date(1, 1, 1)}, "starts_on"),
        ({"starts_on": date(9999, 12, 31), "start_time": time(23), "end_time": time(1)}, "starts_on"),
        ({"starts_on": FIRST, "ends_on": date(2514, 12, 28)}, "ends_on"),
    ],
)
def test_a_year_that_cannot_be_is_refused_in_words(fields, wrong):
    with pytest.raises(ValidationError) as error:
        Event(title="Atelier", **fields).full_clean()
    [said] = error.value.message_dict[wrong]
    assert said == f"L’année {fields[wrong].year:04} n’est pas plausible\u00a0: elle va de 1800 à 2200."
    event = make.event()
    for one in ({"day": date(1, 1, 1)}, {"starts_at": datetime(1, 1, 1, tzinfo=UTC)}):
        with pytest.raises(ValidationError, match="L’année 0001 n’est pas plausible"):
            talk_of(event, **one)
    with pytest.raises(ValidationError, match="L’année 9999"):
        Tweet(event=event, text="mots", author_name="A", handle="a", posted_on=date(9999, 1, 1)).full_clean()


@pytest.mark.parametrize(
    ("zone", "fields", "wrong"),
    [
        ("Europe/Paris", {"starts_on": date(2024, 3, 31), "start_time": time(2, 30)}, "start_time"),
        ("America/Sao_Paulo", {"starts_on": date(2018, 11, 4), "start_time": time(0, 30)}, "start_time"),
        ("Europe/Paris", {"starts_on": date(2024, 3, 30), "start_time": time(22), "end_time": time(2, 15)}, "end_time"),
        ("Europe/Paris", {"starts_on": date(2024, 3, 31), "end_time": time(2, 15)}, "end_time"),
        ("Pacific/Apia", {"starts_on": date(2011, 12, 30)}, "starts_on"),
        ("Pacific/Apia", {"starts_on": date(2011, 12, 28), "ends_on": date(2011, 12, 30)}, "ends_on"),
        ("Pacific/Kwajalein", {"starts_on": date(1993, 8, 21), "start_time": time(9)}, "starts_on"),
    ],
)
def test_an_hour_or_a_day_that_was_skipped_there_is_none_of_an_event(zone, fields, wrong):
    with pytest.raises(ValidationError) as error:
        Event(title="Atelier", time_zone=zone, **fields).full_clean()
    assert list(error.value.message_dict) == [wrong]
    assert "sauté" in error.value.message_dict[wrong][0]
    Event(title="Atelier", time_zone="Africa/Dakar", **fields).full_clean()


def test_a_day_that_was_skipped_there_is_none_of_a_talk():
    event = make.event(time_zone="Pacific/Apia", starts_on=date(2011, 12, 29), ends_on=date(2011, 12, 31))
    with pytest.raises(ValidationError, match="le calendrier l’a sauté"):
        talk_of(event, day=date(2011, 12, 30))


def test_no_line_of_sql_gives_an_hour_without_a_day():
    talk = make.talk()
    with pytest.raises(IntegrityError), transaction.atomic():
        Talk._base_manager.filter(pk=talk.pk).update(starts_at=LATE)


def test_what_the_days_and_numbers_of_calendars_follow_is_saved_record_by_record():
    event = make.event(starts_on=FIRST, ends_on=LAST)
    talk = talk_of(event, starts_at=LATE)
    talk.save()
    for rows, values in (
        (Talk.objects.filter(pk=talk.pk), {"starts_at": LATE + timedelta(days=1)}),
        (event.talks, {"starts_at": None, "ends_at": None}),
        (Event.objects.all(), {"time_zone": "Asia/Tokyo", "city": "Tokyo"}),
    ):
        with pytest.raises(ValueError, match="record by record"):
            rows.update(**values)
    with pytest.raises(ValueError, match="record by record"):
        Talk.objects.bulk_update([talk], ["starts_at"])
    talk.refresh_from_db()
    assert (talk.starts_at, talk.event.time_zone) == (LATE, "Europe/Paris")
    assert Talk.objects.update(position=3) == 1


def test_an_event_has_the_hours_of_its_place():
    event = Event(starts_on=SECOND, start_time=time(9), end_time=time(12), time_zone="Africa/Dakar")
    start, end = event.when.starts_at, event.when.ends_at
    assert (start.isoformat(), end.isoformat()) == ("2014-12-28T09:00:00+00:00", "2014-12-28T12:00:00+00:00")


# What begins at night


NIGHT = datetime(2014, 12, 29, 0, 30, tzinfo=PARIS)


def at_night(**fields):
    return make.talk(event=make.event(starts_on=FIRST, ends_on=LAST), day=date(2014, 12, 28), starts_at=NIGHT, **fields)


def test_what_begins_at_night_is_of_the_day_that_its_programme_says():
    talk = at_night()
    assert (talk.day, talk.programme_day, talk.when.day) == (date(2014, 12, 28), date(2014, 12, 28), date(2014, 12, 29))
    talk.starts_at = NIGHT.replace(hour=6)
    talk.save()
    assert talk.day == date(2014, 12, 29)


def test_a_night_stands_on_its_day_in_the_programme_and_has_its_own_date_everywhere_else(client):
    talk = at_night(title="Nuit des feuilles")
    make.talk(event=talk.event, title="Réveil", starts_at=NIGHT.replace(hour=9))
    make.talk(event=talk.event, title="Soir", starts_at=NIGHT.replace(day=28, hour=22))
    page = client.get(talk.event.get_absolute_url()).content.decode().partition("Programme</h2>")[2]
    told = re.findall(r'programme-day"><time datetime="\d+-\d+-(\d+)|(?<=>)(Soir|Nuit des feuilles|Réveil)<', page)
    assert ["".join(one) for one in told] == ["28", "Soir", "Nuit des feuilles", "29", "Réveil"]
    assert "DTSTART;TZID=Europe/Paris:20141229T003000" in client.get(f"/interventions/{talk.slug}.ics").content.decode()
    assert '"startDate": "2014-12-29T00:30:00+01:00"' in client.get(talk.get_absolute_url()).content.decode()


def test_many_talks_are_saved_as_one_by_one():
    talks = [
        make.talk(event=make.event(starts_on=FIRST, ends_on=LAST), title="Un", starts_at=NIGHT.replace(minute=15))
        for _time in range(2)
    ]
    follower = make.talk(event=talks[0].event, starts_at=NIGHT.replace(hour=0, minute=0))
    for talk in talks:
        talk.title, talk.starts_at = "Deux", NIGHT.replace(hour=5)
    Talk.objects.save_all(talks, ["title", "starts_at"])
    for talk in talks:
        talk.refresh_from_db()
    assert [(one.names, one.starts_at, one.day, one.sequence) for one in talks] == [
        ("deux\n", NIGHT.replace(hour=5), date(2014, 12, 29), 1)
    ] * 2
    follower.refresh_from_db()
    assert follower.sequence == 1


def test_what_is_cancelled_stays_so_in_an_event_that_is_put_off():
    talk = make.talk(event=make.event(state="postponed"), state="cancelled")
    assert talk.standing == "cancelled" and talk.event.standing == "postponed"
