"""What the API refuses is said in the reader's language, whatever was sent: none of the words of its libraries."""

import json
import math

import pytest
from django.test import Client

from exchange import limits
from exchange.api import door
from tests import builders as make
from tests.exchange.test_writing import key_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]
NEEDED = {"text": "Un", "event": 1, "title": "Un", "name": "Ana Duval", "author_name": "Ana", "handle": "ana"}
MISSHAPEN = (None, True, 1.5, -1, 10**30, math.inf, "\0", "a" * 100_001, [{"a": 1}], [1] * 200)
NO_JSON = ("", "{", "[", '{"a":', b"\xff\xfe", '{"text": "\\ud800"}')
ASKED = (
    "events?limit=0", "events?limit=1000", "events?limit=x", "events?year=1", "events?cursor=%20", "events?cursor=rien",
    "events?updated_since=hier", "talks?kind=rien", "talks?language=1", "talks?theme=%20", "quotes?year=1.5",
    "events/618", "rien", "search/quotes?limit=0", "search/quotes?page=x", "search/quotes?page=-1",
)  # fmt: skip
FOREIGN = ("Input should", "String should", "Value error", "Cannot parse", "Invalid", "unable to")


@pytest.fixture
def ask(monkeypatch):
    """Ask with the key of an editor, in that language; give the answer."""
    monkeypatch.setitem(limits.LIMITS, "key", math.inf)
    monkeypatch.setitem(limits.LIMITS, "api", math.inf)
    token, client = key_of(make.user(role="editor")), Client(raise_request_exception=False)

    def ask(address, body=None, *, language="fr"):
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        if body is None:
            return client.get(f"/api/v1/{address}", headers=headers)
        return client.post(f"/api/v1/{address}", body, content_type="application/json", headers=headers)

    return ask


def bodies(schema, schemas):
    """What is not of the form of `schema`, in each of its fields and in those of their rows."""
    needed = {name: NEEDED[name] for name in schema.get("required", ())}
    yield from NO_JSON
    yield from map(json.dumps, MISSHAPEN)
    for name, field in schema["properties"].items():
        yield from (json.dumps(needed | {name: value}) for value in MISSHAPEN)
        rows = schemas.get(field.get("items", {}).get("$ref", "").rpartition("/")[2], {"properties": ()})
        yield from (json.dumps(needed | {name: [{of: value}]}) for of in rows["properties"] for value in MISSHAPEN)


def sentences(response):
    told = response.json()
    return [sentence for said in told.get("errors", {"": [told["detail"]]}).values() for sentence in said]


def test_whatever_is_posted_is_taken_or_refused_in_words_of_the_house(ask):
    document = ask("openapi.json").json()
    schemas, foreign, statuses = document["components"]["schemas"], set(), set()
    for path, methods in document["paths"].items():
        if "post" not in methods:
            continue
        reference = methods["post"]["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        for body in bodies(schemas[reference.rpartition("/")[2]], schemas):
            response = ask(path.removeprefix("/api/v1/"), body)
            statuses.add(response.status_code)
            if response.status_code >= 300:
                foreign |= {said for said in sentences(response) if said.startswith(FOREIGN) or said == door.MISFIT}
    assert (foreign, statuses) == (set(), {201, 400, 422})


def test_what_is_asked_amiss_is_refused_in_the_language_of_who_asks(ask):
    refused = {address: (ask(address), ask(address, language="en")) for address in ASKED}
    assert {one.status_code for both in refused.values() for one in both} == {404, 422}
    assert {one.headers["Content-Language"] for _french, one in refused.values()} == {"en"}
    told = {address: [sentences(one) for one in both] for address, both in refused.items()}
    assert told["events/618"] == [
        ["Il n’y a rien de public à cette adresse."],
        ["There is nothing public at this address."],
    ]
    assert {one for both in told.values() for said in both for one in said if one.startswith(FOREIGN)} == set()


def test_a_choice_is_told_with_what_there_is_to_choose(ask):
    [said] = ask("talks?kind=rien").json()["errors"]["kind"]
    assert said == (
        "Une de ces valeurs est attendue\xa0: 'opening', 'keynote', 'talk', 'round_table', 'closing', 'other'."
    )
