"""The read API, asked as a program asks it."""

import base64
import json
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.models import FormerSlug, Status
from events.models import Appearance, Event, Talk
from exchange import limits
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker, SpeakerAlias
from tests import builders as make
from tests.test_permissions import kinds
from themes.models import Theme

pytestmark = pytest.mark.django_db
MODELS = {
    "events": Event, "talks": Talk, "speakers": Speaker, "organizations": Organization, "themes": Theme,
    "quotes": Quote, "tweets": Tweet, "sources": Source,
}  # fmt: skip


def items(client, address):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    return response.json()["items"]


def numbers(client, address):
    return [item["number"] for item in items(client, address)]


def cursor_of(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def everything(client, address):
    """All that a client reads that follows `next`."""
    found, following = [], f"/api/v1/{address}"
    while following:
        page = client.get(following).json()
        found += page["items"]
        following = page["next"]
    return found


@pytest.fixture
def crowd():
    """Seven of each kind, some of one day, and a draft of each."""
    theme, person, house = make.theme(), make.speaker(), make.organization()
    for place in range(7):
        event = make.event(starts_on=date(2015, 7, 8) + timedelta(days=place // 3), themes=[theme], organizer=house)
        talk = make.talk(event=event, speakers=[person, make.speaker()], themes=[theme, make.theme()])
        source = make.source(event=event)
        make.quote(talk=talk, speaker=person, themes=[theme], source=source)
        tweet = make.tweet(talk=talk, speaker=person, themes=[theme], source=source, organization=make.organization())
        tweet.mentioned_speakers.add(person)
        tweet.mentioned_organizations.add(house)
        SpeakerAlias.objects.create(speaker=person, name=f"autre nom {place}")
        event.part_of.add(make.event(starts_on=None))
        make.theme(parent=theme)
        talk.recordings.create(url=f"https://exemple.fr/{place}")
        talk.documents.create(url=f"https://exemple.fr/{place}")
        event.partners.create(organization=house)
    kinds(status=Status.DRAFT)
    return theme, person


def test_who_follows_the_cursors_reads_all_that_the_site_shows_once(client, crowd):
    public = {name: sorted(model.objects.public().values_list("pk", flat=True)) for name, model in MODELS.items()}
    for query in ("?limit=2", "?limit=2&updated_since=2000-01-01T00:00:00Z"):
        found = {name: sorted(item["number"] for item in everything(client, f"{name}{query}")) for name in MODELS}
        assert found == public


def test_a_theme_and_a_speaker_are_read_to_the_end_too(client, crowd):
    theme, person = crowd
    for name in ("events", "talks", "quotes", "tweets"):
        assert len(everything(client, f"{name}?limit=2&theme={theme.slug}")) == 7
    for name in ("talks", "quotes", "tweets"):
        assert len(everything(client, f"{name}?limit=2&speaker={person.slug}")) == 7


@pytest.mark.any_engine
def test_the_order_is_that_of_the_page(client, crowd):
    ordered = {
        "events": Event.objects.public().by_date(),
        "talks": Talk.objects.public().by_date(),
        "quotes": Quote.objects.public().by_date(),
        "tweets": Tweet.objects.public().by_newest(),
        "speakers": Speaker.objects.public().by_name(),
        "organizations": Organization.objects.public().by_name(),
    }
    found = {name: [item["number"] for item in everything(client, f"{name}?limit=3")] for name in ordered}
    assert found == {name: [row.pk for row in rows] for name, rows in ordered.items()}


def test_filters_are_those_of_the_pages(client):
    old, new = make.event(starts_on=date(2014, 12, 31), kind="workshop"), make.event(starts_on=date(2015, 1, 1))
    undated = make.event(starts_on=None)
    theme, person = make.theme(), make.speaker()
    first = make.talk(event=old, kind="closing", is_also_keynote=True, speakers=[person], language="en")
    second = make.talk(event=new, kind="keynote", themes=[theme])
    said = make.quote(talk=first, speaker=person, kind="paraphrase", themes=[theme])
    told = make.quote(talk=second, language="en")
    posted = make.tweet(talk=second, posted_on=date(2014, 12, 31), speaker=person)
    make.tweet(talk=first)
    source = make.source(event=old)
    make.source(event=new, language="en")
    expected = {
        "events?year=2014": [old],
        "events?year=2015": [new],
        "events?year=1000": [],
        "events?kind=workshop": [old],
        "talks?year=2014": [first],
        "talks?kind=keynote": [second, first],
        f"talks?theme={theme.slug}": [second],
        f"talks?speaker={person.slug}": [first],
        f"talks?event={new.slug}": [second],
        "talks?language=en": [first],
        "quotes?year=2015": [told],
        "quotes?kind=paraphrase": [said],
        f"quotes?theme={theme.slug}": [said],
        f"quotes?theme={theme.slug}&year=2015": [],
        f"quotes?speaker={person.slug}": [said],
        f"quotes?event={new.slug}": [told],
        "quotes?language=en": [told],
        "quotes?theme=rien": [],
        "tweets?year=2014": [posted],
        f"tweets?speaker={person.slug}": [posted],
        f"tweets?event={new.slug}": [posted],
        f"sources?event={old.slug}": [source],
        "sources?language=fr": [source],
    }
    assert {name: numbers(client, name) for name in expected} == {
        name: [row.pk for row in rows] for name, rows in expected.items()
    }
    assert undated.pk in numbers(client, "events")


def test_a_former_slug_filters_still(client):
    person = make.speaker()
    quote = make.quote(speaker=person)
    FormerSlug.keep("ancien-nom", person)
    assert numbers(client, "quotes?speaker=ancien-nom") == [quote.pk]


def test_what_changed_since_comes_in_the_order_of_its_changes(client):
    first, second, third = (make.theme() for _ in range(3))
    for days, theme in ((3, second), (2, first), (9, third)):
        Theme.objects.filter(pk=theme.pk).update(updated_at=timezone.now() - timedelta(days=days))
    since = (timezone.now() - timedelta(days=5)).isoformat().replace("+", "%2B")
    assert numbers(client, f"themes?updated_since={since}") == [second.pk, first.pk]
    assert numbers(client, "themes?updated_since=0001-01-01T00:00:00%2B14:00") == [third.pk, second.pk, first.pk]
    assert numbers(client, "themes?updated_since=9999-12-31T23:59:59-14:00") == []


def test_a_quote_says_all_that_its_page_does(client, settings):
    settings.SITE_URL = "https://savoirs.example"
    event = make.event(title="Atelier", starts_on=date(2015, 7, 8))
    person, theme = make.speaker(name="Léa Roy"), make.theme(name="énergie")
    talk = make.talk(title="L’urbanisme", title_is_ours=True, event=event)
    source = make.source(title="Compte rendu", event=event)
    quote = make.quote(text="la ville ; ici !", talk=talk, speaker=person, source=source, themes=[theme])
    found = client.get(f"/api/v1/quotes/{quote.pk}").json()
    moments = [datetime.fromisoformat(found.pop(name)) for name in ("updated_at", "published_at")]
    expected = [quote.updated_at, quote.published_at]
    assert [f"{moment:%FT%T%z}" for moment in moments] == [f"{timezone.localtime(one):%FT%T%z}" for one in expected]
    root = "https://savoirs.example"

    def named(path, kind, row, name):
        return {"id": f"{root}{path}", "api_url": f"{root}/api/v1/{kind}/{row.pk}", "name": name}

    assert found == {
        "id": f"{root}/c/{quote.pk}",
        "api_url": f"{root}/api/v1/quotes/{quote.pk}",
        "number": quote.pk,
        "same_as": [],
        "url": f"{root}{quote.get_absolute_url()}",
        "kind": "verbatim",
        "text": "la ville ; ici !",
        "language": "fr",
        "translated_from": "",
        "speaker": named(person.permanent_path, "speakers", person, "Léa Roy"),
        "attribution": "",
        "event": named(f"/e/{event.pk}", "events", event, "Atelier"),
        "talk": named(f"/i/{talk.pk}", "talks", talk, "[L’urbanisme]"),
        "source": named(f"/api/v1/sources/{source.pk}", "sources", source, "Compte rendu"),
        "tweet": None,
        "themes": [named(theme.permanent_path, "themes", theme, "énergie")],
        "context": "",
        "license": "",
        "heard_at_second": None,
    }


def test_the_id_is_that_of_the_linked_data(client):
    quote = make.quote(talk=make.talk(), speaker=make.speaker())
    for row in (quote, quote.talk, quote.event, quote.speaker):
        number = client.get(f"/api/v1/{row._meta.model_name}s/{row.pk}").json()["id"]
        name = f"/citations/{quote.pk}.json" if row is quote else f"{row.get_absolute_url()[:-1]}.json"
        assert client.get(name).json()["@graph"][0]["@id"] == number


def test_a_talk_says_who_was_there_as_of_that_day(client):
    event = make.event(time_zone="America/Montreal")
    person, house = make.speaker(name="Léa Roy"), make.organization(name="Ville")
    talk = make.talk(event=event, starts_at=datetime.fromisoformat("2015-07-08T14:00:00+00:00"))
    Appearance.objects.create(event=event, talk=talk, speaker=person, organization=house, job_title="maire")
    Appearance.objects.create(event=event, talk=talk, described_as="une élue", position=1)
    found = client.get(f"/api/v1/talks/{talk.pk}").json()
    assert (found["day"], found["starts_at"]) == ("2015-07-08", "2015-07-08T10:00:00-04:00")
    assert [(one["name"], one["job_title"]) for one in found["people"]] == [("Léa Roy", "maire"), ("une élue", "")]
    assert found["people"][0]["organization"]["name"] == "Ville"
    assert found["people"][1]["speaker"] is None


def test_what_is_attached_is_told_but_for_drafts_and_notes(client):
    event = make.event(staff_note="zznote", state="postponed")
    event.partners.create(organization=make.organization(name="zzmécène", status=Status.DRAFT), role="sponsor")
    event.partners.create(organization=make.organization(name="Ville"), role="partner")
    talk = make.talk(event=event, track="Énergie", staff_note="zznote")
    talk.recordings.create(url="https://exemple.fr/v", duration=90, license="CC BY")
    talk.documents.create(url="https://exemple.fr/d", kind="paper", label="Actes")
    posted = make.tweet(talk=talk, url="https://social.example/@lea/12345", staff_note="zznote")
    found = client.get(f"/api/v1/events/{event.pk}").json()
    assert found["state"] == "postponed"
    assert [(one["role"], one["organization"]["name"]) for one in found["partners"]] == [("partner", "Ville")]
    found = client.get(f"/api/v1/talks/{talk.pk}").json()
    recording = {"kind": "video", "url": "https://exemple.fr/v", "language": "", "license": "CC BY", "duration": 90}
    assert found["recordings"] == [recording]
    assert found["documents"] == [{"kind": "paper", "url": "https://exemple.fr/d", "label": "Actes"}]
    found = client.get(f"/api/v1/tweets/{posted.pk}").json()
    assert (found["network"], found["post_number"]) == ("mastodon", "12345")
    told = "".join(client.get(f"/api/v1/{name}").content.decode() for name in MODELS)
    assert "zz" not in told


def test_a_draft_is_nowhere_even_for_staff(client):
    drafts = kinds(status=Status.DRAFT)
    client.force_login(make.user(role="administrator"))
    found = {name: client.get(f"/api/v1/{name}s/{row.pk}").status_code for name, row in drafts.items()}
    assert set(found.values()) == {404}
    assert [name for name in MODELS if set(numbers(client, name)) & {row.pk for row in drafts.values()}] == []


def test_a_source_that_only_a_draft_tells_of_is_not_told(client):
    source = make.source(event=make.event(status=Status.DRAFT))
    assert client.get(f"/api/v1/sources/{source.pk}").status_code == 404
    quote = make.quote(source=source)
    [found] = items(client, "sources")
    assert (found["number"], found["event"]) == (source.pk, None)
    quote.status = Status.DRAFT
    quote.save()
    assert items(client, "sources") == []


@pytest.mark.any_engine
def test_a_page_costs_as_many_queries_for_one_as_for_all(client, crowd):
    costs = {}
    for name in MODELS:
        items(client, name)  # from then on Django knows the types of contents
        costs[name] = []
        for limit in (1, 100):
            with CaptureQueriesContext(connection) as queries:
                items(client, f"{name}?limit={limit}")
            costs[name].append(len(queries))
    assert {name: (one, all_) for name, (one, all_) in costs.items() if not one == all_ <= 6} == {}


@pytest.mark.any_engine
def test_what_is_refused_has_one_form(client, monkeypatch):
    make.theme()
    cursor = client.get("/api/v1/quotes").json()["next"]
    assert cursor is None
    refused = {
        "/api/v1/themes/999999": 404,
        "/api/v1/rien": 404,
        "/api/v1/themes?limit=0": 422,
        "/api/v1/themes?limit=101": 422,
        "/api/v1/events?kind=rien": 422,
        "/api/v1/quotes?theme=%00": 422,
        "/api/v1/quotes?updated_since=0.5": 422,
        "/api/v1/quotes?updated_since=2015-02-30": 422,
        "/api/v1/quotes?cursor=abc": 404,
        f"/api/v1/quotes?cursor={cursor_of('place', chr(0), 1)}": 404,
        f"/api/v1/quotes?cursor={cursor_of('place', chr(0xD800), 1)}": 404,
        f"/api/v1/quotes?cursor={cursor_of('place', '1', 2**63)}": 404,
        f"/api/v1/quotes?cursor={cursor_of('updated_at', 'hier', 1)}&updated_since=2015-01-01": 404,
        "/api/v1/quotes?cursor=WyJwbGFjZSIsICIxIiwgIngiXQ": 404,
    }
    for address, status in refused.items():
        response = client.get(address)
        assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json"), address
        assert response.json()["status"] == status
        assert response.json()["detail"]
    assert client.post("/api/v1/themes").json()["status"] == 405
    monkeypatch.setitem(limits.LIMITS, "api", 0)
    waiting = client.get("/api/v1/themes")
    assert waiting.json()["status"] == 429
    assert int(waiting.headers["Retry-After"]) > 0


@pytest.mark.any_engine
def test_scripts_of_any_site_may_ask(client):
    make.theme()
    for method in (client.get, client.head, client.options):
        assert method("/api/v1/themes").headers["Access-Control-Allow-Origin"] == "*"
    assert client.options("/api/v1/themes").status_code == 204
    assert client.options("/api/v1/themes").headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.head("/api/v1/themes").content == b""
    assert client.get("/api/v1/rien").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.any_engine
def test_who_has_an_answer_already_is_told_that_nothing_changed(client):
    theme = make.theme()
    first = client.get("/api/v1/themes")
    again = client.get("/api/v1/themes", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    theme.description = "autre"
    theme.save()
    assert client.get("/api/v1/themes", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.any_engine
def test_it_says_of_itself_what_it_is(client):
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    assert {path.split("/")[3] for path in schema["paths"]} == {*MODELS, "search", "recaps"}
    read = {name: one for name, one in schema["components"]["schemas"].items() if not name.endswith("Draft")}
    assert "staff_note" not in json.dumps(read)
    assert client.get("/api/v1/").url == "/api/"
    for page in ("/api/", "/en/api/"):
        text = client.get(page).content.decode()
        told = [(method.upper(), path) for path, found in schema["paths"].items() for method in found]
        assert all(f"{method} http://testserver{path}<" in text for method, path in told)
        assert "<script" not in text.partition("<main")[2]


def test_the_same_thing_at_others_is_told_of_every_kind(client):
    rows = kinds()
    rows["source"].event = rows["event"]  # a public page shows it
    rows["source"].save()
    for record in rows.values():
        record.external_references.create(system="HAL", identifier="1", url="https://hal.exemple.fr/1")
    told = {name: items(client, f"{name}s?limit=100") for name in rows}
    same = {name: [one["same_as"] for one in found if one["number"] == rows[name].pk] for name, found in told.items()}
    assert same == {name: [["https://hal.exemple.fr/1"]] for name in rows}


@pytest.mark.any_engine
def test_who_knows_but_its_document_reads_the_whole_collection(client, crowd):
    document = client.get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]
    counts = {}
    for path, found in document["paths"].items():
        names = {one["name"] for one in found.get("get", {}).get("parameters", [])}
        if "cursor" not in names:
            continue
        answer = found["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        told = schemas[answer.rpartition("/")[2]]["properties"]["items"]["items"]["$ref"]
        read, known = everything(client, f"{path.removeprefix('/api/v1/')}?limit=3"), schemas[told.rpartition("/")[2]]
        assert {frozenset(one) for one in read} == {frozenset(known["properties"])}
        counts[path.rpartition("/")[2]] = len(read)
    assert counts == {name: (Source.objects.seen() if model is Source else model.objects.public()).count()
                      for name, model in MODELS.items()}  # fmt: skip
