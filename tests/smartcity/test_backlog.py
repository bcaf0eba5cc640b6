"""Much was written at once: who searches does not wait for the index, which the worker ends."""

import pytest
from django.core.management import call_command

from search import indexing
from tests import builders as make
from tests.working import work
from work.models import Job

pytestmark = pytest.mark.django_db


def seen(client, address):
    page = client.get(address).content.decode()
    return sum(f"Anne{place}" in page for place in range(5))


@pytest.mark.parametrize("address", ["/citations/recherche/?q=gouvernance", "/recherche/?q=Martin&type=intervenants"])
def test_a_search_writes_a_few_entries_and_leaves_the_rest_to_the_worker(client, monkeypatch, address):
    call_command("rebuild_search_index", verbosity=0)
    monkeypatch.setattr(indexing, "A_FEW", 2)
    monkeypatch.setattr(indexing, "OF_MORE", 2)
    for place in range(5):
        make.quote(text=f"la gouvernance numéro {place}", speaker=make.speaker(name=f"Anne{place} Martin"))
    client.force_login(make.user(role="member"))
    for _time in range(2):
        assert seen(client, address) < 5
    assert Job.objects.fresh().count() == 1
    work()
    assert seen(client, address) == 5
    assert not Job.objects.fresh().exists()
