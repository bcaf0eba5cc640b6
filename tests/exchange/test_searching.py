"""The members' search by a key, and the keys on the account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from curation.models import Status
from exchange import limits
from exchange.models import ApiKey
from exchange.models.api_keys import MOST, digest_of
from members.holdings import holdings
from quotes import finding
from tests import builders as make
from tests.members.test_accounts import log_in

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search/quotes"


def log_in_for_sure(client, member):
    log_in(client, member.email)
    client.post("/compte/confirmer/", {"password": make.PASSWORD})


def key_of(member):
    return ApiKey(owner=member, name="Un script").draw()


def asked(token, query="", **how):
    return Client().get(f"{SEARCH}{query}", headers={"Authorization": f"Bearer {token}"}, **how)


@pytest.fixture
def member():
    return make.user(role="member")


def keys_page(client, person):
    log_in_for_sure(client, person)
    return client.get("/compte/cles-api/").content.decode()


def test_only_who_works_in_the_administration_is_offered_to_write(client, settings):
    editor = make.user(role="editor")
    assert 'name="scope"' in keys_page(client, editor)
    client.post("/compte/cles-api/", {"name": "Un script", "scope": "write"})
    assert editor.api_keys.get().scope == ApiKey.Scope.WRITE
    assert "lire et proposer des brouillons" in client.get("/compte/cles-api/").content.decode()
    client.logout()
    member = make.user(role="member")
    assert 'name="scope"' not in keys_page(client, member)
    client.post("/compte/cles-api/", {"name": "Un script", "scope": "write"})
    assert member.api_keys.get().scope == ApiKey.Scope.READ


@pytest.fixture
def token(member):
    return key_of(member)


def found(token, query):
    return [one["text"] for one in asked(token, query).json()["items"]]


def test_a_key_searches_as_the_page_does(token):
    person, theme = make.speaker(name="Léa Roy"), make.theme(name="Énergie")
    talk = make.talk()
    make.quote(text="la ville se raconte", talk=talk, speaker=person, themes=[theme])
    make.quote(text="ce que disait la ville", talk=talk)
    make.tweet(text="vive la ville", talk=talk)
    make.quote(text="ville cachée", talk=talk, status=Status.DRAFT)
    assert len(found(token, "?q=ville")) == 3
    assert found(token, "?q=villes -disait theme:énergie") == ["la ville se raconte"]
    assert found(token, '?q="vive la ville"') == ["vive la ville"]
    assert found(token, f"?q=ville&speaker={person.slug}") == ["la ville se raconte"]
    assert found(token, "?q=ville&kind=tweet") == ["vive la ville"]
    assert sorted(found(token, "?q=ville&kind=tweet&kind=verbatim")) == sorted(found(token, "?q=ville"))
    told = asked(token, "?q=ville").json()
    assert (told["count"], told["is_more"], told["next"]) == (3, False, None)
    assert {"value": "tweet", "label": "tweet", "count": 1} in told["facets"]["kind"]
    assert "post_url" in next(one for one in told["items"] if one["text"] == "vive la ville")


def test_the_results_are_read_to_the_end(token, monkeypatch):
    talk = make.talk()
    made = {make.quote(text=f"la ville {place}", talk=talk).text for place in range(7)}
    monkeypatch.setattr(finding, "COUNTED", 1000)
    read, following = [], f"{SEARCH}?q=ville&limit=3"
    while following:
        page = Client().get(following, headers={"Authorization": f"Bearer {token}"}).json()
        read += [one["text"] for one in page["items"]]
        following = page["next"]
    assert (len(read), set(read)) == (7, made)


@pytest.mark.any_engine
def test_without_a_key_nobody_searches(client, token, member):
    client.force_login(member)  # a session is no key: any site's script might use it
    for response in (client.get(SEARCH), asked(f"{token}x"), asked(""), asked(digest_of(token))):
        assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert response.json()["detail"]


@pytest.mark.any_engine
def test_a_key_dies_with_the_membership_and_lives_again_with_it(token, member):
    assert asked(token).status_code == 200
    member.member_until = timezone.localdate() - timedelta(days=1)
    member.save()
    assert asked(token).status_code == 403
    member.member_until = None
    member.save()
    assert asked(token).status_code == 200
    member.groups.clear()
    assert asked(token).status_code == 403


@pytest.mark.any_engine
def test_a_key_of_an_account_that_is_closed_or_gone_is_none(token, member):
    member.is_active = False
    member.save()
    assert asked(token).status_code == 403
    member.delete()
    assert asked(token).status_code == 401
    assert not ApiKey.objects.exists()


@pytest.mark.any_engine
def test_of_its_use_the_day_is_kept_and_no_more(token, django_assert_num_queries):
    key = ApiKey.objects.get()
    assert key.last_used_on is None
    asked(token, "?q=ville")
    key.refresh_from_db()
    assert key.last_used_on == timezone.localdate()
    with django_assert_num_queries(0):
        key.note_use()


@pytest.mark.any_engine
def test_no_answer_is_kept_by_anybody(token):
    headers = asked(token, "?q=ville").headers
    assert {"no-store", "private"} <= set(headers["Cache-Control"].split(", "))
    assert "ETag" not in headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert Client().options(SEARCH).status_code == 204


@pytest.mark.any_engine
def test_a_key_that_asks_too_often_waits_and_others_do_not(token, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "key", 1)
    monkeypatch.setattr(limits, "time", lambda: 60.0)
    other = key_of(make.user(role="member"))
    assert [asked(token).status_code, asked(token).status_code, asked(other).status_code] == [200, 429, 200]
    assert asked(token).headers["Retry-After"] == "60"


@pytest.mark.any_engine
def test_what_the_search_cannot_read_is_refused_or_finds_nothing(token):
    assert asked(token, "?limit=101").status_code == 422
    assert asked(token, "?q=%00&year=x&kind=rien&speaker=%00").json()["items"] == []
    assert asked(token, "?q=ville&page=900").json()["items"] == []


@pytest.mark.any_engine
def test_a_member_makes_a_key_that_is_shown_once_and_revokes_it(client, member):
    log_in_for_sure(client, member)
    page = client.post("/compte/cles-api/", {"name": "Mon tableur"})
    key = ApiKey.objects.get()
    token = page.context["made"]
    assert token in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert (key.owner, key.name, key.prefix) == (member, "Mon tableur", token[:10])
    again = client.get("/compte/cles-api/").content.decode()
    assert key.prefix in again and token not in again
    assert asked(token).status_code == 200
    assert client.post(f"/compte/cles-api/{key.pk}/revoquer/").status_code == 302
    assert asked(token).status_code == 401


@pytest.mark.any_engine
def test_an_open_session_alone_makes_no_key(client, member):
    log_in(client, member.email)
    assert client.post("/compte/cles-api/", {"name": "x"}).headers["Location"].startswith("/compte/confirmer/")
    assert not ApiKey.objects.exists()


@pytest.mark.any_engine
def test_the_base_does_not_hold_a_key_nor_does_what_its_owner_takes_away(member, token):
    row = ApiKey.objects.values().get()
    assert token not in str(row)
    [told] = holdings(member)["exchange.apikey"]
    assert told["name"] == "Un script"
    assert digest_of(token) not in str(told)


@pytest.mark.any_engine
def test_nobody_makes_keys_without_end(client, member):
    for _place in range(MOST):
        key_of(member)
    log_in_for_sure(client, member)
    page = client.post("/compte/cles-api/", {"name": "Un de trop"})
    assert "révoquez-en une" in page.content.decode()
    assert member.api_keys.count() == MOST


@pytest.mark.any_engine
def test_a_key_is_nobody_else_s_to_revoke(client, token):
    client.force_login(make.user(role="administrator"))
    assert client.post(f"/compte/cles-api/{ApiKey.objects.get().pk}/revoquer/").status_code == 404
    assert asked(token).status_code == 200
