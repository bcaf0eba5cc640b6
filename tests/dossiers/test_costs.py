"""What the pages of dossiers cost: as many queries for 300 rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Status
from dossiers.models import Dossier
from quotes.models import Quote
from tests import builders as make

pytestmark = pytest.mark.django_db

COSTS = {
    "list": 8,
    "dossier": 14,
    "print": 11,
    "asking": 7,
    "asking in the panel": 6,
    "csv": 10,
    "docx": 10,
    "md": 10,
    "ris": 10,
    "bib": 10,
    "shared": 8,
}


def crowd(owner, number):
    """A dossier with `number` items of each kind, some withdrawn or removed, among `number` others; {name: address}."""
    records = []
    for _ in range(number):
        source, person = make.source(), make.speaker()
        talk = make.talk(speakers=[person, make.speaker()])
        said = {"talk": talk, "source": source}
        posted = make.tweet(**said, speaker=person, organization=make.organization())
        records += [talk, posted, make.quote(**said, speaker=person, tweet=posted)]
    gone, removed = [make.quote() for _ in range(number)], [make.quote() for _ in range(number)]
    dossier = make.dossier(owner=owner)
    dossier.items.bulk_create(item(dossier, record, place) for place, record in enumerate([*records, *gone, *removed]))
    Quote.objects.filter(pk__in=[record.pk for record in gone]).update(status=Status.DRAFT)
    dossier.items.filter(quote__in=removed).update(removed_at=dossier.updated_at)
    dossier.items.update(note="note")
    for state in ({}, {"deleted_at": dossier.updated_at}):
        Dossier.objects.bulk_create(Dossier(owner=owner, title="Autre", **state) for _ in range(number))
    shares = [make.share(dossier=dossier) for _ in range(number)]
    base = dossier.get_absolute_url()
    return {
        "list": "/dossiers/",
        "dossier": base,
        "print": f"{base}imprimer/",
        "asking": f"/dossiers/ajouter/?quote={records[-1].pk}",
        "asking in the panel": f"/dossiers/ajouter/?quote={records[-1].pk}&choisir",
        "csv": f"{base[:-1]}.csv",
        **{suffix: f"{base[:-1]}.{suffix}" for suffix in ("docx", "md", "ris", "bib")},
        "shared": shares[0].get_absolute_url(),
    }


def item(dossier, record, place):
    made = dossier.items.model(dossier=dossier, position=place, **{record._meta.model_name: record})
    made.take(record)
    return made


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_pages_of_dossiers_cost(client, number):
    owner = make.user(role="member")
    client.force_login(owner)
    found = {}
    for name, address in crowd(owner, number).items():
        headers = {"hx-request": "true"} if "panel" in name else {}
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, headers=headers).status_code == 200
        found[name] = len(queries)
    assert found == COSTS


@pytest.mark.parametrize("number", [1, 3, 300])
def test_what_deeds_cost(client, django_assert_num_queries, number):
    owner = make.user(role="member")
    client.force_login(owner)
    dossier = make.dossier(owner=owner)
    records = [make.quote() for _ in range(number + 1)]
    dossier.items.bulk_create(item(dossier, record, place) for place, record in enumerate(records))
    one, another = dossier.items.last(), make.quote()
    with django_assert_num_queries(13):
        client.post(f"{dossier.get_absolute_url()}elements/{one.pk}/deplacer/", {"place": 1, "quiet": 1})
    with django_assert_num_queries(19):
        client.post("/dossiers/ajouter/", {"quote": another.pk, "dossier": dossier.pk}, headers={"hx-request": "true"})
