"""OAI-PMH, asked as a harvester asks; its answers are read by the names and rules of the protocol."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from lxml import etree

from curation.models import Status
from events.models import Event
from quotes.models import Quote
from quotes.oai import views
from tests import builders as make

pytestmark = pytest.mark.django_db
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LONG_AGO = datetime(2020, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def ask(client, verb="", **told):
    response = client.get(
        f"/oai?{urlencode({'verb': verb} | {name.rstrip('_'): value for name, value in told.items()})}"
    )
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def error(client, verb="", **told):
    root = ask(client, verb, **told)
    return root.find(f"{OAI}error").get("code"), sorted(root.find(f"{OAI}request").attrib)


def identifiers(root):
    return [found.text for found in root.iter(f"{OAI}identifier")]


def listed(client, **told):
    """The identifiers of a whole list, token by token."""
    root = ask(client, "ListIdentifiers", metadataPrefix="oai_dc", **told)
    found = identifiers(root)
    while token := root.findtext(f".//{OAI}resumptionToken"):
        root = ask(client, "ListIdentifiers", resumptionToken=token)
        found += identifiers(root)
    return [one.removeprefix("oai:testserver:") for one in found]


def test_the_site_says_who_it_is(client, settings):
    settings.CONTACT_EMAIL = "contact@exemple.fr"
    told = {one.tag.removeprefix(OAI): one.text for one in ask(client, "Identify").find(f"{OAI}Identify")}
    assert told == {
        "repositoryName": settings.SITE_NAME,
        "baseURL": "http://testserver/oai",
        "protocolVersion": "2.0",
        "adminEmail": "contact@exemple.fr",
        "earliestDatestamp": "1970-01-01T00:00:00Z",
        "deletedRecord": "no",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
    }
    assert client.post("/oai", {"verb": "Identify"}).status_code == 200
    assert ask(client, "ListMetadataFormats").findtext(f".//{OAI}metadataPrefix") == "oai_dc"


def test_a_record_is_told_in_dublin_core(client):
    theme, hidden = make.theme(name="gouvernance", slug="gouvernance"), make.theme(status=Status.DRAFT)
    speaker = make.speaker(name="Camille Martin")
    talk = make.talk(title="Exposé", event=make.event(title="Atelier", city="Issy"), speakers=[speaker])
    source = make.source(title="Compte rendu", url="https://exemple.fr/a")
    quote = make.quote(text="la ville vit", talk=talk, speaker=speaker, source=source, themes=[theme, hidden])
    root = ask(client, "GetRecord", metadataPrefix="oai_dc", identifier=f"oai:testserver:quote/{quote.pk}")
    assert [one.text for one in root.iter(f"{OAI}setSpec")] == ["gouvernance"]
    told = {}
    for element in root.iter():
        if element.tag.startswith(DC):
            told.setdefault(element.tag.removeprefix(DC), []).append(element.text)
    assert told["title"] == ["la ville vit"]
    assert told["creator"] == ["Martin, Camille"]
    assert told["description"] == ["« la ville vit »"]
    assert (told["date"], told["coverage"], told["subject"]) == (["2015-07-08"], ["Issy"], ["gouvernance"])
    assert told["relation"] == ["Atelier"]
    assert told["identifier"] == [f"http://testserver/c/{quote.pk}"]
    assert "cité dans « Compte rendu »" in told["source"][0] and "https://exemple.fr/a" in told["source"][0]
    for record in (talk, talk.event, make.tweet(talk=talk)):
        name = f"oai:testserver:{record._meta.model_name}/{record.pk}"
        root = ask(client, "GetRecord", metadataPrefix="oai_dc", identifier=name)
        assert root.findtext(f".//{DC}title")


def test_a_list_goes_on_from_token_to_token_and_tells_each_once(client, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 3)
    theme = make.theme(slug="gouvernance")
    event = make.event()
    quotes = [make.quote(event=event, themes=[theme] * (number % 2)) for number in range(7)]
    make.quote(event=event, status=Status.DRAFT)
    make.tweet(event=event)
    found = listed(client)
    assert len(found) == len(set(found)) == 9
    assert {f"quote/{quote.pk}" for quote in quotes} < set(found)
    assert listed(client, set="gouvernance") == [f"quote/{quote.pk}" for quote in quotes[1::2]]
    root = ask(client, "ListRecords", metadataPrefix="oai_dc", set="gouvernance")
    assert len(root.findall(f".//{OAI}record")) == 3 and root.find(f".//{OAI}resumptionToken") is None


def test_a_record_that_changes_while_one_harvests_moves_no_other(client, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    quotes = [make.quote(event=make.event()) for _ in range(4)]
    Event.objects.update(status=Status.PUBLISHED)
    first = ask(client, "ListIdentifiers", metadataPrefix="oai_dc")
    quotes[0].save()
    token = first.findtext(f".//{OAI}resumptionToken")
    found = identifiers(first)
    while token:
        root = ask(client, "ListIdentifiers", resumptionToken=token)
        found, token = found + identifiers(root), root.findtext(f".//{OAI}resumptionToken")
    assert len(found) == len(set(found)) == 8


def test_only_what_changed_since_is_told_and_what_came_out_with_a_draft_has_changed(client):
    old = make.quote(event=make.event())
    Quote.objects.update(updated_at=LONG_AGO, published_at=LONG_AGO)
    Event.objects.update(updated_at=LONG_AGO, published_at=LONG_AGO)
    draft = make.event(status=Status.DRAFT)
    waiting = make.quote(event=draft)
    Quote.objects.filter(pk=waiting.pk).update(updated_at=LONG_AGO)
    assert listed(client, from_="2020-01-02T03:04:05Z", until="2020-01-02T03:04:05Z") == [
        f"event/{old.event_id}", f"quote/{old.pk}",
    ]  # fmt: skip
    assert listed(client, until="2020-01-02") == [f"event/{old.event_id}", f"quote/{old.pk}"]
    everything = [f"event/{old.event_id}", f"quote/{old.pk}"]
    assert listed(client, until="9999-12-31") == listed(client, until="9999-12-31T23:59:59Z") == everything
    assert error(client, "ListIdentifiers", metadataPrefix="oai_dc", from_="2020-01-03")[0] == "noRecordsMatch"
    draft.status = Status.PUBLISHED
    draft.save()
    assert listed(client, from_="2020-01-03") == [f"event/{draft.pk}", f"quote/{waiting.pk}"]


def test_sets_are_the_public_themes(client):
    assert error(client, "ListSets")[0] == "noSetHierarchy"
    make.theme(name="gouvernance", slug="gouvernance")
    make.theme(status=Status.DRAFT)
    assert [one.text for one in ask(client, "ListSets").iter(f"{OAI}setSpec")] == ["gouvernance"]


LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
ERRORS = [
    ({}, "badVerb"),
    ({"verb": "Rien"}, "badVerb"),
    ({"verb": "Identify", "set": "a"}, "badArgument"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
    ({"verb": "ListRecords"}, "badArgument"),
    (LIST | {"from": "hier"}, "badArgument"),
    (LIST | {"from": "2020-01-01", "until": "2020-01-01T00:00:00Z"}, "badArgument"),
    (LIST | {"from": "2020-01-02", "until": "2020-01-01"}, "badArgument"),
    (LIST | {"resumptionToken": "x"}, "badArgument"),
    (LIST | {"metadataPrefix": "marc"}, "cannotDisseminateFormat"),
    (LIST | {"set": "rien"}, "noRecordsMatch"),
    ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
    ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
    ({"verb": "ListMetadataFormats", "identifier": "oai:testserver:quote/0"}, "idDoesNotExist"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:ailleurs:quote/1"}, "idDoesNotExist"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:testserver:user/1"}, "idDoesNotExist"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "\x0b\x00<é"}, "idDoesNotExist"),
]


def test_what_cannot_be_answered_is_refused_in_the_words_of_the_protocol(client):
    make.theme(slug="gouvernance")
    told = [(asked, error(client, **asked)[0]) for asked, code in ERRORS]
    assert told == ERRORS
    assert error(client, "Rien")[1] == []
    assert error(client, "ListRecords", metadataPrefix="marc")[1] == ["metadataPrefix", "verb"]
    assert b'code="badArgument"' in client.get("/oai?verb=ListRecords&set=a&set=b").content


WRONG_SIGNS = [
    (LIST | {"set": "été"}, "badArgument"),
    (LIST | {"set": "a:"}, "badArgument"),
    (LIST | {"metadataPrefix": "oai dc"}, "badArgument"),
    (LIST | {"from": "2020-1-2T3:4:5Z"}, "badArgument"),
]


def test_every_answer_is_as_the_schema_of_the_protocol_wants_it(client, monkeypatch):
    """`oai_pmh.xsd` says it in our words: the official one is not ours to copy, nor to ask for at each test."""
    monkeypatch.setattr(views, "PAGE", 2)
    theme = make.theme(slug="gouvernance")
    event = make.event(themes=[theme], summary="Deux jours.", license="CC BY 4.0", city="Brest")
    talk = make.talk(event=event, speakers=[make.speaker()], themes=[theme])
    quote = make.quote(talk=talk, themes=[theme], source=make.source(url="https://exemple.fr/a"))
    make.tweet(talk=talk, themes=[theme], url="https://x.com/a/status/1")
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("oai_pmh.xsd")))
    asked = [
        {"verb": "Identify"}, {"verb": "ListMetadataFormats"}, {"verb": "ListSets"}, LIST,
        LIST | {"set": "gouvernance", "from": "2020-01-01"}, LIST | {"verb": "ListIdentifiers"},
        {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": f"oai:testserver:quote/{quote.pk}"},
        *(told for told, _code in [*ERRORS, *WRONG_SIGNS]),
    ]  # fmt: skip
    token = ask(client, **LIST).findtext(f".//{OAI}resumptionToken")
    while token:
        asked.append({"verb": "ListRecords", "resumptionToken": token})
        token = ask(client, **asked[-1]).findtext(f".//{OAI}resumptionToken")
    wrong = {}
    for told in asked:
        tree = etree.fromstring(client.get("/oai", told).content)
        if not schema.validate(tree):
            wrong[str(told)] = [one.message for one in schema.error_log]
    assert wrong == {}
    assert [(told, error(client, **told)[0]) for told, _code in WRONG_SIGNS] == WRONG_SIGNS


@pytest.mark.any_engine
@pytest.mark.parametrize(
    ("contact", "sender", "told"),
    [
        ("", "Le site <site@exemple.fr>", "site@exemple.fr"),
        ("", "webmaster@localhost", "webmaster@testserver.invalid"),
        ("contact@exemple.fr", "webmaster@localhost", "contact@exemple.fr"),
    ],
)
def test_who_answers_for_it_has_an_address_of_the_form_that_harvesters_take(client, settings, contact, sender, told):
    settings.CONTACT_EMAIL, settings.DEFAULT_FROM_EMAIL = contact, sender
    assert ask(client, "Identify").findtext(f".//{OAI}adminEmail") == told


def test_drafts_are_not_harvested(client):
    draft = make.event(title="brouillon", status=Status.DRAFT)
    make.quote(text="brouillon", event=draft)
    make.event(organizer=make.organization(name="brouillon", status=Status.DRAFT))
    assert "brouillon" not in client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert error(client, "GetRecord", metadataPrefix="oai_dc", identifier=f"oai:testserver:event/{draft.pk}")[0] == (
        "idDoesNotExist"
    )


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_a_page_of_it_costs(client, django_assert_num_queries, number):
    theme, speaker = make.theme(slug="gouvernance"), make.speaker()
    event = make.event(themes=[theme])
    for _ in range(number):
        talk = make.talk(event=event, speakers=[speaker], themes=[theme])
        make.quote(talk=talk, speaker=speaker, themes=[theme])
        make.tweet(talk=talk, themes=[theme])
    with django_assert_num_queries(9 if number < 300 else 5):
        ask(client, "ListRecords", metadataPrefix="oai_dc")
