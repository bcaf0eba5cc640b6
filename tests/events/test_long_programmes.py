"""The page of an event, and its other forms, that has more talks than one page holds."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from curation.models import Status
from events.models import Appearance, Talk, ThemedTalk
from tests import builders as make
from tests.test_steps import counted

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2015, 7, 1), date(2015, 7, 2)
NAMED = re.compile(r'class="slot.*?href="/interventions/([\w-]+)/"', re.DOTALL)
STEPS = 200  # a talk: that it is counted, sorted, and what it bears and who speaks counted for the table of themes


def talks(event, numbers, *, day, with_hours=True):
    """Talks of a day, each with a person and a theme."""
    person, theme = make.speaker(), make.theme()
    eight = day and datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    rows = Talk.objects.bulk_create(
        Talk(
            event=event, title=f"Exposé {n}", slug=f"expose-{n}", position=n, status=Status.PUBLISHED, day=day,
            starts_at=eight + timedelta(minutes=n % 600) if day and with_hours else None,
        )
        for n in numbers
    )  # fmt: skip
    Appearance.objects.bulk_create(Appearance(event=event, talk=row, speaker=person) for row in rows)
    ThemedTalk.objects.bulk_create(ThemedTalk(content_object=row, tag=theme) for row in rows)
    return rows


@pytest.fixture
def festival():
    """Two days, of which one has several hundreds of talks; of some talks nobody knows the day."""
    event = make.event(title="Festival", slug="festival", starts_on=FIRST, ends_on=LAST)
    talks(event, range(620), day=FIRST)
    talks(event, range(620, 1020), day=LAST, with_hours=False)
    talks(event, range(1020, 1050), day=None)
    return event


def read(client, address):
    """(the words of the answer, the address of the next one that its header tells)."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    following = re.search("<(.*?)>", answer.headers.get("Link", ""))
    return answer.content.decode(), following and following[1]


def turned(client, address):
    """Yield the page and those that its pager of the programme leads to."""
    while address:
        page, _following = read(client, address)
        yield page
        programme = page.partition('id="programme"')[2].partition("</section>")[0]
        after = re.search(r'rel="next" href="([^"]*)"', programme)
        address = after and "/evenements/festival/" + after[1].replace("&amp;", "&")


def test_a_long_programme_is_shown_by_day_and_by_hundreds_and_each_talk_once(client, festival):
    page, _following = read(client, "/evenements/festival/")
    days = re.findall(r'<a href="(\?jour=[\w-]+)#programme"', page)
    assert days == ["?jour=2015-07-01", "?jour=2015-07-02", "?jour=sans"]
    found = [NAMED.findall(one) for day in days for one in turned(client, f"/evenements/festival/{day}")]
    assert [len(one) for one in found] == [100] * 6 + [20] + [100] * 4 + [30]
    assert sum(found, [])[620:] == [f"expose-{n}" for n in range(620, 1050)]
    assert {*sum(found, [])} == {talk.slug for talk in Talk.objects.all()}


def test_a_day_that_is_none_of_the_programme_is_its_first(client, festival):
    first = NAMED.findall(read(client, "/evenements/festival/")[0])
    for asked in ("2015-07-03", "rien", "2015-07-01"):
        assert NAMED.findall(read(client, f"/evenements/festival/?jour={asked}")[0]) == first


def test_the_other_forms_have_all_of_a_long_programme_in_their_sum(client, festival):
    for form, talk in (
        ("json", r'"url": "[^"]*/interventions/([\w-]+)/"'),
        ("ics", r"URL:\S*/interventions/([\w-]+)/"),
    ):
        address, found = f"/evenements/festival.{form}", []
        while address:
            told, address = read(client, address)
            found.append(re.findall(talk, told))
        assert [len(one) for one in found] == (
            [1000, 50] if form == "json" else [1000, 20]
        )  # of 30 nobody knows the day
        assert len({*sum(found, [])}) == sum(map(len, found))


def test_words_of_a_talk_on_another_page_are_not_among_the_others(client, festival):
    last = festival.talks.get(slug="expose-1019")
    make.quote(text="dit le dernier jour", talk=last)
    make.quote(text="dit dans la salle", event=festival)
    page, _following = read(client, "/evenements/festival/")
    assert "dit dans la salle" in page.partition('id="paroles"')[2]
    assert "dit le dernier jour" not in page
    page = list(turned(client, "/evenements/festival/?jour=2015-07-02"))[-1]
    assert "dit le dernier jour" in page.partition('id="programme"')[2].partition("</section>")[0]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone counts its steps")
@pytest.mark.parametrize("with_hours", [True, False])
@pytest.mark.parametrize("day", [FIRST, None])
def test_each_talk_more_costs_a_page_of_its_event_few_steps(client, day, with_hours):
    event = make.event(slug="festival", starts_on=FIRST, ends_on=LAST)
    costs, lengths = [], []
    for numbers in (range(600), range(600, 1800)):
        some = talks(event, numbers, day=day, with_hours=with_hours)
        for address in ("/evenements/festival/", some[-1].get_absolute_url()):
            with counted() as count:
                lengths.append(len(read(client, address)[0]))
            costs.append(count[0])
    assert max(costs[2] - costs[0], costs[3] - costs[1]) < STEPS * 1200
    assert lengths[2:] == pytest.approx(lengths[:2], rel=0.05)
