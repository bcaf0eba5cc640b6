from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from alerts.models import Alert
from alerts.publications import note
from curation.models import Status
from quotes.models import Quote
from tests import builders as make
from tests.alerts.follows import follow

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, alert):
    note()
    response = client.get(alert.feed_url)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return list(ElementTree.fromstring(response.content).iter(f"{ATOM}entry"))


def titles(client, alert):
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, alert)]


def test_a_feed_has_what_the_alert_follows_the_newest_first(client):
    make.quote(text="la gouvernance d’avant", attribution="une élue")
    alert = follow()
    make.quote(text="la gouvernance d’après", attribution="une élue")
    make.quote(text="autre chose")
    assert titles(client, alert) == [
        "une élue\u00a0: «\u202fla gouvernance d’après\u202f»",
        "une élue\u00a0: «\u202fla gouvernance d’avant\u202f»",
    ]


def test_an_entry_is_known_by_its_permanent_address_and_dated_by_its_publication(client):
    make.quote()
    quote = make.quote(text="la gouvernance", status=Status.DRAFT)
    alert = follow(language="en")
    Quote.objects.filter(pk=quote.pk).update(status=Status.PUBLISHED, created_at=timezone.now() - timedelta(days=400))
    [entry] = entries(client, alert)
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/c/{quote.pk}"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver/en/citations/{quote.pk}-la-gouvernance/"
    assert entry.findtext(f"{ATOM}updated")[:4] == str(timezone.now().year)


def test_titles_only_are_titles_only(client):
    make.quote(text="la gouvernance")
    [entry] = entries(client, follow(content="titles"))
    assert not entry.findtext(f"{ATOM}content")
    [entry] = entries(client, follow())
    assert "la gouvernance" in entry.findtext(f"{ATOM}content")


def test_what_is_hidden_leaves_the_feed(client):
    quote = make.quote(text="la gouvernance")
    alert = follow()
    assert len(entries(client, alert)) == 1
    Quote.objects.filter(pk=quote.pk).update(status=Status.DRAFT)
    assert entries(client, alert) == []


def test_a_feed_is_nobody_elses_and_no_machines(client):
    make.quote(text="la gouvernance")
    response = client.get(follow().feed_url)
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in response.headers
    assert not response.cookies


def test_a_reader_that_comes_back_is_told_that_nothing_changed(client):
    make.quote(text="la gouvernance")
    alert = follow()
    first = client.get(alert.feed_url)
    assert client.get(alert.feed_url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    make.quote(text="encore la gouvernance")
    note()
    assert client.get(alert.feed_url, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_revoked_key_and_any_other_answer_no_more(client):
    alert = follow()
    before = alert.feed_url
    alert.renew_key()
    assert alert.feed_url != before
    assert client.get(before).status_code == 404
    assert client.get(alert.feed_url).status_code == 200
    assert client.get(f"/alertes/{alert.feed_key[:-1]}.atom").status_code == 404
    assert client.get(f"/alertes/{alert.pk}.atom").status_code == 404
    alert.remove()
    assert client.get(alert.feed_url).status_code == 404


def test_a_key_opens_its_feed_alone(client):
    make.quote(text="la gouvernance")
    make.quote(text="la ville")
    mine, another = follow(query="q=ville"), follow()
    assert ["ville" in title for title in titles(client, mine)] == [True]
    assert ["ville" in title for title in titles(client, another)] == [False]
    assert len({alert.feed_key for alert in Alert.objects.all()}) == 2


def test_the_feed_of_who_is_no_member_any_more_says_so(client):
    owner = make.user(role="member")
    make.quote(text="la gouvernance")
    alert = follow(owner=owner)
    owner.member_until = timezone.localdate() - timedelta(days=1)
    owner.save()
    response = client.get(alert.feed_url)
    assert response.status_code == 410
    assert response.content.decode() == "Ce flux s’est arrêté avec l’adhésion de son propriétaire.\n"


@pytest.mark.parametrize("number", [1, 60])
def test_a_feed_costs_the_same_for_one_entry_and_for_fifty(client, django_assert_num_queries, number):
    theme = make.theme()
    for _ in range(number):
        make.quote(themes=[theme]), make.tweet(themes=[theme]), make.talk(themes=[theme], speakers=[make.speaker()])
    alert = follow(theme=theme)
    with django_assert_num_queries(10):
        found = ElementTree.fromstring(client.get(alert.feed_url).content)
    assert len(list(found.iter(f"{ATOM}entry"))) == min(3 * number, 50)
