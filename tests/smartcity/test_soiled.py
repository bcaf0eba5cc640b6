"""No page or file dies of characters that the base has held since before its doors cleaned what comes in."""

import json

import icalendar
import pytest
from django.db import connection
from lxml import etree

from curation.fields import LineField, ProseField
from events.models import Event, Talk
from quotes.models import Quote, Source, Tweet
from speakers.models import Organization, Speaker
from tests import builders as make
from tests.addresses import public
from themes.models import Theme

pytestmark = [pytest.mark.django_db, pytest.mark.any_engine]

CODES = {"language", "handle", "wikidata", "orcid", "translated_from"}


def soil():
    """A published record of each kind with characters that no door lets through any more; all of them, as rows."""
    event = make.event(title="Assises", summary="Un mot", venue="Salle", themes=[make.theme(name="Air")])
    person, house = make.speaker(name="Ada Lovelace"), make.organization(name="Forum")
    talk = make.talk(title="Exposé", abstract="Un mot", event=event, speakers=[person], themes=event.themes.all())
    source = make.source(title="Récit", url="https://a.example/x")
    made = {"themes": event.themes.all(), "talk": talk}
    quotes = [make.quote(text=f"mot {n}", speaker=person, source=source, context="Un", **made) for n in range(2)]
    tweet = make.tweet(text="mot", speaker=person, source=source, url="https://x.com/ada/status/1", **made)
    rows = [event, person, house, talk, source, *quotes, tweet, *event.themes.all()]
    for model in (Event, Talk, Source, Quote, Tweet, Theme, Organization, Speaker):
        names = [
            f.column
            for f in model._meta.local_concrete_fields
            if isinstance(f, (LineField, ProseField)) and f.name not in CODES
        ]
        said = ", ".join(f"{name} = {name} || '\x1d\x0b\x0c\x1b\uffff'" for name in names)
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {model._meta.db_table} SET {said}")
    return rows


def read(response):
    """Read the answer as those do for whom it was made; an error if they could not."""
    kind, content = response.headers.get("Content-Type", ""), response.content
    if "xml" in kind:
        etree.fromstring(content)
    elif "json" in kind:
        json.loads(content)
    elif "calendar" in kind:
        icalendar.Calendar.from_ical(content)


def test_every_page_and_file_is_made_and_can_be_read(client):
    rows = soil()
    client.force_login(make.user(role="member"))
    addresses = public(rows)
    answers = {address: client.get(address) for address in addresses}
    for address, response in answers.items():
        assert response.status_code < 500, address
        if response.status_code == 200 and not response.streaming:
            read(response)
    read_ = [address for address, response in answers.items() if response.status_code == 200]
    assert {suffix for suffix in (".atom", ".ics", ".json") if any(a.endswith(suffix) for a in read_)} == {
        ".atom",
        ".ics",
        ".json",
    }
